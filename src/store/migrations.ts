import { type Kysely, Migrator, type Migration, sql } from 'kysely';
import { hasCode, QabotError } from '../errors.js';

/** The tables, as kysely sees them. */
export interface Tables {
  readonly records: {
    /** Whose record it is: an adapter's name, or a part of the core. */
    namespace: string;
    key: string;
    value: string;
    /** Milliseconds since 1970; null for ever. */
    expires: number | null;
    /** Whom it concerns; null for nobody, and for what was written before there were owners. */
    owner: string | null;
  };
}

type EngineName = 'sqlite' | 'postgres';

/** A text that is compared by its bytes, as SQLite does by default and PostgreSQL with the collation "C". */
const EXACT_TEXT = { sqlite: sql`text`, postgres: sql`text collate "C"` } as const;

/** In order, never changed once released, the same for both engines. */
const migrations = (engine: EngineName): Readonly<Record<string, Migration>> => ({
  '0001-records': {
    up: async (database) => {
      const text = EXACT_TEXT[engine];
      await database.schema
        .createTable('records')
        .addColumn('namespace', text, (column) => column.notNull())
        .addColumn('key', text, (column) => column.notNull())
        .addColumn('value', text, (column) => column.notNull())
        .addColumn('expires', 'bigint')
        .addPrimaryKeyConstraint('records_key', ['namespace', 'key'])
        .execute();
      await database.schema.createIndex('records_expires').on('records').column('expires').execute();
    },
  },
  // Programs that know only the first go on beside it: they name the columns that they write.
  '0002-owners': {
    up: async (database) => {
      await database.schema.alterTable('records').addColumn('owner', EXACT_TEXT[engine]).execute();
    },
  },
});

/** The number that a migration's name begins with is the version of the tables after it. */
const versionOf = (names: readonly string[]): number =>
  Math.max(0, ...names.map((name) => parseInt(name, 10)));

/**
 * Whether the tables are up to date, in one statement: most starts have nothing to do, and kysely's migrator asks eight times.
 * Rejects with the database's error.
 * @throws {QabotError} `store-newer` where a newer version of the program has changed the tables
 */
export async function isMigrated(database: Kysely<Tables>, engine: EngineName): Promise<boolean> {
  try {
    const { rows } = await sql<{ name: string }>`select name from kysely_migration`.execute(database);
    const done = rows.map(({ name }) => name);
    const known = Object.keys(migrations(engine));
    if (done.some((name) => !known.includes(name))) {
      const versions = { found: String(versionOf(done)), known: String(versionOf(known)) };
      throw new QabotError('store-newer', versions);
    }
    return known.every((name) => done.includes(name));
  } catch (error) {
    if (isMissingTable(error)) return false;
    throw error;
  }
}

/**
 * Brings the tables up to date. Several replicas may do so at once on PostgreSQL, where the migrator takes a lock; on SQLite it
 * takes none, and the caller holds a transaction. Rejects with the database's error.
 */
export async function migrate(database: Kysely<Tables>, engine: EngineName): Promise<void> {
  const migrator = new Migrator({
    db: database,
    provider: { getMigrations: async () => migrations(engine) },
  });
  const { error } = await migrator.migrateToLatest();
  if (error !== undefined) throw error;
}

function isMissingTable(error: unknown): boolean {
  // 42P01 is PostgreSQL's undefined_table (https://www.postgresql.org/docs/current/errcodes-appendix.html).
  return hasCode(error, '42P01') || (error instanceof Error && error.message.startsWith('no such table'));
}
