/** The fit of whether a message asks the room. */

import { logistic } from '../../src/logistic.js';
import {
  type AskingFeatures,
  type AskingModel,
  askingFeatures,
  createAsking,
} from '../../src/match/asking/asking.js';
import { plainWords } from '../../src/match/asking/form.js';
import words from '../../src/match/relevance/words.json' with { type: 'json' };
import { foldOf, FOLDS } from '../fit/folds.js';
import { minimise } from '../fit/minimise.js';
import type { Message } from './data.js';

/** Grams that are kept: cross-validated, 1,000 to 20,000 of them do alike. */
const MOST_GRAMS = 2000;
const LEAST_MESSAGES = 2;

/**
 * Each gram is scaled by the logarithm of its rates with and without asking, up to a bound, before the ridge (Wang and Manning, "Baselines
 * and Bigrams", 2012): a rare gram on one side alone then counts at once.
 */
const MOST_RATIO = 2;
const LEAST_SCALE = 0.1;

/** On the sum of the losses; ten times more or less changes little. */
const RIDGE = 3.3;
const STEPS = 400;

/** A word that so many voices use, as often about the community's subjects as about others, is no term of a subject. */
const LEAST_VOICES = 4;
const LEAST_USES = 3;
const ENGLISH_WORD = /[a-z]{3,}/g;

/** Words that are no terms of a subject, beside the everyday ones. */
function wordsOf(messages: readonly Message[]): string {
  const listed = new Set([...plainWords(''), ...words.developers.en.split(' ')]);
  const uses = new Map<string, { readonly voices: Set<string>; community: number; others: number }>();
  for (const { text, voice, base } of messages) {
    if (voice === '') continue;
    for (const word of new Set(text.toLowerCase().match(ENGLISH_WORD))) {
      const use = uses.get(word) ?? { voices: new Set(), community: 0, others: 0 };
      uses.set(word, use);
      use.voices.add(voice);
      use[base === '' ? 'community' : 'others'] += 1;
    }
  }
  return [...uses]
    .filter(
      ([word, { voices, community, others }]) =>
        !listed.has(word) && voices.size >= LEAST_VOICES && Math.min(community, others) >= LEAST_USES,
    )
    .map(([word]) => word)
    .toSorted()
    .join(' ');
}

interface Row extends AskingFeatures {
  readonly asks: boolean;
  readonly weight: number;
}

/** With weights by which those that ask count as much together as those that do not. */
function balanced(messages: readonly Message[], plain: ReadonlySet<string>): readonly Row[] {
  const sum = { asking: 0, quiet: 0 };
  for (const { asks, weight } of messages) sum[asks ? 'asking' : 'quiet'] += weight;
  const half = (sum.asking + sum.quiet) / 2;
  return messages.map(({ text, asks, weight }) => ({
    ...askingFeatures(text, plain),
    asks,
    weight: (weight * half) / sum[asks ? 'asking' : 'quiet'],
  }));
}

/** The grams that tell most, with their scale. */
function chosenGrams(rows: readonly Row[]): ReadonlyMap<string, number> {
  const seen = new Map<string, { asking: number; quiet: number; count: number }>();
  let all = 0;
  for (const { grams, asks, weight } of rows) {
    all += weight;
    for (const gram of grams) {
      const one = seen.get(gram) ?? { asking: 0, quiet: 0, count: 0 };
      seen.set(gram, one);
      one[asks ? 'asking' : 'quiet'] += weight;
      one.count += 1;
    }
  }
  const half = all / 2 + 2;
  return new Map(
    [...seen]
      .filter(([, { count }]) => count >= LEAST_MESSAGES)
      .map(([gram, { asking, quiet }]) => {
        const ratio = Math.abs(Math.log((asking + 1) / half / ((quiet + 1) / half)));
        return { gram, ratio, tells: ratio * Math.sqrt(asking + quiet) };
      })
      .toSorted((a, b) => b.tells - a.tells || (a.gram < b.gram ? -1 : 1))
      .slice(0, MOST_GRAMS)
      .map(({ gram, ratio }) => [gram, Math.min(MOST_RATIO, ratio) + LEAST_SCALE]),
  );
}

const rounded = (value: number): number => Number(value.toFixed(3)) || 0;

export function solveAsking(messages: readonly Message[]): AskingModel {
  const plain = wordsOf(messages);
  const rows = balanced(messages, plainWords(plain));
  const scales = chosenGrams(rows);
  const marks = [...new Set(rows.flatMap((row) => [...row.marks.keys()]))].toSorted();
  const markAt = new Map(marks.map((name, at) => [name, at]));
  const gramAt = new Map([...scales].map(([gram, scale], at) => [gram, { at: marks.length + at, scale }]));
  const width = marks.length + scales.size;
  const sparse = rows.map(({ marks: own, grams, asks, weight }) => ({
    asks: asks ? 1 : 0,
    weight,
    items: [
      ...[...own].map(([name, value]) => ({ at: markAt.get(name) ?? 0, value })),
      ...[...grams].flatMap((gram) => {
        const place = gramAt.get(gram);
        return place === undefined ? [] : [{ at: place.at, value: place.scale }];
      }),
    ],
  }));
  const total = sparse.reduce((sum, { weight }) => sum + weight, 0);

  function gradient(weights: Float64Array): Float64Array {
    const slopes = weights.map((weight, at) => (at < width ? (RIDGE * weight) / total : 0));
    for (const { items, asks, weight } of sparse) {
      const odds = items.reduce(
        (sum, { at, value }) => sum + value * (weights[at] ?? 0),
        weights[width] ?? 0,
      );
      const slope = (weight / total) * (logistic(odds) - asks);
      for (const { at, value } of items) slopes[at] = (slopes[at] ?? 0) + slope * value;
      slopes[width] = (slopes[width] ?? 0) + slope;
    }
    return slopes;
  }

  const solved = minimise({ signs: Array.from({ length: width + 1 }, () => 0), steps: STEPS, gradient });
  const named = (entries: readonly (readonly [string, number])[]): Readonly<Record<string, number>> =>
    Object.fromEntries(
      entries.map(([name, value]) => [name, rounded(value)] as const).filter(([, value]) => value !== 0),
    );
  return {
    bias: rounded(solved[width] ?? 0),
    words: plain,
    marks: named(marks.map((name, at) => [name, solved[at] ?? 0])),
    grams: named([...gramAt].map(([gram, { at, scale }]) => [gram, scale * (solved[at] ?? 0)])),
  };
}

/** Log-odds by a model of these messages. */
export function oddsAfter(fit: readonly Message[]): (text: string) => number {
  const askingOf = createAsking(solveAsking(fit));
  return (text) => askingOf(text).odds;
}

/** Log-odds of each message of `fit` by a model that has not seen its group, and of any other text by one of all. */
export function heldOutOdds(fit: readonly Message[]): (text: string) => number {
  const oddsOf = new Map<string, number>();
  for (let fold = 0; fold < FOLDS; fold += 1) {
    const own = fit.filter(({ group }) => foldOf(group) === fold);
    const odds = oddsAfter(fit.filter(({ group }) => foldOf(group) !== fold));
    for (const { text } of own) oddsOf.set(text, odds(text));
  }
  const others = oddsAfter(fit);
  return (text) => oddsOf.get(text) ?? others(text);
}
