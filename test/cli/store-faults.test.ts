/** What the command line says of a store that it cannot use, or not all of it. */

import { spawnSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Engine from 'libsql';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openStore } from '../../src/store/open.js';

let folder = '';
let path = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'qabot-store-faults-'));
  path = join(folder, 'qabot.db');
  const database = openStore(path, { lost: () => undefined, recovered: () => undefined });
  await database.store('learning').set('saved/aaaa', '{"question":');
  await database.close();
});
afterEach(() => rm(folder, { recursive: true, force: true }));

function run(...words: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['dist/src/main.js', ...words], {
    encoding: 'utf8',
    timeout: 30_000,
    env: {
      PATH: process.env['PATH'] ?? '',
      QABOT_ADAPTERS: './dist/adapters/example/webhook.js',
      WEBHOOK_SECRET: 'a secret of this test',
      STORE_URL: path,
    },
  });
  return { status, stdout, stderr, output: stdout + stderr };
}

it('a newer store ends every command with status 2 and one line that names both versions', () => {
  new Engine(path).exec(`insert into kysely_migration values ('0099-later', '2030-01-01T00:00:00.000Z')`);
  for (const words of [['start'], ['ask', 'MOSN?'], ['insights'], ['forget', 'U1'], ['review']]) {
    const { status, output } = run(...words);
    const lines = output.split('\n').filter((line) => line.includes('version 99'));
    expect([words[0], status, lines]).toEqual([words[0], 2, [expect.stringContaining('knows version 2')]]);
  }
  const { status, stdout } = run('doctor');
  expect(status).toBe(1);
  expect(stdout).toMatch(/error +The store was written by a newer version.*version 99.*version 2/);
});

it('the doctor names a record that cannot be read', () => {
  expect(run('doctor').stdout).toMatch(/warning +The record "saved\/aaaa" of learning .*cannot be read/);
  expect(run('ask', 'MOSN?').stderr).toContain('"saved/aaaa" of learning');
});
