import type { Store } from '../contract.js';

/** An open database, shared by all namespaces. */
export interface Database {
  store(namespace: string): Store;
  /** Tells every listener to the topic, in this process at once and in others on the same database within seconds. */
  announce(topic: string): Promise<void>;
  /** Calls `listener` after each announcement; several close together may bring one call. Returns what ends it. */
  listen(topic: string, listener: () => void): () => void;
  /** Whether there is anything to read, without making what is not there. */
  exists(): Promise<boolean>;
  /**
   * Removes, in every namespace, each record whose key or value holds this id as a whole word.
   * @returns how many there were
   */
  forget(id: string): Promise<number>;
  close(): Promise<void>;
}
