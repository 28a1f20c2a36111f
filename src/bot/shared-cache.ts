/** What the bot remembers for a while: in this process, and where there is a store, for its replicas and the next start too. */

import { LRUCache } from 'lru-cache';
import pTimeout from 'p-timeout';
import type { Logger, Question, Store } from '../contract.js';
import { createUnreadable, readJson } from '../stored.js';

interface SharedCache<T> {
  /** From this process alone. */
  get(key: string): T | undefined;
  /** From the store where it has one; a store that fails or is slow counts as having none. */
  find(key: string): Promise<T | undefined>;
  /** @param who whom it concerns; absent: whom it concerned before */
  set(key: string, value: T, who?: Member): void;
}

/** A member, as a question or a press names them. */
export type Member = Pick<Question, 'asker' | 'platform'>;

/** What the bot keeps its memory in. */
export interface SharedMemory {
  /** Shared by replicas, and by the next start; absent: this process alone. */
  readonly store?: Store;
  /** The name of an owner in the store; `undefined` where it cannot be told. Never rejects. */
  readonly ownerOf?: (who: Member) => Promise<string | undefined>;
}

interface SharedCacheOptions<T> extends SharedMemory {
  /** Kept at once in this process; the least recently used goes first. */
  readonly most: number;
  /** Milliseconds. */
  readonly time: number;
  readonly now: () => number;
  readonly logger: Logger;
  /** Under which the store keeps it, before the key. */
  readonly prefix: string;
  /** What the store gave, if it is of the right shape. */
  readonly read: (value: unknown) => T | undefined;
}

/** Milliseconds that an answer waits for the store: what it knows of the conversation is worth no more. */
const PATIENCE = 250;

export function createSharedCache<T extends object>(options: SharedCacheOptions<T>): SharedCache<T> {
  const { most, time, now, logger, store, ownerOf, prefix, read } = options;
  const unreadable = createUnreadable(logger, 'bot');
  const kept = new LRUCache<string, T>({ max: most, ttl: time, ttlResolution: 0, perf: { now } });
  const fromStore = async (key: string): Promise<T | undefined> => {
    const text = await store?.get(prefix + key);
    if (text === undefined) return undefined;
    const found = readJson(text, read);
    if (found === undefined) unreadable(prefix + key);
    return found;
  };
  const keep = async (key: string, value: T, who: Member | undefined): Promise<void> => {
    if (store === undefined) return;
    const owner = who === undefined ? undefined : await ownerOf?.(who);
    await store.set(prefix + key, JSON.stringify(value), time, owner);
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
    set(key, value, who) {
      kept.set(key, value);
      keep(key, value, who).catch((error: unknown) =>
        logger.debug('the store could not be written', { error }),
      );
    },
  };
}
