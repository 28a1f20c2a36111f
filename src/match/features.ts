/** How well an entry fits a question, in numbers of 0..1 that do not depend on the size of the knowledge. */

import type { QuestionConcept, PreparedQuestion, QuestionTerm } from './question.js';
import { UNKNOWN, type Lexicon, type View } from './lexicon.js';
import { countIn, FIELD_WEIGHTS, FIELDS, type PreparedEntry, type PreparedWording } from './prepared.js';

/** Saturation and length normalisation of BM25 (Robertson & Zaragoza 2009), for counts weighted by field. */
const K1 = 14;
const B = 0.75;

/** The same for the wording of the question alone, whose counts are not weighted. */
const QUESTION_K1 = 1.2;

export const FEATURES = [
  'jointWord',
  'jointGram',
  'questionWord',
  'questionGram',
  'reverseWord',
  'reverseGram',
  'answerWord',
  'contextWord',
  'jointConcept',
  'questionConcept',
  'pairs',
  'run',
  'latin',
  'missingLatin',
  'crossJointWord',
  'crossConcept',
  'project',
] as const;
export type Feature = (typeof FEATURES)[number];
export type Features = Readonly<Record<Feature, number>>;

function total(terms: readonly QuestionTerm[]): number {
  let sum = 0;
  for (const { weight } of terms) sum += weight;
  return sum || 1;
}

const WEIGHTS = FIELDS.map((field) => FIELD_WEIGHTS[field]);

function weightedCount(packed: number): number {
  let sum = 0;
  for (const [field, weight] of WEIGHTS.entries()) sum += weight * countIn(packed, field);
  return sum;
}

/** BM25F over the joint field: the counts of the fields are weighted before they saturate. */
function joint(terms: readonly QuestionTerm[], view: View, entry: PreparedEntry, lexicon: Lexicon): number {
  const norm = K1 * (1 - B + (B * entry.lengths[view]) / (lexicon.averageLength(view) || 1));
  let score = 0;
  for (const { id, weight } of terms) {
    const packed = id === UNKNOWN ? undefined : entry.counts[view].get(id);
    if (packed === undefined) continue;
    const count = weightedCount(packed);
    score += (weight * count) / (count + norm);
  }
  return score / total(terms);
}

function coverage(terms: readonly QuestionTerm[], has: (id: number) => boolean): number {
  let covered = 0;
  for (const { id, weight } of terms) if (id !== UNKNOWN && has(id)) covered += weight;
  return covered / total(terms);
}

/** The share of a wording's weight that the question covers. */
function reverse(
  terms: readonly QuestionTerm[],
  view: View,
  wording: PreparedWording,
  lexicon: Lexicon,
): number {
  const asked = new Set(terms.map(({ id }) => id));
  let all = 0;
  let covered = 0;
  for (const id of wording.distinct[view]) {
    const rarity = lexicon.rarity(view, id);
    all += rarity;
    if (asked.has(id)) covered += rarity;
  }
  return all === 0 ? 0 : covered / all;
}

/** One number for two term numbers; below a million terms no two pairs share it. */
function pairKey(a: number, b: number): number {
  return a * 1_000_003 + b;
}

function pairsShared(question: readonly number[], wording: readonly number[]): number {
  const pairs = new Set<number>();
  for (let at = 1; at < wording.length; at += 1) pairs.add(pairKey(wording[at - 1] ?? 0, wording[at] ?? 0));
  let shared = 0;
  for (let at = 1; at < question.length; at += 1) {
    const [a = UNKNOWN, b = UNKNOWN] = [question[at - 1], question[at]];
    if (a !== UNKNOWN && b !== UNKNOWN && pairs.has(pairKey(a, b))) shared += 1;
  }
  return question.length < 2 ? 0 : shared / (question.length - 1);
}

/** Length of the longest run of characters that two texts share. */
export function longestCommonRun(a: string, b: string): number {
  let previous = new Uint16Array(b.length + 1);
  let current = new Uint16Array(b.length + 1);
  let longest = 0;
  for (let i = 1; i <= a.length; i += 1) {
    for (let j = 1; j <= b.length; j += 1) {
      const run = a.charCodeAt(i - 1) === b.charCodeAt(j - 1) ? (previous[j - 1] ?? 0) + 1 : 0;
      current[j] = run;
      if (run > longest) longest = run;
    }
    [previous, current] = [current, previous];
  }
  return longest;
}

/** Texts longer than this are compared by their beginning: the run of a pasted log says nothing more. */
const LONGEST_COMPARED = 200;

/** Groups that the question words otherwise than the entry does. */
function novel(concepts: readonly QuestionConcept[], entry: PreparedEntry): readonly QuestionConcept[] {
  return concepts.filter(({ grams }) => !grams.every((gram) => entry.counts.gram.has(gram)));
}

/** The wording that covers most of the question. */
export function bestWording(
  question: PreparedQuestion,
  entry: PreparedEntry,
  lexicon: Lexicon,
): PreparedWording {
  let [best] = entry.wordings;
  let greatest = -1;
  for (const wording of entry.wordings) {
    const covered = coverage(question.grams, (id) => wording.distinct.gram.has(id));
    const score = covered + 0.5 * reverse(question.grams, 'gram', wording, lexicon);
    if (score > greatest) [best, greatest] = [wording, score];
  }
  if (best === undefined) throw new Error(`Entry ${entry.entry.id} has no wording.`);
  return best;
}

export function features(
  question: PreparedQuestion,
  entry: PreparedEntry,
  wording: PreparedWording,
  lexicon: Lexicon,
  project: number,
): Features {
  const { words, grams } = question;
  const jointWord = joint(words, 'word', entry, lexicon);
  const concepts = novel(question.concepts, entry);
  const share = total(concepts) / total(question.concepts);
  const jointConcept = concepts.length === 0 ? 0 : share * joint(concepts, 'concept', entry, lexicon);
  const latin = words.filter((term) => term.latin);
  const cross = question.language === entry.language ? 0 : 1;
  let missingLatin = 0;
  for (const { id, weight } of latin) {
    if (!entry.counts.word.has(id)) missingLatin = Math.max(missingLatin, weight);
  }
  const letters = question.letters.slice(0, LONGEST_COMPARED);
  const run = longestCommonRun(letters, wording.letters.slice(0, LONGEST_COMPARED));
  const norm = QUESTION_K1 * (1 - B + (B * wording.ids.word.length) / 15);
  return {
    jointWord,
    jointGram: joint(grams, 'gram', entry, lexicon),
    questionWord: coverage(words, (id) => wording.distinct.word.has(id)) / (1 + norm),
    questionGram: coverage(grams, (id) => wording.distinct.gram.has(id)),
    reverseWord: reverse(words, 'word', wording, lexicon),
    reverseGram: reverse(grams, 'gram', wording, lexicon),
    answerWord: coverage(words, (id) => countIn(entry.counts.word.get(id) ?? 0, 1) > 0),
    contextWord: coverage(words, (id) => countIn(entry.counts.word.get(id) ?? 0, 2) > 0),
    jointConcept,
    questionConcept:
      concepts.length === 0 ? 0 : share * coverage(concepts, (id) => wording.distinct.concept.has(id)),
    pairs: pairsShared(question.sequence, wording.ids.word),
    run: run / Math.max(1, letters.length),
    latin: coverage(latin, (id) => entry.counts.word.has(id)),
    missingLatin,
    crossJointWord: cross * jointWord,
    crossConcept: cross * jointConcept,
    project,
  };
}
