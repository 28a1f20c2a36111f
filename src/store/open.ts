import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { isPostgres, sqlitePath } from './address.js';
import type { Database } from './contract.js';
import { postgresFault, sqliteFault } from './faults.js';
import { type Engine, guard, type Reports } from './guard.js';
import { memoryDatabase } from './memory.js';

/** Milliseconds until it is tried again whether a database that failed works. */
const RETRY_MILLISECONDS = 1000;

/**
 * The database that `address` names: a path, `file:` and a path, `:memory:`, or `postgres://...`. Opened at the first use, so
 * that a program that keeps nothing leaves no file behind. When it is out of order, calls reject at once with an error that says
 * what to change, without the address; once at most each waits about 2 s for it. It is found by itself when it is back.
 */
export function openStore(
  address: string,
  reports: Reports,
  now: () => number = Date.now,
  retry: number = RETRY_MILLISECONDS,
): Database {
  if (address === ':memory:') return memoryDatabase(now);
  const engine = isPostgres(address) ? postgresEngine(address, now) : sqliteEngine(address, now);
  return guard(engine, reports, retry);
}

function postgresEngine(address: string, now: () => number): Engine {
  return {
    open: async () => (await import('./postgres.js')).openPostgres(address, now),
    exists: async () => true,
    faultOf: postgresFault,
    state: async () => '',
  };
}

function sqliteEngine(address: string, now: () => number): Engine {
  const path = resolve(sqlitePath(address));
  return {
    open: async () => (await import('./sqlite.js')).openSqlite(path, now),
    exists: async () => {
      try {
        await stat(path);
        return true;
      } catch (error) {
        // What cannot be looked at may be there.
        return !(error instanceof Error && 'code' in error && error.code === 'ENOENT');
      }
    },
    faultOf: (error) => sqliteFault(error, path),
    state: async () => {
      const found = await stat(path).catch(() => undefined);
      return found === undefined ? '' : `${found.ino} ${found.size} ${found.mtimeMs}`;
    },
  };
}
