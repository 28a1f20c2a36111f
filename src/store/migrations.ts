import { type Kysely, Migrator, type Migration } from 'kysely';

/** The tables, as kysely sees them. */
export interface Tables {
  readonly records: {
    /** Whose record it is: an adapter's name, or a part of the core. */
    namespace: string;
    key: string;
    value: string;
    /** Milliseconds since 1970; null for ever. */
    expires: number | null;
  };
}

/** In order, never changed once released. Plain enough for SQLite and PostgreSQL alike. */
const MIGRATIONS: Readonly<Record<string, Migration>> = {
  '0001-records': {
    up: async (database) => {
      await database.schema
        .createTable('records')
        .addColumn('namespace', 'text', (column) => column.notNull())
        .addColumn('key', 'text', (column) => column.notNull())
        .addColumn('value', 'text', (column) => column.notNull())
        .addColumn('expires', 'bigint')
        .addPrimaryKeyConstraint('records_key', ['namespace', 'key'])
        .execute();
      await database.schema.createIndex('records_expires').on('records').column('expires').execute();
    },
  },
};

/** Brings the tables up to date. Rejects with the database's error. */
export async function migrate(database: Kysely<Tables>): Promise<void> {
  const migrator = new Migrator({ db: database, provider: { getMigrations: async () => MIGRATIONS } });
  const { error } = await migrator.migrateToLatest();
  if (error !== undefined) throw error;
}
