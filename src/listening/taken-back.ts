/** Which members have taken back what they asked, where and when. */

import { LRUCache } from 'lru-cache';
import type { Hearing, Spoken, Store } from '../contract.js';

/** Milliseconds: longer than any question waits. */
const REMEMBERED_MILLISECONDS = 60 * 60 * 1000;
const MOST_REMEMBERED = 1000;

const keyOf = (where: string, asker: string): string =>
  ['back', where, asker].map(encodeURIComponent).join('/');

/** @param now milliseconds since 1970 */
export function createTakenBack(store: Store, now: () => number) {
  const recent = new LRUCache<string, number>({ max: MOST_REMEMBERED, ttl: REMEMBERED_MILLISECONDS });
  return {
    /** @param isKept whether other replicas are to know of it, where the bot takes part in what is said */
    async note({ channel, place, asker, begins }: Spoken, isKept: boolean): Promise<void> {
      // At the top level a member means what they asked there, in a thread what they asked in it.
      const key = keyOf(begins ? channel : place, asker);
      const at = now();
      recent.set(key, at);
      if (isKept) await store.set(key, String(at), REMEMBERED_MILLISECONDS, asker);
    },
    async since({ question: { place, asker }, channel, begins, since }: Hearing): Promise<boolean> {
      const isLater = (at: string | number | undefined): boolean => at !== undefined && Number(at) >= since;
      for (const where of begins ? [place, channel] : [place]) {
        const key = keyOf(where, asker);
        if (isLater(recent.get(key)) || isLater(await store.get(key))) return true;
      }
      return false;
    },
  };
}
