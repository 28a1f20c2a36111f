import { EventEmitter } from 'node:events';
import type { Store } from '../contract.js';
import type { Database } from './contract.js';

interface Kept {
  readonly value: string;
  /** Milliseconds since 1970; `Infinity` for ever. */
  readonly expires: number;
}

/** A store that ends with the process: for tests, and for a host without a disk. `now` gives milliseconds. */
export function memoryStore(now: () => number = Date.now): Store {
  const kept = new Map<string, Kept>();
  const read = (key: string): Kept | undefined => {
    const found = kept.get(key);
    if (found === undefined || found.expires > now()) return found;
    kept.delete(key);
    return undefined;
  };
  const write = (key: string, value: string, ttl = Number.POSITIVE_INFINITY): void => {
    kept.set(key, { value, expires: now() + ttl });
  };
  return {
    get: async (key) => read(key)?.value,
    set: async (key, value, ttl) => write(key, value, ttl),
    delete: async (key) => void kept.delete(key),
    list: async (prefix) =>
      [...kept.keys()]
        .filter((key) => key.startsWith(prefix))
        .toSorted(byCodePoint)
        .flatMap((key) => {
          const found = read(key);
          return found === undefined ? [] : [[key, found.value] as const];
        }),
    claim: async (key, ttl) => {
      if (read(key) !== undefined) return false;
      write(key, '', ttl);
      return true;
    },
    swap: async (key, before, after, ttl) => {
      if (read(key)?.value !== before) return false;
      write(key, after, ttl);
      return true;
    },
  };
}

/** A database that ends with the process. */
export function memoryDatabase(now: () => number = Date.now): Database {
  const stores = new Map<string, Store>();
  const topics = new EventEmitter();
  return {
    store(namespace) {
      const store = stores.get(namespace) ?? memoryStore(now);
      stores.set(namespace, store);
      return store;
    },
    announce: async (topic) => void topics.emit(topic),
    listen(topic, listener) {
      topics.on(topic, listener);
      return () => void topics.off(topic, listener);
    },
    close: async () => stores.clear(),
  };
}

const byCodePoint = (a: string, b: string): number => Buffer.compare(Buffer.from(a), Buffer.from(b));
