/** Opens the bot's service: the knowledge, the store, and the bot on both. */

import type { Adapter, Logger } from '../contract.js';
import { createRefine } from '../embeddings/refine.js';
import { type Engine, type EngineOptions, openEngine } from '../engine/engine.js';
import { snapshotFolders } from '../engine/snapshot.js';
import type { QabotError } from '../errors.js';
import { findingsReport } from '../knowledge/findings-report.js';
import type { Database } from '../store/contract.js';
import { openStore } from '../store/open.js';
import { type BotService, type BotServiceOptions, createBotService } from './service.js';
import type { Settings } from '../settings.js';

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
 * The engine as the bot uses it: with the embedding server, where one is set.
 * @throws {QabotError} `knowledge-missing`
 */
export async function openRefinedEngine(
  options: EngineOptions,
  embeddings: Settings['embeddings'],
  logger: Logger,
): Promise<Engine> {
  const refine = createRefine({ settings: embeddings, logger, cacheFolder: options.snapshots?.at(-1) });
  return await openEngine({ ...options, refine });
}

/**
 * Reads the files, and opens the store. Faults of the files go to the log.
 * @throws {QabotError} `knowledge-missing`
 */
export async function openService(options: OpenOptions): Promise<Opened> {
  const { settings, logger, isServing = false, adapters = () => [] } = options;
  const { lost = ({ message }: QabotError): void => logger.error(message) } = options;
  const wanted = engineOptions(options, settings, options.training);
  const engine = await openRefinedEngine(wanted, settings.embeddings, logger);
  for (const line of findingsReport(engine.knowledge.findings, wanted.knowledge)) logger.warn(line);
  const recovered = (): void => logger.info('The store works again');
  const database = openStore(settings.store, { lost, recovered });
  const service = createBotService({ engine, database, settings, logger, isServing, adapters });
  return { engine, database, service };
}

export async function close({ service, database }: Pick<Opened, 'service' | 'database'>): Promise<void> {
  await service.stop();
  await database.close();
}
