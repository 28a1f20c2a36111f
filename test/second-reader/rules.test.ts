/** What a verdict makes of the local evidence. */

import { describe, expect, it } from 'vitest';
import type { Attention } from '../../src/contract.js';
import { DEFAULT_PRECISION } from '../../src/engine/thresholds.js';
import type { Match, Matching } from '../../src/match/contract.js';
import type { Verdict } from '../../src/second-reader/contract.js';
import { createRules } from '../../src/second-reader/rules.js';
import { matchesOf } from './readings.js';

const rules = createRules(DEFAULT_PRECISION);
const DIFFERS = { kind: 'part' } as const;

function matchingOf(confidences: readonly number[], more: Partial<Matching> = {}): Matching {
  const matches = matchesOf().map((match, at): Match => ({ ...match, confidence: confidences[at] ?? 0 }));
  return { matches, asks: 1, relevance: 1, relevanceParts: [], overheard: 1, missing: [], ...more };
}

const verdict = (more: Partial<Verdict>): Verdict => ({ asks: true, pick: 1, sure: true, ...more });

describe('at the default dials', () => {
  it.each<[string, Attention, Partial<Verdict>, string]>([
    ['a sure choice answers', 'addressed', {}, 'answer'],
    ['a sure choice further down answers', 'addressed', { pick: 3 }, 'answer'],
    ['a sure choice answers in the room', 'overheard', {}, 'answer'],
    ['an unsure one is suggested', 'addressed', { sure: false }, 'suggest'],
    ['one that differs is suggested', 'addressed', { differs: DIFFERS }, 'suggest'],
    ['an unsure one is kept from the room', 'overheard', { sure: false }, 'none'],
    ['one that differs is kept from the room', 'overheard', { differs: DIFFERS }, 'none'],
    ['none is none', 'addressed', { pick: 0 }, 'none'],
    ['none is silence', 'overheard', { pick: 0 }, 'none'],
    ['who asks nothing of the room is left alone', 'overheard', { asks: false }, 'none'],
    ['who addressed the bot hears something', 'addressed', { asks: false }, 'answer'],
  ])('%s (%s)', (_, attention, more, expected) => {
    const matching = matchingOf([0.3, 0.1, 0.05]);
    expect(rules.weigh(verdict(more), matching, attention).decision).toBe(expected);
  });

  it('a choice without any local evidence is no answer', () => {
    expect(rules.weigh(verdict({ pick: 3 }), matchingOf([0.3, 0.1, 0.001]), 'addressed').decision).toBe(
      'suggest',
    );
  });
});

it('the choice comes first, with what of the question it does not hold', () => {
  const [one, two, three] = matchingOf([0.3, 0.2, 0.1]).matches;
  if (one === undefined || two === undefined || three === undefined) throw new Error('three entries');
  const matching = matchingOf([], {
    matches: [{ ...one, terms: ['热升级', 'kestrel'] }, { ...two, terms: ['kestrel', 'quic'] }, three],
    missing: ['quic'],
  });
  const weighed = rules.weigh(verdict({ pick: 2 }), matching, 'addressed').matching;
  expect(weighed.matches.map(({ entry }) => entry.id)).toEqual(
    [two, one, three].map(({ entry }) => entry.id),
  );
  expect(weighed.missing).toEqual(['热升级']);
  expect(weighed.matches[0]?.confidence).toBeGreaterThan(0.2);
});

it.each([
  ['addressed', 1],
  ['overheard', 0.99],
] as const)('the dial moves what a sure choice takes: %s', (attention, strictest) => {
  const weak = matchingOf([0.5, 0.02]);
  const at = (precision: number): string =>
    rules.weigh(verdict({ pick: 2 }), weak, attention, precision).decision;
  expect(at(0.5)).toBe('answer');
  expect(at(strictest)).not.toBe('answer');
  const strict = createRules({ addressed: 1, overheard: 0.99 });
  expect(strict.weigh(verdict({ pick: 2 }), weak, attention).decision).not.toBe('answer');
  const lenient = createRules({ addressed: 0.99, overheard: 0.99 });
  expect(lenient.weigh(verdict({ pick: 1 }), matchingOf([0.99]), attention).decision).toBe('answer');
});

describe('sent is', () => {
  it.each<[string, Attention, number, number, boolean]>([
    ['a question with a match', 'addressed', 0.03, 0, true],
    ['no chit-chat', 'addressed', 0.029, 1, false],
    ['an overheard question', 'overheard', 0.05, 0.5, true],
    ['no message that surely asks nothing', 'overheard', 0.9, 0.49, false],
    ['no message that nothing is near to', 'overheard', 0.049, 1, false],
  ])('%s', (_, attention, confidence, relevance, expected) => {
    expect(rules.isWorthAsking(matchingOf([confidence], { relevance }), attention)).toBe(expected);
  });

  it('nothing where there is nothing to choose', () => {
    expect(rules.isWorthAsking(matchingOf([], { matches: [] }), 'addressed')).toBe(false);
  });
});
