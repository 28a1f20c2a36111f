import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as vitest from 'vitest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../src/store/contract.js';
import { memoryDatabase, memoryStore } from '../../src/store/memory.js';
import { openStore } from '../../src/store/open.js';
import { openPostgres } from '../../src/store/postgres.js';
import { openSqlite } from '../../src/store/sqlite.js';
import { describeStore, type OpenedStore } from '../../src/testing/store.js';
import { createPostgres, hasPostgres, query, type TestDatabase } from './databases.js';

const quiet = { lost: () => undefined, recovered: () => undefined };

let folder = '';
let postgres: TestDatabase | undefined;
let count = 0;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'qabot-store-'));
  if (hasPostgres) postgres = await createPostgres();
});
afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
  await postgres?.drop();
});

/** Two replicas, with namespaces that no other test has. */
function opened(first: Database, second: Database): OpenedStore {
  count += 1;
  return {
    store: first.store(`one${count}`),
    replica: second.store(`one${count}`),
    other: second.store(`two${count}`),
    forget: (owner) => first.forget(owner),
    close: async () => {
      await first.close();
      await second.close();
    },
  };
}

describeStore(vitest, 'The memory store', async (now) => {
  const store = memoryStore(now);
  return { store, replica: store, other: memoryStore(now), close: async () => {} };
});

describeStore(vitest, 'The store of a database in memory', async (now) => {
  const database = memoryDatabase(now);
  return opened(database, database);
});

describeStore(vitest, 'The SQLite store', async (now) => {
  const path = join(folder, 'new', `${++count}.db`);
  return opened(await openSqlite(path, now), await openSqlite(path, now));
});

if (hasPostgres) {
  describeStore(vitest, 'The PostgreSQL store', async (now) => {
    const url = postgres?.url ?? '';
    return opened(await openPostgres(url, now), await openPostgres(url, now));
  });
}

const engines: readonly (readonly [string, () => Promise<TestDatabase>])[] = [
  ['SQLite', async () => ({ url: `file:${join(folder, `engine-${++count}.db`)}`, drop: async () => {} })],
  ...(hasPostgres ? [['PostgreSQL', createPostgres] as const] : []),
];

describe.each(engines)('on %s', (_, create) => {
  it('what was set outlives a restart', async () => {
    const { url, drop } = await create();
    const before = openStore(url, quiet);
    await before.store('one').set('a', '1');
    expect(await before.store('one').claim('event', 1000)).toBe(true);
    await before.close();
    const after = openStore(url, quiet);
    expect(await after.store('one').get('a')).toBe('1');
    expect(await after.store('one').claim('event', 1000)).toBe(false);
    await after.close();
    await expect(after.store('one').get('a')).rejects.toThrow('closed');
    await drop();
  });

  it('replicas that start at once make the tables once', async () => {
    const { url, drop } = await create();
    const replicas = Array.from({ length: 6 }, () => openStore(url, quiet));
    await Promise.all(replicas.map((replica, index) => replica.store('one').set(String(index), '')));
    expect(await replicas[0]?.store('one').list('')).toHaveLength(6);
    await Promise.all(replicas.map((replica) => replica.close()));
    await drop();
  });

  it('what has expired is swept when a replica opens, whichever is first', async () => {
    const { url, drop } = await create();
    let time = 1000;
    const first = openStore(url, quiet, () => time);
    await first.store('one').set('short', '1', 10);
    await first.store('one').set('long', '1', 1000);
    await first.store('one').set('ever', '1');
    time += 10;
    const others = [openStore(url, quiet, () => time), openStore(url, quiet, () => time)];
    await Promise.all(others.map((other) => other.store('one').get('ever')));
    // By a clock that has not come so far, nothing has expired: what is missing has gone from the table.
    const early = openStore(url, quiet, () => 0);
    await expect
      .poll(async () => (await early.store('one').list('')).map(([key]) => key))
      .toEqual(['ever', 'long']);
    for (const database of [first, ...others, early]) await database.close();
    await drop();
  });
});

describe.each([['memory', async () => ({ url: ':memory:', drop: async () => {} })] as const, ...engines])(
  'a person is forgotten in %s',
  (_, create) => {
    it('in every namespace, and nobody else', async () => {
      const { url, drop } = await create();
      const database = url === ':memory:' ? memoryDatabase() : openStore(url, quiet);
      const slack = database.store('slack');
      const core = database.store('core');
      await slack.set('vote/U1', '{}');
      await slack.set('vote/U12', '{}');
      await slack.set('place/C1%2FU1/x', '{}');
      await core.set('question/1', '{"askers":["U3","U1"]}');
      await core.set('question/2', '{"askers":["U3","U11"],"text":"U1x _U1"}');
      await core.set('question/3', '{"text":"ask <@U1> 请问U1在吗"}');
      expect(await database.forget('U1')).toBe(4);
      expect((await slack.list('')).map(([key]) => key)).toEqual(['vote/U12']);
      expect((await core.list('')).map(([key]) => key)).toEqual(['question/2']);
      expect(await database.forget('U1')).toBe(0);
      expect(await database.forget('')).toBe(0);
      await core.set('names', '{"作者":"小明","quote\\"d":1}');
      expect(await database.forget('小')).toBe(0);
      expect(await database.forget('小明')).toBe(1);
      await database.close();
      await drop();
    });
  },
);

it('asking whether there is a file makes none, and neither does listening', async () => {
  const path = join(folder, 'absent', 'qabot.db');
  const database = openStore(path, quiet);
  const end = database.listen('topic', () => undefined);
  expect(await database.exists()).toBe(false);
  end();
  await database.close();
  const again = openStore(path, quiet);
  expect(await again.exists()).toBe(false);
  await again.store('one').set('a', '1');
  expect(await again.exists()).toBe(true);
  await again.close();
});

it.runIf(hasPostgres)('an int8 is a number, and the keys are ordered by bytes in the table', async () => {
  const url = postgres?.url ?? '';
  const database = await openPostgres(url);
  await database.store('order').set('a', '1');
  const rows = await query(
    url,
    `select collation_name from information_schema.columns where table_name = 'records' and column_name = 'key'`,
  );
  expect(rows).toEqual([{ collation_name: 'C' }]);
  await database.close();
});
