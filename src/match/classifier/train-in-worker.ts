/** Training beside a program that goes on with its work. */

import { Worker } from 'node:worker_threads';
import { workerFile } from '../../worker-file.js';
import { readClassifier } from './bytes.js';
import type { Classifier, ClassTexts, TrainingOptions } from './classifier.js';
import type { Work } from './worker.js';

export interface Trained {
  readonly classifier: Classifier;
  /** As `writeClassifier` gives them, which takes a third of a second for 400 entries. */
  readonly bytes: Uint8Array;
}

export interface Training {
  /** `undefined` where it was stopped. Rejects where the training or its thread fails. */
  readonly promise: Promise<Trained | undefined>;
  /** Resolves when the thread has ended. Does nothing after the training. */
  stop(): Promise<void>;
}

/**
 * Trains in a thread of its own. It does not keep the process alive: a program that has nothing to do but to wait for the classifier
 * calls `trainClassifier`.
 */
export function trainInWorker(
  classes: readonly ClassTexts[],
  options: Partial<TrainingOptions> = {},
): Training {
  const workerData: Work = { classes, options };
  const worker = new Worker(workerFile(import.meta.url, './worker.js'), { workerData, execArgv: [] });
  let stopped = false;
  const trained = new Promise<Uint8Array>((resolve, reject) => {
    worker.once('message', resolve);
    worker.once('error', reject);
    worker.once('exit', () => reject(new Error('The training ended without a result.')));
  });
  // After its listeners: one for messages makes the thread keep the process alive again.
  worker.unref();
  const promise = trained.then(
    (bytes) => {
      if (stopped) return undefined;
      const classifier = readClassifier(bytes, classes, options);
      if (classifier === undefined) throw new Error('The training gave no classifier of these classes.');
      return { classifier, bytes };
    },
    (error: unknown) => {
      if (stopped) return undefined;
      throw error;
    },
  );
  return {
    promise,
    async stop() {
      stopped = true;
      await worker.terminate();
    },
  };
}
