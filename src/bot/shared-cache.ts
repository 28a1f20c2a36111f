/** What the bot remembers for a while: in this process, and where there is a store, for its replicas and the next start too. */

import { LRUCache } from 'lru-cache';
import pTimeout from 'p-timeout';
import type { Logger, Store } from '../contract.js';

interface SharedCache<T> {
  /** From this process alone. */
  get(key: string): T | undefined;
  /** From the store where it has one; a store that fails or is slow counts as having none. */
  find(key: string): Promise<T | undefined>;
  set(key: string, value: T): void;
}

interface SharedCacheOptions<T> {
  /** Kept at once in this process; the least recently used goes first. */
  readonly most: number;
  /** Milliseconds. */
  readonly time: number;
  readonly now: () => number;
  readonly logger: Logger;
  readonly store?: Store;
  /** Under which the store keeps it, before the key. */
  readonly prefix: string;
  /** What the store gave, if it is of the right shape. */
  readonly read: (value: unknown) => T | undefined;
}

/** Milliseconds that an answer waits for the store: what it knows of the conversation is worth no more. */
const PATIENCE = 250;

export function createSharedCache<T extends object>(options: SharedCacheOptions<T>): SharedCache<T> {
  const { most, time, now, logger, store, prefix, read } = options;
  const kept = new LRUCache<string, T>({ max: most, ttl: time, ttlResolution: 0, perf: { now } });
  const fromStore = async (key: string): Promise<T | undefined> => {
    const found = await store?.get(prefix + key);
    return found === undefined ? undefined : read(JSON.parse(found));
  };
  return {
    get: (key) => kept.get(key),
    async find(key) {
      if (store === undefined) return kept.get(key);
      const reading = fromStore(key).catch((error: unknown) => {
        logger.debug('the store could not be read', { error });
        return undefined;
      });
      const found = await pTimeout(reading, { milliseconds: PATIENCE, fallback: () => undefined });
      // Another replica may have written later than this process did.
      if (found !== undefined) kept.set(key, found);
      return found ?? kept.get(key);
    },
    set(key, value) {
      kept.set(key, value);
      store
        ?.set(prefix + key, JSON.stringify(value), time)
        .catch((error: unknown) => logger.debug('the store could not be written', { error }));
    },
  };
}
