import type { Settings } from '../settings.js';
import type { IndexFactory } from '../match/index/contract.js';
import { teachClassifier, type Training } from './classifier.js';
import { createJudge, type Judge, type SecondJudge } from './judge.js';
import { type ThresholdTable, thresholdsFor } from './thresholds.js';
import { digestKnowledge } from '../knowledge/files/digest.js';
import { buildId } from '../knowledge/files/folders.js';
import type { Knowledge } from '../knowledge/model.js';
import type { Reader } from '../knowledge/readers/reader.js';
import { READERS } from '../knowledge/readers/readers.js';
import type { LiveMatcher } from '../match/contract.js';
import { createMatcher } from '../match/matcher.js';
import { readSnapshot, type SnapshotFolders, writeSnapshot } from './snapshot.js';

export interface EngineOptions
  extends Pick<Settings, 'knowledge' | 'readers' | 'precision' | 'precisionOverheard'> {
  /** Whether the project catalogue and the glossary are used. */
  readonly projects: boolean;
  readonly glossary: boolean;
  /** Whether wordings files are used, those that ship among them; by default they are. */
  readonly wordings?: boolean;
  /** Where earlier readings are kept; absent or empty: everything is read anew. */
  readonly snapshots?: SnapshotFolders;
  /** The engine that finds candidates; MiniSearch when absent. */
  readonly createIndex?: IndexFactory;
  readonly second?: SecondJudge;
  /** Whether to wait for the training of the classifier; `small` when absent. */
  readonly training?: Training;
}

/** Everything between the files and a decision. */
export interface Engine {
  readonly knowledge: Knowledge;
  readonly matcher: LiveMatcher;
  readonly judge: Judge;
  readonly thresholds: ThresholdTable;
}

/**
 * Reads the folders, indexes them and looks the thresholds up. Faults in files are in `knowledge.findings`.
 * @throws {QabotError} `knowledge-missing`, `reader-load`, `reader-shape`
 */
export async function openEngine(options: EngineOptions): Promise<Engine> {
  const { knowledge, matcher } = await openKnowledge(options);
  const thresholds = thresholdsFor({ addressed: options.precision, overheard: options.precisionOverheard });
  const judge = createJudge({ matcher, thresholds, second: options.second });
  return { knowledge, matcher, judge, thresholds };
}

async function openKnowledge(options: EngineOptions): Promise<Pick<Engine, 'knowledge' | 'matcher'>> {
  const { knowledge: folders, projects, glossary, wordings = true, snapshots = [], createIndex } = options;
  const { training = 'small' } = options;
  const readers = await readersOf(options.readers);
  const digest =
    snapshots.length === 0
      ? undefined
      : await digestKnowledge(folders, JSON.stringify([buildId(), projects, glossary, wordings]), readers);
  const kept = digest === undefined ? undefined : await readSnapshot(snapshots, digest);
  if (kept !== undefined) {
    const { knowledge, matcher: snapshot } = kept;
    const matcher = createMatcher(knowledge, { createIndex, snapshot });
    await teachClassifier({ knowledge, matcher, training, snapshots, digest });
    return { knowledge, matcher };
  }
  // The readers are loaded only where there is something to read.
  const { loadKnowledge } = await import('../knowledge/load.js');
  const knowledge = await loadKnowledge(folders, { projects, glossary, wordings, readers });
  const matcher = createMatcher(knowledge, { createIndex });
  if (digest !== undefined)
    await writeSnapshot(snapshots, digest, { knowledge, matcher: matcher.snapshot() });
  await teachClassifier({ knowledge, matcher, training, snapshots, digest });
  return { knowledge, matcher };
}

/** Most communities have no readers of their own, and load nothing for them. */
async function readersOf(modules: readonly string[] = []): Promise<readonly Reader[]> {
  return modules.length === 0
    ? READERS
    : (await import('../knowledge/readers/plugged.js')).withPlugged(modules);
}
