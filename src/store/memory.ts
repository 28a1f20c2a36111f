import { EventEmitter } from 'node:events';
import type { Store } from '../contract.js';
import type { Database } from './contract.js';
import { subscribe } from './topics.js';
import { mentions } from './person-mentions.js';
import { byCodePoint, checkTexts } from './keys.js';

interface Kept {
  readonly value: string;
  /** Milliseconds since 1970; `Infinity` for ever. */
  readonly expires: number;
  readonly owner: string | undefined;
}

/** A store that ends with the process: for tests, and for a host without a disk. `now` gives milliseconds. */
export function memoryStore(now: () => number = Date.now, kept = new Map<string, Kept>()): Store {
  const read = (key: string): Kept | undefined => {
    const found = kept.get(key);
    if (found === undefined || found.expires > now()) return found;
    kept.delete(key);
    return undefined;
  };
  const write = (key: string, value: string, ttl = Number.POSITIVE_INFINITY, owner?: string): void => {
    kept.set(key, { value, expires: now() + ttl, owner });
  };
  return {
    isShared: false,
    get: async (key) => {
      checkTexts(key);
      return read(key)?.value;
    },
    set: async (key, value, ttl, owner) => {
      checkTexts(key, value);
      write(key, value, ttl, owner ?? read(key)?.owner);
    },
    delete: async (key) => {
      checkTexts(key);
      kept.delete(key);
    },
    list: async (prefix) => {
      checkTexts(prefix);
      return [...kept.keys()]
        .filter((key) => key.startsWith(prefix))
        .toSorted(byCodePoint)
        .flatMap((key) => {
          const found = read(key);
          return found === undefined ? [] : [[key, found.value] as const];
        });
    },
    claim: async (key, ttl, owner) => {
      checkTexts(key);
      if (read(key) !== undefined) return false;
      write(key, '', ttl, owner);
      return true;
    },
    claimAll: async (records, ttl) => {
      for (const { key, value } of records) checkTexts(key, value);
      const free = records.filter(({ key }) => read(key) === undefined);
      for (const { key, value, owner } of free) write(key, value, ttl, owner);
      return new Set(free.map(({ key }) => key));
    },
    deleteAll: async (keys) => {
      for (const key of keys) checkTexts(key);
      for (const key of keys) kept.delete(key);
    },
    swap: async (key, before, after, ttl, owner) => {
      checkTexts(key, before ?? '', after);
      const found = read(key);
      if (found?.value !== before) return false;
      write(key, after, ttl, found?.owner ?? owner);
      return true;
    },
  };
}

/** A database that ends with the process. */
export function memoryDatabase(now: () => number = Date.now): Database {
  const namespaces = new Map<string, Map<string, Kept>>();
  const emitter = new EventEmitter().setMaxListeners(0);
  return {
    store(namespace) {
      const kept = namespaces.get(namespace) ?? new Map<string, Kept>();
      namespaces.set(namespace, kept);
      return memoryStore(now, kept);
    },
    announce: async (topic) => void emitter.emit(topic),
    listen: (topic, listener) => subscribe(emitter, topic, listener, false),
    exists: async () => true,
    async forget(person, isSpared = () => false) {
      let removed = 0;
      if (person === '') return 0;
      for (const [namespace, kept] of namespaces) {
        for (const [key, one] of kept) {
          const isOwn = one.owner === person;
          if (!isOwn && !mentions(person, key, one.value)) continue;
          if (!isSpared(namespace, key)) {
            kept.delete(key);
            removed += 1;
          } else if (isOwn) kept.set(key, { ...one, owner: undefined });
        }
      }
      return removed;
    },
    overwriteDeleted: async () => undefined,
    close: async () => namespaces.clear(),
  };
}
