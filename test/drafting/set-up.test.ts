/** The settings of drafting, and what the doctor says of them. */

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { readSettings } from '../../src/settings.js';
import { doctor } from '../../src/cli/doctor/run.js';
import { type ChatServer, serveChat } from './server.js';

describe('settings', () => {
  it('are read', () => {
    expect(readSettings({ CHAT_URL: ' http://a/v1 ', CHAT_MODEL: 'm', CHAT_KEY: 'k' }).chat).toEqual({
      url: 'http://a/v1',
      model: 'm',
      key: 'k',
    });
    expect(readSettings({ CHAT_URL: '' }).chat).toEqual({});
  });

  it.each(['ftp://a', 'a/v1', 'http://me:hush@a/v1'])('%s is no address', (url) => {
    const read = () => readSettings({ CHAT_URL: url });
    expect(read).toThrow('CHAT_URL takes an http or https address without a user name');
    expect(read).not.toThrow('hush');
  });
});

async function lineFor(url: string, model: string): Promise<string | undefined> {
  vi.stubEnv('CHAT_URL', url);
  vi.stubEnv('CHAT_MODEL', model);
  let out = '';
  const keep = (text: string): void => {
    out += text;
  };
  await doctor({ projects: true, glossary: true }, { out: keep, error: keep });
  return out.split('\n').find((line) => line.includes('CHAT_'));
}

describe('qabot doctor', () => {
  let server: ChatServer | undefined;
  beforeEach(() => {
    for (const [name, value] of Object.entries({ STORE_URL: ':memory:', KNOWLEDGE: '', CHAT_KEY: '' }))
      vi.stubEnv(name, value);
  });
  afterEach(async () => {
    vi.unstubAllEnvs();
    process.exitCode = undefined;
    await server?.close();
    server = undefined;
  });

  it('says that nothing is set up, which is no fault', async () => {
    expect(await lineFor('', '')).toMatch(/^ok .*CHAT_URL is not set/);
  });

  it('misses the model', async () => {
    expect(await lineFor('http://127.0.0.1:1/v1', '')).toBe(
      'error   CHAT_URL has no model: set CHAT_MODEL to draft wordings',
    );
    expect(process.exitCode).toBe(1);
  });

  it('reaches the server, or says why not', async () => {
    server = await serveChat(() => ({ body: '{"object":"list","data":[]}' }));
    expect(await lineFor(server.url, 'small')).toMatch(/^ok .*answers, to draft wordings with small$/);
    const { url } = server;
    await server.close();
    expect(await lineFor(url, 'small')).toMatch(/^warning .*cannot be reached \(ECONNREFUSED\)$/);
  });
});
