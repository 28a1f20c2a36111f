/** `qabot start` with a third party's adapter, as README shows it. */

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, vi } from 'vitest';
import { freePort } from '../support/free-port.js';

it('loads the example by its path, answers over HTTP, and ends with status 0 on SIGTERM', async () => {
  const port = await freePort();
  const secret = 'a secret of this test';
  const child = spawn(process.execPath, ['dist/src/main.js', 'start'], {
    env: {
      PATH: process.env['PATH'] ?? '',
      QABOT_ADAPTERS: './dist/adapters/example/webhook.js',
      WEBHOOK_PORT: String(port),
      WEBHOOK_SECRET: secret,
      STORE_URL: join(await mkdtemp(join(tmpdir(), 'qabot-start-')), 'qabot.db'),
    },
  });
  let log = '';
  child.stderr.on('data', (chunk: Buffer) => {
    log += chunk.toString('utf8');
  });
  const ended = once(child, 'exit');
  try {
    const response = await vi.waitFor(
      () =>
        fetch(`http://127.0.0.1:${port}/ask`, {
          method: 'POST',
          headers: { authorization: `Bearer ${secret}` },
          body: JSON.stringify({ text: 'MOSN 支持 eureka 注册中心吗', asker: 'me', place: 'here' }),
        }),
      { timeout: 10_000, interval: 100 },
    );
    expect(await response.json()).toMatchObject({
      kind: 'answer',
      entry: 'sofa-weekly-20211015#2.1',
      project: { name: 'MOSN', repository: 'https://github.com/mosn/mosn' },
    });
    child.kill('SIGTERM');
    expect(await ended).toEqual([0, null]);
    expect(log).toContain('adapter started');
    expect(log).not.toContain(secret);
  } finally {
    child.kill('SIGKILL');
  }
});
