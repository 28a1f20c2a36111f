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
  let count = 0;

  const countKept = async (key: string): Promise<void> => {
    if (store === undefined) return;
    for (let tries = 0; tries < TRIES; tries += 1) {
      const before = await store.get(key);
      const kept = Math.max(count, Number(before) || 0);
      count = kept;
      if (kept >= limit) return;
      if (await store.swap(key, before, String(kept + 1), KEPT_MILLISECONDS)) return;
    }
  };

  return {
    async take() {
      const day = isoDay(now());
      if (day !== today) {
        today = day;
        count = 0;
      }
      // The store itself reports that it is out of order.
      await countKept(COUNT_PREFIX + day).catch(() => undefined);
      if (count >= limit) return false;
      count += 1;
      return true;
    },
  };
}
