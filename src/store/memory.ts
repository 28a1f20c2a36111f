import type { Store } from '../contract.js';

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
  };
}

const byCodePoint = (a: string, b: string): number => Buffer.compare(Buffer.from(a), Buffer.from(b));
