/**
 * How usual a word is in the talk of any group, whatever its field. Chinese words by their frequency in jieba's
 * dictionary (MIT), English ones and the words of developers by hand: `relevance-words.json`, to be extended freely.
 */

import { stem } from '../../text/stem.js';
import words from './words.json' with { type: 'json' };

/** The share of messages, roughly, that hold a word of each tier. */
const RATES = { most: 0.3, often: 0.06, sometimes: 0.015, developers: 0.03 } as const;

/** The same for a word of no tier: a term of some field, or a name. */
export const UNLISTED_RATE = 0.0005;

/** Words that so many messages hold say nothing of a subject. */
export const EMPTY_RATE = 0.05;

function readTiers(): ReadonlyMap<string, number> {
  const { everyday, developers } = words;
  const tiers = [
    [everyday.zh.sometimes, RATES.sometimes],
    [developers.zh, RATES.developers],
    [developers.en, RATES.developers],
    [everyday.zh.often, RATES.often],
    [everyday.en.often, RATES.often],
    [everyday.zh.most, RATES.most],
    [everyday.en.most, RATES.most],
  ] as const;
  const rates = new Map<string, number>();
  for (const [list, rate] of tiers) {
    // The list is in simplified script and lower case already (a test holds it so): normalising it took 20 ms.
    for (const word of list.split(' ')) rates.set(stem(word), rate);
  }
  return rates;
}

let rates: ReadonlyMap<string, number> | undefined;

/** The rate of a term as the tokeniser gives it, or undefined where it is in no tier. Lists are read on first use. */
export function backgroundRate(term: string): number | undefined {
  rates ??= readTiers();
  return rates.get(term);
}
