/** Opens the bot's service: the knowledge, the store, and the bot on both. */

import type { Adapter, Logger, Store } from '../contract.js';
import { type Engine, type EngineOptions, openEngine } from '../engine/engine.js';
import type { SecondJudge } from '../engine/judge.js';
import { snapshotFolders } from '../engine/snapshot.js';
import { QabotError } from '../errors.js';
import { findingsReport } from '../knowledge/findings-report.js';
import { type Database, NAMESPACES } from '../store/contract.js';
import { openStore } from '../store/open.js';
import { type BotService, type BotServiceOptions, createBotService } from './service.js';
import type { Settings } from '../settings.js';
import { createRedactor } from './redaction.js';

/** The options of every command that answers from knowledge. */
export interface KnowledgeOptions {
  /** Absent: the folders of the environment, else what ships with the package. */
  readonly knowledge?: readonly string[];
  readonly projects: boolean;
  readonly glossary: boolean;
  /** Whether wordings files are used, those that ship among them; by default they are. */
  readonly wordings?: boolean;
}

/** Options of the command line over those of the environment. */
export function engineOptions(
  options: KnowledgeOptions,
  settings: Settings,
  training?: EngineOptions['training'],
): EngineOptions {
  return {
    knowledge: options.knowledge ?? settings.knowledge,
    readers: settings.readers,
    projects: options.projects,
    glossary: options.glossary,
    wordings: options.wordings,
    precision: settings.precision,
    precisionOverheard: settings.precisionOverheard,
    snapshots: snapshotFolders(process.env),
    training,
  };
}

export interface Opened {
  readonly engine: Engine;
  readonly database: Database;
  readonly service: BotService;
}

interface OpenOptions extends KnowledgeOptions {
  readonly settings: Settings;
  readonly logger: Logger;
  /** See {@link EngineOptions}. */
  readonly training?: EngineOptions['training'];
  /** {@link BotServiceOptions.isServing}; not by default. */
  readonly isServing?: BotServiceOptions['isServing'];
  /** The adapters that run in this process, as they are now; none by default. */
  readonly adapters?: () => readonly Adapter[];
  /** Called when the store is out of order; by default the log says so. A command that ends with that error needs no line. */
  readonly lost?: (error: QabotError) => void;
}

/**
 * The engine as the bot uses it: with the second reader, where it is set.
 * @param store where the day's requests of the second reader are counted; absent: in memory
 * @throws {QabotError} `knowledge-missing`
 */
export async function openBotEngine(
  options: EngineOptions,
  settings: Settings,
  logger: Logger,
  store?: Store,
): Promise<Engine> {
  return await openEngine({ ...options, second: await openSecondReader(settings, logger, store) });
}

async function openSecondReader(
  settings: Settings,
  logger: Logger,
  store?: Store,
): Promise<SecondJudge | undefined> {
  const { secondReader, chat: { url, model, key } = {}, chatTimeout: timeout, chatDailyLimit } = settings;
  if (secondReader !== true || url === undefined || model === undefined) return undefined;
  // The client is large: only who has switched it on waits for it.
  const [{ createSecondReader }, { createRules }] = await Promise.all([
    import('../second-reader/reader.js'),
    import('../second-reader/rules.js'),
  ]);
  return {
    read: createSecondReader({
      url,
      model,
      key,
      timeout,
      dailyLimit: chatDailyLimit,
      store,
      logger,
      redact: createRedactor(process.env),
    }),
    rules: createRules({ addressed: settings.precision, overheard: settings.precisionOverheard }),
  };
}

/**
 * Makes sure that this program knows the tables of the store. Any other fault is the log's, and the bot goes on without.
 * @throws {QabotError} `store-newer`
 */
async function checkVersion(database: Database): Promise<void> {
  try {
    if (await database.exists()) await database.store(NAMESPACES.core).get('version');
  } catch (error) {
    if (!(error instanceof QabotError && error.code === 'store-newer')) return;
    await database.close();
    throw error;
  }
}

/**
 * Reads the files, and opens the store. Faults of the files go to the log.
 * @throws {QabotError} `knowledge-missing`, `store-newer`
 */
export async function openService(options: OpenOptions): Promise<Opened> {
  const { settings, logger, isServing = false, adapters = () => [] } = options;
  let isOpening = true;
  const tell = ({ code, message }: QabotError): void => {
    // While it opens, the command ends with this error, which says the same.
    if (!isOpening || code !== 'store-newer') logger.error(message);
  };
  const { lost = tell } = options;
  const wanted = engineOptions(options, settings, options.training);
  const recovered = (): void => logger.info('The store works again');
  // It is opened with the first call: where there is no knowledge, there is nothing to close.
  const database = openStore(settings.store, { lost, recovered });
  // A command leaves nothing behind of what it only asked.
  const counts = isServing ? database.store(NAMESPACES.core) : undefined;
  const engine = await openBotEngine(wanted, settings, logger, counts);
  await checkVersion(database);
  isOpening = false;
  for (const line of findingsReport(engine.knowledge.findings, wanted.knowledge)) logger.warn(line);
  const service = createBotService({ engine, database, settings, logger, isServing, adapters });
  return { engine, database, service };
}

export async function close({ service, database }: Pick<Opened, 'service' | 'database'>): Promise<void> {
  await service.stop();
  await database.close();
}
