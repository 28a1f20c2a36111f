import { fileURLToPath } from 'node:url';
import type { Store } from '../contract.js';
import type { Database } from './contract.js';
import { memoryDatabase } from './memory.js';

/** Milliseconds until opening is tried again after it failed. */
const RETRY_MILLISECONDS = 5000;

/**
 * The database that `address` names: a path, `file:` and a path, or `:memory:`. Opened at the first use, so that a program
 * that keeps nothing leaves no file behind, and once more a while after a failure.
 * @param onFault told of each failure to open, which the caller of the store sees as a rejection too
 */
export function openStore(
  address: string,
  onFault: (error: unknown) => void,
  now: () => number = Date.now,
): Database {
  if (address === ':memory:') return memoryDatabase(now);
  const path = address.startsWith('file://') ? fileURLToPath(address) : address.replace(/^file:/, '');
  let opening: Promise<Database> | undefined;
  let failed: { readonly at: number; readonly error: unknown } | undefined;

  const open = (): Promise<Database> => {
    if (failed !== undefined && now() - failed.at < RETRY_MILLISECONDS) return Promise.reject(failed.error);
    opening ??= import('./sqlite.js')
      .then(({ openSqlite }) => openSqlite(path, now))
      .catch((error: unknown) => {
        opening = undefined;
        failed = { at: now(), error };
        onFault(error);
        throw error;
      });
    return opening;
  };
  return {
    store(namespace) {
      const use = async (): Promise<Store> => (await open()).store(namespace);
      return {
        get: async (key) => (await use()).get(key),
        set: async (key, value, ttl) => (await use()).set(key, value, ttl),
        delete: async (key) => (await use()).delete(key),
        list: async (prefix) => (await use()).list(prefix),
        claim: async (key, ttl) => (await use()).claim(key, ttl),
        swap: async (key, before, after, ttl) => (await use()).swap(key, before, after, ttl),
      };
    },
    announce: async (topic) => (await open()).announce(topic),
    listen(topic, listener) {
      const ended = open().then(
        (database) => database.listen(topic, listener),
        () => () => {},
      );
      return () => void ended.then((end) => end());
    },
    async close() {
      await (await opening?.catch(() => undefined))?.close();
    },
  };
}
