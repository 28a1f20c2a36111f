/** The store on an SQL table, for both engines. */

import { type Kysely, type Selectable, sql } from 'kysely';
import type { Store } from '../contract.js';
import type { Spared } from './contract.js';
import { mentions, plainPart } from './person-mentions.js';
import type { Tables } from './migrations.js';
import { afterPrefix, byCodePoint, checkTexts } from './keys.js';

/** Milliseconds between two sweeps of what has expired. */
const SWEEP_MILLISECONDS = 60 * 60 * 1000;

/** One namespace of the table as a {@link Store}. `now` gives milliseconds. Every call is one statement. */
export function sqlStore(
  database: Kysely<Tables>,
  namespace: string,
  now: () => number,
  isShared: boolean,
): Store {
  const alive = (row: Pick<Selectable<Tables['records']>, 'expires'>): boolean =>
    row.expires === null || row.expires > now();
  const expiry = (ttl: number | undefined): number | null =>
    ttl === undefined ? null : Math.round(now() + ttl);
  return {
    isShared,
    async get(key) {
      checkTexts(key);
      const row = await database
        .selectFrom('records')
        .select(['value', 'expires'])
        .where('namespace', '=', namespace)
        .where('key', '=', key)
        .executeTakeFirst();
      return row !== undefined && alive(row) ? row.value : undefined;
    },
    async set(key, value, ttl, owner) {
      checkTexts(key, value);
      const expires = expiry(ttl);
      const changed = owner === undefined ? { value, expires } : { value, expires, owner };
      await database
        .insertInto('records')
        .values({ namespace, key, value, expires, owner: owner ?? null })
        .onConflict((conflict) => conflict.columns(['namespace', 'key']).doUpdateSet(changed))
        .execute();
    },
    async delete(key) {
      checkTexts(key);
      await database
        .deleteFrom('records')
        .where('namespace', '=', namespace)
        .where('key', '=', key)
        .execute();
    },
    async list(prefix) {
      checkTexts(prefix);
      const end = afterPrefix(prefix);
      const rows = await database
        .selectFrom('records')
        .select(['key', 'value', 'expires'])
        .where('namespace', '=', namespace)
        .where('key', '>=', prefix)
        .$if(end !== undefined, (query) => query.where('key', '<', end ?? ''))
        .orderBy('key')
        .execute();
      return rows.filter(alive).map(({ key, value }) => [key, value] as const);
    },
    async claim(key, ttl, owner) {
      checkTexts(key);
      // One statement, so that the database decides who comes first.
      const result = await sql`
        insert into records (namespace, key, value, expires, owner)
        values (${namespace}, ${key}, '', ${expiry(ttl)}, ${owner ?? null})
        on conflict (namespace, key) do update set value = '', expires = excluded.expires, owner = excluded.owner
        where records.expires is not null and records.expires <= ${Math.round(now())}`.execute(database);
      return result.numAffectedRows === 1n;
    },
    async claimAll(records, ttl) {
      for (const { key, value } of records) checkTexts(key, value);
      if (records.length === 0) return new Set();
      // In one order, as two replicas that claim the same keys would otherwise wait for each other.
      const rows = records
        .toSorted((a, b) => byCodePoint(a.key, b.key))
        .map(
          ({ key, value, owner }) => sql`(${namespace}, ${key}, ${value}, ${expiry(ttl)}, ${owner ?? null})`,
        );
      const result = await sql<{ readonly key: string }>`
        insert into records (namespace, key, value, expires, owner) values ${sql.join(rows)}
        on conflict (namespace, key)
        do update set value = excluded.value, expires = excluded.expires, owner = excluded.owner
        where records.expires is not null and records.expires <= ${Math.round(now())}
        returning key`.execute(database);
      return new Set(result.rows.map(({ key }) => key));
    },
    async deleteAll(keys) {
      for (const key of keys) checkTexts(key);
      if (keys.length === 0) return;
      await database
        .deleteFrom('records')
        .where('namespace', '=', namespace)
        .where('key', 'in', keys)
        .execute();
    },
    async swap(key, before, after, ttl, owner) {
      checkTexts(key, before ?? '', after);
      const expires = expiry(ttl);
      const result =
        before === undefined
          ? await sql`
              insert into records (namespace, key, value, expires, owner)
              values (${namespace}, ${key}, ${after}, ${expires}, ${owner ?? null})
              on conflict (namespace, key)
              do update set value = excluded.value, expires = excluded.expires, owner = excluded.owner
              where records.expires is not null and records.expires <= ${Math.round(now())}`.execute(database)
          : await sql`
              update records set value = ${after}, expires = ${expires}, owner = coalesce(owner, ${owner ?? null})
              where namespace = ${namespace} and key = ${key} and value = ${before}
              and (expires is null or expires > ${Math.round(now())})`.execute(database);
      return result.numAffectedRows === 1n;
    },
  };
}

/**
 * Does what `Database.forget` promises: it reads records that may mention the person, and removes those that do, until it finds none.
 * @param attempt carries out each statement, as patiently as the engine needs it
 */
export async function forgetIn(
  database: Kysely<Tables>,
  person: string,
  attempt: <T>(statement: () => Promise<T>) => Promise<T>,
  isSpared: Spared = () => false,
): Promise<number> {
  if (person === '') return 0;
  const pattern = `%${plainPart(person)}%`;
  let removed = 0;
  for (;;) {
    const rows = await attempt(() =>
      database
        .selectFrom('records')
        .select(['namespace', 'key', 'value', 'owner'])
        .where((where) =>
          where.or([
            where('owner', '=', person),
            where('key', 'like', pattern),
            where('value', 'like', pattern),
          ]),
        )
        .execute(),
    );
    const naming = rows.filter(
      ({ namespace, key, value, owner }) =>
        !isSpared(namespace, key) && (owner === person || mentions(person, key, value)),
    );
    if (naming.length === 0) break;
    for (const { namespace, key, value } of naming) {
      // A record that was replaced in between has another value; the next round looks at it.
      const { numDeletedRows } = await attempt(() =>
        database
          .deleteFrom('records')
          .where('namespace', '=', namespace)
          .where('key', '=', key)
          .where('value', '=', value)
          .executeTakeFirst(),
      );
      removed += Number(numDeletedRows);
    }
  }
  // What is left of this owner is spared.
  await attempt(() =>
    database.updateTable('records').set({ owner: null }).where('owner', '=', person).execute(),
  );
  return removed;
}

/**
 * Removes what has expired, now and every hour. Several replicas may do so, and a sweep that fails costs nothing, as reading
 * leaves out what has expired. Returns what ends it.
 */
export function sweeping(database: Kysely<Tables>, now: () => number): () => void {
  const sweep = (): void =>
    void database
      .deleteFrom('records')
      .where('expires', '<=', Math.round(now()))
      .execute()
      .catch(() => undefined);
  sweep();
  const timer = setInterval(sweep, SWEEP_MILLISECONDS);
  timer.unref();
  return () => clearInterval(timer);
}
