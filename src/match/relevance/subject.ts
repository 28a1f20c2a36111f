/** The subject of a message: how much it speaks of what this knowledge speaks of, rather than of anything else. */

import { type Lexicon, UNKNOWN } from '../analyse/lexicon.js';
import type { Survey } from './survey.js';
import type { Token } from '../../text/tokenise.js';
import type { Language } from '../../contract.js';
import { backgroundRate, EMPTY_RATE, UNLISTED_RATE } from './background.js';

/** A word of the message, of which there is one a term. */
export interface SubjectWord {
  readonly term: string;
  /** Number in the lexicon, or UNKNOWN. */
  readonly id: number;
  readonly latin: boolean;
  /** `whole` for an identifier whose parts are words of their own. */
  readonly role: Token['role'];
}

/** A group of the glossary that the message mentions, and the grams that it is written with. */
export interface SubjectConcept {
  readonly id: number;
  readonly grams: readonly number[];
}

/** What the words of a text say, summed up. */
interface Tally {
  /** Evidence of the word that says most for the knowledge, of the next one, and of all. */
  strongest: number;
  second: number;
  evidence: number;
  /** The same, of the words that the best match holds. */
  strongestMatched: number;
  matched: number;
  /** Shares of the content, 0..1: known to the knowledge, and held by the best match. */
  known: number;
  held: number;
  /** Latin names in a Chinese text that neither the knowledge nor the background knows. */
  foreignNames: number;
  /** Names that all developers use and words of everyday that the knowledge never does. */
  popular: number;
  everyday: number;
}

export interface SubjectInput {
  readonly language: Language;
  readonly words: readonly SubjectWord[];
  readonly concepts: readonly SubjectConcept[];
  readonly lexicon: Pick<Lexicon, 'entries' | 'documentFrequency'>;
  /** Whether the best match holds a word or a group of the glossary, by its number. */
  readonly holdsWord: (id: number) => boolean;
  readonly holdsConcept: (id: number) => boolean;
  readonly survey: Survey;
}

/** Features with the sign that their weights must have; 0 leaves it to the fit. All within 0..1. */
export const SUBJECT_SIGNS = {
  strongestWord: 1,
  secondWord: 1,
  evidence: 1,
  strongestMatched: 1,
  matchedEvidence: 1,
  knownContent: 1,
  matchedContent: 1,
  foreignNames: -1,
  popularElsewhere: -1,
  everydayElsewhere: -1,
  /** Where the knowledge's own questions have little in common, less can be asked of a question to it. */
  scatter: 1,
  /** The knowledge is in another language: less of the message can be known. */
  otherLanguage: 0,
  /** Lists of usual words are not as long in every language. */
  english: 0,
} as const satisfies Readonly<Record<string, 1 | -1 | 0>>;

export type SubjectFeature = keyof typeof SUBJECT_SIGNS;

/** A single word tells at most so much, in units of the natural logarithm. */
const MOST_EVIDENCE = 5;

/** Entries that a word must be in to be half trusted. */
const CHANCE = 1;

/** The share of messages of other groups that mention a group of the glossary: the field's terms, used elsewhere as well. */
const CONCEPT_RATE = 0.02;

/** Content that is added before shares are taken, so that a word or two do not make a whole. */
const PRIOR_CONTENT = 1;

/** Evidence of two good words counts as most of it. */
const EVIDENCE_SCALE = 8;

const NUMBER = /^[\p{Nd}.:\-/]+$/u;

const MOST_CONTENT = -Math.log(UNLISTED_RATE);

/** How far a quantity has come towards enough of it: 0 at none, towards 1. */
function saturate(amount: number, scale: number): number {
  return 1 - Math.exp(-amount / scale);
}

/** What a term says for the knowledge: the logarithm of its rate there over its rate anywhere, never negative. */
function evidenceOf(frequency: number, entries: number, rate: number): number {
  const ratio = (frequency + 0.5) / (entries + 1) / rate;
  // A word of one entry may stand there by chance.
  const trust = frequency / (frequency + CHANCE);
  return trust * Math.min(MOST_EVIDENCE, Math.max(0, Math.log(ratio)));
}

function tally(message: SubjectInput): Tally {
  const { lexicon } = message;
  const sum: Tally = {
    strongest: 0,
    second: 0,
    evidence: 0,
    strongestMatched: 0,
    matched: 0,
    known: 0,
    held: 0,
    foreignNames: 0,
    popular: 0,
    everyday: 0,
  };
  let content = PRIOR_CONTENT;

  function know(weight: number, value: number, holds: boolean): void {
    sum.known += weight;
    sum.second = Math.max(sum.second, Math.min(sum.strongest, value));
    sum.strongest = Math.max(sum.strongest, value);
    sum.evidence += value;
    if (!holds) return;
    sum.held += weight;
    sum.matched += value;
    sum.strongestMatched = Math.max(sum.strongestMatched, value);
  }

  const chinese = message.language === 'zh';
  for (const { term, id, latin, role } of message.words) {
    if (NUMBER.test(term)) continue;
    const frequency = id === UNKNOWN ? 0 : lexicon.documentFrequency('word', id);
    // An identifier that is not known as a whole is judged by its parts.
    if (frequency <= 0 && role === 'whole') continue;
    const listed = backgroundRate(term);
    const rate = listed ?? UNLISTED_RATE;
    const weight = rate >= EMPTY_RATE ? 0 : Math.min(1, -Math.log(rate) / MOST_CONTENT);
    content += weight;
    if (frequency > 0) know(weight, evidenceOf(frequency, lexicon.entries, rate), message.holdsWord(id));
    else if (listed !== undefined) {
      if (latin && chinese) sum.popular += weight;
      else sum.everyday += weight;
    } else if (latin && chinese) sum.foreignNames += 1;
  }
  // A term of the glossary counts where its own words are not known: asked in the other language, or otherwise worded.
  for (const { id, grams } of message.concepts) {
    const frequency = id === UNKNOWN ? 0 : lexicon.documentFrequency('concept', id);
    if (frequency <= 0 || grams.every((gram) => gram !== UNKNOWN)) continue;
    content += 1;
    know(1, evidenceOf(frequency, lexicon.entries, CONCEPT_RATE), message.holdsConcept(id));
  }

  for (const share of ['known', 'held', 'everyday'] as const) sum[share] /= content;
  sum.foreignNames = saturate(sum.foreignNames, 1);
  sum.popular = saturate(sum.popular, 1);
  return sum;
}

export function subjectFeatures(input: SubjectInput): Readonly<Record<SubjectFeature, number>> {
  const { language, survey } = input;
  const sameLanguage = survey.languages[language];
  const sum = tally(input);
  return {
    strongestWord: sum.strongest / MOST_EVIDENCE,
    secondWord: sum.second / MOST_EVIDENCE,
    evidence: saturate(sum.evidence, EVIDENCE_SCALE),
    strongestMatched: sum.strongestMatched / MOST_EVIDENCE,
    matchedEvidence: saturate(sum.matched, EVIDENCE_SCALE),
    knownContent: sum.known,
    matchedContent: sum.held,
    foreignNames: sum.foreignNames,
    popularElsewhere: sum.popular,
    everydayElsewhere: sameLanguage * sum.everyday,
    scatter: survey.scatter,
    otherLanguage: 1 - sameLanguage,
    english: language === 'en' ? 1 : 0,
  };
}
