/** The client against a server that answers rightly, wrongly, late or not at all. */

import { afterEach, describe, expect, it, vi } from 'vitest';
import { type Chat, ChatFault, createChat, probe } from '../../src/chat/client.js';
import { WORDINGS_FORM } from '../../src/drafting/prompt.js';
import {
  type AskedChat,
  type ChatServer,
  completion,
  type GivenChat,
  serveChat,
  wordings,
} from '../drafting/server.js';

let server: ChatServer | undefined;
afterEach(async () => {
  await server?.close();
  server = undefined;
});

interface Opened {
  readonly chat: Chat;
  readonly asked: readonly AskedChat[];
}

async function open(
  give: (asked: AskedChat, nth: number) => GivenChat,
  { key, timeout = 5_000, ending = '' }: { key?: string; timeout?: number; ending?: string } = {},
): Promise<Opened> {
  server = await serveChat(give);
  return {
    chat: createChat({ url: server.url + ending, model: 'small', key, timeout, form: WORDINGS_FORM }),
    asked: server.asked,
  };
}

const ask = (chat: Chat): Promise<string> => chat.ask([{ role: 'user', content: 'a question' }]);

async function faultOf(chat: Chat): Promise<ChatFault> {
  const error: unknown = await ask(chat).catch((thrown: unknown) => thrown);
  if (error instanceof ChatFault) return error;
  throw new Error('it did not fail', { cause: error });
}

const GOOD = wordings('a', 'b');

describe('what goes out', () => {
  it('is the model, the messages and the form of the answer', async () => {
    const { chat, asked } = await open(() => GOOD);
    expect(await ask(chat)).toBe('{"wordings":["a","b"]}');
    expect(asked).toMatchObject([
      { path: '/v1/chat/completions', model: 'small', prompt: 'a question', format: 'json_schema' },
    ]);
  });

  it('takes the address with what comes behind it, too', async () => {
    const { chat, asked } = await open(() => GOOD, { ending: '/chat/completions/' });
    await ask(chat);
    expect(asked[0]?.path).toBe('/v1/chat/completions');
  });

  it('is the key alone, not what the environment holds for another server nor what machine this is', async () => {
    vi.stubEnv('OPENAI_API_KEY', 'another-key');
    vi.stubEnv('OPENAI_ORG_ID', 'another-organisation');
    vi.stubEnv('OPENAI_CUSTOM_HEADERS', 'x-private: yes');
    const { chat, asked } = await open(() => GOOD, { key: 'our-key' });
    await ask(chat);
    vi.unstubAllEnvs();
    const headers = asked[0]?.headers ?? {};
    expect(headers.authorization).toBe('Bearer our-key');
    expect(Object.keys(headers).filter((name) => /stainless|openai|private/.test(name))).toEqual([]);
  });

  it('is no key at all where none is set', async () => {
    const { chat, asked } = await open(() => GOOD);
    await ask(chat);
    expect(asked[0]?.headers.authorization).toBeUndefined();
  });

  it.each([301, 307, 308])('goes to no other server, though status %s points there', async (status) => {
    const other = await serveChat(() => GOOD);
    const { chat, asked } = await open(() => ({ status, headers: { location: other.url }, body: '' }));
    const fault = await faultOf(chat);
    await other.close();
    expect(other.asked).toEqual([]);
    expect(asked).toHaveLength(1);
    expect(fault.reach).toBe('run');
    expect(fault.message).toContain(`status ${status}`);
  });
});

describe('faults that pass', () => {
  it('waits as long as Retry-After says', async () => {
    const { chat, asked } = await open((_, nth) =>
      nth === 1 ? { status: 429, headers: { 'retry-after': '1' }, body: '{}' } : GOOD,
    );
    const begun = Date.now();
    await ask(chat);
    expect(Date.now() - begun).toBeGreaterThanOrEqual(950);
    expect(asked).toHaveLength(2);
  });

  it('asks again after 500', async () => {
    const { chat, asked } = await open((_, nth) => (nth === 1 ? { status: 500, body: 'oh' } : GOOD));
    await ask(chat);
    expect(asked).toHaveLength(2);
  });

  it('asks a bounded number of times', async () => {
    const { chat, asked } = await open(() => ({
      status: 503,
      headers: { 'retry-after-ms': '1' },
      body: '{"error":{"message":"too busy"}}',
    }));
    expect(await faultOf(chat)).toMatchObject({
      reach: 'server',
      message: 'the server answered with status 503: too busy',
    });
    expect(asked).toHaveLength(4);
  });

  it('does not wait for an hour', async () => {
    const { chat, asked } = await open(() => ({
      status: 429,
      headers: { 'retry-after': '3600' },
      body: '{"error":{"message":"quota"}}',
    }));
    expect(await faultOf(chat)).toMatchObject({ reach: 'server' });
    expect(asked).toHaveLength(1);
  });
});

describe('a server without structured output', () => {
  it('is asked for any JSON, then for nothing, and then remembered', async () => {
    const { chat, asked } = await open(({ format }) =>
      format === undefined ? GOOD : { status: 400, body: '{"error":{"message":"response_format"}}' },
    );
    await ask(chat);
    await ask(chat);
    expect(asked.map(({ format }) => format)).toEqual(['json_schema', 'json_object', undefined, undefined]);
  });

  it('that refuses one entry for another reason is asked in the strict form again', async () => {
    const { chat, asked } = await open((_, nth) => (nth <= 3 ? { status: 400, body: '{}' } : GOOD));
    expect(await faultOf(chat)).toMatchObject({ reach: 'entry' });
    await ask(chat);
    expect(asked.at(-1)?.format).toBe('json_schema');
  });
});

describe('answers that are none', () => {
  it.each<[string, GivenChat, string, string]>([
    ['cut off', completion({ content: '{"wordings": ["a' }, 'length'), 'answer', 'was cut off'],
    ['refused', completion({ content: null, refusal: 'No.' }), 'entry', 'refuses'],
    ['filtered', completion({ content: '' }, 'content_filter'), 'entry', 'filter'],
    ['no JSON', { body: '{"choices": [' }, 'answer', 'no JSON'],
    ['another page', { headers: { 'content-type': 'text/html' }, body: '<html>' }, 'answer', 'no message'],
    ['without choices', { body: '{}' }, 'answer', 'no message'],
    ['endless', completion({ content: `{"a":"${'x'.repeat(10_000_000)}"}` }), 'answer', 'is too long'],
    ['wrong key', { status: 401, body: '{"error":{"message":"wrong key"}}' }, 'run', '401: wrong key'],
    ['no such model', { status: 404, body: '{"error":{"message":"no model"}}' }, 'run', '404: no model'],
  ])('%s', async (_, given, reach, message) => {
    const { chat } = await open(() => given);
    const fault = await faultOf(chat);
    expect(fault.reach).toBe(reach);
    expect(fault.message).toContain(message);
  });

  it.each([
    ['comes late', { ...GOOD, delay: 5_000 }],
    ['stalls behind its headers', { body: '{"choices"', stalls: true }],
  ])('%s', async (_, given) => {
    const { chat } = await open(() => given, { timeout: 100 });
    expect(await faultOf(chat)).toMatchObject({ reach: 'server', message: 'the model took too long' });
  });

  it('nobody listens', async () => {
    const { chat } = await open(() => GOOD);
    await server?.close();
    const fault = await faultOf(chat);
    expect(fault).toMatchObject({
      reach: 'server',
      message: 'the server cannot be reached (ECONNREFUSED)',
    });
  });
});

describe('probe', () => {
  it.each([
    [200, undefined],
    [404, 'the server answered with status 404: no'],
    [401, 'the server answered with status 401: no'],
  ])('status %s', async (status, found) => {
    const { asked } = await open(() => ({ status, body: '{"error":{"message":"no"},"data":[]}' }));
    expect(await probe({ url: server?.url ?? '', timeout: 1_000 })).toBe(found);
    expect(asked[0]?.path).toBe('/v1/models');
  });

  it.each([400, 500])(
    'of a server without a list of models is whether there is a chat: status %s',
    async (status) => {
      await open(({ path }) => ({ status: path === '/v1/models' ? 404 : status, body: '{}' }));
      expect(await probe({ url: server?.url ?? '', timeout: 1_000 })).toBeUndefined();
    },
  );
});
