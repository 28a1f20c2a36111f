/**
 * A ranking with the confirmed wordings taken into account: evidence of its own that is added to a ranking which knows nothing of
 * it. Where no wording is near, nothing is.
 */

import { logistic, logit } from '../../logistic.js';
import type { IndexedEntries } from '../index/indexed-entries.js';
import type { Candidate, Found } from '../rank/candidates.js';
import { confidenceOf } from '../rank/confidence.js';
import { evidenceFor, holder, type TermTest } from '../rank/evidence.js';
import { createConfirmed } from './wordings.js';
import { askedOf, type LiftFunction, liftOf, type Near, nearnessOf } from './nearness.js';
import { polarityOf } from '../analyse/polarity.js';
import type { PreparedEntry } from '../analyse/entry.js';
import type { PreparedQuestion } from '../analyse/question.js';
import { byScore, type RankedCandidate } from '../rank/rank.js';

/** What a confirmed wording does for its entry. */
export interface Lift {
  readonly near: Near;
  /** What is added to the score. */
  readonly value: number;
}

export interface LearnedRanking {
  /** The lifted entry, then the others in the order that they had. */
  readonly ranked: readonly RankedCandidate[];
  readonly lift: Lift;
  /** Of the match at a place of `ranked`. */
  readonly confidenceAt: (place: number) => number;
}

export interface ConfirmedRanker {
  set(id: string, wordings: readonly string[]): void;
  /** `undefined` where no confirmed wording counts. */
  rank(asked: RankedQuestion): LearnedRanking | undefined;
}

interface RankedQuestion {
  readonly found: Found;
  readonly ranked: readonly RankedCandidate[];
  /** The project to stay within. */
  readonly project?: string;
  readonly rankFurther: (candidates: readonly Candidate[]) => readonly RankedCandidate[];
}

/** A name of this rarity must be held somewhere before learning makes the bot surer. */
const IMPORTANT = 0.5;

/** Log-odds that a wording adds at most. These four were set on the outcomes that `npm run eval:learning -- --verbose` prints. */
const MOST_RAISE = 1.6;

/** Weight of the words that question and wordings share, from which they count, and from which they count in full. */
const LEAST_SHARED = 1;
const ENOUGH_SHARED = 3;

/** Cosine by groups of the glossary from which the views agree. */
const AGREEING_CONCEPTS = 0.3;

/** Confidence in an entry for a question that members confirmed letter by letter. */
const SAME_QUESTION = 0.9;

const DIGIT = /\p{Nd}/u;

/** Whether question and wording differ in what a single word can turn around: a name, a number, a negation. */
function isOtherQuestion(entry: PreparedEntry, question: PreparedQuestion, near: Near): boolean {
  if (near.isSame) return false;
  if (near.nearness.otherProject > 0 || polarityOf(question.text) !== polarityOf(near.wording.plain))
    return true;
  const own = holder(entry, question);
  const inQuestion: TermTest = ({ id }) => entry.postings.word.has(id);
  return question.word.terms.some((term) => {
    if (near.holdsWord(term) || !(term.name || DIGIT.test(term.term))) return false;
    // A number in the answer is seldom the one that was asked for.
    if (DIGIT.test(term.term)) return !inQuestion(term);
    return term.role !== 'whole' && term.weight >= IMPORTANT && !own(term);
  });
}

/**
 * Between what the entry gets by itself and what it gets with its wording. A wording that shares little with the question, or
 * is near in one view alone, makes nobody surer.
 */
function surer(before: number, after: number, { isSame, nearness, shared }: Near): number {
  if (isSame) return Math.max(before, after, SAME_QUESTION);
  if (after <= before || nearness.concepts < AGREEING_CONCEPTS) return before;
  const trust = Math.max(0, Math.min(1, (shared - LEAST_SHARED) / (ENOUGH_SHARED - LEAST_SHARED)));
  const raise = Math.min(MOST_RAISE, trust * (logit(after) - logit(before)));
  return logistic(logit(before) + raise);
}

function threadOf({ candidate }: RankedCandidate): string {
  return candidate.prepared.entry.thread.id;
}

function idOf({ candidate }: RankedCandidate): string {
  return candidate.prepared.entry.id;
}

export function createConfirmedRanker(
  entries: IndexedEntries,
  liftBy: LiftFunction = liftOf,
): ConfirmedRanker {
  const confirmed = createConfirmed(entries);

  /** The lifts of the entries that have a wording near the question, by their ids. */
  function liftsFor({ found, ranked, project }: RankedQuestion): ReadonlyMap<string, Lift> {
    const { question } = found;
    const [first] = ranked;
    const next = ranked.find((one) => first !== undefined && threadOf(one) !== threadOf(first));
    const doubt = first === undefined ? 1 : 1 - confidenceOf(evidenceFor(0, ranked, question));
    const asked = askedOf(question, confirmed);
    const lifts = new Map<string, Lift>();
    for (const learned of confirmed.near(question)) {
      const { id } = learned;
      const entry = entries.preparedOf(id);
      if (entry === undefined || (project !== undefined && entry.entry.project !== project)) continue;
      const rival = first !== undefined && idOf(first) === id ? next : first;
      const leader = rival && holder(rival.candidate.prepared, question);
      const near = nearnessOf({ asked, entry, learned, leader, confirmed });
      const value = near === undefined ? 0 : liftBy(near, doubt);
      if (near !== undefined && value > 0) lifts.set(id, { near, value });
    }
    return lifts;
  }

  return {
    set: (id, wordings) => confirmed.set(id, wordings),
    rank(asked) {
      const { found, ranked, rankFurther } = asked;
      // A message that leans on the one before it is not what was confirmed.
      if (confirmed.size === 0 || found.question.previous !== '') return undefined;
      const lifts = liftsFor(asked);
      const known = new Set(ranked.map(idOf));
      const further = [...lifts.keys()]
        .filter((id) => !known.has(id))
        .map((id) => entries.preparedOf(id))
        .map((entry) => entry && found.further(entry))
        .filter((candidate) => candidate !== undefined);
      const all = [...ranked, ...(further.length === 0 ? [] : rankFurther(further))];
      const [lifted] = all
        .map((one) => ({ ...one, score: one.score + (lifts.get(idOf(one))?.value ?? 0) }))
        .toSorted(byScore);
      const lift = lifted && lifts.get(idOf(lifted));
      const first = lifted && all.find((one) => idOf(one) === idOf(lifted));
      // A wording that does not bring its entry to the front changes nothing at all.
      if (first === undefined || lifted === undefined || lift === undefined) return undefined;
      const others = ranked.filter((one) => idOf(one) !== idOf(first));
      const after = [lifted, ...others];
      const confidenceAt = confidenceWith({
        question: found.question,
        before: ranked,
        alone: [first, ...others].toSorted(byScore),
        after,
        lift,
      });
      return { ranked: after, lift, confidenceAt };
    },
  };
}

interface Lifted {
  readonly question: PreparedQuestion;
  /** The ranking without the wording. */
  readonly before: readonly RankedCandidate[];
  /** The same with the lifted entry among the others, at its own score. */
  readonly alone: readonly RankedCandidate[];
  /** The ranking with the lifted entry in front. */
  readonly after: readonly RankedCandidate[];
  readonly lift: Lift;
}

function confidenceWith({ question, before, alone, after, lift }: Lifted): (place: number) => number {
  const [lifted] = after;
  const [leader] = before;
  const confidenceIn = (ranked: readonly RankedCandidate[], one: RankedCandidate): number =>
    confidenceOf(
      evidenceFor(
        ranked.findIndex((other) => idOf(other) === idOf(one)),
        ranked,
        question,
      ),
    );

  return (place) => {
    const one = after[place];
    if (one === undefined || lifted === undefined) return 0;
    if (place > 0) {
      const beside = confidenceIn(after, one);
      // Who stands behind a lifted entry can only lose by it, but for the other turns of its thread.
      return threadOf(one) === threadOf(lifted) ? Math.min(beside, confidenceIn(alone, one)) : beside;
    }
    const own = confidenceIn(alone, one);
    if (isOtherQuestion(one.candidate.prepared, question, lift.near)) return own;
    const withWording = confidenceOf(evidenceFor(0, after, question, lift.near.holdsWord));
    const surest = surer(own, withWording, lift.near);
    if (lift.near.isSame || leader === undefined || threadOf(leader) === threadOf(one)) return surest;
    // Two answers are not both likely: what the displaced one has is not the other's.
    return Math.max(own, Math.min(surest, 1 - confidenceIn(before, leader)));
  };
}
