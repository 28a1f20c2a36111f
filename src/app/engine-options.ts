import type { EngineOptions } from '../engine/engine.js';
import { snapshotFolders } from '../engine/snapshot.js';
import { readSettings } from './settings.js';

/** The options of every command that answers from knowledge. */
export interface KnowledgeOptions {
  /** Absent: the folders of the environment, else what ships with the package. */
  readonly knowledge?: readonly string[];
  readonly projects: boolean;
  readonly glossary: boolean;
}

/** Options of the command line over those of the environment. */
export function engineOptions(options: KnowledgeOptions): EngineOptions {
  const settings = readSettings(process.env);
  return {
    knowledge: options.knowledge ?? settings.knowledge,
    projects: options.projects,
    glossary: options.glossary,
    precision: settings.precision,
    precisionOverheard: settings.precisionOverheard,
    snapshots: snapshotFolders(process.env),
  };
}
