import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { longestRunWith } from '../../src/match/analyse/longest-run.js';
import { isOneSlipAway } from '../../src/match/analyse/spelling.js';

const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), minLength: 1, maxLength: 8 });

describe('isOneSlipAway', () => {
  it.each([
    ['seata', 'seta', true, 'one left out'],
    ['seata', 'seaata', true, 'one doubled'],
    ['seata', 'saeta', true, 'two swapped'],
    ['seata', 'seaty', true, 'one other'],
    ['seata', 'seata', false, 'the same'],
    ['seata', 'aseat', false, 'moved'],
    ['seata', 'sofa', false, 'another word'],
  ])('%s and %s: %s (%s)', (a, b, expected) => {
    expect(isOneSlipAway(a, b)).toBe(expected);
  });

  it('finds every slip, both ways', () => {
    fc.assert(
      fc.property(word, fc.nat(), fc.constantFrom('a', 'b', 'x'), (text, place, letter) => {
        const at = place % text.length;
        const slips = [
          text.slice(0, at) + text.slice(at + 1),
          text.slice(0, at) + letter + text.slice(at),
          text.slice(0, at) + letter + text.slice(at + 1),
        ].filter((slip) => slip !== text);
        for (const slip of slips) {
          expect(isOneSlipAway(text, slip)).toBe(true);
          expect(isOneSlipAway(slip, text)).toBe(true);
        }
      }),
    );
  });
});

describe('longestRunWith', () => {
  it('is that of the plainest search', () => {
    fc.assert(
      fc.property(word, word, (a, b) => {
        let longest = 0;
        for (let start = 0; start < a.length; start += 1) {
          for (let end = start + 1; end <= a.length; end += 1) {
            if (b.includes(a.slice(start, end))) longest = Math.max(longest, end - start);
          }
        }
        const longestRun = longestRunWith(a);
        expect(longestRun(b)).toBe(longest);
        // What one text leaves behind must not count for the next.
        expect(longestRun(a)).toBe(a.length);
        expect(longestRun(b)).toBe(longest);
      }),
    );
  });
});
