/** The real core on a database, with its platforms: what `qabot start` puts together, without a process around it. */

import { createChannels } from '../../../src/listening/channels.js';
import { overview } from '../../../src/app/overview.js';
import { createPopular } from '../../../src/app/most-asked.js';
import { readSettings } from '../../../src/app/settings.js';
import type { Adapter, Host } from '../../../src/contract.js';
import { createJudge } from '../../../src/engine/judge.js';
import { thresholdsFor } from '../../../src/engine/thresholds.js';
import type { Engine } from '../../../src/engine/engine.js';
import { botOn, type Circle, createCircle } from '../../../src/app/service.js';
import type { Knowledge } from '../../../src/knowledge/model.js';
import { createMatcher } from '../../../src/match/matcher.js';
import type { Database } from '../../../src/store/contract.js';
import { texts } from '../../../src/texts/texts.js';
import { fakeHost, type LogLine } from '../host.js';
import { KNOWLEDGE } from '../knowledge.js';

export interface Joining {
  readonly adapter: Adapter;
  readonly settings: Readonly<Record<string, string>>;
  readonly maintainers?: readonly string[];
}

export interface Core {
  readonly circle: Circle;
  readonly logged: readonly LogLine[];
  /** Stops the adapters and the circle; the database stays open. */
  stop(): Promise<void>;
}

export interface CoreOptions {
  readonly database: Database;
  readonly platforms: readonly Joining[];
  readonly engine?: Engine;
  readonly environment?: Readonly<Record<string, string>>;
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
  const circle = createCircle({
    engine,
    database,
    settings,
    logger,
    isServing: true,
    adapters: () => started,
  });
  const popular = createPopular(
    database.store('core'),
    engine.knowledge,
    (id) => circle.entries.get(id)?.question,
    logger,
  );
  const maintainers = platforms.flatMap((one) => one.maintainers ?? []);
  const hostOf = ({ adapter, settings: own }: Joining): Host => {
    const store = database.store(adapter.name);
    return {
      bot: botOn(adapter.name, popular.counting(circle.bot)),
      store,
      channels: createChannels({ store, logger, wait: 0 }),
      maintainers,
      review: (language, limit) => circle.review(language, limit),
      overview: () => overview(engine.knowledge, [...circle.entries.all()].length),
      mostAsked: popular.mostAsked,
      settings: own,
      logger,
      texts,
      exit: () => {},
    };
  };
  await circle.refresh();
  for (const platform of platforms) {
    await platform.adapter.start(hostOf(platform));
    started.push(platform.adapter);
  }
  await circle.start();
  return {
    circle,
    logged,
    async stop() {
      await Promise.all(started.map((adapter) => adapter.stop()));
      await circle.stop();
    },
  };
}
