/** Reading what the store keeps. A record that was damaged, or that another version wrote in another shape, costs itself alone. */

import { LRUCache } from 'lru-cache';
import type { Logger } from './contract.js';

/** Tells that a record cannot be read, by its key. */
export type Unreadable = (key: string) => void;

/** What reads a record, by the beginning of its key; gives `undefined` where it cannot be read. */
export type Readers = Readonly<Record<string, (value: string) => unknown>>;

/** Records that are remembered as told. */
const MOST_TOLD = 1000;

/** Warns of each record of a namespace once. */
export function createUnreadable(logger: Logger, namespace: string): Unreadable {
  const told = new LRUCache<string, true>({ max: MOST_TOLD });
  return (key) => {
    if (told.has(key)) return;
    told.set(key, true);
    const record = `${JSON.stringify(key)} of ${namespace}`;
    logger.warn(`the record ${record} in the store cannot be read and is left out`);
  };
}

/** What `shape` makes of the JSON; `undefined` where it is none, or of another shape. */
export function readJson<T>(text: string, shape: (value: unknown) => T | undefined): T | undefined {
  try {
    return shape(JSON.parse(text));
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
