/** Waits for a server, and tells one that is busy from one that is gone. */

import { setMaxListeners } from 'node:events';
import { setImmediate as letOthersRun } from 'node:timers/promises';
import pTimeout from 'p-timeout';

interface PatienceLimits {
  /** Milliseconds in which nothing comes back from the server, whoever waits: then it is gone. */
  readonly silence: number;
  /** Milliseconds that a call may take while others are answered: those before it in the queue have their turn first. */
  readonly queue: number;
}

interface Patience {
  /**
   * Carries a call out. Rejects with the call's own error; with the code `ETIMEDOUT` where the server is silent, `EBUSY` where others
   * are answered and this call's turn does not come, `ECONNRESET` where the database is closed meanwhile.
   */
  readonly inTime: <T>(call: () => Promise<T>) => Promise<T>;
  /** From now on nobody waits. */
  readonly end: () => void;
}

const failure = (code: string, message: string): Error => Object.assign(new Error(message), { code });

/** What the server itself says has a code of five characters, digits among them. */
const isFromServer = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && /^(?=.*\d)[0-9A-Z]{5}$/.test(String(error.code));

export function createPatience({ silence, queue }: PatienceLimits): Patience {
  const ending = new AbortController();
  // One for each call that waits.
  setMaxListeners(0, ending.signal);
  /** When the server answered last, by `performance.now()`. */
  let heard = Number.NEGATIVE_INFINITY;
  const hear = (): void => {
    heard = performance.now();
  };
  const silentFrom = (began: number): number => Math.max(began, heard) + silence;
  const endOf = (began: number): number => Math.min(silentFrom(began), began + queue);

  const wait = <T>(work: Promise<T>, began: number, isOver: () => boolean): Promise<T> =>
    pTimeout(work, {
      milliseconds: Math.max(1, endOf(began) - performance.now()),
      signal: ending.signal,
      async fallback() {
        // Where this process was held up itself, what came is read first.
        await letOthersRun();
        if (isOver() || performance.now() < endOf(began)) return await wait(work, began, isOver);
        throw performance.now() < silentFrom(began)
          ? failure('EBUSY', 'the database had no time for a call')
          : failure('ETIMEDOUT', 'the database did not answer in time');
      },
    });

  return {
    inTime(call) {
      let isOver = false;
      const work = call().finally(() => {
        isOver = true;
      });
      work.then(hear, (error: unknown) => {
        if (isFromServer(error)) hear();
      });
      return wait(work, performance.now(), () => isOver);
    },
    end: () => ending.abort(failure('ECONNRESET', 'the database was closed')),
  };
}
