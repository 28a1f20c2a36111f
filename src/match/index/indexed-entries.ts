/** The entries as the matcher knows them: counted in the lexicon, made ready for comparison, and in the search index. */

import type { Entry } from '../../knowledge/model.js';
import { isMostlyEnglish } from '../../text/language.js';
import { type ConceptFinder, conceptTables, createConceptFinder } from '../analyse/concepts.js';
import { type Analyser, countEntry, fieldTexts, type PreparedEntry, prepareEntry } from '../analyse/entry.js';
import { EVERYDAY_ENGLISH } from '../analyse/everyday-english.js';
import { createLexicon, type Lexicon } from '../analyse/lexicon.js';
import { createProjectFinder, type ProjectFinder } from '../analyse/projects.js';
import { createSpelling, type Spelling } from '../analyse/spelling.js';
import type { PreparedQuestion } from '../analyse/question.js';
import { createDifferenceFinder, type DifferenceFinder } from '../differences/differences.js';
import { createNameFinder } from '../differences/names.js';
import type { Matchable } from '../contract.js';
import { entryLine, entryOfLine } from '../persist/entry-snapshot.js';
import { digestOf, readIndexSnapshot, writeIndexSnapshot } from '../persist/index-snapshot.js';
import { type Survey, type SurveyCache, surveyOf } from '../relevance/survey.js';
import type { IndexDocument, IndexFactory, SearchLimits } from './contract.js';
import { createMiniSearchIndex } from './minisearch.js';

export interface IndexOptions {
  /** The engine that finds candidates; MiniSearch when absent. */
  readonly createIndex?: IndexFactory;
  /** What `snapshot` gave over the same knowledge. One of other knowledge is left aside, and all is built anew. */
  readonly snapshot?: string;
}

export interface IndexedEntries {
  readonly lexicon: Lexicon;
  readonly concepts: ConceptFinder;
  readonly projects: ProjectFinder;
  readonly spelling: Spelling;
  readonly differences: DifferenceFinder;
  /** What the relevance must know of the knowledge as a whole. */
  readonly survey: Survey;
  /** Puts an entry in, or in place of the one with its id. What is counted of the knowledge is then as if built anew. */
  put(entry: Entry): void;
  /** An unknown id is no error. */
  remove(id: string): void;
  preparedOf(id: string): PreparedEntry | undefined;
  /** Ids of the entries that share most with a question, best first. One may have been removed meanwhile. */
  search(
    question: Pick<PreparedQuestion, 'text' | 'previous'>,
    limits: SearchLimits,
  ): Promise<readonly string[]>;
  /** The index and all that was made of the knowledge as one string; to be called before any change. */
  snapshot(): string;
}

/** Beyond so many entries a snapshot would grow by more than it spares: 2 KB an entry, for 0.3 ms a candidate. */
const MOST_IN_SNAPSHOT = 2000;

/** Weights of the fields in the index, which only has to bring the right entry among the candidates. */
export const INDEX_FIELDS = {
  question: 3,
  wordings: 2,
  answer: 2,
  subject: 1,
  context: 0.5,
  concepts: 1,
} as const;

/** A term of the index that stands for a group of the glossary; no text is tokenised to it. */
function conceptTerms(text: string, { concepts }: Analyser): string {
  return concepts
    .find(text)
    .map(({ group }) => `concept${group}`)
    .join(' ');
}

function documentOf(entry: Entry, analyser: Analyser): IndexDocument {
  const texts = fieldTexts(entry);
  return {
    id: entry.id,
    project: entry.project,
    fields: {
      ...texts,
      concepts: conceptTerms(`${texts.question}\n${texts.wordings}\n${texts.answer}`, analyser),
    },
  };
}

/**
 * Everyday English helps in an English history; in a Chinese one its words would only blur those of the glossary (English questions
 * lost 6 points of top-1 in the cross-validation).
 */
function tablesFor({ entries, glossary = [] }: Matchable): ReturnType<typeof conceptTables> {
  const isEnglish = isMostlyEnglish(entries.map(({ question }) => question));
  return conceptTables(isEnglish ? [...glossary, ...EVERYDAY_ENGLISH] : glossary);
}

export function createIndexedEntries(knowledge: Matchable, options: IndexOptions = {}): IndexedEntries {
  const { createIndex = (fields) => createMiniSearchIndex({ fields }) } = options;
  const index = createIndex(INDEX_FIELDS);
  const digest = digestOf(knowledge);
  const kept =
    options.snapshot === undefined
      ? undefined
      : readIndexSnapshot(options.snapshot, { digest, count: knowledge.entries.length }, index);
  const lexicon = createLexicon(kept?.lexicon);
  const concepts = createConceptFinder(kept?.concepts ?? tablesFor(knowledge));
  const analyser: Analyser = { lexicon, concepts };
  const entries = new Map(knowledge.entries.map((entry) => [entry.id, entry]));
  const prepared = new Map<string, PreparedEntry>();
  /** Of entries that have not changed since the snapshot. */
  const lines = new Map(knowledge.entries.map(({ id }, place) => [id, kept?.entries[place]]));
  const surveyed: SurveyCache = new WeakMap();
  let survey = kept?.survey;
  let differences: DifferenceFinder | undefined;

  function count(entry: Entry): void {
    const fresh = prepareEntry(entry, analyser);
    countEntry(fresh, lexicon);
    prepared.set(entry.id, fresh);
  }

  /** With a snapshot entries are made ready as they become candidates, instead of all at once. */
  function preparedOf(id: string): PreparedEntry | undefined {
    const known = prepared.get(id);
    const entry = entries.get(id);
    if (known !== undefined || entry === undefined) return known;
    const line = lines.get(id);
    const ready = line === undefined ? prepareEntry(entry, analyser) : entryOfLine(line, entry);
    prepared.set(id, ready);
    return ready;
  }

  function uncount(id: string): void {
    const old = preparedOf(id);
    if (old === undefined) return;
    index.remove(documentOf(old.entry, analyser));
    countEntry(old, lexicon, -1);
    prepared.delete(id);
    lines.delete(id);
    survey = undefined;
  }

  function surveyNow(): Survey {
    survey ??= surveyOf([...entries.values()], lexicon, surveyed);
    return survey;
  }

  if (kept === undefined) {
    for (const entry of entries.values()) count(entry);
    index.build([...entries.values()].map((entry) => documentOf(entry, analyser)));
  }
  return {
    lexicon,
    concepts,
    projects: createProjectFinder(knowledge.projects ?? []),
    spelling: createSpelling(lexicon, concepts.words),
    // Not every command asks a question.
    get differences() {
      differences ??= createDifferenceFinder(createNameFinder(knowledge.families ?? []));
      return differences;
    },
    get survey() {
      return surveyNow();
    },
    put(entry) {
      uncount(entry.id);
      entries.set(entry.id, entry);
      count(entry);
      index.add(documentOf(entry, analyser));
      survey = undefined;
    },
    remove(id) {
      uncount(id);
      entries.delete(id);
    },
    preparedOf,
    async search({ text, previous }, limits) {
      const hits = await index.search([text, previous, conceptTerms(text, analyser)].join('\n'), limits);
      return hits.map(({ id }) => id);
    },
    snapshot() {
      const ready = entries.size > MOST_IN_SNAPSHOT ? [] : [...entries.keys()].map(preparedOf);
      const summary = { lexicon: lexicon.snapshot(), concepts: concepts.tables, survey: surveyNow() };
      const all = ready.filter((entry) => entry !== undefined).map(entryLine);
      return writeIndexSnapshot(digest, summary, index, all);
    },
  };
}
