/** What a member sees of the embedding server: another order, or nothing at all. */

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createBot } from '../../src/bot/bot.js';
import type { Attention, Logger, Reply } from '../../src/contract.js';
import { createRefine } from '../../src/embeddings/refine.js';
import { createJudge } from '../../src/engine/judge.js';
import type { Match, Matcher } from '../../src/match/contract.js';
import { cosine, reorder } from '../../src/embeddings/reorder.js';
import { KNOWLEDGE } from '../support/knowledge.js';
import { type EmbeddingServer, type Given, serve, vectors } from './server.js';

const open: EmbeddingServer[] = [];
const warnings: string[] = [];
beforeEach(() => void warnings.splice(0));
afterEach(() => Promise.all(open.splice(0).map((one) => one.close())));

async function server(give: (input: readonly string[]) => Given): Promise<EmbeddingServer> {
  const started = await serve(give);
  open.push(started);
  return started;
}

const logger: Logger = {
  debug: () => {},
  info: () => {},
  warn: (message) => warnings.push(message),
  error: (message) => warnings.push(message),
};

const seen = new Set<string>();
const [first, second] = KNOWLEDGE.entries.filter(({ thread }) => !seen.has(thread.id) && seen.add(thread.id));
if (first === undefined || second === undefined) throw new Error('two threads are needed');

const match = (entry: Match['entry'], score: number, confidence: number): Match => ({
  entry,
  score,
  confidence,
  wording: entry.question,
  terms: [entry.id],
  parts: [],
});
const NEAR_TIE = {
  matches: [match(first, 5.1, 0.9), match(second, 5, 0.8)],
  relevance: 0.5,
  relevanceParts: [],
  missing: [second.id, 'x'],
};
const limits: number[] = [];
const matcher: Matcher = {
  match: async ({ limit }) => {
    limits.push(limit);
    return NEAR_TIE;
  },
  complete: async () => [],
};
const THRESHOLDS = {
  addressed: { answer: 0.6, suggest: 0.3, relevance: 0 },
  overheard: { answer: 0.6, suggest: 0.3, relevance: 0.7 },
};
const TEXT = 'an unheard-of question';

/** Only the second entry's question means the same. */
const SECOND = (input: readonly string[]): Given =>
  vectors(input, (text) => (text === first.question ? [0, 1] : [1, 0]));

interface Asking {
  readonly timeout?: number;
  readonly attention?: Attention;
  readonly times?: number;
}

async function ask(
  url: string | undefined,
  { timeout = 2000, attention = 'addressed', times = 1 }: Asking = {},
): Promise<Reply | undefined> {
  const settings = url === undefined ? undefined : { url, model: 'm', timeout };
  const refine = createRefine({ settings, logger });
  const judge = createJudge({ matcher, thresholds: THRESHOLDS, refine });
  const bot = createBot({ knowledge: KNOWLEDGE, matcher, judge, logger });
  let reply: Reply | undefined;
  for (let time = 0; time < times; time += 1) {
    reply = await bot.ask({ text: TEXT, asker: 'u', place: `p${time}`, attention });
  }
  return reply;
}

const bare = (reply: Reply | undefined): unknown => ({
  ...reply,
  actions: undefined,
  choices: undefined,
});

describe('the bot with a server', () => {
  it('answers with the entry that the vectors speak for', async () => {
    const { url, asked } = await server(SECOND);
    expect((await ask(undefined))?.entry).toBe(first.id);
    const reply = await ask(url);
    expect(reply?.entry).toBe(second.id);
    expect(reply?.confidence).toBe(0.8);
    expect(asked.map(({ input }) => input)).toEqual([[TEXT, first.question, second.question]]);
    expect(limits.slice(-2)).toEqual([6, 20]);
  });

  it('asks once for what is cached', async () => {
    const { url, asked } = await server(SECOND);
    await ask(url, { times: 3 });
    expect(asked).toHaveLength(1);
  });

  it('keeps to itself what was overheard and is no question', async () => {
    const { url, asked } = await server(SECOND);
    expect(await ask(url, { attention: 'overheard' })).toBeUndefined();
    expect(asked).toEqual([]);
  });

  it('gives the answer of before when the server is late, within the time', async () => {
    const { url } = await server((input) => ({ ...SECOND(input), delay: 5000 }));
    const without = await ask(undefined);
    const started = performance.now();
    expect(bare(await ask(url, { timeout: 100 }))).toEqual(bare(without));
    expect(performance.now() - started).toBeLessThan(1500);
    expect(warnings).toHaveLength(1);
  });

  it.each<[string, Given]>([
    ['an error', { status: 500, body: '{}' }],
    ['nonsense', { body: '{"data":[{"embedding":"?"}]}' }],
    ['no JSON', { body: 'x' }],
  ])('gives the answer of before on %s, and warns once a minute', async (_, given) => {
    const { url, asked } = await server(() => given);
    expect(bare(await ask(url, { times: 3 }))).toEqual(bare(await ask(undefined, { times: 3 })));
    expect(asked).toHaveLength(3);
    expect(warnings).toHaveLength(1);
  });

  it('gives the answer of before when nothing listens', async () => {
    const gone = await serve(SECOND);
    await gone.close();
    expect((await ask(gone.url))?.entry).toBe(first.id);
  });
});

it('is not there when it is off, and nothing is asked', async () => {
  const { asked } = await server(SECOND);
  expect(createRefine({ settings: undefined, logger })).toBeUndefined();
  await ask(undefined);
  expect(asked).toEqual([]);
  expect(warnings).toEqual([]);
});

describe('the new order', () => {
  it('moves near ties only', () => {
    const far = { ...NEAR_TIE, matches: [match(first, 8, 0.9), match(second, 5, 0.8)] };
    const similarity = new Map([
      [first.id, 0.3],
      [second.id, 0.9],
    ]);
    expect(reorder(far, similarity).matches.map(({ entry }) => entry.id)).toEqual([first.id, second.id]);
    const near = reorder(NEAR_TIE, similarity);
    expect(near.matches.map(({ entry }) => entry.id)).toEqual([second.id, first.id]);
    expect(near.matches[0]?.parts[0]?.name).toBe('similarity');
    expect(near.matches[0]?.score).toBeCloseTo(5.6);
    expect(near.missing).toEqual(['x', first.id]);
  });
  it('is the old one where all are alike, or nothing is known', () => {
    const alike = new Map([
      [first.id, 0.7],
      [second.id, 0.7],
    ]);
    expect(reorder(NEAR_TIE, alike).matches.map(({ score }) => score)).toEqual([5.1, 5]);
    expect(reorder(NEAR_TIE, new Map())).toBe(NEAR_TIE);
  });
});

it('takes no vectors of two models for alike', () => {
  expect(cosine(Float32Array.of(3, 0), Float32Array.of(2, 0))).toBe(1);
  expect(cosine(Float32Array.of(0, 0), Float32Array.of(2, 0))).toBe(0);
  expect(() => cosine(Float32Array.of(1), Float32Array.of(1, 0))).toThrow(RangeError);
});
