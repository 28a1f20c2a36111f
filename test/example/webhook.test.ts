import { readFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import webhook from '../../adapters/example/webhook.js';
import type { Adapter } from '../../src/contract.js';
import { makeReply, type FakeHost, fakeHost } from '../../src/testing/fakes.js';
import { freePort } from '../support/free-port.js';

const SECRET = 'a made-up secret of a test';
const ASK = { text: 'one', asker: 'somebody', place: 'somewhere' };

let adapter: Adapter;
let host: FakeHost;
let port: number;

beforeEach(async () => {
  port = await freePort();
  host = fakeHost({ WEBHOOK_PORT: String(port), WEBHOOK_SECRET: SECRET });
  adapter = webhook();
  await adapter.start(host);
});
afterEach(() => adapter.stop());

function post(path: string, body: string, secret = SECRET): Promise<Response> {
  return fetch(`http://127.0.0.1:${port}${path}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${secret}` },
    body,
  });
}

describe('the example webhook', () => {
  it('is complete in under 100 lines', async () => {
    const file = fileURLToPath(new URL('../../adapters/example/webhook.ts', import.meta.url));
    expect((await readFile(file, 'utf8')).trimEnd().split('\n').length).toBeLessThan(100);
  });

  it('answers a question with the reply as JSON', async () => {
    const reply = makeReply({ kind: 'answer', text: 'About **one**', entry: 'a#1.1' });
    host.bot.onAsk('one', () => reply);
    const response = await post('/ask', JSON.stringify(ASK));
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('application/json');
    expect(await response.json()).toEqual(reply);
    expect(host.bot.asked).toEqual([{ ...ASK, attention: 'addressed' }]);
  });

  it('answers a press', async () => {
    const press = { token: 'token-1', asker: 'somebody', place: 'somewhere' };
    expect((await post('/press', JSON.stringify(press))).status).toBe(200);
    expect(host.bot.pressed).toEqual([press]);
  });

  it('fills in a form', async () => {
    const press = { token: 'form-1', asker: 'somebody', place: 'somewhere', fields: { question: 'one' } };
    expect((await post('/press', JSON.stringify(press))).status).toBe(200);
    expect(host.bot.pressed).toEqual([press]);
  });

  it('answers silence with no content', async () => {
    host.bot.onAsk('one', () => undefined);
    const response = await post('/ask', JSON.stringify(ASK));
    expect([response.status, await response.text()]).toEqual([204, '']);
  });

  it.each([
    ['no JSON', '{', 400],
    ['an empty body', '', 400],
    ['null', 'null', 400],
    ['a list', '[]', 400],
    ['no text', JSON.stringify({ ...ASK, text: undefined }), 400],
    ['an empty text', JSON.stringify({ ...ASK, text: '' }), 400],
    ['a number for a text', JSON.stringify({ ...ASK, text: 1 }), 400],
    ['no asker', JSON.stringify({ ...ASK, asker: undefined }), 400],
    ['no place', JSON.stringify({ ...ASK, place: undefined }), 400],
    ['too much', JSON.stringify({ ...ASK, text: 'x'.repeat(70_000) }), 413],
    ['far too much', 'x'.repeat(5_000_000), 413],
  ])('refuses %s', async (_, body, status) => {
    const response = await post('/ask', body);
    expect(response.status).toBe(status);
    expect(await response.json()).toHaveProperty('error');
    expect(host.bot.asked).toEqual([]);
  });

  it.each(['', 'wrong', `${SECRET}x`, SECRET.toUpperCase()])('refuses the secret %j', async (secret) => {
    expect((await post('/ask', JSON.stringify(ASK), secret)).status).toBe(401);
    expect(host.bot.asked).toEqual([]);
  });

  it('refuses other paths and methods', async () => {
    expect((await post('/other', '{}')).status).toBe(404);
    expect((await fetch(`http://127.0.0.1:${port}/ask`)).status).toBe(405);
  });

  it('hides a fault from the caller and logs it', async () => {
    host.bot.onAsk('one', () => Promise.reject(new Error('a secret path')));
    const response = await post('/ask', JSON.stringify(ASK));
    expect([response.status, await response.text()]).toEqual([500, '{"error":"<en webhook.fault>"}']);
    expect(host.logged.at(-1)).toMatchObject({ level: 'error' });
  });

  it('stops although somebody keeps a connection open', async () => {
    const socket = connect(port, '127.0.0.1');
    await new Promise((resolve) => socket.once('connect', resolve));
    const closed = new Promise((resolve) => socket.once('close', resolve));
    socket.on('error', () => undefined);
    socket.write('POST /ask HTTP/1.1\r\nhost: x\r\ncontent-length: 100\r\n\r\n');
    await adapter.stop();
    await closed;
  });

  it('does not start on a port that is taken', async () => {
    await expect(webhook().start(host)).rejects.toThrow('EADDRINUSE');
  });

  it.each([
    ['WEBHOOK_PORT', 'http'],
    ['WEBHOOK_PORT', '99999'],
    ['WEBHOOK_SECRET', 'short'],
  ])('does not start with %s=%s', async (name, value) => {
    const settings = { ...host.settings, [name]: value };
    await expect(webhook().start(fakeHost(settings))).rejects.toThrow(
      name === 'WEBHOOK_PORT' ? /port/i : name,
    );
  });
});
