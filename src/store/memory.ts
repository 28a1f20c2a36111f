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
}

/** A store that ends with the process: for tests, and for a host without a disk. `now` gives milliseconds. */
export function memoryStore(now: () => number = Date.now, kept = new Map<string, Kept>()): Store {
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
    get: async (key) => {
      checkTexts(key);
      return read(key)?.value;
    },
    set: async (key, value, ttl) => {
      checkTexts(key, value);
      write(key, value, ttl);
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
    claim: async (key, ttl) => {
      checkTexts(key);
      if (read(key) !== undefined) return false;
      write(key, '', ttl);
      return true;
    },
    swap: async (key, before, after, ttl) => {
      checkTexts(key, before ?? '', after);
      if (read(key)?.value !== before) return false;
      write(key, after, ttl);
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
        for (const [key, { value }] of kept) {
          if (isSpared(namespace, key) || !mentions(person, key, value)) continue;
          kept.delete(key);
          removed += 1;
        }
      }
      return removed;
    },
    close: async () => namespaces.clear(),
  };
}
