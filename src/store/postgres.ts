import { Kysely, PostgresDialect, sql } from 'kysely';
import pTimeout from 'p-timeout';
import { type ClientConfig, Pool, TypeOverrides, types as builtin } from 'pg';
import { type Database, eachCall } from './contract.js';
import { isMigrated, migrate, type Tables } from './migrations.js';
import { CHANNEL, postgresTopics } from './postgres-topics.js';
import { forgetIn, sqlStore, sweeping } from './sql-store.js';

/** Connections of one process: a server allows a hundred by default, and statements here take a millisecond. */
const MOST_CONNECTIONS = 5;
/** Milliseconds that a call may take, the wait for a connection included: an answer does not hang on a dead server. */
const CALL_MILLISECONDS = 2000;
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
    connectionTimeoutMillis: CALL_MILLISECONDS,
    query_timeout: CALL_MILLISECONDS,
    keepAlive: true,
    types,
  };
  const pool = new Pool({
    ...config,
    max: MOST_CONNECTIONS,
    idleTimeoutMillis: IDLE_MILLISECONDS,
    allowExitOnIdle: true,
  });
  // When a connection is lost, its call rejects and the pool makes a new one. Without these listeners the event would end the process.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => {
    client.on('error', () => undefined);
    // The server ends statements that nobody waits for any more. Poolers refuse this as a setting of the connection.
    client.query(`set statement_timeout = ${CALL_MILLISECONDS}`).catch(() => undefined);
  });
  const database = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
  try {
    await inTime(async () => {
      if (!(await isMigrated(database, 'postgres'))) await migrate(database, 'postgres');
    });
  } catch (error) {
    // These connections may not answer any more, so nothing waits for them to close.
    void database.destroy().catch(() => undefined);
    throw error;
  }
  const endSweeping = sweeping(database, now);
  const topics = postgresTopics(config, async (payload) => {
    await inTime(() => sql`select pg_notify(${CHANNEL}, ${payload})`.execute(database));
  });
  return {
    store(namespace) {
      const store = sqlStore(database, namespace, now);
      return eachCall((_, call) => inTime(() => call(store)));
    },
    announce: topics.announce,
    listen: topics.listen,
    exists: async () => true,
    forget: (person, isSpared) => forgetIn(database, person, inTime, isSpared),
    async close() {
      endSweeping();
      topics.end();
      await pTimeout(database.destroy(), { milliseconds: CALL_MILLISECONDS, fallback: () => undefined });
    },
  };
}

/** Rejects as the network does when the call takes too long, whatever it waits for. */
function inTime<T>(call: () => Promise<T>): Promise<T> {
  return pTimeout(call(), {
    milliseconds: CALL_MILLISECONDS,
    fallback: () => {
      throw Object.assign(new Error('the database did not answer in time'), { code: 'ETIMEDOUT' });
    },
  });
}
