import type { Store } from '../contract.js';

/** The namespaces of the core. An adapter's namespace is its name. */
export const NAMESPACES = { bot: 'bot', core: 'core', doctor: 'doctor', learning: 'learning' } as const;

/** Whether a record stays whatever it holds, because it is nobody's own. */
export type Spared = (namespace: string, key: string) => boolean;

/** Whether a call may change something. */
export type CallKind = 'read' | 'write';

/** A store whose every call goes through `run`. */
export function eachCall(
  isShared: boolean,
  run: <T>(kind: CallKind, call: (store: Store) => Promise<T>) => Promise<T>,
): Store {
  return {
    isShared,
    get: (key) => run('read', (store) => store.get(key)),
    set: (...given) => run('write', (store) => store.set(...given)),
    delete: (key) => run('write', (store) => store.delete(key)),
    list: (prefix) => run('read', (store) => store.list(prefix)),
    claim: (...given) => run('write', (store) => store.claim(...given)),
    claimAll: (...given) => run('write', (store) => store.claimAll(...given)),
    deleteAll: (keys) => run('write', (store) => store.deleteAll(keys)),
    swap: (...given) => run('write', (store) => store.swap(...given)),
  };
}

/** A store that is told its owners by their ids, and keeps what `name` makes of them. */
export function namingOwners(store: Store, name: (owner: string) => Promise<string | undefined>): Store {
  const named = async (owner?: string): Promise<string | undefined> =>
    owner === undefined ? undefined : await name(owner);
  return {
    ...store,
    set: async (key, value, ttl, owner) => store.set(key, value, ttl, await named(owner)),
    claim: async (key, ttl, owner) => store.claim(key, ttl, await named(owner)),
    claimAll: async (records, ttl) =>
      store.claimAll(
        await Promise.all(records.map(async (one) => ({ ...one, owner: await named(one.owner) }))),
        ttl,
      ),
    swap: async (key, before, after, ttl, owner) => store.swap(key, before, after, ttl, await named(owner)),
  };
}

/** An open database, shared by all namespaces. */
export interface Database {
  /** Owners are kept as they are given: give names that do not tell who it is. */
  store(namespace: string): Store;
  /** Tells every listener to the topic, in this process at once and in others on the same database within seconds. */
  announce(topic: string): Promise<void>;
  /**
   * Calls `listener` after each announcement; several close together may bring one call. Where other processes share the
   * database, it also calls `listener` when listening takes effect, which may be later than now, and after each loss, since
   * something may have been announced before. So whoever listens first and reads afterwards misses nothing. The listener must
   * not throw. Returns what ends it. Keeps no process alive.
   */
  listen(topic: string, listener: () => void): () => void;
  /**
   * Whether there is anything to read: `false` where no file has been made yet. This makes none, but reading does; so a program
   * that only looks calls this first. `true` where it cannot be known, as on a server that is down.
   */
  exists(): Promise<boolean>;
  /**
   * Removes every record, in every namespace, that is this person's own, or whose key or value names this person's id as a whole
   * (`U1` is not in `U12`; see `mentions` in person-mentions.ts), and says how many. Those that are spared become nobody's. What is
   * written meanwhile is found as well, as long as it is written before this resolves.
   */
  forget(person: string, isSpared?: Spared): Promise<number>;
  /** Overwrites in the database's own files what was deleted, where the engine lets us. Rejects where it cannot be done now. */
  overwriteDeleted(): Promise<void>;
  close(): Promise<void>;
}
