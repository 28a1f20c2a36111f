/** The other side of `read-in-thread.ts`: reads each file that it is sent with the built-in reader of its extension. */

import { parentPort } from 'node:worker_threads';
import { reasonOf } from '../../errors.js';
import type { Document } from '../model.js';
import type { ReadFile } from './reader.js';
import { READERS, readerOf } from './readers.js';

/** What comes back of a file: what it holds, or why it cannot be read. */
export type Answer = { readonly document: Partial<Document> } | { readonly reason: string };

async function answerOf(file: ReadFile): Promise<Answer> {
  try {
    return { document: (await readerOf(file.path, READERS)?.read(file)) ?? {} };
  } catch (error) {
    return { reason: reasonOf(error) };
  }
}

parentPort?.on('message', (file: ReadFile) => {
  void answerOf(file).then((answer) => {
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread's port has no origins
    parentPort?.postMessage(answer);
  });
});
