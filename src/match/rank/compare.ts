/** The comparisons that the ranker's features are made of. */

import { UNKNOWN, type Lexicon, type View } from '../analyse/lexicon.js';
import { countIn, type PreparedEntry, type PreparedWording } from '../analyse/entry.js';
import { IDENTIFIER_WEIGHT, type QuestionTerm, type QuestionTerms } from '../analyse/question.js';

/**
 * Saturation and length normalisation of BM25 (Robertson & Zaragoza, "The Probabilistic Relevance Framework: BM25 and
 * Beyond", 2009), for counts weighted by field. K1 from 7 to 25 and B from 0.4 to 0.9 gave the same within the noise.
 */
const K1 = 14;
const B = 0.75;

/** Weights of the fields in the joint field: the question, then answer, context and subject. */
const QUESTION_WEIGHT = 10;
const COMMON_WEIGHTS = [7, 0.5, 3] as const;

/** BM25F: the counts of the fields are weighted and added before they saturate. */
export function joint(
  terms: readonly QuestionTerm[],
  view: View,
  entry: PreparedEntry,
  wording: PreparedWording,
  lexicon: Lexicon,
): number {
  const counts = entry.counts[view];
  const distinct = wording.distinct[view];
  let length = QUESTION_WEIGHT * wording.ids[view].length;
  let average = QUESTION_WEIGHT * lexicon.averageLength(view, 0);
  for (const [place, weight] of COMMON_WEIGHTS.entries()) {
    length += weight * (entry.lengths[view][place] ?? 0);
    average += weight * lexicon.averageLength(view, place + 1);
  }
  const norm = K1 * (1 - B + (B * length) / (average || 1));
  const [answer, context, subject] = COMMON_WEIGHTS;
  let score = 0;
  for (const { id, weight } of terms) {
    if (id === UNKNOWN) continue;
    let count = distinct.has(id) ? QUESTION_WEIGHT : 0;
    const packed = counts.get(id);
    if (packed !== undefined) {
      count += answer * countIn(packed, 0) + context * countIn(packed, 1) + subject * countIn(packed, 2);
    }
    score += (weight * count) / (count + norm);
  }
  return score;
}

/** Weight of the terms that a set holds. */
export function covered(terms: readonly QuestionTerm[], held: { has(id: number): boolean }): number {
  let sum = 0;
  for (const { id, weight } of terms) if (held.has(id)) sum += weight;
  return sum;
}

/** Weight of the terms that a common field of an entry holds. */
export function coveredIn(
  place: number,
  terms: readonly QuestionTerm[],
  view: View,
  entry: PreparedEntry,
): number {
  let sum = 0;
  for (const { id, weight } of terms) if (countIn(entry.counts[view].get(id) ?? 0, place) > 0) sum += weight;
  return sum;
}

/** Whether an entry holds a term in any field or wording. */
export function holds(entry: PreparedEntry, view: View, id: number): boolean {
  return entry.counts[view].has(id) || entry.postings[view].has(id);
}

/** The share (0..1) of a wording's rarity that the question covers. */
export function reverse(
  asked: QuestionTerms,
  view: View,
  wording: PreparedWording,
  lexicon: Lexicon,
): number {
  let all = 0;
  let shared = 0;
  for (const id of wording.distinct[view]) {
    const rarity = lexicon.rarity(view, id);
    all += rarity;
    if (asked.ids.has(id)) shared += rarity;
  }
  return all === 0 ? 0 : shared / all;
}

/** Wordings that are added in thought to those that an entry has: one wording alone is weak evidence. */
const PRIOR_WORDINGS = 1;

/**
 * How much likelier the question's terms are among the wordings of this entry than among all entries: logarithms of
 * the odds, as in naive Bayes over a bag of wordings. Grows with every wording that agrees.
 */
export function likelihood(terms: readonly QuestionTerm[], view: View, entry: PreparedEntry): number {
  const wordings = entry.wordings.length + PRIOR_WORDINGS;
  let sum = 0;
  for (const { id, rate, latin, share } of terms) {
    const count = entry.postings[view].get(id)?.length;
    if (count !== undefined)
      sum += Math.log(1 + count / wordings / rate) * (latin ? IDENTIFIER_WEIGHT : 1) * share;
  }
  return sum;
}

/** One number for two term numbers; below a million terms no two pairs share it. */
function pairKey(a: number, b: number): number {
  return a * 1_000_003 + b;
}

/** The share (0..1) of the question's neighbouring words that are neighbours in the wording too. */
export function pairsShared(question: readonly number[], wording: readonly number[]): number {
  if (question.length < 2) return 0;
  const pairs = new Set<number>();
  for (let at = 1; at < wording.length; at += 1) pairs.add(pairKey(wording[at - 1] ?? 0, wording[at] ?? 0));
  let shared = 0;
  for (let at = 1; at < question.length; at += 1) {
    const [a = UNKNOWN, b = UNKNOWN] = [question[at - 1], question[at]];
    if (a !== UNKNOWN && b !== UNKNOWN && pairs.has(pairKey(a, b))) shared += 1;
  }
  return shared / (question.length - 1);
}
