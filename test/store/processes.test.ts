/** Several processes on one database, and processes that end in the middle. */

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import Engine from 'libsql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openStore } from '../../src/store/open.js';
import { createPostgres, hasPostgres, type TestDatabase } from './databases.js';

const quiet = { lost: () => undefined, recovered: () => undefined };

let folder = '';
const children: ChildProcess[] = [];
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'qabot-processes-'));
});
afterAll(async () => {
  for (const child of children) child.kill('SIGKILL');
  await rm(folder, { recursive: true, force: true });
});

interface Child {
  readonly lines: readonly string[];
  kill(): Promise<void>;
  ended(): Promise<void>;
}

function start(...given: readonly string[]): Child {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'child.mjs'), ...given], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  children.push(child);
  const closed = once(child, 'close');
  const lines: string[] = [];
  createInterface({ input: child.stdout }).on('line', (line) => lines.push(line));
  return {
    lines,
    ended: async () => void (await closed),
    async kill() {
      child.kill('SIGKILL');
      await closed;
    },
  };
}

let count = 0;
const sqlite = async (): Promise<TestDatabase> => ({
  url: join(folder, `${++count}.db`),
  drop: async () => {},
});
const engines: readonly (readonly [string, () => Promise<TestDatabase>])[] = [
  ['SQLite', sqlite],
  ...(hasPostgres ? [['PostgreSQL', createPostgres] as const] : []),
];

const integrity = (path: string): unknown => new Engine(path).prepare('PRAGMA integrity_check').all();

describe.each(engines)('on %s', (engine, create) => {
  it('kill -9 loses no write that was acknowledged, and the store opens again at once', async () => {
    const { url, drop } = await create();
    for (const name of ['first', 'second', 'third']) {
      const child = start('write', url, name);
      await expect.poll(() => child.lines.length, { timeout: 15_000 }).toBeGreaterThan(50);
      await child.kill();
      const began = performance.now();
      const database = openStore(url, quiet);
      const kept = new Set((await database.store('one').list(`${name}/`)).map(([key]) => key));
      expect(performance.now() - began).toBeLessThan(2000);
      expect(child.lines.filter((line) => !kept.has(`${name}/${line}`))).toEqual([]);
      expect(child.lines.at(-1)).toMatch(/^\d+$/);
      await database.close();
    }
    if (engine === 'SQLite') expect(integrity(url)).toMatchObject([{ integrity_check: 'ok' }]);
    await drop();
  }, 60_000);

  it('three processes that start and write at once lose nothing', async () => {
    const { url, drop } = await create();
    const writers = ['a', 'b', 'c'].map((name) => start('increment', url, name));
    await Promise.all(writers.map((writer) => writer.ended()));
    expect(writers.map(({ lines }) => lines)).toEqual([['done'], ['done'], ['done']]);
    const database = openStore(url, quiet);
    const store = database.store('one');
    expect(await store.get('count')).toBe('600');
    for (const name of ['a', 'b', 'c']) expect(await store.list(`${name}/`)).toHaveLength(200);
    await database.close();
    if (engine === 'SQLite') expect(integrity(url)).toMatchObject([{ integrity_check: 'ok' }]);
    await drop();
  }, 60_000);

  it('an announcement reaches other processes within seconds, and this one at once', async () => {
    const { url, drop } = await create();
    const database = openStore(url, quiet);
    await database.store('one').set('a', '1');
    const heard: string[] = [];
    const end = database.listen('saved', () => heard.push('saved'));
    database.listen('other', () => heard.push('other'));
    // Each is called when listening begins.
    await expect.poll(() => heard.toSorted(), { timeout: 5000 }).toEqual(['other', 'saved']);
    heard.length = 0;
    const child = start('announce', url, 'saved');
    await child.ended();
    await expect.poll(() => heard, { timeout: 5000 }).toEqual(['saved']);
    await database.announce('saved');
    expect(heard).toEqual(['saved', 'saved']);
    end();
    await start('announce', url, 'saved').ended();
    await start('announce', url, 'other').ended();
    await expect.poll(() => heard, { timeout: 5000 }).toEqual(['saved', 'saved', 'other']);
    await database.close();
    await drop();
  }, 30_000);
});

it('who listens before there is a file hears of it when another process makes it', async () => {
  const { url } = await sqlite();
  const database = openStore(url, quiet, Date.now, 50);
  const heard: string[] = [];
  database.listen('saved', () => heard.push('saved'));
  expect(await database.exists()).toBe(false);
  await start('announce', url, 'saved').ended();
  await expect.poll(() => heard, { timeout: 5000 }).toContain('saved');
  heard.length = 0;
  await start('announce', url, 'saved').ended();
  await expect.poll(() => heard, { timeout: 5000 }).toEqual(['saved']);
  await database.close();
}, 30_000);

it('what is written after a lock was met is there for others at once', async () => {
  const { url } = await sqlite();
  const database = openStore(url, quiet, Date.now, 50);
  const store = database.store('one');
  await store.set('a', '1');
  const other = new Engine(url);
  other.exec('BEGIN IMMEDIATE');
  const waiting = [store.set('b', '1'), store.claim('c', 1000), store.swap('a', '1', '2'), store.delete('d')];
  // Each has met the lock once.
  await new Promise((resolve) => setTimeout(resolve, 100));
  other.exec('COMMIT');
  await Promise.all(waiting);
  await store.set('e', '1');
  const seen = other.prepare("select key || value as kept from records where namespace = 'one' order by key");
  expect(seen.all().map((row) => Object(row).kept)).toEqual(['a2', 'b1', 'c', 'e1']);
  other.exec("insert into records (namespace, key, value) values ('two', 'x', 'y')");
  await database.close();
});

it('a file that another process keeps locked is told once, and used again when it is free', async () => {
  const { url } = await sqlite();
  const lines: string[] = [];
  const database = openStore(
    url,
    { lost: ({ message }) => lines.push(message), recovered: () => lines.push('recovered') },
    Date.now,
    50,
  );
  const store = database.store('one');
  await store.set('a', '1');
  const child = start('lock', url);
  await expect.poll(() => child.lines, { timeout: 15_000 }).toEqual(['locked']);
  const began = performance.now();
  let turns = 0;
  const clock = setInterval(() => (turns += 1), 10);
  await expect(store.set('a', '2')).rejects.toThrow('keeps the store');
  clearInterval(clock);
  expect(performance.now() - began).toBeLessThan(2500);
  // The process went on with its work meanwhile.
  expect(turns).toBeGreaterThan(20);
  const later = performance.now();
  await expect(store.set('a', '3')).rejects.toThrow('keeps the store');
  expect(performance.now() - later).toBeLessThan(100);
  expect(await store.get('a')).toBe('1');
  expect(lines).toHaveLength(1);
  expect(lines[0]).toContain(url);
  await child.kill();
  await expect.poll(() => lines, { timeout: 5000 }).toEqual([lines[0], 'recovered']);
  await store.set('a', '4');
  expect(await store.get('a')).toBe('4');
  expect(lines).toHaveLength(2);
  await database.close();
}, 30_000);
