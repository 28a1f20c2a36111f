/** The bot without adapters, for commands that look into what it knows or change it. */

import { type KnowledgeOptions, engineOptions } from './engine-options.js';
import { readSettings } from './settings.js';
import type { Adapter, Logger } from '../contract.js';
import { createRefine } from '../embeddings/refine.js';
import type { QabotError } from '../errors.js';
import { type Engine, openEngine } from '../engine/engine.js';
import { troublesOf } from '../knowledge/findings-report.js';
import { openStore } from '../store/open.js';
import type { Database } from '../store/contract.js';
import { type Circle, createCircle } from './service.js';

export interface Opened {
  readonly engine: Engine;
  readonly database: Database;
  readonly circle: Circle;
}

export interface OpenOptions extends KnowledgeOptions {
  readonly logger: Logger;
  /** Whether questions are counted and conversations kept. */
  readonly isServing?: boolean;
  /** The adapters that run in this process, as they are now; none by default. */
  readonly adapters?: () => readonly Adapter[];
  /** The store is out of order; by default the log says so. For commands that end with that error anyway. */
  readonly lost?: (error: QabotError) => void;
}

/**
 * Reads the files and what was learned. Faults of the files go to the log.
 * @throws {QabotError} `settings`, `knowledge-missing`
 */
export async function openCircle(options: OpenOptions): Promise<Opened> {
  const { logger, isServing = false, adapters = () => [] } = options;
  const { lost = ({ message }: QabotError): void => logger.error(message) } = options;
  const settings = readSettings(process.env);
  const wanted = engineOptions(options);
  const refine = createRefine({
    settings: settings.embeddings,
    logger,
    cacheFolder: wanted.snapshots?.at(-1),
  });
  const engine = await openEngine({ ...wanted, refine });
  for (const trouble of troublesOf(engine.knowledge.findings, wanted.knowledge)) logger.warn(trouble);
  const database = openStore(settings.store, {
    lost,
    recovered: () => logger.info('The store works again'),
  });
  const circle = createCircle({ engine, database, settings, logger, isServing, adapters });
  return { engine, database, circle };
}

export async function close({ circle, database }: Pick<Opened, 'circle' | 'database'>): Promise<void> {
  await circle.stop();
  await database.close();
}
