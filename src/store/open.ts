import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { hasCode } from '../errors.js';
import { isPostgres, sqlitePath } from './address.js';
import type { Database } from './contract.js';
import { postgresFault, sqliteFault } from './faults.js';
import { OutageGuard, type Reports, type StoreEngine } from './outage-guard.js';
import { memoryDatabase } from './memory.js';

const RETRY_MILLISECONDS = 1000;

/**
 * The database that `address` names: a path, `file:` and a path, `:memory:`, or `postgres://...`. It is opened at the first use, so
 * that a program that keeps nothing leaves no file behind. While it is out of order, calls reject with an error that says what to
 * change, without the address: the first ones after about 2 s, the others at once. The store notices when it works again.
 * @param now milliseconds since 1970
 * @param retry milliseconds until it is tried again whether a database that failed works
 */
export function openStore(
  address: string,
  reports: Reports,
  now: () => number = Date.now,
  retry: number = RETRY_MILLISECONDS,
): Database {
  if (address === ':memory:') return memoryDatabase(now);
  const engine = isPostgres(address) ? postgresEngine(address, now) : sqliteEngine(address, now);
  return new OutageGuard(engine, reports, retry);
}

function postgresEngine(address: string, now: () => number): StoreEngine {
  return {
    isShared: true,
    open: async () => (await import('./postgres.js')).openPostgres(address, now),
    exists: async () => true,
    faultOf: postgresFault,
    state: async () => '',
  };
}

function sqliteEngine(address: string, now: () => number): StoreEngine {
  const path = resolve(sqlitePath(address));
  return {
    isShared: false,
    open: async () => (await import('./sqlite.js')).openSqlite(path, now),
    exists: async () => {
      try {
        await stat(path);
        return true;
      } catch (error) {
        // The file may be there even if it cannot be looked at.
        return !hasCode(error, 'ENOENT');
      }
    },
    faultOf: (error) => sqliteFault(error, path),
    state: async () => {
      const found = await stat(path).catch(() => undefined);
      return found === undefined ? '' : `${found.ino} ${found.size} ${found.mtimeMs}`;
    },
  };
}
