/** What an adapter hands in: whatever it is, the bot answers and never rejects. */

import * as fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { createBot } from '../../src/bot/bot.js';
import type { Bot, Press } from '../../src/contract.js';
import { createJudge } from '../../src/engine/judge.js';
import { thresholdsFor } from '../../src/engine/thresholds.js';
import { createMatcher } from '../../src/match/matcher.js';
import { KNOWLEDGE } from '../support/knowledge.js';

const errors: string[] = [];
const presses: Press[] = [];
beforeEach(() => {
  errors.length = 0;
  presses.length = 0;
});

function createTestBot(): Bot {
  const matcher = createMatcher(KNOWLEDGE);
  const bot = createBot({
    knowledge: KNOWLEDGE,
    matcher,
    judge: createJudge({ matcher, thresholds: thresholdsFor() }),
    logger: { debug: () => {}, info: () => {}, warn: () => {}, error: (message) => errors.push(message) },
  });
  bot.attach({
    noted: () => [],
    listed: () => {},
    press: async (press) => {
      presses.push(press);
      return undefined;
    },
  });
  return bot;
}

/** As a module in plain JavaScript sees it. */
const bot: {
  ask(question: unknown): Promise<unknown>;
  press(press: unknown): Promise<unknown>;
  complete(text: unknown, limit: unknown): Promise<unknown>;
} = createTestBot();

const QUESTION = { text: 'Kestrel 支持热升级吗？', asker: 'u', place: 'p', attention: 'addressed' };
const PRESS = { token: 'nobody', asker: 'u', place: 'p' };

describe('a wrong value that a question or a press can do without is ignored, and told in the log', () => {
  it.each([
    ['language', 'zh-CN'],
    ['language', {}],
    ['project', 7],
    ['precision', '0.9'],
    ['precision', Number.NaN],
    ['precision', 7],
    ['platform', ['slack']],
    ['context', 'the message before'],
  ])('question.%s: %j', async (name, value) => {
    expect(await bot.ask({ ...QUESTION, [name]: value })).toMatchObject({ kind: 'answer', language: 'zh' });
    expect(errors).toEqual([expect.stringContaining(`\`${name}\``)]);
  });

  it.each([
    ['maintainer', 'no'],
    ['language', 'fr'],
    ['link', 7],
    ['platform', {}],
  ])('press.%s: %j', async (name, value) => {
    expect(await bot.press({ ...PRESS, [name]: value })).toMatchObject({ kind: 'notice' });
    expect(presses).toEqual([PRESS]);
    expect(errors).toEqual([expect.stringContaining(`\`${name}\``)]);
  });
});

/** What the judge is told of it. */
const sent = async (more: object): Promise<unknown> => {
  let asked: unknown;
  const matcher = createMatcher(KNOWLEDGE);
  const judge = createJudge({ matcher, thresholds: thresholdsFor() });
  const capturing = createBot({
    knowledge: KNOWLEDGE,
    matcher,
    judge: async (question) => {
      asked = { context: await question.context?.(), secondReader: question.secondReader };
      return await judge(question);
    },
    logger: { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} },
  });
  await capturing.ask({ text: 'Kestrel?', asker: 'u', place: 'p', attention: 'addressed', ...more });
  return asked;
};

const THAT = { text: 'that', link: 'https://example.org/1', author: 'ben' };

describe('what a second reader may be sent', () => {
  it.each<[string, object, object]>([
    ['all by default', {}, {}],
    ['with its context', { context: { pointedAt: THAT } }, { context: { pointedAt: 'that' } }],
    [
      'with what is looked up',
      { context: async () => ({ pointedAt: THAT }) },
      { context: { pointedAt: 'that' } },
    ],
    [
      'without what cannot be looked up',
      { context: () => Promise.reject(new Error('away')) },
      { context: {} },
    ],
    ['without what is looked up and is no context', { context: () => 7 }, { context: {} }],
    [
      'without what is no text',
      { context: { pointedAt: 7, threadStart: { text: 'a', link: 'x y' } } },
      { context: { threadStart: 'a' } },
    ],
    ['nothing of a channel that is left out', { secondReader: false }, { secondReader: false }],
    ['nothing where it is not plain', { secondReader: 'off' }, { secondReader: false }],
  ])('%s', async (_, question, expected) => {
    expect(await sent(question)).toMatchObject(expected);
  });
});

it.each([7, 'question', { question: 7 }, ['x']])(
  'a form whose fields are %j is refused, as without them it would be another press',
  async (fields) => {
    expect(await bot.press({ ...PRESS, fields })).toMatchObject({ kind: 'notice' });
    expect(presses).toEqual([]);
    expect(errors).toEqual([expect.stringContaining('fields')]);
  },
);

it('what stands in place of a right value is not logged', async () => {
  await bot.ask({ ...QUESTION, attention: 'my secret' });
  await bot.ask({ ...QUESTION, language: 'my secret' });
  expect(errors).toHaveLength(2);
  expect(errors.join()).not.toContain('my secret');
});

describe('whatever is handed in', () => {
  const anything = fc.anything({ withBigInt: true, withDate: true, withMap: true, withNullPrototype: true });
  const throwing = fc.constant(
    new Proxy(
      {},
      {
        get() {
          throw new Error('hostile');
        },
      },
    ),
  );
  const value = fc.oneof(anything, throwing, fc.constantFrom('zh', 'en', 'overheard', 'addressed', ''));
  const like = (right: Readonly<Record<string, unknown>>, names: readonly string[]): fc.Arbitrary<unknown> =>
    fc.oneof(
      value,
      fc
        .record(Object.fromEntries(names.map((name) => [name, value])), { requiredKeys: [] })
        .map((wrong) => ({ ...right, ...wrong })),
    );

  it('is answered, or met with silence', async () => {
    const names = [...Object.keys(QUESTION), 'language', 'project', 'precision', 'platform'];
    await fc.assert(
      fc.asyncProperty(like(QUESTION, names), async (question) => {
        const reply = await bot.ask(question);
        if (reply !== undefined) expect(reply).toHaveProperty('kind');
      }),
      { numRuns: 300 },
    );
  });

  it('is pressed without a rejection', async () => {
    const names = [...Object.keys(PRESS), 'fields', 'maintainer', 'language', 'link', 'platform'];
    await fc.assert(
      fc.asyncProperty(like(PRESS, names), async (pressed) => {
        expect(await bot.press(pressed)).toHaveProperty('kind');
      }),
      { numRuns: 300 },
    );
  });

  it('is completed without a rejection', async () => {
    await fc.assert(
      fc.asyncProperty(value, value, async (text, limit) => {
        expect(Array.isArray(await bot.complete(text, limit))).toBe(true);
      }),
    );
  });
});
