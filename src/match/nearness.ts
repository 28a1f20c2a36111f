/** How near a question is to the wordings that members confirmed for an entry, beside the entry that leads without them. */

import type { Confirmed, ConfirmedWording } from './confirmed.js';
import { DOUBT_POWER, LEAST_NEARNESS, MOST_LIFT, NEARNESS_WEIGHTS } from './confirmed-model.js';
import { holds } from './compare.js';
import { holder, holderBy, type TermTest } from './evidence.js';
import type { View } from './lexicon.js';
import type { PreparedEntry } from './prepared.js';
import type { PreparedQuestion, QuestionTerm } from './question.js';

/** The parts of nearness, each with the sign that its weight must have. */
export const NEARNESS_SIGNS = {
  /** Cosines of question and nearest wording, by grams and by groups of the glossary. */
  grams: 1,
  concepts: 1,
  /** What the wordings share with the question that the entry does not hold by itself. */
  newWords: 1,
  newGrams: 1,
  newConcepts: 1,
  /** How much more of the question the entry holds with its wordings than the leading one does, or how much less. */
  ahead: 1,
  /** Whether question and wording name projects, and none in common. */
  otherProject: -1,
  /** The most telling word of the question that the leading entry alone holds. */
  leaderOnly: -1,
  /** The share of the nearest wording that the question covers. */
  reverse: 1,
} as const;

export type NearnessName = keyof typeof NEARNESS_SIGNS;
export type Nearness = Readonly<Record<NearnessName, number>>;

function isNearness(name: string): name is NearnessName {
  return name in NEARNESS_SIGNS;
}
export const NEARNESS: readonly NearnessName[] = Object.keys(NEARNESS_SIGNS).filter(isNearness);

/** A term of the question with its weight among confirmed wordings. */
interface Weighed {
  readonly term: QuestionTerm;
  readonly weight: number;
}

/** A question made ready for the comparison with many wordings. */
export interface Asked {
  readonly question: PreparedQuestion;
  readonly terms: Readonly<Record<View, readonly Weighed[]>>;
  readonly totals: Readonly<Record<View, number>>;
  readonly lengths: Readonly<Record<View, number>>;
}

function sum(weighed: readonly Weighed[], power: 1 | 2, test: TermTest = () => true): number {
  let all = 0;
  for (const { term, weight } of weighed) if (test(term)) all += weight ** power;
  return all;
}

export function askedOf(question: PreparedQuestion, confirmed: Confirmed): Asked {
  const weighed = (view: View): readonly Weighed[] =>
    question[view].terms
      // That both name the same project is nothing that brings them nearer: the ranker knows of it.
      .filter(({ content }) => content)
      .map((term) => ({ term, weight: confirmed.weigh(view, term.term) }))
      .filter(({ weight }) => weight > 0);
  const terms = { word: weighed('word'), gram: weighed('gram'), concept: weighed('concept') };
  const each = (measure: (view: View) => number): Asked['totals'] => ({
    word: measure('word'),
    gram: measure('gram'),
    concept: measure('concept'),
  });
  return {
    question,
    terms,
    totals: each((view) => sum(terms[view], 1)),
    lengths: each((view) => Math.sqrt(sum(terms[view], 2))),
  };
}

/** What stands against the entry: the leading match, and whether it holds a term. */
export type Leader = TermTest | undefined;

export interface Near {
  /** The nearest of the entry's wordings. */
  readonly wording: ConfirmedWording;
  readonly nearness: Nearness;
  /** Whether it is the question itself, letter by letter. */
  readonly isSame: boolean;
  /** Weight of the question's words that the wordings hold. */
  readonly shared: number;
  /** Whether the wordings hold a word of the question, as it is or in other words of the glossary. */
  readonly holdsWord: TermTest;
}

function cosine(
  view: View,
  { terms, lengths }: Asked,
  held: ReadonlySet<string>,
  confirmed: Confirmed,
): number {
  const dot = sum(terms[view], 2, ({ term }) => held.has(term));
  if (dot === 0) return 0;
  let square = 0;
  for (const term of held) square += confirmed.weigh(view, term) ** 2;
  return dot / (lengths[view] * Math.sqrt(square));
}

export interface Comparison {
  readonly asked: Asked;
  readonly entry: PreparedEntry;
  readonly wordings: readonly ConfirmedWording[];
  readonly leader: Leader;
  readonly confirmed: Confirmed;
}

export function nearnessOf(comparison: Comparison): Near | undefined {
  const { asked, entry, wordings, leader, confirmed } = comparison;
  const { question, terms, totals } = asked;
  let best: { wording: ConfirmedWording; sum: number; grams: number; concepts: number } | undefined;
  for (const wording of wordings) {
    const [words, grams, concepts] = [
      cosine('word', asked, wording.terms.word, confirmed),
      cosine('gram', asked, wording.terms.gram, confirmed),
      cosine('concept', asked, wording.terms.concept, confirmed),
    ];
    const all = words + grams + concepts;
    if (best === undefined || all > best.sum) best = { wording, sum: all, grams, concepts };
  }
  if (best === undefined || best.sum === 0) return undefined;
  const { wording } = best;

  const said = (view: View, term: string): boolean => wordings.some((one) => one.terms[view].has(term));
  const own = holder(entry, question);
  const byWordings = holderBy(
    question,
    ({ term }) => said('word', term),
    ({ term }) => said('concept', term),
  );
  const novel = (view: View, has: TermTest): number =>
    totals[view] === 0
      ? 0
      : sum(terms[view], 1, (term) => said(view, term.term) && !has(term)) / Math.sqrt(totals[view]);

  let ahead = 0;
  let leaderOnly = 0;
  for (const { term, weight } of terms.word) {
    const held = own(term) || byWordings(term);
    const leads = leader?.(term) ?? false;
    if (held && !leads) ahead += weight;
    if (held || !leads) continue;
    ahead -= weight;
    leaderOnly = Math.max(leaderOnly, weight);
  }
  const named = wording.projects;
  const apart =
    question.projects.size > 0 && named.size > 0 && ![...question.projects].some((name) => named.has(name));
  let length = 0;
  for (const term of wording.terms.word) length += confirmed.weigh('word', term);
  const covered = sum(terms.word, 1, ({ term }) => wording.terms.word.has(term));
  return {
    wording,
    isSame: wordings.some(({ letters }) => letters === question.letters),
    shared: sum(terms.word, 1, byWordings),
    holdsWord: byWordings,
    nearness: {
      grams: best.grams,
      concepts: best.concepts,
      newWords: novel('word', own),
      newGrams: novel('gram', ({ id }) => holds(entry, 'gram', id)),
      newConcepts: novel('concept', ({ id }) => holds(entry, 'concept', id)),
      ahead: totals.word === 0 ? 0 : ahead / Math.sqrt(totals.word),
      otherProject: apart ? 1 : 0,
      leaderOnly,
      reverse: length === 0 ? 0 : covered / length,
    },
  };
}

/** The numbers that {@link liftOf} goes by. */
export interface LiftModel {
  readonly weights: Nearness;
  readonly least: number;
  readonly most: number;
  readonly power: number;
}

export const LIFT_MODEL: LiftModel = {
  weights: NEARNESS_WEIGHTS,
  least: LEAST_NEARNESS,
  most: MOST_LIFT,
  power: DOUBT_POWER,
};

/** What is added to an entry's score. `doubt` (0..1) is about the best match without any wordings. */
export type LiftFunction = (near: Near, doubt: number) => number;

/** 0..`most`. */
export function liftOf(
  { nearness, isSame }: Pick<Near, 'nearness' | 'isSame'>,
  doubt: number,
  { weights, least, most, power }: LiftModel = LIFT_MODEL,
): number {
  if (isSame) return most;
  let score = -least;
  for (const name of NEARNESS) score += weights[name] * nearness[name];
  return Math.max(0, Math.min(most, score)) * doubt ** power;
}
