/** What the confidence of a match is judged by: how it was found, not how it was worded. All free of scale. */

import type { Candidate } from './candidates.js';
import { keysOf } from '../../record.js';
import { holds } from './compare.js';
import type { PreparedEntry } from '../analyse/entry.js';
import type { Differences } from '../differences/differences.js';
import { type PreparedQuestion, type QuestionConcept, type QuestionTerm } from '../analyse/question.js';
import type { RankedCandidate } from './rank.js';
import { wordTokens } from '../../text/tokenise.js';

/** Each with the sign that its weight must have. The length of the question is left out on purpose. */
export const EVIDENCE_SIGNS = {
  /** Share of the match's thread in a softmax of the scores, and its odds. */
  share: 1,
  odds: 1,
  /** Distance of the score to that of the best match of another thread. */
  margin: 1,
  /** Weighted share of the question's content that the entry holds neither in these words nor in the glossary's. */
  uncovered: -1,
  /** How much of the content the entry holds: a single common word in common proves little. Full from a few on. */
  held: 1,
  /** Greatest weight of a Latin word of the content that the entry does not hold. */
  missingLatin: -1,
  /** Share of the question of the history that the question covers. */
  reverse: 1,
  /** The classifier's margin, and how far it is above that of every other thread. */
  sound: 1,
  soundGap: 1,
  /** How near the question comes to another wording of the entry, where a language model drafted that. */
  otherDrafted: 0,
  /** Whether the question names the entry's project (1), or another one (-1). */
  project: 1,
  /** See {@link Differences}; each count up to {@link MOST_DIFFERENCES}. What is plain is no evidence: it keeps an answer back by itself. */
  doubtful: -1,
  strange: -1,
  strangeActs: -1,
  otherPolarity: -1,
} as const;

export type EvidenceName = keyof typeof EVIDENCE_SIGNS;
export type Evidence = Readonly<Record<EvidenceName, number>>;

export const EVIDENCE = keysOf(EVIDENCE_SIGNS);

/** A margin past this is as sure as it gets, in units of the score. */
const WIDEST_MARGIN = 4;

/** Brings the odds to about 0..1. */
const ODDS_SCALE = 5;

/** Weight of the content held that is as sure as it gets, so that long questions gain nothing by their length. */
const ENOUGH_HELD = 2;

/** Keeps the odds of a share of 1 finite. */
const LEAST_SHARE = 1e-3;

/** Entries that a match is set against: those that share nothing with the question, and score 0, fill the field. */
const FIELD = 30;

/** More differences than that make nothing surer. */
const MOST_DIFFERENCES = 2;

/** The least margin that a rival counts with: it sounds like nothing, as the entries do that are not among the candidates. */
const LEAST_SOUND = -1;
/** Further apart is as sure as it gets. */
const WIDEST_SOUND = 2;

/** 0 for both where the entry is not learned yet, or nothing is. */
function soundOf(
  { candidate: own }: RankedCandidate,
  ranked: readonly RankedCandidate[],
): Pick<Evidence, 'sound' | 'soundGap'> {
  if (own.sound === undefined) return { sound: 0, soundGap: 0 };
  const { margin, weight } = own.sound;
  let rival = LEAST_SOUND * weight;
  for (const { candidate } of ranked) {
    if (threadOf(candidate) !== threadOf(own)) rival = Math.max(rival, candidate.sound?.margin ?? rival);
  }
  return { sound: margin, soundGap: Math.max(-WIDEST_SOUND, Math.min(WIDEST_SOUND, margin - rival)) };
}

interface Standing {
  readonly share: number;
  readonly odds: number;
  readonly margin: number;
}

function threadOf({ prepared }: Candidate): string {
  return prepared.entry.thread.id;
}

function standing(own: RankedCandidate, ranked: readonly RankedCandidate[]): Standing {
  const greatest = ranked[0]?.score ?? 0;
  const thread = threadOf(own.candidate);
  let all = Math.max(0, FIELD - ranked.length) * Math.exp(-greatest);
  let threadSum = 0;
  let rival = 0;
  for (const { candidate, score } of ranked.slice(0, FIELD)) {
    const power = Math.exp(score - greatest);
    all += power;
    if (threadOf(candidate) === thread) threadSum += power;
    else rival = Math.max(rival, score);
  }
  const share = threadSum / all;
  return {
    share,
    odds: Math.log((share + LEAST_SHARE) / (1 - share + LEAST_SHARE)) / ODDS_SCALE,
    margin: Math.max(0, Math.min(WIDEST_MARGIN, own.score - rival)) / WIDEST_MARGIN,
  };
}

export type TermTest = (term: QuestionTerm) => boolean;

/** Tells whether an entry holds a term as it is, or says the same in other words of the glossary. */
export function holder(entry: PreparedEntry, question: PreparedQuestion): TermTest {
  return holderBy(
    question,
    ({ id }) => holds(entry, 'word', id),
    ({ id }) => holds(entry, 'concept', id),
  );
}

/** Words of the groups that a question mentions: asked for with each of its candidates. */
const surfaceTerms = new WeakMap<QuestionConcept, readonly string[]>();

function termsOfSurface(concept: QuestionConcept): readonly string[] {
  let terms = surfaceTerms.get(concept);
  if (terms === undefined) {
    terms = wordTokens(concept.surface).map(({ term }) => term);
    surfaceTerms.set(concept, terms);
  }
  return terms;
}

/** The same of anything that holds words and groups of the glossary. */
export function holderBy(question: PreparedQuestion, holdsWord: TermTest, holdsConcept: TermTest): TermTest {
  const concepts = question.concept.terms.filter(holdsConcept);
  const said = concepts.map(({ surface }) => surface);
  const saidTerms = new Set(concepts.flatMap(termsOfSurface));
  return (asked) =>
    holdsWord(asked) ||
    saidTerms.has(asked.term) ||
    (!asked.latin && said.some((surface) => surface.includes(asked.term)));
}

interface Content {
  readonly uncovered: number;
  readonly held: number;
  readonly missingLatin: number;
}

function contentOf(entry: PreparedEntry, question: PreparedQuestion, alsoHolds: TermTest): Content {
  const isHeld = holder(entry, question);
  let content = 0;
  let uncovered = 0;
  let held = 0;
  let missingLatin = 0;
  for (const term of question.word.terms) {
    const has = isHeld(term) || alsoHolds(term);
    if (term.content) {
      content += term.weight;
      if (has) held += term.weight;
      else uncovered += term.weight;
    }
    if (!has && term.latin && term.content) missingLatin = Math.max(missingLatin, term.weight);
  }
  return {
    uncovered: content === 0 ? 1 : uncovered / content,
    held: Math.min(1, held / ENOUGH_HELD),
    missingLatin,
  };
}

const most = (count: number): number => Math.min(MOST_DIFFERENCES, count);

function differenceEvidence(
  differences: Differences,
): Pick<Evidence, 'doubtful' | 'strange' | 'strangeActs' | 'otherPolarity'> {
  const { doubtful, strange, strangeActs, otherPolarity } = differences;
  return {
    doubtful: most(doubtful),
    strange: most(strange),
    strangeActs: most(strangeActs),
    otherPolarity: otherPolarity ? 1 : 0,
  };
}

/**
 * The evidence for the match at `place` of `ranked`, which is sorted by score. `alsoHolds` tells of terms that the entry holds
 * by a confirmed wording, in addition to its own.
 */
export function evidenceFor(
  place: number,
  ranked: readonly RankedCandidate[],
  question: PreparedQuestion,
  alsoHolds: TermTest = () => false,
): Evidence {
  const own = ranked[place];
  if (own === undefined) throw new RangeError(`There is no match at ${place}.`);
  const { prepared, features, differences } = own.candidate;
  return {
    ...standing(own, ranked),
    ...contentOf(prepared, question, alsoHolds),
    reverse: features.reverseWord,
    ...soundOf(own, ranked),
    otherDrafted: features.otherDrafted,
    project: features.project,
    ...differenceEvidence(differences()),
  };
}
