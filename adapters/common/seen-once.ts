/** Whether an event is told for the first time: platforms repeat their events, and replicas are told the same ones. */

import { LRUCache } from 'lru-cache';
import pTimeout from 'p-timeout';
import type { Logger, Store } from '../../src/contract.js';

interface SeenOnceOptions {
  /** The adapter's namespace, shared with its replicas. */
  readonly store: Store;
  readonly logger: Logger;
  /** Milliseconds for which an id is remembered: as long as the platform may repeat an event. */
  readonly remembered: number;
}

/** Resolves to `true` for exactly one caller with this id, here and on every replica. Never rejects. */
export type SeenOnce = (id: string) => Promise<boolean>;

/** Ids that this process remembers by itself, for the time without a store. */
const MOST_RECENT = 5000;
/** Milliseconds that the store may take: a member waits, and platforms do for three seconds. */
const CLAIM_MILLISECONDS = 1000;

export function createSeenOnce({ store, logger, remembered }: SeenOnceOptions): SeenOnce {
  const recent = new LRUCache<string, true>({ max: MOST_RECENT });
  return async (id) => {
    if (recent.has(id)) return false;
    recent.set(id, true);
    try {
      // Without the store this process remembers. Another replica may answer too, which is better than nobody.
      return await pTimeout(store.claim(`seen/${id}`, remembered), {
        milliseconds: CLAIM_MILLISECONDS,
        fallback: () => true,
      });
    } catch (error) {
      logger.error('the store could not be reached', { error });
      return true;
    }
  };
}
