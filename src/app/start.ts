import { once } from 'node:events';
import { createChannels } from '../listening/channels.js';
import { overview } from './overview.js';
import { createPopular } from './most-asked.js';
import type { KnowledgeOptions } from './engine-options.js';
import { readSettings } from './settings.js';
import type { Adapter, Host, Logger } from '../contract.js';
import { QabotError } from '../errors.js';
import { texts } from '../texts/texts.js';
import { botOn } from './service.js';
import { chooseAdapters, loadAdapter, settingsOf } from './adapters.js';
import { close, openCircle } from './open-service.js';
import { createLogger } from './logger.js';
import { createRedactor } from './redaction.js';

/** Milliseconds that an adapter has to finish what it has in hand; platforms kill a container after ten seconds. */
const STOP_MILLISECONDS = 10_000;

const ASKED_TO_END = Symbol('asked to end');

/** Starts the adapters and resolves when the program was asked to end and all have stopped. */
export async function start(options: KnowledgeOptions): Promise<void> {
  const settings = readSettings(process.env);
  const names = chooseAdapters(settings.adapters, process.env);
  // A person at the terminal asked for answers, not for a log: there only what went wrong is told.
  const quiet = names.length === 1 && names[0] === 'repl' && process.env['QABOT_LOG_LEVEL'] === undefined;
  const redact = createRedactor(process.env);
  const logger = createLogger(quiet ? 'warn' : settings.logLevel, redact);

  const adapters = await Promise.all(names.map((name) => loadAdapter(name, process.cwd())));
  const started: Adapter[] = [];
  // Somebody who tries the bot out at a terminal leaves no file behind.
  const isServing = !quiet;
  const { engine, database, circle } = await openCircle({
    ...options,
    logger,
    isServing,
    adapters: () => started,
  });
  const { knowledge } = engine;
  logger.info('knowledge is ready', {
    entries: knowledge.entries.length,
    findings: knowledge.findings.length,
  });

  const ending = new AbortController();
  const end = (reason?: Error): void => ending.abort(reason ?? ASKED_TO_END);
  // What was claimed and cannot be delivered any more would be lost.
  ending.signal.addEventListener('abort', () => circle.learning.endDeliveries());
  const popular = createPopular(
    database.store('core'),
    knowledge,
    (id) => circle.entries.get(id)?.question,
    logger,
  );
  const served = isServing ? popular.counting(circle.bot) : circle.bot;
  const listening = new AbortController();
  const hostOf = (adapter: Adapter): Host => {
    const store = database.store(adapter.name);
    const channels = createChannels({ store, logger, wait: settings.overheardWait * 1000 });
    listening.signal.addEventListener('abort', () => channels.close());
    return {
      bot: botOn(adapter.name, served),
      store,
      channels,
      maintainers: settings.maintainers,
      review: (language, limit) => circle.review(language, limit),
      overview: () => overview(knowledge, [...circle.entries.all()].length),
      mostAsked: popular.mostAsked,
      settings: settingsOf(adapter, process.env),
      logger,
      texts,
      acknowledging: () => undefined,
      exit: end,
    };
  };
  const onSignal = (): void => end();
  process.once('SIGINT', onSignal).once('SIGTERM', onSignal);

  try {
    // Before the first question comes; what was learned is part of what is known.
    await circle.refresh();
    for (const adapter of adapters) {
      await adapter.start(hostOf(adapter)).catch((cause: unknown) => {
        throw new QabotError('adapter-start', { name: adapter.name, reason: reasonOf(cause) }, { cause });
      });
      started.push(adapter);
      logger.info('adapter started', { adapter: adapter.name });
    }
    await circle.start();
    if (!ending.signal.aborted) await once(ending.signal, 'abort');
    const { reason } = ending.signal;
    if (reason !== ASKED_TO_END) {
      throw new QabotError('adapter-end', { reason: reasonOf(reason) }, { cause: reason });
    }
  } finally {
    process.off('SIGINT', onSignal).off('SIGTERM', onSignal);
    listening.abort();
    circle.learning.endDeliveries();
    await Promise.all(started.map((adapter) => stopInTime(adapter, logger)));
    await close({ circle, database });
  }
}

function reasonOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}

async function stopInTime(adapter: Adapter, logger: Logger): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(() => {
      logger.warn(`The adapter ${adapter.name} did not stop within ${STOP_MILLISECONDS} ms`);
      resolve();
    }, STOP_MILLISECONDS);
  });
  await Promise.race([adapter.stop(), late]);
  clearTimeout(timer);
}
