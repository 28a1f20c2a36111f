/** Where the matcher's classifier comes from: kept by a start before, trained at once, or trained beside the program's work. */

import type { Knowledge } from '../knowledge/model.js';
import type { Classifier } from '../match/classifier/classifier.js';
import { textsOf } from '../match/classifier/entry-classifier.js';
import type { Trained } from '../match/classifier/train-in-worker.js';
import type { LiveMatcher } from '../match/contract.js';
import { readClassifierBytes, type SnapshotFolders, writeClassifierBytes } from './snapshot.js';

/**
 * What to do where no start before has kept a classifier. `wait` trains it at once, `beside` in a thread, and answers go by the
 * comparison of words until it is in. `small` trains it where that takes a moment, and does without elsewhere. `none` is for a program
 * that matches nothing: not even the kept one is read.
 */
export type Training = 'wait' | 'beside' | 'small' | 'none';

/** Texts that are trained within half a second (400 entries with 3,323 texts took 4.6 s of computing). */
const SMALL_TEXTS = 400;

/** Beyond this the training would take more than some minutes; matching then goes by the comparison of words. */
const MOST_ENTRIES = 20_000;

export interface TeachOptions {
  readonly knowledge: Knowledge;
  readonly matcher: LiveMatcher;
  readonly training: Training;
  readonly snapshots: SnapshotFolders;
  /** The snapshot's name; absent where nothing is kept. */
  readonly digest?: string;
}

/** Resolves when the matcher has its classifier, or goes on without one for now. */
export async function teachClassifier(options: TeachOptions): Promise<void> {
  const { knowledge, matcher, training, snapshots, digest } = options;
  if (training === 'none') return;
  const classes = knowledge.entries.map((entry) => textsOf(entry));
  // One entry can sound like nothing else.
  if (classes.length < 2 || classes.length > MOST_ENTRIES) return;
  const { readClassifier, writeClassifier } = await import('../match/classifier/bytes.js');
  const read = (bytes: Uint8Array): Classifier | undefined => readClassifier(bytes, classes);
  const kept = digest === undefined ? undefined : await readClassifierBytes(snapshots, digest, read);
  if (kept !== undefined) return matcher.teach(kept);

  const teach = async ({ classifier, bytes }: Trained): Promise<void> => {
    if (digest !== undefined) await writeClassifierBytes(snapshots, digest, bytes);
    matcher.teach(classifier);
  };
  const isSmall = classes.reduce((sum, { texts }) => sum + texts.length, 0) <= SMALL_TEXTS;
  if (training === 'wait' || isSmall) {
    const { trainClassifier } = await import('../match/classifier/classifier.js');
    const classifier = trainClassifier(classes);
    return await teach({ classifier, bytes: writeClassifier(classifier) });
  }
  if (training === 'small') return;
  const { trainInWorker } = await import('../match/classifier/train-in-worker.js');
  // Without it the answers go on as they are; the next start trains again.
  void trainInWorker(classes)
    .promise.then((trained) => (trained === undefined ? undefined : teach(trained)))
    .catch(() => undefined);
}
