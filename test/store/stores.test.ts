import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { memoryStore } from '../../src/store/memory.js';
import { openStore } from '../../src/store/open.js';
import { openSqlite } from '../../src/store/sqlite.js';
import { describeStore } from '../contract/store.js';

let folder = '';
let count = 0;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'qabot-store-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describeStore('The memory store', async (now) => {
  const store = memoryStore(now);
  return { store, replica: store, other: memoryStore(now), close: async () => {} };
});

describeStore('The SQLite store', async (now) => {
  const path = join(folder, 'new', `${++count}.db`);
  const first = await openSqlite(path, now);
  const second = await openSqlite(path, now);
  return {
    store: first.store('one'),
    replica: second.store('one'),
    other: second.store('two'),
    close: async () => {
      await first.close();
      await second.close();
    },
  };
});

it('SQLite keeps what was set over a restart', async () => {
  const path = join(folder, 'restart.db');
  const before = openStore(`file:${path}`, () => {});
  await before.store('one').set('a', '1');
  expect(await before.store('one').claim('event', 1000)).toBe(true);
  await before.close();
  const after = openStore(path, () => {});
  expect(await after.store('one').get('a')).toBe('1');
  expect(await after.store('one').claim('event', 1000)).toBe(false);
  await after.close();
});

it('a damaged file is told once in a while, and tried again', async () => {
  const path = join(folder, 'damaged.db');
  await writeFile(path, 'this is no database, and it is long enough to be read as one'.repeat(20));
  const faults: unknown[] = [];
  let time = 0;
  const database = openStore(
    path,
    (error) => faults.push(error),
    () => time,
  );
  await expect(database.store('one').get('a')).rejects.toThrow();
  await expect(database.store('one').claim('a', 1)).rejects.toThrow();
  expect(faults).toHaveLength(1);
  await rm(path);
  time += 6000;
  expect(await database.store('one').get('a')).toBeUndefined();
  await database.close();
});
