/** Reading the adapter's records: one that is damaged, or of another version, counts as none and is told. */

import type { Host } from '../../src/contract.js';

/** @returns what reads the record with this key; `undefined` where there is none, or `reader` cannot read it */
export function createReader({ store, unreadable }: Pick<Host, 'store' | 'unreadable'>) {
  return async <T>(key: string, reader: (value: string) => T | undefined): Promise<T | undefined> => {
    const value = await store.get(key);
    if (value === undefined) return undefined;
    const found = reader(value);
    if (found === undefined) unreadable(key);
    return found;
  };
}
