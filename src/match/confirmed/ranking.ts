/**
 * A ranking with the confirmed wordings taken into account: evidence of its own that is added to a ranking which knows nothing of
 * it. Where no wording is near, nothing is.
 */

import type { IndexedEntries } from '../index/indexed-entries.js';
import type { Candidate, Found } from '../rank/candidates.js';
import { confidenceOf, evidenceFor, holder, type TermTest } from '../rank/confidence.js';
import { createConfirmed } from './wordings.js';
import { askedOf, type LiftFunction, liftOf, type Near, nearnessOf } from './nearness.js';
import { polarityOf } from '../analyse/polarity.js';
import type { PreparedEntry } from '../analyse/entry.js';
import type { PreparedQuestion } from '../analyse/question.js';
import type { RankedCandidate } from '../rank/rank.js';

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
  rank(asked: Asked): LearnedRanking | undefined;
}

interface Asked {
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

function logit(probability: number): number {
  return Math.log(probability / (1 - probability));
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
  return 1 / (1 + Math.exp(-(logit(before) + raise)));
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

  function nearTo({ found, ranked, project }: Asked): ReadonlyMap<string, Lift> {
    const { question } = found;
    const [first] = ranked;
    const next = ranked.find((one) => first !== undefined && threadOf(one) !== threadOf(first));
    const doubt = first === undefined ? 1 : 1 - confidenceOf(evidenceFor(0, ranked, question));
    const asked = askedOf(question, confirmed);
    const near = new Map<string, Lift>();
    for (const learned of confirmed.near(question)) {
      const { id } = learned;
      const entry = entries.preparedOf(id);
      if (entry === undefined || (project !== undefined && entry.entry.project !== project)) continue;
      const rival = first !== undefined && idOf(first) === id ? next : first;
      const one = nearnessOf({
        asked,
        entry,
        learned,
        leader: rival && holder(rival.candidate.prepared, question),
        confirmed,
      });
      const value = one === undefined ? 0 : liftBy(one, doubt);
      if (one !== undefined && value > 0) near.set(id, { near: one, value });
    }
    return near;
  }

  return {
    set: (id, wordings) => confirmed.set(id, wordings),
    rank(asked) {
      const { found, ranked, rankFurther } = asked;
      const { question } = found;
      // A message that leans on the one before it is not what was confirmed.
      if (confirmed.size === 0 || question.previous !== '') return undefined;
      const near = nearTo(asked);
      if (near.size === 0) return undefined;

      const known = new Set(ranked.map(idOf));
      const further = [...near.keys()]
        .filter((id) => !known.has(id))
        .map((id) => entries.preparedOf(id))
        .map((entry) => entry && found.further(entry))
        .filter((candidate) => candidate !== undefined);
      const candidates = [...ranked, ...(further.length === 0 ? [] : rankFurther(further))];
      const scoreOf = (one: RankedCandidate): number => one.score + (near.get(idOf(one))?.value ?? 0);
      const [first] = candidates.toSorted((a, b) => scoreOf(b) - scoreOf(a) || (idOf(a) < idOf(b) ? -1 : 1));
      const lift = first && near.get(idOf(first));
      // A wording that does not bring its entry to the front changes nothing at all.
      if (first === undefined || lift === undefined) return undefined;

      const lifted = { ...first, score: scoreOf(first) };
      const others = ranked.filter((one) => idOf(one) !== idOf(first));
      const after = [lifted, ...others];
      const alone = inOrder([first, ...others]);
      const confidenceAt = (place: number): number => {
        const one = after[place];
        if (one === undefined) return 0;
        const alonePlace = (): number => alone.findIndex((other) => idOf(other) === idOf(one));
        if (place > 0) {
          const beside = confidenceOf(evidenceFor(place, after, question));
          // Who stands behind a lifted entry can only lose by it, but for the other turns of its thread.
          if (threadOf(one) !== threadOf(first)) return beside;
          return Math.min(beside, confidenceOf(evidenceFor(alonePlace(), alone, question)));
        }
        const before = confidenceOf(evidenceFor(alonePlace(), alone, question));
        if (isOtherQuestion(first.candidate.prepared, question, lift.near)) return before;
        const surest = surer(
          before,
          confidenceOf(evidenceFor(0, after, question, lift.near.holdsWord)),
          lift.near,
        );
        const leader = ranked[0];
        if (lift.near.isSame || leader === undefined || threadOf(leader) === threadOf(first)) return surest;
        // Two answers are not both likely: what the displaced one has is not the other's.
        return Math.max(before, Math.min(surest, 1 - confidenceOf(evidenceFor(0, ranked, question))));
      };
      return { ranked: after, lift, confidenceAt };
    },
  };
}

function inOrder(ranked: readonly RankedCandidate[]): readonly RankedCandidate[] {
  return ranked.toSorted((a, b) => b.score - a.score || (idOf(a) < idOf(b) ? -1 : 1));
}
