/** The whole program, as `npm start` runs it, with the knowledge that it ships with. */

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { freePort } from '../support/free-port.js';
import { until } from './platform.js';
import { PREPARE, prepareShapes, record } from './shapes.js';
import { type Sender, sender, SIGNING_SECRET } from './signed.js';
import { BOT_TOKEN, type WebApi, webApi } from './web-api.js';

const MAIN = join(import.meta.dirname, '../../dist/src/main.js');
/** Milliseconds that starting may take on a busy machine. */
const STARTING = 20_000;

beforeAll(prepareShapes, PREPARE);

// `npm test` builds first; without a build there is no program to run.
describe.skipIf(!existsSync(MAIN))('the program', () => {
  let api: WebApi;
  let folder: string;
  let send: Sender;
  let environment: Readonly<Record<string, string>>;
  const running: ChildProcess[] = [];

  beforeEach(async () => {
    api = await webApi();
    folder = await mkdtemp(join(tmpdir(), 'qabot-slack-'));
    const port = await freePort();
    send = sender(port, api);
    environment = {
      PATH: process.env['PATH'] ?? '',
      SLACK_BOT_TOKEN: BOT_TOKEN,
      SLACK_SIGNING_SECRET: SIGNING_SECRET,
      SLACK_PORT: String(port),
      SLACK_HOST: '127.0.0.1',
      SLACK_API_URL: api.url,
      STORE_URL: join(folder, 'qabot.db'),
      QABOT_MAINTAINERS: api.users.ann,
      QABOT_OVERHEARD_WAIT: '0',
    };
  });
  afterEach(async () => {
    for (const child of running.splice(0)) child.kill('SIGKILL');
    await api.close();
    await rm(folder, { recursive: true, force: true });
    expect(api.faults).toEqual([]);
  });

  const launch = (...words: readonly string[]) => {
    const child = spawn(process.execPath, [MAIN, ...words], { cwd: folder, env: environment });
    running.push(child);
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk: Buffer) => (output += chunk.toString('utf8')));
    }
    return { child, output: () => output, ended: once(child, 'exit').then(([code]) => code) };
  };
  const posted = () => api.calls.filter(({ method }) => method === 'chat.postMessage');

  it('answers from its knowledge, ends on SIGTERM, and remembers over the restart', async () => {
    const mention = {
      type: 'app_mention',
      channel: api.channel,
      user: api.users.ann,
      text: `<@${api.botUser}> SOFARPC 支持哪些注册中心？`,
      ts: '1700000000.000100',
    };
    const first = launch('start');
    await until(() => first.output().includes('adapter started'), STARTING);
    await send.event(mention, { id: 'Ev1' });
    await until(() => posted().length === 1, 5000);
    await send.command('/ask-admin', 'channel on');
    await until(() => api.responses.length === 1);
    first.child.kill('SIGTERM');
    expect(await first.ended).toBe(0);

    const second = launch('start');
    await until(() => second.output().includes('adapter started'), STARTING);
    await send.event(mention, { id: 'Ev1', retry: 1 });
    await send.command('/ask-admin', 'status');
    await until(() => api.responses.length === 2);
    expect(api.responses[1]?.['text']).toBe(api.responses[0]?.['text']);
    expect(posted()).toHaveLength(1);
    expect(record(posted()[0]?.body)['thread_ts']).toBe('1700000000.000100');
    second.child.kill('SIGTERM');
    expect(await second.ended).toBe(0);
    expect(first.output() + second.output()).not.toContain(BOT_TOKEN);
  }, 60_000);

  it('is looked over by the doctor', async () => {
    const well = launch('doctor');
    expect(await well.ended).toBe(0);
    expect(well.output()).toMatch(/ok +SLACK_BOT_TOKEN is accepted/);
    environment = { ...environment, SLACK_SIGNING_SECRET: '', QABOT_MAINTAINERS: '' };
    const ill = launch('doctor');
    expect(await ill.ended).toBe(1);
    expect(ill.output()).toMatch(/error +SLACK_SIGNING_SECRET is missing/);
    expect(ill.output()).toMatch(/warning +QABOT_MAINTAINERS is empty/);
    expect(well.output() + ill.output()).not.toContain(BOT_TOKEN);
  }, 30_000);
});
