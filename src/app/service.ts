/** The bot together with what it learns: its store, the other replicas, and the adapters that post for it. */

import { type BotParts, createBot } from '../bot/bot.js';
import type { Settings } from '../settings.js';
import type { Adapter, Bot, Language, Logger, ReviewQueue, Sealer } from '../contract.js';
import type { Engine } from '../engine/engine.js';
import type { Member } from '../bot/shared-cache.js';
import { type LearningContext, type Platforms, UNKNOWN_PLATFORM } from '../learning/context.js';
import { vaultOpener } from '../learning/store-key.js';
import { createLearning, type Learning } from '../learning/learning.js';
import { type Database, NAMESPACES } from '../store/contract.js';

const DAY_MILLISECONDS = 24 * 60 * 60 * 1000;
/** Milliseconds between two looks at the store; an announcement of another replica may be lost with a connection. */
const LOOK_MILLISECONDS = 60_000;
/** The topic under which the replicas announce that they have learned. */
const TOPIC = 'learning';

export interface BotServiceOptions {
  readonly engine: Engine;
  readonly database: Database;
  readonly settings: Settings;
  readonly logger: Logger;
  /**
   * Whether questions are noted and counted, and conversations kept. Otherwise only what somebody votes on or hands over is
   * kept: a person alone at a terminal leaves nothing else behind.
   */
  readonly isServing: boolean;
  /** The adapters that run in this process, as they are now. */
  readonly adapters: () => readonly Adapter[];
  /** Milliseconds; the system's clock by default. */
  readonly now?: () => number;
}

export interface BotService {
  readonly bot: Bot;
  readonly asksNothingYet: BotParts['asksNothingYet'];
  readonly entries: BotParts['entries'];
  readonly learning: Learning;
  /** Seals what must be read again. */
  readonly sealer: () => Promise<Sealer>;
  /** {@link LearningContext.ownerOf} */
  readonly ownerOf: LearningContext['ownerOf'];
  review(language: Language, limit: number): Promise<ReviewQueue>;
  /** Takes in what was learned before. Never rejects. */
  refresh(): Promise<void>;
  /** Takes in what was learned before, and from then on what other replicas learn. Never rejects. */
  start(): Promise<void>;
  /** Resolves when everything is written. */
  stop(): Promise<void>;
}

export function createBotService(options: BotServiceOptions): BotService {
  const { engine, database, settings, logger, isServing, now = Date.now } = options;
  const store = database.store(NAMESPACES.learning);
  const vault = vaultOpener({ address: settings.store, secret: settings.storeKey, store });
  const ownerOf = async ({ platform = UNKNOWN_PLATFORM, asker }: Member): Promise<string | undefined> => {
    try {
      return (await vault()).person(platform, asker);
    } catch {
      // The store and the key tell of themselves.
      return undefined;
    }
  };
  const bot = createBot({
    ...engine,
    logger,
    now,
    ownerOf,
    store: isServing ? database.store(NAMESPACES.bot) : undefined,
    language: settings.language,
  });
  const { parts } = bot;
  const learning = createLearning({
    store,
    announce: () => database.announce(TOPIC),
    vault,
    ownerOf,
    parts,
    matcher: engine.matcher,
    projects: engine.knowledge.projects,
    confirmed: engine.knowledge.confirmed ?? {},
    platforms: platformsOf(options.adapters),
    confirmations: settings.confirmations,
    retention: settings.retentionDays * DAY_MILLISECONDS,
    ticks: settings.ticks,
    isServing,
    logger,
    now,
  });
  bot.attach(learning.learner);

  // Where nothing was ever kept there is nothing to read, and no file is made.
  const refresh = async (): Promise<void> => {
    const isThere = isServing || (await database.exists().catch(() => true));
    if (isThere) await learning.refresh();
  };

  let unlisten: (() => void) | undefined;
  let timer: NodeJS.Timeout | undefined;
  return {
    bot,
    asksNothingYet: parts.asksNothingYet,
    entries: parts.entries,
    learning,
    sealer: vault,
    ownerOf,
    review: (language, limit) => learning.review(language, limit),
    refresh,
    async start() {
      if (isServing) await learning.checkKey();
      await refresh();
      unlisten?.();
      unlisten = database.listen(TOPIC, () => void learning.refresh());
      clearInterval(timer);
      timer = setInterval(() => void refresh(), LOOK_MILLISECONDS);
      timer.unref();
    },
    async stop() {
      unlisten?.();
      clearInterval(timer);
      await learning.settled();
    },
  };
}

function platformsOf(adapters: () => readonly Adapter[]): Platforms {
  const named = (platform: string): Adapter | undefined => adapters().find(({ name }) => name === platform);
  return {
    names: () => adapters().map(({ name }) => name),
    canDeliver: (platform) => named(platform)?.deliver !== undefined,
    async deliver(platform, to, reply) {
      const adapter = named(platform);
      if (adapter?.deliver === undefined) throw new Error(`the adapter ${platform} cannot deliver later`);
      await adapter.deliver(to, reply);
    },
    tellMaintainers: async (platform, reply) => (await named(platform)?.tellMaintainers?.(reply)) ?? false,
  };
}
