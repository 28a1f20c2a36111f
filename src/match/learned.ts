/**
 * A ranking with the confirmed wordings taken into account: evidence of its own that is added to a ranking which knows nothing of
 * it. Where no wording is near, nothing is.
 */

import type { Candidate, CandidateFinder, Found } from './candidates.js';
import { confidenceOf } from './confidence.js';
import { type Confirmed, createConfirmed } from './confirmed.js';
import { CONFIRMED_TRUST } from './confirmed-model.js';
import { evidenceFor, holder, type TermTest } from './evidence.js';
import { askedOf, liftOf, type Near, nearnessOf } from './nearness.js';
import { polarityOf } from './polarity.js';
import type { PreparedEntry } from './prepared.js';
import type { PreparedQuestion } from './question.js';
import type { RankedCandidate } from './rank.js';

/** An entry that a confirmed wording lifted. */
export interface Lift {
  readonly near: Near;
  /** What was added to the score. */
  readonly value: number;
  readonly confidence: number;
}

export interface LearnedRanking {
  readonly ranked: readonly RankedCandidate[];
  /** By entry id. */
  readonly lifts: ReadonlyMap<string, Lift>;
  /** Of the match at a place of `ranked`. */
  readonly confidenceAt: (place: number) => number;
}

export interface Learner {
  set(id: string, wordings: readonly string[]): void;
  /** `undefined` where no confirmed wording counts. */
  rank(asked: Asked): LearnedRanking | undefined;
}

interface Asked {
  readonly found: Found;
  readonly ranked: readonly RankedCandidate[];
  /** The project to stay within. */
  readonly project?: string | undefined;
  readonly rankFurther: (candidates: readonly Candidate[]) => readonly RankedCandidate[];
}

/** A word of the question as telling as this must be held somewhere before learning makes the bot surer. */
const IMPORTANT = 0.5;

const DIGIT = /\p{Nd}/u;

/** Whether question and wording differ in what a single word can turn around: a name, a number, a negation. */
function isOtherQuestion(
  entry: PreparedEntry,
  question: PreparedQuestion,
  near: Near,
  confirmed: Confirmed,
): boolean {
  if (near.nearness.otherProject > 0 || polarityOf(question.text) !== polarityOf(near.wording.plain))
    return true;
  const own = holder(entry, question);
  const inQuestion: TermTest = ({ id }) => entry.postings.word.has(id);
  return question.word.terms.some((term) => {
    if (near.holdsWord(term) || !(term.name || DIGIT.test(term.term))) return false;
    // A number in the answer is seldom the one that was asked for.
    if (DIGIT.test(term.term)) return !inQuestion(term);
    return term.role !== 'whole' && confirmed.weigh('word', term.term) >= IMPORTANT && !own(term);
  });
}

function logit(probability: number): number {
  return Math.log(probability / (1 - probability));
}

/** `CONFIRMED_TRUST` of the way, in log-odds, from what the entry gets by itself to what it gets with its wordings. */
function between(before: number, after: number): number {
  if (after <= before) return before;
  return 1 / (1 + Math.exp(-(logit(before) + CONFIRMED_TRUST * (logit(after) - logit(before)))));
}

function idOf({ candidate }: RankedCandidate): string {
  return candidate.prepared.entry.id;
}

export function createLearner(finder: CandidateFinder): Learner {
  const confirmed = createConfirmed(finder.lexicon, finder.concepts);

  function nearTo({ found, ranked, project }: Asked): ReadonlyMap<string, { near: Near; value: number }> {
    const { question } = found;
    const [first] = ranked;
    const next = ranked.find(
      ({ candidate }) =>
        candidate.prepared.entry.thread.id !== first?.candidate.prepared.entry.thread.id,
    );
    const doubt = first === undefined ? 1 : 1 - confidenceOf(evidenceFor(0, ranked, question));
    const asked = askedOf(question, confirmed);
    const near = new Map<string, { near: Near; value: number }>();
    for (const [id, wordings] of confirmed.near(question)) {
      const entry = finder.preparedOf(id);
      if (entry === undefined || (project !== undefined && entry.entry.project !== project)) continue;
      const rival = first !== undefined && idOf(first) === id ? next : first;
      const found = nearnessOf({
        asked,
        entry,
        wordings,
        leader: rival && holder(rival.candidate.prepared, question),
        confirmed,
        projectsOf: finder.projectsOf,
      });
      const value = found === undefined ? 0 : liftOf(found.nearness, doubt);
      if (found !== undefined && value > 0) near.set(id, { near: found, value });
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
        .map((id) => finder.preparedOf(id))
        .map((entry) => entry && found.further(entry))
        .filter((candidate) => candidate !== undefined);
      const before = further.length === 0 ? ranked : inOrder([...ranked, ...rankFurther(further)]);
      const after = inOrder(
        before.map((one) => ({ ...one, score: one.score + (near.get(idOf(one))?.value ?? 0) })),
      );
      const alone = new Map(
        before.map((one, place) => [idOf(one), confidenceOf(evidenceFor(place, before, question))]),
      );
      const lifts = new Map<string, Lift>();
      const confidences = after.map((one, place): number => {
        const id = idOf(one);
        const own = alone.get(id) ?? 0;
        const lift = near.get(id);
        if (lift === undefined) return Math.min(own, confidenceOf(evidenceFor(place, after, question)));
        const { prepared } = one.candidate;
        const confidence = isOtherQuestion(prepared, question, lift.near, confirmed)
          ? own
          : between(own, confidenceOf(evidenceFor(place, after, question, lift.near.holdsWord)));
        lifts.set(id, { ...lift, confidence });
        return confidence;
      });
      return { ranked: after, lifts, confidenceAt: (place) => confidences[place] ?? 0 };
    },
  };
}

function inOrder(ranked: readonly RankedCandidate[]): readonly RankedCandidate[] {
  return ranked.toSorted((a, b) => b.score - a.score || (idOf(a) < idOf(b) ? -1 : 1));
}
