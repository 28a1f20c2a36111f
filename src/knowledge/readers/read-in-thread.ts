/** Reading beside the program's work: a file that takes too long is given up, and the rest of the folder is read. */

import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import pTimeout, { TimeoutError } from 'p-timeout';
import { workerFile } from '../../worker-file.js';
import type { Document } from '../model.js';
import { fault, type ReadFile } from './reader.js';
import type { Answer } from './worker.js';

/**
 * Milliseconds for one file. The readers' limits let none take more than 2 s, so that this is for a file that nobody has thought of and
 * not for a slow machine.
 */
const MOST_MS = 30_000;

export interface ReadingThread {
  /** What the built-in readers make of a file, or a finding that says that it took too long. @throws what the reader throws */
  read(file: ReadFile): Promise<Partial<Document>>;
  /** Ends the thread. */
  close(): Promise<void>;
}

/** One thread, which begins with its first file. @param mostMs milliseconds for one file */
export function createReadingThread(mostMs: number = MOST_MS): ReadingThread {
  let worker: Worker | undefined;
  const close = async (): Promise<void> => {
    await worker?.terminate();
    worker = undefined;
  };
  return {
    async read(file) {
      worker ??= new Worker(workerFile(import.meta.url, './worker.js'), { execArgv: [] });
      const answered = once(worker, 'message');
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread's port has no origins
      worker.postMessage(file);
      try {
        const [answer]: readonly Answer[] = await pTimeout(answered, { milliseconds: mostMs });
        if (answer === undefined || 'reason' in answer) throw new Error(answer?.reason);
        return answer.document;
      } catch (error) {
        if (!(error instanceof TimeoutError)) throw error;
        await close();
        const message = `not read within ${mostMs / 1000} s; split the file`;
        return { findings: [fault(file.path, 1, 'reading-time', message)] };
      }
    },
    close,
  };
}
