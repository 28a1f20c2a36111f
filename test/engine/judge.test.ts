import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createJudge, decide } from '../../src/engine/judge.js';
import { thresholdsFor } from '../../src/engine/thresholds.js';
import type { Match, Matcher, Matching, MatchQuery, Refine } from '../../src/match/contract.js';
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
    ['overheard', 0.9, 0.6, 'answer'],
    ['overheard', 0.9, 0.59, 'none'],
    ['overheard', 0.89, 1, 'none'],
  ] as const)('%s at %s, relevance %s: %s', (attention, confidence, relevance, expected) => {
    expect(decide({ matches: [{ confidence }], relevance }, attention, TABLE)).toBe(expected);
  });
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
    confidence: place === 0 ? 0.5 : 0.95,
    terms: [],
    parts: [],
  }),
);

interface Asked {
  readonly queries: MatchQuery[];
  /** What left the process. */
  readonly refined: string[];
}

/** A judge whose refiner turns the order around. */
function judging(found: Partial<Matching>): Asked & { readonly judge: ReturnType<typeof createJudge> } {
  const asked: Asked = { queries: [], refined: [] };
  const matcher: Matcher = {
    match: async (query) => {
      asked.queries.push(query);
      return { matches: MATCHES, relevance: 1, relevanceParts: [], missing: [], ...found };
    },
    complete: async () => [],
  };
  const refine: Refine = async (matching, text) => {
    asked.refined.push(text);
    return { ...matching, matches: matching.matches.toReversed() };
  };
  return { ...asked, judge: createJudge({ matcher, thresholds: TABLE, refine }) };
}

const ADDRESSED = { text: 'how', attention: 'addressed', limit: 2 } as const;

describe('a question', () => {
  it('is decided in the new order, and no more matches come back than were asked for', async () => {
    const { judge, queries } = judging({});
    const { decision, matching } = await judge(ADDRESSED);
    expect(decision).toBe('answer');
    expect(matching.matches.map(({ score }) => score)).toEqual([1, 2]);
    expect(queries[0]?.limit).toBeGreaterThan(2);
  });

  it('stays within the process where it was overheard and is none for this knowledge', async () => {
    const { judge, refined } = judging({ relevance: 0.59 });
    expect((await judge({ ...ADDRESSED, attention: 'overheard' })).decision).toBe('none');
    expect(refined).toEqual([]);
    await judge(ADDRESSED);
    expect(refined).toEqual(['how']);
  });

  it('is put in order with the one before it, where it leans on that', async () => {
    const { judge, refined } = judging({ usedPrevious: true });
    await judge({ ...ADDRESSED, previous: 'why' });
    expect(refined).toEqual(['why\nhow']);
  });

  it('is decided by a precision of its own', async () => {
    const { judge } = judging({});
    expect((await judge({ ...ADDRESSED, precision: 0.99 })).decision).toBe('suggest');
    await expect(judge({ ...ADDRESSED, precision: 7 })).rejects.toThrow(RangeError);
  });
});
