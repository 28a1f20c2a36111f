/** How near a question is to the wordings that members confirmed for an entry, compared with the entry that leads without them. */

import { keysOf } from '../../record.js';
import { type Confirmed, type ConfirmedEntry, type ConfirmedWording } from './wordings.js';
import { DOUBT_POWER, LEAST_NEARNESS, MOST_LIFT, NEARNESS_WEIGHTS } from './model.js';
import { holds } from '../rank/compare.js';
import { holder, holderBy, type TermTest } from '../rank/evidence.js';
import { byView, type View } from '../analyse/lexicon.js';
import type { PreparedEntry } from '../analyse/entry.js';
import type { PreparedQuestion, QuestionTerm } from '../analyse/question.js';

/** The parts of nearness, each with the sign that its weight must have. */
export const NEARNESS_SIGNS = {
  /** Cosines of question and nearest wording, by grams and by groups of the glossary. */
  grams: 1,
  concepts: 1,
  /** Groups of the glossary that the wordings share with the question and the entry does not hold by itself. */
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

export const NEARNESS = keysOf(NEARNESS_SIGNS);

/** A term of the question with its weight among confirmed wordings. */
interface Weighed {
  readonly term: QuestionTerm;
  readonly weight: number;
}

/** A question made ready for the comparison with many wordings. */
export interface WeighedQuestion {
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

export function askedOf(question: PreparedQuestion, confirmed: Confirmed): WeighedQuestion {
  const weighed = (view: View): readonly Weighed[] =>
    question[view].terms
      // That both name the same project is nothing that brings them nearer: the ranker knows of it.
      .filter(({ content }) => content)
      .map((term) => ({ term, weight: confirmed.weigh(view, term.term) }))
      .filter(({ weight }) => weight > 0);
  const terms = byView(weighed);
  return {
    question,
    terms,
    totals: byView((view) => sum(terms[view], 1)),
    lengths: byView((view) => Math.sqrt(sum(terms[view], 2))),
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

function cosine(view: View, asked: WeighedQuestion, wording: ConfirmedWording, confirmed: Confirmed): number {
  const dot = sum(asked.terms[view], 2, ({ term }) => wording.terms[view].has(term));
  return dot === 0 ? 0 : dot / (asked.lengths[view] * confirmed.sumsOf(wording).lengths[view]);
}

export interface Comparison {
  readonly asked: WeighedQuestion;
  readonly entry: PreparedEntry;
  readonly learned: ConfirmedEntry;
  readonly leader: Leader;
  readonly confirmed: Confirmed;
}

export function nearnessOf(comparison: Comparison): Near | undefined {
  const { asked, entry, learned, leader, confirmed } = comparison;
  const { question, terms, totals } = asked;
  let best: { wording: ConfirmedWording; sum: number; grams: number; concepts: number } | undefined;
  for (const wording of learned.wordings) {
    const [words, grams, concepts] = [
      cosine('word', asked, wording, confirmed),
      cosine('gram', asked, wording, confirmed),
      cosine('concept', asked, wording, confirmed),
    ];
    const all = words + grams + concepts;
    if (best === undefined || all > best.sum) best = { wording, sum: all, grams, concepts };
  }
  if (best === undefined || best.sum === 0) return undefined;
  const { wording } = best;

  const said = (view: View, term: string): boolean => learned.terms[view].has(term);
  const own = holder(entry, question);
  const byWordings = holderBy(
    question,
    ({ term }) => said('word', term),
    ({ term }) => said('concept', term),
  );

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
  const length = confirmed.sumsOf(wording).words;
  const covered = sum(terms.word, 1, ({ term }) => wording.terms.word.has(term));
  return {
    wording,
    isSame: learned.wordings.some(
      ({ letters }) => letters === question.letters || letters === question.typedLetters,
    ),
    shared: sum(terms.word, 1, byWordings),
    holdsWord: byWordings,
    nearness: {
      grams: best.grams,
      concepts: best.concepts,
      newConcepts:
        totals.concept === 0
          ? 0
          : sum(terms.concept, 1, ({ term, id }) => said('concept', term) && !holds(entry, 'concept', id)) /
            Math.sqrt(totals.concept),
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

/**
 * Where the leading entry alone holds a word as telling as this (0..1), the wording misses something important. With this limit
 * `npm run eval:learning` loses no question of queries.jsonl; without it one, and the held-out wordings gain half a point more.
 */
const MOST_LEADER_ONLY = 0.5;

/** 0..`most`. */
export function liftOf(
  { nearness, isSame }: Pick<Near, 'nearness' | 'isSame'>,
  doubt: number,
  { weights, least, most, power }: LiftModel = LIFT_MODEL,
): number {
  if (isSame) return most;
  if (nearness.leaderOnly > MOST_LEADER_ONLY) return 0;
  let score = -least;
  for (const name of NEARNESS) score += weights[name] * nearness[name];
  return Math.max(0, Math.min(most, score)) * doubt ** power;
}
