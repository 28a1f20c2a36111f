/** How well an entry fits a question, in numbers that do not depend on the size of the knowledge. */

import { groupBy } from '../../group-by.js';
import { keysOf } from '../../record.js';
import { isFunctionWord } from '../../text/function-words.js';
import { covered, coveredIn, holds, joint, likelihood, pairsShared, reverse } from './compare.js';
import type { Sound } from '../classifier/entry-classifier.js';
import type { Lexicon } from '../analyse/lexicon.js';
import type { PreparedEntry, PreparedWording } from '../analyse/entry.js';
import { type PreparedQuestion, questionTerms } from '../analyse/question.js';
import { NEAR, type OtherWordings } from './other-wordings.js';

/** The ranker's features, each with the sign that its weight must have (0: free). The order is that of the rows. */
export const FEATURE_SIGNS = {
  /** BM25F over question, answer, context and subject, by words and by grams. */
  jointWord: 1,
  jointGram: 1,
  /** What the wording covers, in addition to its part in the joint field. */
  questionWord: 0,
  questionGram: 0,
  /** How much of the wording the question covers: a long question of the history that shares a few terms is another. */
  reverseWord: 1,
  answerWord: 0,
  contextWord: 0,
  /** What all wordings of the entry say together. */
  likelyWord: 1,
  likelyGram: 1,
  /** Groups of the glossary that question and entry word differently; again where the languages differ. */
  jointConcept: 1,
  questionConcept: 1,
  crossConcept: 1,
  pairs: 0,
  run: 1,
  latin: 1,
  project: 1,
  /** See {@link OtherWordings}; the last one is how the best compares with the best of all. */
  otherConcept: 1,
  otherDrafted: 0,
  /** How much the question sounds like the entry, by the classifier. */
  sounds: 1,
  otherClear: 1,
  otherChance: -1,
  /** The best of the thread's other turns, and how this entry stands to the best of all. */
  thread: 1,
  relative: 1,
} as const;

export type Feature = keyof typeof FEATURE_SIGNS;
export type Features = Readonly<Record<Feature, number>>;

export const FEATURES = keysOf(FEATURE_SIGNS);

/** Cosines, summed, that one of many wordings may reach by chance; above it chance explains nothing more. */
const BY_CHANCE = 0.8;

/** Brings {@link likelihood} to the size of the others. */
const LIKELIHOOD_SCALE = 5;

/** How far the question's projects and the entry's agree: 1 named, -1 another one named, 0 none named. */
export type Agreement = -1 | 0 | 1;

/**
 * The features of an entry by one of its wordings. Sums over terms are divided by the root of the question's weight:
 * a long question tells more than a short one, but not as much more as it is longer. `sounds`, `thread` and
 * `relative` are 0 here: they take all candidates to tell.
 */
export function features(
  question: PreparedQuestion,
  entry: PreparedEntry,
  wording: PreparedWording,
  lexicon: Lexicon,
  project: Agreement,
  other: OtherWordings,
): Features {
  const { word, gram, concept } = question;
  const wordScale = Math.sqrt(word.total) || 1;
  const gramScale = Math.sqrt(gram.total) || 1;
  const novel = questionTerms(
    concept.terms.filter(({ grams }) => !grams.every((id) => holds(entry, 'gram', id))),
  );
  const conceptScale = Math.sqrt(concept.total) || 1;
  const jointConcept =
    novel.total === 0 ? 0 : joint(novel.terms, 'concept', entry, wording, lexicon) / conceptScale;
  let latin = 0;
  let latinTotal = 0;
  for (const term of word.terms) {
    if (!term.latin || isFunctionWord(term.term)) continue;
    latinTotal += term.weight;
    if (holds(entry, 'word', term.id)) latin += term.weight;
  }
  return {
    jointWord: joint(word.terms, 'word', entry, wording, lexicon) / wordScale,
    jointGram: joint(gram.terms, 'gram', entry, wording, lexicon) / gramScale,
    questionWord: covered(word.terms, wording.distinct.word) / wordScale,
    questionGram: covered(gram.terms, wording.distinct.gram) / gramScale,
    reverseWord: reverse(word, 'word', wording, lexicon),
    answerWord: coveredIn(0, word.terms, 'word', entry) / wordScale,
    contextWord: coveredIn(1, word.terms, 'word', entry) / wordScale,
    likelyWord: likelihood(word.terms, 'word', entry) / (LIKELIHOOD_SCALE * Math.sqrt(1 + word.terms.length)),
    likelyGram: likelihood(gram.terms, 'gram', entry) / (LIKELIHOOD_SCALE * Math.sqrt(1 + gram.terms.length)),
    jointConcept,
    questionConcept: novel.total === 0 ? 0 : covered(novel.terms, wording.distinct.concept) / conceptScale,
    crossConcept: question.language === entry.language ? 0 : jointConcept,
    pairs: pairsShared(question.sequence, wording.ids.word),
    run: question.longestRun(wording.letters) / Math.max(1, question.letters.length),
    latin: latinTotal === 0 ? 0 : latin / Math.sqrt(latinTotal),
    project,
    otherConcept: other.otherConcept,
    otherDrafted: other.otherDrafted,
    sounds: 0,
    otherClear: Math.max(0, other.otherBest - NEAR),
    otherChance: Math.min(other.otherBest, BY_CHANCE) * other.others,
    thread: 0,
    relative: 0,
  };
}

interface Compared {
  readonly prepared: PreparedEntry;
  readonly features: Features;
  readonly other: OtherWordings;
  readonly sound: Sound | undefined;
}

/** What a candidate's similarity is measured by where candidates are set against each other. */
function strength({ jointWord, jointGram, jointConcept }: Features): number {
  return jointWord + jointGram + jointConcept / 2;
}

/** What the entry's wordings say all together, and the classifier; the others compare with its own question and answer. */
const BY_WORDINGS: ReadonlySet<Feature> = new Set([
  'otherConcept',
  'otherDrafted',
  'otherClear',
  'otherChance',
  'sounds',
]);

/**
 * Compares every candidate with the other turns of its thread and with the best of all.
 * @param taught how many other wordings the base has, see {@link EntryClassifier.taught}. Above 1, an entry's own question is one
 * wording of many, and counts for less: by the square of it, which was best of the powers from 0 to 3 (banking77, cross-validated over
 * its training rows: 88.5 first to 90.5).
 */
export function withRelativeFeatures<Candidate extends Compared>(
  candidates: readonly Candidate[],
  taught = 0,
): readonly Candidate[] {
  const greatest = Math.max(...candidates.map((candidate) => strength(candidate.features)));
  const loudest = Math.max(0, ...candidates.map(({ sound }) => sound?.distance ?? 0));
  const threadOf = ({ prepared }: Candidate): string => prepared.entry.thread.id;
  const threads = groupBy(candidates, threadOf);
  const share = 1 / Math.max(1, taught) ** 2;
  return candidates.map((candidate) => {
    const others = threads.get(threadOf(candidate))?.filter((other) => other !== candidate) ?? [];
    const own: Features = {
      ...candidate.features,
      thread: Math.max(0, ...others.map((other) => strength(other.features))),
      // An entry that is not learned yet stands beside the one that sounds most like it, so that other evidence decides.
      sounds: candidate.sound?.distance ?? loudest,
      relative: greatest > 0 ? strength(candidate.features) / greatest : 0,
    };
    return { ...candidate, features: share === 1 ? own : withOwnShare(own, share) };
  });
}

function withOwnShare(all: Features, share: number): Features {
  const faded = { ...all };
  for (const name of FEATURES) if (!BY_WORDINGS.has(name)) faded[name] *= share;
  return faded;
}
