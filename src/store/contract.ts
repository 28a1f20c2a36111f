import type { Store } from '../contract.js';

/** An open database, shared by all namespaces. */
export interface Database {
  store(namespace: string): Store;
  /** Tells every listener to the topic, in this process at once and in others on the same database within seconds. */
  announce(topic: string): Promise<void>;
  /** Calls `listener` after each announcement; several close together may bring one call. Returns what ends it. */
  listen(topic: string, listener: () => void): () => void;
  close(): Promise<void>;
}
