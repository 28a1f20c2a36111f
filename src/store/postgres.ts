import { Kysely, PostgresDialect, sql } from 'kysely';
import pTimeout from 'p-timeout';
import { type ClientConfig, Pool, TypeOverrides, types as builtin } from 'pg';
import { type Database, eachCall } from './contract.js';
import { isMigrated, migrate, type Tables } from './migrations.js';
import { CHANNEL, postgresTopics } from './postgres-topics.js';
import { createPatience } from './patience.js';
import { forgetIn, sqlStore, sweeping } from './sql-store.js';

/** Connections of one process: a server allows a hundred by default, and statements here take a millisecond. */
const MOST_CONNECTIONS = 5;
/** Milliseconds in which nothing comes back from the server: then it is gone. Platforms wait as long for an acknowledgement. */
const SILENCE_MILLISECONDS = 3000;
/** Milliseconds that a call may wait for its turn and its answer, while others are answered. */
const QUEUE_MILLISECONDS = 10_000;
/** Milliseconds after which the server ends a statement and says so: before it is taken for silent. */
const STATEMENT_MILLISECONDS = SILENCE_MILLISECONDS - 500;
/** Milliseconds after which a connection is dead that has not said even that. */
const DEAD_MILLISECONDS = 2 * STATEMENT_MILLISECONDS;
/** Milliseconds that closing may take. */
const CLOSE_MILLISECONDS = 2000;
/** Milliseconds after which a connection without work is given back. */
const IDLE_MILLISECONDS = 30_000;

/** pg leaves an `int8` as a text, as it may be beyond 2^53. Ours are milliseconds since 1970. */
const types = new TypeOverrides();
types.setTypeParser(builtin.builtins.INT8, Number);

/**
 * Opens the database that the address names (`postgres://user:password@host:port/database`, options as of libpq), and makes its
 * table where there is none. Rejects with the error of pg, which may name parts of the address.
 */
export async function openPostgres(address: string, now: () => number = Date.now): Promise<Database> {
  const config: ClientConfig = {
    connectionString: address,
    application_name: 'qabot',
    connectionTimeoutMillis: SILENCE_MILLISECONDS,
    query_timeout: DEAD_MILLISECONDS,
    keepAlive: true,
    types,
  };
  const pool = new Pool({
    ...config,
    // The wait for one that is free counts too.
    connectionTimeoutMillis: QUEUE_MILLISECONDS,
    max: MOST_CONNECTIONS,
    idleTimeoutMillis: IDLE_MILLISECONDS,
    allowExitOnIdle: true,
  });
  // When a connection is lost, its call rejects and the pool makes a new one. Without these listeners the event would end the process.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => {
    client.on('error', () => undefined);
    // The server ends statements that nobody waits for any more. Poolers refuse this as a setting of the connection.
    client.query(`set statement_timeout = ${STATEMENT_MILLISECONDS}`).catch(() => undefined);
  });
  const database = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
  const { inTime, end } = createPatience({ silence: SILENCE_MILLISECONDS, queue: QUEUE_MILLISECONDS });
  try {
    await inTime(async () => {
      if (!(await isMigrated(database, 'postgres'))) await migrate(database, 'postgres');
    });
  } catch (error) {
    // These connections may not answer any more, so nothing waits for them to close.
    end();
    void database.destroy().catch(() => undefined);
    throw error;
  }
  const endSweeping = sweeping(database, now);
  const topics = postgresTopics(config, async (payload) => {
    await inTime(() => sql`select pg_notify(${CHANNEL}, ${payload})`.execute(database));
  });
  return {
    store(namespace) {
      const store = sqlStore(database, namespace, now, true);
      return eachCall(true, (_, call) => inTime(() => call(store)));
    },
    announce: topics.announce,
    listen: topics.listen,
    exists: async () => true,
    forget: (person, isSpared) => forgetIn(database, person, inTime, isSpared),
    // Its pages are its own: autovacuum uses them again, and archives of its log are kept as the server is told to.
    overwriteDeleted: async () => undefined,
    async close() {
      endSweeping();
      topics.end();
      end();
      await pTimeout(database.destroy(), { milliseconds: CLOSE_MILLISECONDS, fallback: () => undefined });
    },
  };
}
