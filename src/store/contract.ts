import type { Store } from '../contract.js';

export type Spared = (namespace: string, key: string) => boolean;

/** An open database, shared by all namespaces. */
export interface Database {
  store(namespace: string): Store;
  /** Tells every listener to the topic, in this process at once and in others on the same database within seconds. */
  announce(topic: string): Promise<void>;
  /**
   * Calls `listener` after each announcement; several close together may bring one call. A database that other processes share
   * calls it once more when listening takes effect, which may be later than now, and again after each loss, since something may
   * have been announced before: who listens first and reads then misses nothing. The listener must not throw.
   * Returns what ends it. Keeps no process alive.
   */
  listen(topic: string, listener: () => void): () => void;
  /**
   * Whether there is anything to read: `false` where no file has been made yet. Asking makes none, unlike reading; so a program
   * that only looks asks this first. Where it cannot be known, as on a server that is down, it is `true`.
   */
  exists(): Promise<boolean>;
  /**
   * Removes every record, in every namespace, whose key or value names this person's id as a whole (`U1` is not in `U12`;
   * see `names` in mentions.ts), and says how many. What is written meanwhile is found as well, as long as it is written
   * before this resolves.
   * @param isSpared whether a record stays whatever it holds, as what is no one's own
   */
  forget(person: string, isSpared?: Spared): Promise<number>;
  close(): Promise<void>;
}
