/** The other side of `trainInWorker`: trains what it is given, and posts the classifier as bytes. */

import { parentPort, workerData } from 'node:worker_threads';
import { writeClassifier } from './bytes.js';
import { type ClassTexts, trainClassifier, type TrainingOptions } from './classifier.js';

export interface Work {
  readonly classes: readonly ClassTexts[];
  readonly options: Partial<TrainingOptions>;
}

const { classes, options }: Work = workerData;
// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread's port has no origins
parentPort?.postMessage(writeClassifier(trainClassifier(classes, options)));
