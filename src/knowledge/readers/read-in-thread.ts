/** Reading beside the program's work: a file that takes too long is given up, and the rest of the folder is read. */

import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import pTimeout, { TimeoutError } from 'p-timeout';
import { workerFile } from '../../worker-file.js';
import type { Document } from '../model.js';
import { fault, type ReadFile } from './reader.js';
import type { Answer, Request } from './worker.js';

/**
 * Milliseconds for one file. The readers' limits let none take more than 2 s, so that this is for a file that nobody has thought of and
 * not for a slow machine.
 */
const MOST_MS = 30_000;
/** Megabytes of objects for one file, for the same: a thread beyond them ends, and the program goes on. */
const resourceLimits = { maxOldGenerationSizeMb: 1024 };

export interface ReadingThread {
  /**
   * What a reader makes of a file, or a finding that says that it took too long.
   * @param module of a reader of somebody else's; absent: the built-in readers
   * @throws what the reader throws
   */
  read(file: ReadFile, module?: string): Promise<Partial<Document>>;
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
  const begin = (): Worker => {
    const begun = new Worker(workerFile(import.meta.url, './worker.js'), { execArgv: [], resourceLimits });
    // What a reader throws after its answer ends its thread, and not the program.
    begun.on('error', () => undefined);
    begun.once('exit', () => {
      if (worker === begun) worker = undefined;
    });
    return begun;
  };
  return {
    async read(file, module) {
      const request: Request = { file, module };
      worker ??= begin();
      const settled = new AbortController();
      const answered = Promise.race([once(worker, 'message', settled), endOf(worker, settled)]);
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread's port has no origins
      worker.postMessage(request);
      let answer: Answer;
      try {
        [answer] = await pTimeout(answered, { milliseconds: mostMs });
      } catch (error) {
        // A thread that fails has ended; the next file begins another.
        await close();
        if (!(error instanceof TimeoutError)) throw error;
        const message = `not read within ${mostMs / 1000} s; split the file`;
        return { findings: [fault(file.path, 1, 'reading-time', message)] };
      } finally {
        settled.abort();
      }
      if ('reason' in answer) throw new Error(answer.reason);
      return answer.document;
    },
    close,
  };
}

async function endOf(worker: Worker, settled: AbortController): Promise<never> {
  const [code] = await once(worker, 'exit', settled);
  throw new Error(`the reader ended its thread (code ${String(code)})`);
}
