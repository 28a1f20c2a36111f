/** What the rest of the program makes of the store: its setting, its log, and a bot whose store is out of order. */

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, vi } from 'vitest';
import { readSettings } from '../../src/settings.js';
import { QabotError } from '../../src/errors.js';
import { createLogger } from '../../src/app/logger.js';
import { createRedactor } from '../../src/app/redaction.js';
import { freePort } from '../support/free-port.js';

it.each([
  'data/qabot.db',
  'file:data/qabot.db',
  ':memory:',
  'C:\\qabot.db',
  'postgres://u:p@db.internal:5432/qabot',
  'postgresql://u@localhost/qabot?host=/run/postgresql',
])('STORE_URL takes %s', (address) => {
  expect(readSettings({ STORE_URL: address }).store).toBe(address);
});

it.each([
  'mysql://u:hush@h/d',
  'postgres:hush',
  'postgres:/hush',
  'postgres://u:hush@h:port/d',
  'libsql://hush',
])('STORE_URL does not take %s, and does not repeat it', (address) => {
  const read = (): unknown => readSettings({ STORE_URL: address });
  expect(read).toThrow('STORE_URL takes');
  expect(read).not.toThrow('hush');
});

it('a log keeps the address of a server to itself, and names a file', () => {
  const redact = createRedactor({ STORE_URL: 'postgres://u@db.internal/qabot' });
  expect(redact('at postgres://u@db.internal/qabot')).toBe('at [redacted]');
  expect(createRedactor({ STORE_URL: 'data/qabot.db' })('at data/qabot.db')).toBe('at data/qabot.db');
});

it('a log is not filled by those who use a store that was told to be lost', () => {
  const lines: string[] = [];
  const logger = createLogger('info', (line) => line, { write: (line) => lines.push(line) });
  logger.error('a vote was not kept', { error: new QabotError('store-full', { path: 'a' }) });
  expect(lines).toEqual([]);
  logger.error('a vote was not kept', { error: new QabotError('store-text') });
  logger.error('another', { error: new Error('fault') });
  expect(lines).toHaveLength(2);
});

it('a bot with a damaged store answers, says so in one line, and leaves the file as it is', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'qabot-damaged-'));
  const path = join(folder, 'qabot.db');
  const garbage = 'no database at all '.repeat(100);
  await writeFile(path, garbage);
  const port = await freePort();
  const child = spawn(process.execPath, ['dist/src/main.js', 'start'], {
    env: {
      PATH: process.env['PATH'] ?? '',
      QABOT_ADAPTERS: './dist/adapters/example/webhook.js',
      WEBHOOK_PORT: String(port),
      WEBHOOK_SECRET: 'a secret of this test',
      STORE_URL: path,
    },
  });
  let log = '';
  child.stderr.on('data', (chunk: Buffer) => {
    log += chunk.toString('utf8');
  });
  const ended = once(child, 'exit');
  const ask = async (): Promise<unknown> => {
    const response = await fetch(`http://127.0.0.1:${port}/ask`, {
      method: 'POST',
      headers: { authorization: 'Bearer a secret of this test' },
      body: JSON.stringify({ text: 'MOSN 支持 eureka 注册中心吗', asker: 'me', place: 'here' }),
    });
    return response.json();
  };
  try {
    expect(await vi.waitFor(ask, { timeout: 10_000, interval: 100 })).toMatchObject({ kind: 'answer' });
    for (let count = 0; count < 3; count += 1) expect(await ask()).toMatchObject({ kind: 'answer' });
    await expect.poll(() => log).toContain('move it away');
    child.kill('SIGTERM');
    expect(await ended).toEqual([0, null]);
    const told = log.split('\n').filter((line) => line.includes('store'));
    expect(told).toHaveLength(1);
    expect(told[0]).toContain(path);
    expect(await readFile(path, 'utf8')).toBe(garbage);
  } finally {
    child.kill('SIGKILL');
    await rm(folder, { recursive: true, force: true });
  }
}, 30_000);
