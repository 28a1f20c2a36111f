/** What goes wrong with a file, and how it is told. */

import { execFileSync } from 'node:child_process';
import { chmod, copyFile, mkdir, mkdtemp, readFile, rename, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Engine from 'libsql';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Database } from '../../src/store/contract.js';
import { postgresFault } from '../../src/store/faults.js';
import { openStore } from '../../src/store/open.js';

/** Milliseconds between two probes. */
const RETRY = 30;

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'qabot-faults-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

function watched(address: string): { readonly database: Database; readonly lines: string[] } {
  const lines: string[] = [];
  const database = openStore(
    address,
    { lost: ({ message }) => lines.push(message), recovered: () => lines.push('recovered') },
    Date.now,
    RETRY,
  );
  return { database, lines };
}

/** Long enough for several probes. */
const probes = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, RETRY * 5));

it('a file of garbage is told once, left as it is, and replaced when it has been moved away', async () => {
  const path = join(folder, 'garbage.db');
  const garbage = 'this is no database, and it is long enough to be read as one'.repeat(20);
  const { database, lines } = watched(path);
  const store = database.store('one');
  let heard = 0;
  // Before there is a file: what looks for one must not keep from looking after a damaged one.
  database.listen('saved', () => (heard += 1));
  await writeFile(path, garbage);
  for (const call of [store.get('a'), store.set('a', '1'), store.claim('a', 1)]) {
    await expect(call).rejects.toThrow(path);
  }
  await probes();
  await expect(store.list('')).rejects.toThrow('move it away');
  expect(lines).toHaveLength(1);
  expect(await readFile(path, 'utf8')).toBe(garbage);
  expect(heard).toBe(0);
  await rename(path, `${path}.old`);
  await expect.poll(() => lines.slice(1), { timeout: 5000 }).toEqual(['recovered']);
  await store.set('a', '1');
  expect(await store.get('a')).toBe('1');
  // Listening has begun by itself.
  expect(heard).toBe(1);
  await database.announce('saved');
  expect(heard).toBe(2);
  await database.close();
});

it('a file cut short is told, and left alone until it is replaced', async () => {
  const path = join(folder, 'short.db');
  const whole = watched(`${path}.whole`);
  for (let index = 0; index < 50; index += 1) {
    await whole.database.store('one').set(`k${index}`, 'x'.repeat(2000));
  }
  await whole.database.close();
  new Engine(`${path}.whole`).exec('PRAGMA wal_checkpoint(TRUNCATE)');
  await copyFile(`${path}.whole`, path);
  await truncate(path, 3 * 4096);
  const { database, lines } = watched(path);
  const store = database.store('one');
  const read = store.list('').then(
    (rows) => rows.length,
    (error: unknown) => String(error),
  );
  expect(await read).toContain('damaged');
  await probes();
  const before = await readFile(path);
  await expect(store.get('k1')).rejects.toThrow(path);
  await expect(store.set('k1', '')).rejects.toThrow(path);
  await probes();
  expect(await readFile(path)).toEqual(before);
  expect(lines).toHaveLength(1);
  await rename(path, `${path}.old`);
  await expect.poll(() => lines.slice(1), { timeout: 5000 }).toEqual(['recovered']);
  expect(await store.get('k1')).toBeUndefined();
  await database.close();
});

it('a folder that nobody may write is told, and used when it may be', async ({ skip }) => {
  const place = join(folder, 'read-only');
  await mkdir(place);
  if (process.getuid?.() === 0) {
    // Root may write everywhere, save where nothing is mounted for writing.
    try {
      execFileSync('mount', ['-t', 'tmpfs', '-o', 'ro,size=1m', 'tmpfs', place], { stdio: 'ignore' });
    } catch {
      skip('root writes everywhere, and may not mount here');
    }
  } else await chmod(place, 0o500);
  const { database, lines } = watched(join(place, 'qabot.db'));
  try {
    const store = database.store('one');
    await expect(store.set('a', '1')).rejects.toThrow('the right to write');
    await expect(store.get('a')).rejects.toThrow('the right to write');
    await probes();
    expect(lines).toHaveLength(1);
    if (process.getuid?.() === 0) execFileSync('mount', ['-o', 'remount,rw', place]);
    else await chmod(place, 0o700);
    await expect.poll(() => lines.slice(1), { timeout: 5000 }).toEqual(['recovered']);
    await store.set('a', '1');
    expect(await store.get('a')).toBe('1');
  } finally {
    await database.close();
    if (process.getuid?.() === 0) execFileSync('umount', ['-l', place]);
  }
});

it('a path that leads through a file is told', async () => {
  const file = join(folder, 'file');
  await writeFile(file, '');
  const { database, lines } = watched(join(file, 'qabot.db'));
  await expect(database.store('one').get('a')).rejects.toThrow('another place in STORE_URL');
  expect(lines).toHaveLength(1);
  await database.close();
});

it('a full disk costs writes, not what is there, and is told once', async ({ skip }) => {
  const place = join(folder, 'small');
  await mkdir(place);
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=512k', 'tmpfs', place], { stdio: 'ignore' });
  } catch {
    skip('a small disk takes the right to mount one');
  }
  const { database, lines } = watched(join(place, 'qabot.db'));
  try {
    const store = database.store('one');
    await store.set('a', '1');
    await writeFile(join(place, 'ballast'), Buffer.alloc(300_000));
    const full = async (): Promise<void> => {
      for (let index = 0; ; index += 1) await store.set(`k${index}`, 'x'.repeat(20_000));
    };
    await expect(full()).rejects.toThrow('make room');
    await expect(store.set('a', '2')).rejects.toThrow('make room');
    expect(await store.get('a')).toBe('1');
    await probes();
    expect(lines.filter((line) => line !== 'recovered')).toHaveLength(1);
    await rm(join(place, 'ballast'));
    await expect.poll(() => lines.slice(1), { timeout: 5000 }).toEqual(['recovered']);
    await store.set('a', '2');
    expect(await store.get('a')).toBe('2');
  } finally {
    await database.close();
    execFileSync('umount', ['-l', place]);
  }
});

it.each([
  ['28P01', 'refuses us'],
  ['3D000', 'refuses us'],
  ['ECONNREFUSED', 'cannot be reached'],
  ['57P03', 'cannot be reached'],
  ['EPIPE', 'cannot be reached'],
  ['57014', 'too slow'],
  ['53300', 'too slow'],
  ['XX000', 'its own log'],
])('PostgreSQL says %s: %s, without the address', (code, sentence) => {
  const fault = postgresFault(Object.assign(new Error('no user "me" at db.internal'), { code }));
  expect(fault?.error.message).toContain(sentence);
  expect(fault?.error.message).not.toMatch(/"me"|internal/);
  expect(fault?.error.cause).toBeUndefined();
});

it.each([
  ['SASL: SCRAM-SERVER-FIRST-MESSAGE: client password must be a string', '(SASL)'],
  ['The server does not support SSL connections', '(SSL)'],
  ['timeout exceeded when trying to connect', '(ETIMEDOUT)'],
  ['Query read timeout', '(ETIMEDOUT)'],
  ['Connection terminated unexpectedly', '(ECONNRESET)'],
])("pg's own error %s counts as %s", (message, code) => {
  expect(postgresFault(new Error(message))?.error.message).toContain(code);
});

it('a fault of a single statement says nothing about the server', () => {
  expect(postgresFault(Object.assign(new Error('too long'), { code: '22001' }))).toBeUndefined();
});
