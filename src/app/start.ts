import { once } from 'node:events';
import pTimeout from 'p-timeout';
import type { Adapter, Logger } from '../contract.js';
import { QabotError, reasonOf } from '../errors.js';
import { chooseAdapters, DEFAULT_ADAPTER, settingsOf } from './adapters.js';
import { createHosts } from './hosts.js';
import { createLogger } from './logger.js';
import { close, type KnowledgeOptions, openService, type Opened } from './open-service.js';
import { createRedactor } from './redaction.js';
import { readSettings } from '../settings.js';

/** Milliseconds that an adapter has to finish what it has in hand; platforms kill a container after ten seconds. */
const STOP_MILLISECONDS = 10_000;

const ASKED_TO_END = Symbol('asked to end');

/** Starts the adapters and resolves when the program was asked to end and all have stopped. */
export async function start(options: KnowledgeOptions): Promise<void> {
  const settings = readSettings(process.env);
  const adapters = await chooseAdapters(settings.adapters, process.env, process.cwd());
  // A person who tries the bot at a terminal wants answers, not a log: only faults are told, and no file is left behind.
  const isAlone = adapters.length === 1 && adapters[0]?.name === DEFAULT_ADAPTER;
  const logger = createLogger(settings.logLevel ?? (isAlone ? 'warn' : 'info'), createRedactor(process.env));

  const started: Adapter[] = [];
  const isServing = !isAlone;
  const opened = await openService({
    ...options,
    settings,
    logger,
    training: 'beside',
    isServing,
    adapters: () => started,
  });
  const { service, database } = opened;
  const { knowledge } = opened.engine;
  const { entries, findings } = knowledge;
  logger.info('knowledge is ready', { entries: entries.length, findings: findings.length });

  const ending = new AbortController();
  const ended = once(ending.signal, 'abort');
  const end = (reason?: Error): void => ending.abort(reason ?? ASKED_TO_END);
  // An answer that is claimed now, and could not be delivered any more, would be lost.
  ending.signal.addEventListener('abort', () => service.learning.endDeliveries());
  const wait = settings.overheardWait * 1000;
  const burstWait = settings.burstWait * 1000;
  const { secondReader = false } = settings;
  const hosts = createHosts({
    service,
    database,
    knowledge,
    logger,
    isServing,
    wait,
    burstWait,
    secondReader,
    exit: end,
  });
  const onSignal = (): void => end();
  process.once('SIGINT', onSignal).once('SIGTERM', onSignal);

  let starting: Adapter | undefined;
  const begin = async (adapter: Adapter): Promise<void> => {
    starting = adapter;
    try {
      const own = settingsOf(adapter, process.env);
      await adapter.start(hosts.hostOf(adapter, own, settings.maintainers));
    } catch (cause) {
      throw new QabotError('adapter-start', { name: adapter.name, reason: reasonOf(cause) }, { cause });
    } finally {
      starting = undefined;
    }
    started.push(adapter);
    logger.info('adapter started', { adapter: adapter.name });
  };

  try {
    // Before the first question comes: what was learned is part of what is known.
    await service.refresh();
    if (isServing) await warmUp(opened);
    for (const adapter of adapters) {
      if (ending.signal.aborted) break;
      await Promise.race([begin(adapter), ended]);
    }
    if (!ending.signal.aborted) await service.start();
    await ended;
    const { reason } = ending.signal;
    if (reason !== ASKED_TO_END) {
      throw new QabotError('adapter-end', { reason: reasonOf(reason) }, { cause: reason });
    }
  } finally {
    process.off('SIGINT', onSignal).off('SIGTERM', onSignal);
    hosts.close();
    service.learning.endDeliveries();
    const unfinished = starting === undefined ? [] : [starting];
    await Promise.all([...started, ...unfinished].map((adapter) => stopInTime(adapter, logger)));
    await close(opened);
    // A start that nobody waits for any more may keep sockets open. The exit status is set before the next event.
    if (unfinished.length > 0) setImmediate(() => process.exit());
  }
}

/**
 * Asks a first question, of which nobody hears. Code that has never run and tables that are built when they are first needed take ten
 * times as long as later questions do, and the first member would wait for that while nothing can be acknowledged.
 */
async function warmUp({ engine, service }: Opened): Promise<void> {
  const text = engine.knowledge.entries[0]?.question ?? '';
  service.asksNothingYet({ text, asker: '', place: '', attention: 'addressed' });
  await engine.matcher.match({ text, limit: 1 });
}

/** Never rejects: an adapter that fails to stop must not keep the others, or the store, from being closed. */
async function stopInTime(adapter: Adapter, logger: Logger): Promise<void> {
  // A third party's `stop` may throw, or give no promise.
  const stopped = Promise.resolve()
    .then(() => adapter.stop())
    .catch((error: unknown) => {
      process.exitCode = 1;
      logger.error(`The adapter ${adapter.name} failed to stop`, { error });
    });
  await pTimeout(stopped, {
    milliseconds: STOP_MILLISECONDS,
    fallback: () => logger.warn(`The adapter ${adapter.name} did not stop within ${STOP_MILLISECONDS} ms`),
  });
}
