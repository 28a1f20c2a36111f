/** What the ranker needs of an entry, computed once: term counts by field, and every wording of its question. */

import type { Language } from '../../contract.js';
import { addTo } from '../../group-by.js';
import type { Entry } from '../../knowledge/model.js';
import { detectLanguage } from '../../text/language.js';
import { wordingText } from '../../text/question-text.js';
import { lettersOf } from '../../text/script.js';
import { tokenise } from '../../text/tokenise.js';
import type { ConceptFinder } from './concepts.js';
import { byView, type Counted, type Lexicon, VIEWS, type View } from './lexicon.js';

/** `context` are the thread's other turns, `subject` the entry's project, title and tags. */
export const FIELDS = ['question', 'wordings', 'answer', 'context', 'subject'] as const;
export type Field = (typeof FIELDS)[number];

/** The other fields, which are the same for all wordings of the question. */
export const COMMON_FIELDS = ['answer', 'context', 'subject'] as const;
export type CommonField = (typeof COMMON_FIELDS)[number];

/** Five bits a field: more than 31 occurrences tell no more than 31. */
const BITS = 5;
const MOST = (1 << BITS) - 1;

/** The count of a term in the common field at a place of {@link COMMON_FIELDS}, out of the packed counts. */
export function countIn(packed: number, place: number): number {
  return (packed >> (BITS * place)) & MOST;
}

/** A wording of the question, for each view. */
export interface PreparedWording {
  readonly text: string;
  /** Term numbers in order. */
  readonly ids: Readonly<Record<View, readonly number[]>>;
  readonly distinct: Readonly<Record<View, ReadonlySet<number>>>;
  /** Letters and digits alone, lower case, for the longest common run. */
  readonly letters: string;
}

export interface PreparedEntry {
  readonly entry: Entry;
  readonly language: Language;
  /** For each view, term number to its packed counts in the common fields. */
  readonly counts: Readonly<Record<View, ReadonlyMap<number, number>>>;
  /** For each view, terms in each of the common fields. */
  readonly lengths: Readonly<Record<View, readonly number[]>>;
  /** The question first, then the alternates. */
  readonly wordings: readonly PreparedWording[];
  /** For each view, term number to the places of the wordings that hold it. */
  readonly postings: Readonly<Record<View, ReadonlyMap<number, readonly number[]>>>;
}

export interface Analyser {
  readonly lexicon: Lexicon;
  readonly concepts: ConceptFinder;
}

/** Terms of a text, for each view. */
export function termsOf(text: string, concepts: ConceptFinder): Readonly<Record<View, readonly string[]>> {
  const { words, grams } = tokenise(text, { words: true, grams: true });
  return {
    word: words.map((token) => token.term),
    gram: grams.map((token) => token.term),
    concept: concepts.find(text, grams).map((concept) => String(concept.group)),
  };
}

/** A wording by its terms. */
export function wordingOf(text: string, ids: PreparedWording['ids'], letters: string): PreparedWording {
  return { text, ids, distinct: byView((view) => new Set(ids[view])), letters };
}

/** By the same text as a question, so that greetings and emoji that both hold do not make them alike. */
function prepareWording(text: string, { lexicon, concepts }: Analyser): PreparedWording {
  const own = wordingText(text);
  const terms = termsOf(own, concepts);
  const ids = byView((view) => terms[view].map((term) => lexicon.intern(view, term)));
  return wordingOf(text, ids, lettersOf(own));
}

/** What else asks for an entry: by people, then as a language model drafted it. */
export function otherWordings({ alternates, drafted = [] }: Entry): readonly string[] {
  return [...alternates, ...drafted];
}

/** The text of each field of an entry. */
export function fieldTexts(entry: Entry): Readonly<Record<Field, string>> {
  const others = entry.thread.turns
    .filter((_, turn) => turn !== entry.turn)
    .map((turn) => `${turn.question}\n${turn.answer ?? ''}`);
  const subject = [entry.project, entry.thread.source.title, ...entry.thread.tags];
  return {
    question: entry.question,
    wordings: otherWordings(entry).join('\n'),
    // Without the links to pictures: they say nothing of what it is about.
    answer: entry.thread.turns[entry.turn]?.answer ?? entry.answer,
    context: others.join('\n'),
    subject: subject.filter((text) => text !== undefined).join('\n'),
  };
}

/** Prepares an entry. Terms that are new get their number, but count for nothing until {@link countEntry}. */
export function prepareEntry(entry: Entry, analyser: Analyser): PreparedEntry {
  const { lexicon, concepts } = analyser;
  const counts = byView(() => new Map<number, number>());
  const lengths = byView(() => COMMON_FIELDS.map(() => 0));
  const texts = fieldTexts(entry);
  COMMON_FIELDS.forEach((field, place) => {
    const terms = termsOf(texts[field], concepts);
    for (const view of VIEWS) {
      lengths[view][place] = terms[view].length;
      for (const term of terms[view]) {
        const id = lexicon.intern(view, term);
        const packed = counts[view].get(id) ?? 0;
        if (countIn(packed, place) < MOST) counts[view].set(id, packed + (1 << (BITS * place)));
      }
    }
  });
  const wordings = [entry.question, ...otherWordings(entry)].map((text) => prepareWording(text, analyser));
  const language = detectLanguage(texts.question + texts.answer);
  return preparedOf({ entry, language, counts, lengths, wordings });
}

/** The entry with what follows from its wordings. */
export function preparedOf(entry: Omit<PreparedEntry, 'postings'>): PreparedEntry {
  const postings = byView(() => new Map<number, number[]>());
  entry.wordings.forEach(({ distinct }, place) => {
    for (const view of VIEWS) for (const id of distinct[view]) addTo(postings[view], id, place);
  });
  return { ...entry, postings };
}

/** Its place among them. */
export const ANSWER = COMMON_FIELDS.indexOf('answer');

/**
 * Counts an entry in the lexicon, or uncounts it: rarity is of questions and answers alone, lengths are of every field.
 */
export function countEntry(
  { counts, lengths, wordings, postings }: PreparedEntry,
  lexicon: Lexicon,
  by: 1 | -1 = 1,
): void {
  const counted = (view: View): Counted => {
    const question = wordings[0]?.ids[view] ?? [];
    const telling = new Set(question);
    for (const [id, packed] of counts[view]) if (countIn(packed, ANSWER) > 0) telling.add(id);
    const held = new Set([...postings[view].keys(), ...counts[view].keys()]);
    return { telling, held, lengths: [question.length, ...lengths[view]] };
  };
  lexicon.count(byView(counted), by);
}
