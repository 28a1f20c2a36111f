import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Kysely, SqliteDialect } from 'kysely';
import { EventEmitter } from 'node:events';
import type { Database } from './contract.js';
import { migrate, type Tables } from './migrations.js';
import { recordStore } from './records.js';

/** Milliseconds that a write waits for another process to finish its own. */
const BUSY_MILLISECONDS = 2000;
/** Milliseconds between two sweeps of what has expired. */
const SWEEP_MILLISECONDS = 60 * 60 * 1000;

/**
 * Opens the file, and makes it and its folder where there is none.
 * In WAL mode readers do not wait for a writer, and what was written survives the end of the process at any moment
 * (https://www.sqlite.org/wal.html, "synchronous" NORMAL: only a loss of power can cost the last writes).
 * Rejects with the engine's error.
 */
export async function openSqlite(path: string, now: () => number = Date.now): Promise<Database> {
  await mkdir(dirname(path), { recursive: true });
  const { default: Engine } = await import('libsql');
  const engine = new Engine(path, { timeout: BUSY_MILLISECONDS });
  const database = new Kysely<Tables>({ dialect: new SqliteDialect({ database: engine }) });
  try {
    engine.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;');
    await migrate(database);
  } catch (error) {
    await database.destroy();
    throw error;
  }
  const sweep = async (): Promise<void> => {
    await database.deleteFrom('records').where('expires', '<=', now()).execute();
  };
  await sweep();
  // A sweep that fails is repeated an hour later, and reading leaves out what has expired anyway.
  const timer = setInterval(() => void sweep().catch(() => undefined), SWEEP_MILLISECONDS);
  timer.unref();
  const topics = new EventEmitter();
  return {
    store: (namespace) => recordStore(database, namespace, now),
    announce: async (topic) => void topics.emit(topic),
    listen(topic, listener) {
      topics.on(topic, listener);
      return () => void topics.off(topic, listener);
    },
    async close() {
      clearInterval(timer);
      await database.destroy();
    },
  };
}
