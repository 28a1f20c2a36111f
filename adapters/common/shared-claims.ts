/**
 * Claims on a store that replicas share. Where the store does not answer, a claim may be carried out all the same, now or later, and
 * nobody knows. So each try has a mark of its own: by it the claim is taken over when the event comes again here, and let go, so that
 * another replica can have it.
 */

import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { LRUCache } from 'lru-cache';
import pTimeout from 'p-timeout';
import type { Store } from '../../src/contract.js';

/** A shared store did not say whether another replica has the event: leave it unacknowledged, so that it comes again. */
export class Unclaimed extends Error {
  constructor(cause: unknown) {
    super('the shared store did not answer, so the event is left until it comes again', { cause });
    this.name = 'Unclaimed';
  }
}

/** Milliseconds that the store may take: platforms wait three seconds. */
const CLAIM_MILLISECONDS = 2500;
/**
 * Milliseconds between the tries to let go of a claim: soon, since a platform sends again at once and after a minute
 * (https://docs.slack.dev/apis/events-api/#retries), and later, since the store may carry out late what it was asked.
 */
const RELEASES = [500, 3000, 15_000] as const;
const MOST_UNSURE = 5000;

/** @param remembered milliseconds for which a claim holds */
export function createSharedClaims(store: Store, remembered: number) {
  /** The marks of the tries of which nobody knows what became. */
  const unsure = new LRUCache<string, readonly string[]>({ max: MOST_UNSURE });

  const release = async (key: string, mark: string): Promise<void> => {
    for (const pause of RELEASES) {
      await sleep(pause, undefined, { ref: false });
      // It has expired at once, and is free.
      if (await store.swap(key, mark, '', 1).catch(() => false)) return;
    }
  };
  const attempt = async (key: string, mark: string, owner?: string): Promise<boolean> => {
    for (const before of [undefined, ...(unsure.get(key) ?? [])]) {
      if (await store.swap(key, before, mark, remembered, owner)) return true;
    }
    return false;
  };

  /** `true` for exactly one caller, here and on every replica. @throws {Unclaimed} */
  return async (key: string, owner?: string): Promise<boolean> => {
    const mark = randomUUID();
    try {
      return await pTimeout(attempt(key, mark, owner), { milliseconds: CLAIM_MILLISECONDS });
    } catch (error) {
      unsure.set(key, [...(unsure.get(key) ?? []), mark]);
      void release(key, mark);
      throw new Unclaimed(error);
    }
  };
}
