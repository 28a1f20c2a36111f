import type { Store } from '../contract.js';

export type Kind = 'read' | 'write';

/** A store whose every call goes through `run`, which is told whether it may change something. */
export function eachCall(run: <T>(kind: Kind, call: (store: Store) => Promise<T>) => Promise<T>): Store {
  return {
    get: (key) => run('read', (store) => store.get(key)),
    set: (key, value, ttl) => run('write', (store) => store.set(key, value, ttl)),
    delete: (key) => run('write', (store) => store.delete(key)),
    list: (prefix) => run('read', (store) => store.list(prefix)),
    claim: (key, ttl) => run('write', (store) => store.claim(key, ttl)),
    swap: (key, before, after, ttl) => run('write', (store) => store.swap(key, before, after, ttl)),
  };
}
