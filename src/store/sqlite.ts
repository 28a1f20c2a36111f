import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type Engine from 'libsql';
import { Kysely, SqliteDialect, type SqliteDatabase } from 'kysely';
import { type Database, eachCall } from './contract.js';
import { isRecord } from '../record.js';
import { isBusy } from './faults.js';
import { isMigrated, migrate, type Tables } from './migrations.js';
import { forgetIn, sqlStore, sweeping } from './sql-store.js';
import { sqliteTopics, TOPICS } from './sqlite-topics.js';

/** Milliseconds that a call waits for another process to finish its own; a test asks that no call takes longer than about 2 s. */
const BUSY_MILLISECONDS = 1800;
/** Milliseconds of those in which the engine itself waits: it keeps the whole process from other work meanwhile. */
const BLOCKING_MILLISECONDS = 10;
/** Milliseconds between two tries, at most. */
const PAUSE_MILLISECONDS = 20;

/**
 * Opens the file, and makes it and its folder where there is none.
 * In WAL mode readers do not wait for a writer, and what was written survives the end of the process at any moment
 * (https://www.sqlite.org/wal.html, "synchronous" NORMAL: only a loss of power can cost the last writes). What is deleted is
 * overwritten with zeros (https://www.sqlite.org/pragma.html#pragma_secure_delete).
 * Rejects with the engine's error.
 */
export async function openSqlite(path: string, now: () => number = Date.now): Promise<Database> {
  await mkdir(dirname(path), { recursive: true });
  const { default: Libsql } = await import('libsql');
  const engine = new Libsql(path, { timeout: BLOCKING_MILLISECONDS });
  const database = new Kysely<Tables>({ dialect: new SqliteDialect({ database: committing(engine) }) });
  try {
    await patiently(async () =>
      engine.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA secure_delete = ON;'),
    );
    if (!(await patiently(() => isMigrated(database, 'sqlite')))) {
      // Another process may be about to do the same.
      await patiently(async () => engine.exec('BEGIN IMMEDIATE'));
      await migrate(database, 'sqlite');
      engine.exec('COMMIT');
    }
  } catch (error) {
    await database.destroy();
    throw error;
  }
  const endSweeping = sweeping(database, now);
  const storeOf = (namespace: string) => {
    const store = sqlStore(database, namespace, now, false);
    return eachCall(false, (_, call) => patiently(() => call(store)));
  };
  const marks = engine.prepare('select key, value from records where namespace = ?').raw();
  const version = engine.prepare('PRAGMA data_version').raw();
  const topics = sqliteTopics(storeOf(TOPICS), {
    version: () => version.all(),
    read: () => marks.all([TOPICS]),
  });
  return {
    store: storeOf,
    announce: topics.announce,
    listen: topics.listen,
    exists: async () => true,
    forget: (person, isSpared) => forgetIn(database, person, patiently, isSpared),
    async overwriteDeleted() {
      // Pages that were moved or split keep what they held, and so do those from the time before `secure_delete`.
      await patiently(async () => engine.exec('VACUUM'));
      await patiently(async () => truncateLog(engine));
    },
    async close() {
      endSweeping();
      topics.end();
      await database.destroy();
    },
  };
}

/** Moves the write-ahead log into the file and empties it. @throws as for a lock where somebody is still reading the log */
function truncateLog(engine: Engine.Database): void {
  const [row] = engine.prepare('PRAGMA wal_checkpoint(TRUNCATE)').all();
  if (isRecord(row) && row['busy'] !== 0) {
    throw Object.assign(new Error('the log is being read'), { code: 'SQLITE_BUSY' });
  }
}

/**
 * The engine, but every write takes the lock first. When a statement meets a lock, libsql leaves it unfinished; until it is
 * finished SQLite commits nothing that this connection writes, and yet reports success. `exec` leaves nothing unfinished.
 */
function committing(engine: Engine.Database): SqliteDatabase {
  return {
    close: () => engine.close(),
    prepare(text) {
      const statement = engine.prepare(text);
      const writing = <T>(write: () => T): T => {
        // A migration holds the lock already.
        if (engine.inTransaction) return write();
        engine.exec('BEGIN IMMEDIATE');
        try {
          const result = write();
          engine.exec('COMMIT');
          return result;
        } catch (error) {
          if (engine.inTransaction) engine.exec('ROLLBACK');
          throw error;
        }
      };
      const isWrite = /^\s*insert/i.test(text);
      return {
        reader: statement.reader,
        // What returns rows may write too.
        all: (parameters) =>
          isWrite ? writing(() => statement.all([...parameters])) : statement.all([...parameters]),
        iterate: (parameters) => statement.iterate([...parameters]),
        run: (parameters) => writing(() => statement.run([...parameters])),
      };
    },
  };
}

/** Calls again while the file is locked, without keeping the process from other work, until the time is over. */
async function patiently<T>(call: () => Promise<T>): Promise<T> {
  const end = performance.now() + BUSY_MILLISECONDS;
  for (;;) {
    try {
      return await call();
    } catch (error) {
      if (!isBusy(error) || performance.now() > end) throw error;
      // A random pause, so that two processes do not keep meeting.
      await pause(1 + Math.random() * PAUSE_MILLISECONDS);
    }
  }
}
