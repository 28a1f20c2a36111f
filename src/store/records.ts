import { type Kysely, type Selectable, sql } from 'kysely';
import type { Store } from '../contract.js';
import type { Tables } from './migrations.js';

/** Above every character that a key can hold, so that a prefix becomes a range of the primary key. */
const LAST = '\u{10FFFF}';

/** One namespace of the table as a {@link Store}. `now` gives milliseconds. */
export function recordStore(database: Kysely<Tables>, namespace: string, now: () => number): Store {
  const alive = (row: Pick<Selectable<Tables['records']>, 'expires'>): boolean =>
    row.expires === null || row.expires > now();
  const expiry = (ttl: number | undefined): number | null => (ttl === undefined ? null : now() + ttl);
  return {
    async get(key) {
      const row = await database
        .selectFrom('records')
        .select(['value', 'expires'])
        .where('namespace', '=', namespace)
        .where('key', '=', key)
        .executeTakeFirst();
      return row !== undefined && alive(row) ? row.value : undefined;
    },
    async set(key, value, ttl) {
      const expires = expiry(ttl);
      await database
        .insertInto('records')
        .values({ namespace, key, value, expires })
        .onConflict((conflict) => conflict.columns(['namespace', 'key']).doUpdateSet({ value, expires }))
        .execute();
    },
    async delete(key) {
      await database
        .deleteFrom('records')
        .where('namespace', '=', namespace)
        .where('key', '=', key)
        .execute();
    },
    async list(prefix) {
      const rows = await database
        .selectFrom('records')
        .select(['key', 'value', 'expires'])
        .where('namespace', '=', namespace)
        .where('key', '>=', prefix)
        .where('key', '<', prefix + LAST)
        .orderBy('key')
        .execute();
      return rows.filter(alive).map(({ key, value }) => [key, value] as const);
    },
    async claim(key, ttl) {
      // One statement, so that the database decides who comes first.
      const result = await sql`
        insert into records (namespace, key, value, expires) values (${namespace}, ${key}, '', ${now() + ttl})
        on conflict (namespace, key) do update set value = '', expires = excluded.expires
        where records.expires is not null and records.expires <= ${now()}`.execute(database);
      return result.numAffectedRows === 1n;
    },
    async swap(key, before, after, ttl) {
      const expires = expiry(ttl);
      const result =
        before === undefined
          ? await sql`
              insert into records (namespace, key, value, expires) values (${namespace}, ${key}, ${after}, ${expires})
              on conflict (namespace, key) do update set value = excluded.value, expires = excluded.expires
              where records.expires is not null and records.expires <= ${now()}`.execute(database)
          : await sql`
              update records set value = ${after}, expires = ${expires}
              where namespace = ${namespace} and key = ${key} and value = ${before}
              and (expires is null or expires > ${now()})`.execute(database);
      return result.numAffectedRows === 1n;
    },
  };
}
