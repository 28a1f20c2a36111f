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

/**
 * Resolves to `true` for exactly one caller with this id, here and on every replica.
 * @param owner who caused the event, where that is known
 * @throws {Unclaimed}
 */
export type SeenOnce = (id: string, owner?: string) => Promise<boolean>;

/** A shared store did not say whether another replica has the event: leave it unacknowledged, so that it comes again. */
export class Unclaimed extends Error {
  constructor(cause?: unknown) {
    super('the shared store cannot be reached, so the event is left until it comes again', { cause });
    this.name = 'Unclaimed';
  }
}

/** Ids that this process remembers by itself, for the time without a store. */
const MOST_RECENT = 5000;
/** Milliseconds that the store may take: a member waits. */
const CLAIM_MILLISECONDS = 1000;
/** Milliseconds that a shared store may take, without which nothing is done: platforms wait three seconds. */
const SHARED_CLAIM_MILLISECONDS = 2500;

export function createSeenOnce({ store, logger, remembered }: SeenOnceOptions): SeenOnce {
  const recent = new LRUCache<string, true>({ max: MOST_RECENT });
  const milliseconds = store.isShared ? SHARED_CLAIM_MILLISECONDS : CLAIM_MILLISECONDS;

  /** An event that nobody takes must be free when it comes again, also where the claim is carried out later. */
  const letGo = (id: string, key: string, claim: Promise<boolean>): void => {
    recent.delete(id);
    claim.then((isOurs) => (isOurs ? store.delete(key) : undefined)).catch(() => undefined);
  };

  return async (id, owner) => {
    if (recent.has(id)) return false;
    recent.set(id, true);
    const key = `seen/${id}`;
    const claim = store.claim(key, remembered, owner);
    let reason: unknown;
    try {
      const result = await pTimeout(claim, { milliseconds, fallback: () => undefined });
      if (result !== undefined) return result;
    } catch (error) {
      reason = error;
      logger.error('the store could not be reached', { error });
    }
    // A store of this process's own: it goes on by itself.
    if (!store.isShared) return true;
    letGo(id, key, claim);
    throw new Unclaimed(reason);
  };
}
