/** Whether an event is told for the first time: platforms repeat their events, and replicas are told the same ones. */

import { LRUCache } from 'lru-cache';
import pTimeout from 'p-timeout';
import type { Logger, Store } from '../../src/contract.js';
import { createSharedClaims } from './shared-claims.js';

interface SeenOnceOptions {
  /** The adapter's namespace, shared with its replicas. */
  readonly store: Store;
  readonly logger: Logger;
  /** Milliseconds for which an id is remembered: as long as the platform may repeat an event. */
  readonly remembered: number;
}

/**
 * Resolves to `true` for exactly one caller with this id, here and on every replica.
 * @param owner who caused the event, where that is known
 * @throws {Unclaimed} where a store that other machines share does not tell
 */
export type SeenOnce = (id: string, owner?: string) => Promise<boolean>;

/** Ids that this process remembers by itself, for the time without a store. */
const MOST_RECENT = 5000;
/** Milliseconds that a store of this machine may take: a member waits. */
const CLAIM_MILLISECONDS = 1000;

export function createSeenOnce({ store, logger, remembered }: SeenOnceOptions): SeenOnce {
  const recent = new LRUCache<string, true>({ max: MOST_RECENT });
  const claimShared = createSharedClaims(store, remembered);

  /** Without its store this process goes on by what it remembers. */
  const claimOwn = async (key: string, owner?: string): Promise<boolean> => {
    const claim = store.claim(key, remembered, owner);
    return await pTimeout(claim, { milliseconds: CLAIM_MILLISECONDS, fallback: () => true });
  };

  return async (id, owner) => {
    if (recent.has(id)) return false;
    recent.set(id, true);
    const key = `seen/${id}`;
    try {
      return await (store.isShared ? claimShared(key, owner) : claimOwn(key, owner));
    } catch (error) {
      logger.error('the store could not be reached', { error });
      if (!store.isShared) return true;
      recent.delete(id);
      throw error;
    }
  };
}
