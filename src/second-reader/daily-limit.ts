/** How many requests a day goes out, by all processes on one store together, and however often they are started. */

import type { Store } from '../contract.js';
import { isoDay } from '../text/iso-day.js';

interface DailyLimitOptions {
  /** Requests a day, in UTC. */
  readonly limit: number;
  /** Where the count outlives the process; absent: in memory alone. */
  readonly store?: Store;
  /** Milliseconds; the system's clock by default. */
  readonly now?: () => number;
}

interface DailyLimit {
  /** Counts a request; `false`: it must not be sent. Never rejects: without the store the process counts by itself. */
  take(): Promise<boolean>;
}

/** A count is of no use after its day: two days are over in every time zone. */
const KEPT_MILLISECONDS = 2 * 24 * 60 * 60 * 1000;
const COUNT_PREFIX = 'second-reader-requests/';

/** Times that a count is written while other processes write it too; each failure is a success of theirs. */
const TRIES = 20;

export function createDailyLimit({ limit, store, now = Date.now }: DailyLimitOptions): DailyLimit {
  let today = '';
  /** Requests of today, as far as this process knows. */
  let known = 0;

  /** The request's number among those of the day; beyond the limit it is not counted. `undefined` where the store does not tell. */
  const takeKept = async (key: string): Promise<number | undefined> => {
    if (store === undefined) return undefined;
    for (let tries = 0; tries < TRIES; tries += 1) {
      const before = await store.get(key);
      const number = Math.max(known, Number(before) || 0) + 1;
      if (number > limit || (await store.swap(key, before, String(number), KEPT_MILLISECONDS))) return number;
    }
    return undefined;
  };

  return {
    async take() {
      const day = isoDay(now());
      if (day !== today) {
        today = day;
        known = 0;
      }
      // The store itself reports that it is out of order.
      const kept = await takeKept(COUNT_PREFIX + day).catch(() => undefined);
      const number = kept ?? known + 1;
      known = Math.max(known, Math.min(number, limit));
      return number <= limit;
    },
  };
}
