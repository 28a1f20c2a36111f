/** The work that an adapter has begun, so that it can be finished before the adapter stops. */

import pTimeout from 'p-timeout';

export interface InHand {
  /** Follows a piece of work to its end. What it rejects with goes to `onFault`. */
  track(work: Promise<void>): Promise<void>;
  /** Resolves when all of it has ended, or after so many milliseconds. */
  finish(milliseconds: number): Promise<void>;
}

/** @param onFault is called with the error of work that failed; it must not throw */
export function createInHand(onFault: (error: unknown) => void): InHand {
  const begun = new Set<Promise<void>>();
  return {
    async track(work) {
      const done = work.catch(onFault).finally(() => begun.delete(done));
      begun.add(done);
      await done;
    },
    async finish(milliseconds) {
      await pTimeout(Promise.all(begun), { milliseconds, fallback: () => undefined });
    },
  };
}
