/** The real core on a database, with its platforms: what `qabot start` puts together, without a process around it. */

import { createHosts } from '../../../src/app/hosts.js';
import { readSettings } from '../../../src/settings.js';
import type { Adapter } from '../../../src/contract.js';
import { createJudge } from '../../../src/engine/judge.js';
import { thresholdsFor } from '../../../src/engine/thresholds.js';
import type { Engine } from '../../../src/engine/engine.js';
import { type BotService, createBotService } from '../../../src/app/service.js';
import type { Knowledge } from '../../../src/knowledge/model.js';
import { createMatcher } from '../../../src/match/matcher.js';
import type { Database } from '../../../src/store/contract.js';
import { catalogues } from '../texts.js';
import { fakeHost, type LogLine } from '../../../src/testing/fakes.js';
import { KNOWLEDGE } from '../knowledge.js';

export interface Joining {
  readonly adapter: Adapter;
  readonly settings: Readonly<Record<string, string>>;
  readonly maintainers?: readonly string[];
}

export interface Core {
  readonly circle: BotService;
  readonly logged: readonly LogLine[];
  /** The messages that were taken for the beginning of a question, in order. */
  readonly unfinished: readonly string[];
  /** Asks what waits at once, as at the end of the program. */
  ends(): void;
  /** Stops the adapters and the service; the database stays open. */
  stop(): Promise<void>;
}

export interface CoreOptions {
  readonly database: Database;
  readonly platforms: readonly Joining[];
  readonly engine?: Engine;
  readonly environment?: Readonly<Record<string, string>>;
  /** Milliseconds; none by default. */
  readonly burstWait?: number;
}

export function engineOf(knowledge: Knowledge): Engine {
  const [matcher, thresholds] = [createMatcher(knowledge), thresholdsFor()];
  return { knowledge, matcher, thresholds, judge: createJudge({ matcher, thresholds }) };
}

/** Starts the adapters, and listens to what other replicas learn. */
export async function startCore(options: CoreOptions): Promise<Core> {
  const { database, platforms, engine = engineOf(KNOWLEDGE), environment = {} } = options;
  const { logger, logged } = fakeHost();
  const started: Adapter[] = [];
  const settings = readSettings({ STORE_URL: ':memory:', STORE_KEY: 'k'.repeat(32), ...environment });
  const circle = createBotService({
    engine,
    database,
    settings,
    logger,
    isServing: true,
    adapters: () => started,
  });
  const unfinished: string[] = [];
  const asksNothingYet: BotService['asksNothingYet'] = (question) => {
    const isUnfinished = circle.asksNothingYet(question);
    if (isUnfinished) unfinished.push(question.text);
    return isUnfinished;
  };
  const hosts = createHosts({
    service: { ...circle, asksNothingYet },
    database,
    knowledge: engine.knowledge,
    logger,
    isServing: true,
    wait: 0,
    burstWait: options.burstWait ?? 0,
    secondReader: false,
    exit: () => {},
  });
  const maintainers = platforms.flatMap((one) => one.maintainers ?? []);
  await circle.refresh();
  for (const { adapter, settings: own } of platforms) {
    await adapter.start(hosts.hostOf({ name: adapter.name, texts: catalogues }, own, maintainers));
    started.push(adapter);
  }
  await circle.start();
  return {
    circle,
    logged,
    unfinished,
    ends: () => hosts.close(),
    async stop() {
      hosts.close();
      await Promise.all(started.map((adapter) => adapter.stop()));
      await circle.stop();
    },
  };
}
