import type { Settings } from '../app/settings.js';
import type { ThresholdTable } from './decide.js';
import { thresholdsFor } from './thresholds.js';
import { digestKnowledge } from '../knowledge/files/digest.js';
import { buildId } from '../knowledge/files/folders.js';
import type { Knowledge } from '../knowledge/model.js';
import type { LiveMatcher } from '../match/contract.js';
import { createMatcher } from '../match/matcher.js';
import { readSnapshot, type SnapshotFolders, writeSnapshot } from './snapshot.js';

export interface EngineOptions extends Pick<Settings, 'knowledge' | 'precision' | 'precisionOverheard'> {
  /** Whether the project catalogue and the glossary are used. */
  readonly projects: boolean;
  readonly glossary: boolean;
  /** Where earlier readings are kept; absent or empty: everything is read anew. */
  readonly snapshots?: SnapshotFolders;
}

/** Everything between the files and a decision. */
export interface Engine {
  readonly knowledge: Knowledge;
  readonly matcher: LiveMatcher;
  readonly thresholds: ThresholdTable;
}

/**
 * Reads the folders, indexes them and looks the thresholds up. Faults in files are in `knowledge.findings`.
 * @throws {QabotError} `knowledge-missing`
 */
export async function openEngine(options: EngineOptions): Promise<Engine> {
  const { knowledge: folders, projects, glossary, snapshots = [] } = options;
  const thresholds = thresholdsFor({ addressed: options.precision, overheard: options.precisionOverheard });
  const digest =
    snapshots.length === 0
      ? undefined
      : await digestKnowledge(folders, JSON.stringify([buildId(), projects, glossary]));

  const saved = digest === undefined ? undefined : await readSnapshot(snapshots, digest);
  if (saved !== undefined) {
    const { knowledge, matcher } = saved;
    return { knowledge, thresholds, matcher: createMatcher(knowledge, { saved: matcher }) };
  }
  // The readers are loaded only where there is something to read.
  const { loadKnowledge } = await import('../knowledge/load.js');
  const knowledge = await loadKnowledge(folders, { projects, glossary });
  const matcher = createMatcher(knowledge);
  if (digest !== undefined) {
    await writeSnapshot(snapshots, digest, { knowledge, matcher: matcher.save() });
  }
  return { knowledge, matcher, thresholds };
}
