import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decide } from '../../src/engine/judge.js';
import { thresholdsFor } from '../../src/engine/thresholds.js';

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
