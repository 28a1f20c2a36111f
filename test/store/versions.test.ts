/** Databases of other versions of the program: older ones are brought up to date, newer ones are refused. */

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Engine from 'libsql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openStore } from '../../src/store/open.js';
import { createPostgres, hasPostgres, query, type TestDatabase } from './databases.js';

const lines: string[] = [];
const reports = { lost: ({ message }: Error) => lines.push(message), recovered: () => undefined };

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'qabot-versions-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

interface Open extends TestDatabase {
  readonly run: (statement: string) => Promise<unknown>;
}

let count = 0;
async function sqlite(): Promise<Open> {
  const path = join(folder, `${++count}.db`);
  return {
    url: path,
    run: async (statement) => new Engine(path).exec(statement),
    drop: async () => undefined,
  };
}

async function postgres(): Promise<Open> {
  const made = await createPostgres();
  return { ...made, run: (statement) => query(made.url, statement) };
}

/** What the first version makes, and writes. */
const FIRST = (text: string): readonly string[] => [
  'create table kysely_migration (name varchar(255) primary key, timestamp varchar(255) not null)',
  'create table kysely_migration_lock (id varchar(255) primary key, is_locked integer not null default 0)',
  `insert into kysely_migration values ('0001-records', '2026-01-01T00:00:00.000Z')`,
  `insert into kysely_migration_lock values ('migration_lock', 0)`,
  `create table records (namespace ${text} not null, key ${text} not null, value ${text} not null, expires bigint,
    constraint records_key primary key (namespace, key))`,
  'create index records_expires on records (expires)',
];
const write = (key: string, value: string): string =>
  `insert into records (namespace, key, value, expires) values ('one', '${key}', '${value}', null)
   on conflict (namespace, key) do update set value = excluded.value, expires = excluded.expires`;

describe.each([
  ['SQLite', 'text', sqlite] as const,
  ...(hasPostgres ? [['PostgreSQL', 'text collate "C"', postgres] as const] : []),
])('on %s', (_, text, make) => {
  it('an older database is brought up to date, and older replicas go on beside it', async () => {
    const { url, run, drop } = await make();
    for (const statement of [...FIRST(text), write('old', '1')]) await run(statement);
    const database = openStore(url, reports);
    const store = database.store('one');
    expect(await store.get('old')).toBe('1');
    await store.set('new', '1', undefined, 'ann');
    await run(write('new', '2'));
    await run(write('beside', '1'));
    expect(await store.list('')).toEqual([
      ['beside', '1'],
      ['new', '2'],
      ['old', '1'],
    ]);
    expect(await database.forget('ann')).toBe(1);
    await database.close();
    await drop();
  });

  it('a newer database is refused in one line that names both versions, and left as it is', async () => {
    const { url, run, drop } = await make();
    const before = openStore(url, reports);
    await before.store('one').set('a', '1');
    await before.close();
    await run(`insert into kysely_migration values ('0099-later', '2030-01-01T00:00:00.000Z')`);
    lines.length = 0;
    const database = openStore(url, reports, Date.now, 20);
    const store = database.store('one');
    for (const call of [store.get('a'), store.set('a', '2'), store.claim('b', 1)]) {
      await expect(call).rejects.toMatchObject({ code: 'store-newer', isUsage: true, isStoreOutage: true });
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain('version 99');
    expect(lines[0]).toContain('version 2');
    await database.close();
    await drop();
  });
});
