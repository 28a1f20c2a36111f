import { setTimeout as sleep } from 'node:timers/promises';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createJudge, decide, type SecondJudge } from '../../src/engine/judge.js';
import { thresholdsFor } from '../../src/engine/thresholds.js';
import type { Match, Matcher, Matching } from '../../src/match/contract.js';
import type { Reading, Verdict } from '../../src/second-reader/contract.js';
import { createRules } from '../../src/second-reader/rules.js';
import { KNOWLEDGE } from '../support/knowledge.js';

const TABLE = {
  addressed: { answer: 0.7, suggest: 0.2, relevance: 0 },
  overheard: { answer: 0.9, suggest: 0.9, relevance: 0.6 },
} as const;

describe('decide', () => {
  it.each([
    ['addressed', 0.7, 0, 'answer'],
    ['addressed', 0.69, 1, 'suggest'],
    ['addressed', 0.19, 1, 'none'],
    ['overheard', 0, 0.9, 'answer'],
    ['overheard', 1, 0.89, 'none'],
  ] as const)('%s at %s, overheard at %s: %s', (attention, confidence, overheard, expected) => {
    expect(decide({ matches: [{ confidence }], overheard }, attention, TABLE)).toBe(expected);
  });
});

it('an entry that plainly answers something else is suggested at most, however sure', () => {
  const matches = [{ confidence: 0.99, differs: { kind: 'product' } }] as const;
  expect(decide({ matches, overheard: 1 }, 'addressed', TABLE)).toBe('suggest');
  expect(decide({ matches, overheard: 1 }, 'overheard', TABLE)).not.toBe('answer');
});

describe('thresholdsFor', () => {
  const dial = fc.double({ min: 0, max: 1, noNaN: true });

  it('asks for more confidence where more precision is wanted', () => {
    fc.assert(
      fc.property(dial, dial, (a, b) => {
        const [low, high] = [Math.min(a, b), Math.max(a, b)];
        const { addressed, overheard } = thresholdsFor({ addressed: low, overheard: high });
        expect(addressed.answer).toBeLessThanOrEqual(overheard.answer);
        expect(addressed.suggest).toBeLessThanOrEqual(addressed.answer);
      }),
    );
  });

  it.each([-0.1, 1.1, Number.NaN])('refuses %s', (precision) => {
    expect(() => thresholdsFor({ addressed: precision, overheard: 0.9 })).toThrow(RangeError);
  });
});

const MATCHES = KNOWLEDGE.entries.slice(0, 3).map(
  (entry, place): Match => ({
    entry,
    wording: entry.question,
    score: 3 - place,
    confidence: place === 0 ? 0.5 : 0.9,
    terms: [],
    parts: [],
  }),
);

const matcherOf = ({ matches = MATCHES, ...found }: Partial<Matching> = {}): Matcher => ({
  match: async ({ limit }) => ({
    matches: matches.slice(0, limit),
    asks: 1,
    relevance: 1,
    relevanceParts: [],
    overheard: 1,
    missing: [],
    ...found,
  }),
  complete: async () => [],
});

const ADDRESSED = { text: 'how', attention: 'addressed', limit: 2 } as const;

it('a question is decided by a precision of its own', async () => {
  const judge = createJudge({ matcher: matcherOf({ matches: MATCHES.slice(1) }), thresholds: TABLE });
  expect((await judge(ADDRESSED)).decision).toBe('answer');
  expect((await judge({ ...ADDRESSED, precision: 0.99 })).decision).toBe('suggest');
  await expect(judge({ ...ADDRESSED, precision: 7 })).rejects.toThrow(RangeError);
});

interface Second {
  /** What the second reader was asked. */
  readonly readings: Reading[];
  readonly judge: ReturnType<typeof createJudge>;
}

/** A judge with a second reader; without a verdict it is away. */
function judgingTwice(verdict: Verdict | undefined, found: Partial<Matching> = {}): Second {
  const readings: Reading[] = [];
  const second: SecondJudge = {
    read: async (reading) => {
      readings.push(reading);
      await sleep(5);
      return verdict;
    },
    rules: createRules({ addressed: 0.9, overheard: 0.95 }),
  };
  return { readings, judge: createJudge({ matcher: matcherOf(found), thresholds: TABLE, second }) };
}

const THIRD: Verdict = { asks: true, pick: 3, sure: true };

const took = async (verdict: Verdict) => (await judgingTwice(verdict).judge(ADDRESSED)).second?.milliseconds;

describe('a second reader', () => {
  it('is asked once, before deciding, and its choice comes first', async () => {
    const { judge, readings } = judgingTwice(THIRD);
    const context = { pointedAt: 'that' };
    const { decision, matching, second } = await judge({ ...ADDRESSED, context: async () => context });
    expect(decision).toBe('answer');
    expect(matching.matches.map(({ score }) => score)).toEqual([1, 3]);
    expect(second).toMatchObject({ verdict: THIRD, local: 'suggest', candidates: 3 });
    expect(readings).toEqual([{ text: 'how', context, attention: 'addressed', candidates: MATCHES }]);
  });

  it('that is away changes nothing but the note of it', async () => {
    const { judge } = judgingTwice(undefined);
    const { decision, matching, second } = await judge(ADDRESSED);
    expect(decision).toBe('suggest');
    expect(matching.matches).toEqual(MATCHES.slice(0, 2));
    expect(second).toMatchObject({ verdict: undefined, local: 'suggest' });
  });

  it('takes time where it is asked, and none where its verdict was kept, however long that is looked for', async () => {
    expect(await took(THIRD)).toBeGreaterThan(0);
    expect(await took({ ...THIRD, isKept: true })).toBe(0);
  });

  it.each([
    ['where the channel is left out', { secondReader: false }, {}],
    ['of chit-chat', {}, { matches: [] }],
    ['of an overheard message that asks nothing', { attention: 'overheard' as const }, { relevance: 0.49 }],
  ])('is not asked %s', async (_, question, found) => {
    const { judge, readings } = judgingTwice(THIRD, found);
    expect((await judge({ ...ADDRESSED, ...question })).second).toBeUndefined();
    expect(readings).toEqual([]);
  });

  it('is told the question before, where the message leans on it and points at nothing', async () => {
    const { judge, readings } = judgingTwice(THIRD, { usedPrevious: true });
    await judge({ ...ADDRESSED, previous: 'why' });
    await judge({
      ...ADDRESSED,
      previous: 'why',
      context: async () => ({ pointedAt: 'that', threadStart: 'first' }),
    });
    expect(readings.map(({ context }) => context)).toEqual([
      { pointedAt: 'why' },
      { pointedAt: 'that', threadStart: 'first' },
    ]);
  });

  it('is held to the precision of the question', async () => {
    const weak = MATCHES.map((match) => ({ ...match, confidence: 0.04 }));
    const { judge } = judgingTwice(THIRD, { matches: weak });
    expect(await judge({ ...ADDRESSED, precision: 0.5 })).toMatchObject({
      decision: 'answer',
      second: { needed: 0.5 },
    });
    expect(await judge({ ...ADDRESSED, precision: 1 })).toMatchObject({
      decision: 'suggest',
      second: { needed: 1 },
    });
  });
});
