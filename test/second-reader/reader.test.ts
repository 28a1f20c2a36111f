/** The second reader against a server that answers rightly, wrongly, late or not at all. */

import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import type { Logger, Store } from '../../src/contract.js';
import type { SecondReader, Verdict } from '../../src/second-reader/contract.js';
import { createSecondReader, type SecondReaderOptions } from '../../src/second-reader/reader.js';
import { memoryStore } from '../../src/store/memory.js';
import {
  type AskedChat,
  type ChatServer,
  completion,
  type GivenChat,
  serveChat,
} from '../drafting/server.js';
import { readingOf } from './readings.js';

let server: ChatServer | undefined;
afterEach(async () => {
  await server?.close();
  server = undefined;
});

interface Opened {
  readonly read: SecondReader;
  readonly asked: readonly AskedChat[];
  readonly log: readonly string[];
}

async function open(
  give: (asked: AskedChat, nth: number) => GivenChat,
  options: Partial<SecondReaderOptions> = {},
): Promise<Opened> {
  server = await serveChat(give);
  const log: string[] = [];
  const logger: Logger = {
    debug: () => {},
    info: (message) => log.push(`info: ${message}`),
    warn: (message, { reason } = {}) => log.push(`warn: ${message}: ${String(reason)}`),
    error: (message) => log.push(`error: ${message}`),
  };
  const read = createSecondReader({
    url: server.url,
    model: 'small',
    timeout: 5_000,
    dailyLimit: 100,
    logger,
    redact: (text) => text,
    ...options,
  });
  return { read, asked: server.asked, log };
}

const VERDICT: Verdict = { asks: true, pick: 2, sure: true };
const GOOD = completion({ content: JSON.stringify({ ...VERDICT, differs: null }) });
const PROSE = completion({ content: 'Entry 2 looks right to me.' });
const DOWN: GivenChat = { status: 503, body: '{"error":{"message":"busy"}}' };
const AWAY = 'warn: The second reader is away; the bot decides by itself until it is back';
const BACK = 'info: The second reader is back';
/** Another request than the one before. */
const other = (nth: number) => readingOf({ text: `再问 ${nth}` });

describe('a reply', () => {
  it('that chooses is a verdict', async () => {
    const { read, asked, log } = await open(() => GOOD);
    expect(await read(readingOf())).toEqual(VERDICT);
    expect(asked).toMatchObject([{ model: 'small', format: 'json_schema' }]);
    expect(asked[0]?.prompt).toContain('Kestrel 支持热升级吗');
    expect(log).toEqual([]);
  });

  it('may have prose around it', async () => {
    const { read, asked } = await open(() =>
      completion({ content: `Sure! \`\`\`json\n${JSON.stringify(VERDICT)}\n\`\`\` Anything else?` }),
    );
    expect(await read(readingOf())).toEqual(VERDICT);
    expect(asked).toHaveLength(1);
  });

  it('that is none is asked for once more', async () => {
    const { read, asked } = await open((_, nth) => (nth === 1 ? PROSE : GOOD));
    expect(await read(readingOf())).toEqual(VERDICT);
    expect(asked).toHaveLength(2);
  });

  it('that stays none means away', async () => {
    const { read, asked, log } = await open(() => PROSE);
    expect(await read(readingOf())).toBeUndefined();
    expect(asked).toHaveLength(2);
    expect(log).toEqual([`${AWAY}: the model’s reply is not the JSON that was asked for`]);
  });

  it('is asked for without a schema where the server knows none, and from then on', async () => {
    const { read, asked } = await open(({ format }) =>
      format === undefined ? GOOD : { status: 400, body: '{"error":{"message":"response_format"}}' },
    );
    expect(await read(other(1))).toEqual(VERDICT);
    expect(await read(other(2))).toEqual(VERDICT);
    expect(asked.map(({ format }) => format)).toEqual(['json_schema', 'json_object', undefined, undefined]);
  });

  it('is kept for the same request, and for no other', async () => {
    const { read, asked } = await open(() => GOOD);
    await read(readingOf());
    expect(await read(readingOf())).toEqual({ ...VERDICT, isKept: true });
    expect(asked).toHaveLength(1);
    await read(readingOf({ attention: 'overheard' }));
    expect(asked).toHaveLength(2);
  });
});

describe('away', () => {
  it.each<[string, GivenChat, string]>([
    ['a refusal', completion({ content: null, refusal: 'No.' }), 'the model refuses it'],
    ['a filter', completion({ content: '' }, 'content_filter'), 'the server’s filter holds the answer back'],
    ['too many requests', { status: 429, headers: { 'retry-after': '1' }, body: '{}' }, 'status 429'],
    ['a wrong key', { status: 401, body: '{"error":{"message":"bad key"}}' }, 'status 401: bad key'],
  ])('after %s, without another try', async (_, given, reason) => {
    const { read, asked, log } = await open(() => given);
    expect(await read(readingOf())).toBeUndefined();
    expect(asked).toHaveLength(1);
    expect(log).toHaveLength(1);
    expect(log[0]).toContain(AWAY);
    expect(log[0]).toContain(reason);
  });

  it('where the model is slow, after the time for it', async () => {
    const { read, log } = await open(() => ({ ...GOOD, delay: 4_000 }), { timeout: 200 });
    const begun = Date.now();
    expect(await read(readingOf())).toBeUndefined();
    expect(Date.now() - begun).toBeLessThan(3_000);
    expect(log).toEqual([`${AWAY}: the model took too long`]);
  });

  it('where the second try does not fit into the time', async () => {
    const { read, asked } = await open((_, nth) => (nth === 1 ? PROSE : { ...GOOD, delay: 4_000 }), {
      timeout: 400,
    });
    const begun = Date.now();
    expect(await read(readingOf())).toBeUndefined();
    expect(Date.now() - begun).toBeLessThan(3_000);
    expect(asked).toHaveLength(2);
  });

  it('where the answer begins and does not end', async () => {
    const { read } = await open(() => ({ ...GOOD, body: '{"choices":', stalls: true }), { timeout: 200 });
    expect(await read(readingOf())).toBeUndefined();
  });

  it('where the store hangs that counts the requests', async () => {
    const hanging: Store = { ...memoryStore(), get: () => new Promise(() => {}) };
    const { read, asked } = await open(() => GOOD, { timeout: 200, store: hanging });
    expect(await read(readingOf())).toBeUndefined();
    expect(asked).toHaveLength(0);
  });

  it('and back is one line each', async () => {
    let isDown = true;
    const { read, log } = await open(() => (isDown ? DOWN : GOOD));
    await read(other(1));
    await read(other(2));
    isDown = false;
    expect(await read(other(3))).toEqual(VERDICT);
    await read(other(4));
    expect(log).toEqual([`${AWAY}: the server answered with status 503: busy`, BACK]);
  });

  it('leaves a server alone that is down, and finds it again', async () => {
    let isDown = true;
    const { read, asked, log } = await open(() => (isDown ? DOWN : GOOD), { rest: 500 });
    for (let nth = 0; nth < 6; nth += 1) await read(other(nth));
    expect(asked).toHaveLength(3);
    isDown = false;
    await sleep(600);
    expect(await read(other(7))).toEqual(VERDICT);
    expect(log.at(-1)).toBe(BACK);
    expect(log).toHaveLength(2);
  });

  it('for one member whom the model refuses is not away for the others', async () => {
    const { read, asked } = await open(({ prompt }) =>
      prompt.includes('再问') ? completion({ content: null, refusal: 'No.' }) : GOOD,
    );
    for (let nth = 0; nth < 6; nth += 1) await read(other(nth));
    expect(asked).toHaveLength(6);
    expect(await read(readingOf())).toEqual(VERDICT);
  });

  it('where too many ask at once, and the server is spared', async () => {
    let atOnce = 0;
    let most = 0;
    const { read, asked } = await open(() => {
      atOnce += 1;
      most = Math.max(most, atOnce);
      setTimeout(() => (atOnce -= 1), 100);
      return { ...GOOD, delay: 100 };
    });
    const verdicts = await Promise.all(Array.from({ length: 20 }, (_, nth) => read(other(nth))));
    expect(verdicts.filter((verdict) => verdict !== undefined)).toHaveLength(12);
    expect(asked).toHaveLength(12);
    expect(most).toBeLessThanOrEqual(4);
  });
});

describe('the limit of a day', () => {
  it('counts every request, and ends them with one line', async () => {
    const { read, asked, log } = await open((_, nth) => (nth === 1 ? PROSE : GOOD), { dailyLimit: 3 });
    for (let nth = 0; nth < 5; nth += 1) await read(other(nth));
    expect(asked).toHaveLength(3);
    expect(log).toEqual([`${AWAY}: the 3 requests of CHAT_DAILY_LIMIT are used up for today`]);
  });

  it('holds over a restart', async () => {
    const store = memoryStore();
    const { read, asked } = await open(() => GOOD, { dailyLimit: 1, store });
    expect(await read(other(1))).toEqual(VERDICT);
    const again = createSecondReader({
      url: server?.url ?? '',
      model: 'small',
      timeout: 5_000,
      dailyLimit: 1,
      store,
      logger: { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} },
      redact: (text) => text,
    });
    expect(await again(other(2))).toBeUndefined();
    expect(asked).toHaveLength(1);
  });
});
