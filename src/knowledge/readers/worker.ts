/** The other side of `read-in-thread.ts`: reads each file that it is sent with the reader of its extension. */

import { parentPort } from 'node:worker_threads';
import { reasonOf } from '../../errors.js';
import type { Document } from '../model.js';
import type { ReadFile } from './reader.js';
import { READERS, readerOf } from './readers.js';

export interface Request {
  readonly file: ReadFile;
  /** Of a reader of somebody else's; absent: the built-in readers. */
  readonly module?: string;
}

/** What comes back of a file: what it holds, or why it cannot be read. */
export type Answer = { readonly document: Partial<Document> } | { readonly reason: string };

async function answerOf({ file, module }: Request): Promise<Answer> {
  try {
    return { document: await (module === undefined ? read(file) : readPlugged(file, module)) };
  } catch (error) {
    return { reason: reasonOf(error) };
  }
}

async function read(file: ReadFile): Promise<Partial<Document>> {
  return (await readerOf(file.path, READERS)?.read(file)) ?? {};
}

/** What comes over the border are plain records, which can be sent. */
async function readPlugged(file: ReadFile, module: string): Promise<Partial<Document>> {
  const [{ withPlugged }, { readAtBorder }] = await Promise.all([
    import('./plugged.js'),
    import('./border.js'),
  ]);
  const reader = readerOf(file.path, await withPlugged([module]));
  return reader === undefined ? {} : await readAtBorder(reader, file);
}

parentPort?.on('message', (request: Request) => {
  void answerOf(request).then((answer) => {
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread's port has no origins
    parentPort?.postMessage(answer);
  });
});
