/** From a query to the entries worth ranking, each with its features. */

import { besideOthers } from './relative-features.js';
import { createMiniSearchIndex } from '../index/minisearch.js';
import type { IndexDocument, SearchIndex } from '../index/contract.js';
import type { Entry, GlossaryGroup, Project } from '../../knowledge/model.js';
import { detectLanguage } from '../../text/language.js';
import { type ConceptFinder, conceptTables, createConceptFinder } from '../analyse/concepts.js';
import type { MatchQuery } from '../contract.js';
import { EVERYDAY_ENGLISH } from '../analyse/everyday-english.js';
import { type Agreement, type Features, features } from './features.js';
import { createLexicon, type Lexicon } from '../analyse/lexicon.js';
import {
  type Analyser,
  fieldTexts,
  type PreparedEntry,
  type PreparedWording,
  countEntry,
  prepareEntry,
} from '../analyse/entry.js';
import { restoredEntry, savedEntry } from '../persist/entry-snapshot.js';
import { createProjectFinder, type ProjectFinder } from '../analyse/projects.js';
import { type PreparedQuestion, prepareQuestion } from '../analyse/question.js';
import { type Survey, type SurveyCache, surveyOf } from '../relevance/survey.js';
import { digestOf, restore, savedText } from '../persist/index-snapshot.js';
import { createSpelling } from '../analyse/spelling.js';

/** What is matched against. */
export interface Matchable {
  readonly entries: readonly Entry[];
  /** The catalogue; without it no project is recognised. */
  readonly projects?: readonly Project[];
  /** Groups of terms that mean the same; without them matching works, less well across languages. */
  readonly glossary?: readonly GlossaryGroup[];
}

export interface CandidateOptions {
  /** The engine that finds candidates; MiniSearch when absent. */
  readonly createIndex?: () => SearchIndex;
  /** What `save` of a finder over the same knowledge gave. One of other knowledge is left aside, and all built anew. */
  readonly saved?: string;
}

export interface Candidate {
  readonly prepared: PreparedEntry;
  readonly wording: string;
  readonly features: Features;
}

export interface Found {
  readonly question: PreparedQuestion;
  readonly candidates: readonly Candidate[];
  /** An entry that the index did not bring up, compared as if it had. */
  readonly further: (entry: PreparedEntry) => Candidate | undefined;
}

export interface CandidateFinder {
  readonly lexicon: Lexicon;
  /** What the relevance must know of the knowledge as a whole. */
  readonly survey: Survey;
  readonly concepts: ConceptFinder;
  /** Puts an entry in, or in place of the one with its id. What is counted of the knowledge is then as if built anew. */
  put(entry: Entry): void;
  /** An unknown id is no error. */
  remove(id: string): void;
  preparedOf(id: string): PreparedEntry | undefined;
  readonly projects: ProjectFinder;
  find(query: MatchQuery): Found;
  /** The index and all that was made of the knowledge as one string; to be called before any change. */
  save(): string;
}

/** Entries that are compared in full: the right one is among them in all but a few questions in a thousand. */
const CANDIDATES = 30;

/** Beyond so many entries a saved index would grow by more than it spares: 2 KB an entry, for 0.3 ms a candidate. */
const MOST_KEPT = 2000;

/** Weights of the fields in the index, which only has to bring the right entry among the candidates. */
const INDEX_FIELDS = { question: 3, answer: 2, subject: 1, context: 0.5, concepts: 1 } as const;

/** A term of the index that stands for a group of the glossary; no text is tokenised to it. */
function conceptTerms(text: string, { concepts }: Analyser): string {
  return concepts
    .find(text)
    .map(({ group }) => `concept${group}`)
    .join(' ');
}

function indexDocument(entry: Entry, analyser: Analyser): IndexDocument {
  const texts = fieldTexts(entry);
  return {
    id: entry.id,
    fields: { ...texts, concepts: conceptTerms(`${texts.question}\n${texts.answer}`, analyser) },
  };
}

/**
 * Whether most questions of the history are English. Everyday English helps there; asked of a Chinese history its words
 * would only blur those of the glossary (English questions lost 6 points of top-1 in the cross-validation).
 */
function isEnglish(entries: readonly Entry[]): boolean {
  const english = entries.filter(({ question }) => detectLanguage(question) === 'en').length;
  return 2 * english > entries.length;
}

/** Wordings shorter than this are not taken for better because they are short. */
const SHORT_WORDING = 4;

/** The wording that covers most of the question; of two that cover as much the shorter one. */
export function bestWording(question: PreparedQuestion, entry: PreparedEntry): PreparedWording {
  const sums = new Float64Array(entry.wordings.length);
  if (sums.length > 1) {
    for (const view of ['gram', 'concept'] as const) {
      for (const { id, weight } of question[view].terms) {
        for (const place of entry.postings[view].get(id) ?? []) sums[place] = (sums[place] ?? 0) + weight;
      }
    }
  }
  let [best] = entry.wordings;
  let greatest = -1;
  for (const [place, wording] of entry.wordings.entries()) {
    const value = (sums[place] ?? 0) / Math.sqrt(SHORT_WORDING + wording.distinct.gram.size);
    if (value > greatest) [best, greatest] = [wording, value];
  }
  if (best === undefined) throw new Error(`The entry ${entry.entry.id} has no wording.`);
  return best;
}

export function createCandidateFinder(knowledge: Matchable, options: CandidateOptions = {}): CandidateFinder {
  const { glossary = [], projects: catalogue = [] } = knowledge;
  const entries = new Map(knowledge.entries.map((entry) => [entry.id, entry]));
  const index = options.createIndex?.() ?? createMiniSearchIndex({ fields: INDEX_FIELDS });
  const digest = digestOf(knowledge);
  const restored = options.saved === undefined ? undefined : restore(options.saved, digest, index);
  const lexicon = createLexicon(restored?.lexicon);
  const concepts = createConceptFinder(
    restored?.concepts ??
      conceptTables(isEnglish(knowledge.entries) ? [...glossary, ...EVERYDAY_ENGLISH] : glossary),
  );
  const analyser: Analyser = { lexicon, concepts };
  const spelling = createSpelling(lexicon, concepts.words);
  const projects = createProjectFinder(catalogue);
  const prepared = new Map<string, PreparedEntry>();
  if (restored === undefined) {
    for (const entry of entries.values()) {
      const fresh = prepareEntry(entry, analyser);
      countEntry(fresh, lexicon);
      prepared.set(entry.id, fresh);
    }
    index.build([...entries.values()].map((entry) => indexDocument(entry, analyser)));
  }
  const lines = new Map(knowledge.entries.map(({ id }, place) => [id, restored?.entries[place]]));
  const surveyed: SurveyCache = new WeakMap();
  let survey = restored?.survey;

  /** After a restart entries are made ready as they become candidates, instead of all at once. */
  function preparedOf(id: string): PreparedEntry | undefined {
    const known = prepared.get(id);
    if (known !== undefined) return known;
    const entry = entries.get(id);
    if (entry === undefined) return undefined;
    const line = lines.get(id);
    const ready = line === undefined ? prepareEntry(entry, analyser) : restoredEntry(line, entry);
    prepared.set(id, ready);
    return ready;
  }

  function uncount(id: string): void {
    const old = preparedOf(id);
    if (old === undefined) return;
    index.remove(indexDocument(old.entry, analyser));
    countEntry(old, lexicon, -1);
    prepared.delete(id);
    lines.delete(id);
    survey = undefined;
  }

  function put(entry: Entry): void {
    uncount(entry.id);
    entries.set(entry.id, entry);
    const fresh = prepareEntry(entry, analyser);
    countEntry(fresh, lexicon);
    prepared.set(entry.id, fresh);
    index.add(indexDocument(entry, analyser));
    survey = undefined;
  }

  function likely(query: MatchQuery, question: PreparedQuestion): readonly PreparedEntry[] {
    const text = [question.text, question.previous, conceptTerms(question.text, analyser)].join('\n');
    return index
      .search(text, query.project === undefined ? CANDIDATES : entries.size)
      .map((hit) => preparedOf(hit.id))
      .filter((entry) => entry !== undefined)
      .filter(({ entry }) => query.project === undefined || entry.project === query.project)
      .slice(0, CANDIDATES);
  }

  function surveyNow(): Survey {
    survey ??= surveyOf([...entries.values()], lexicon, surveyed);
    return survey;
  }

  return {
    lexicon,
    concepts,
    get survey() {
      return surveyNow();
    },
    put,
    remove(id) {
      uncount(id);
      entries.delete(id);
    },
    preparedOf,
    projects,
    save() {
      const kept = entries.size > MOST_KEPT ? [] : [...entries.values()];
      const saved = kept.map((entry) => savedEntry(preparedOf(entry.id) ?? prepareEntry(entry, analyser)));
      const whole = { lexicon: lexicon.save(), concepts: concepts.tables, survey: surveyNow() };
      return savedText(digest, whole, index, saved);
    },
    find(query) {
      const question = prepareQuestion(query, analyser, spelling, projects);
      const named = question.projects;
      const agreement = ({ entry }: PreparedEntry): Agreement =>
        named.size === 0 ? 0 : entry.project !== undefined && named.has(entry.project) ? 1 : -1;
      const compared = (entry: PreparedEntry): Candidate => {
        const wording = bestWording(question, entry);
        return {
          prepared: entry,
          wording: wording.text,
          features: features(question, entry, wording, lexicon, agreement(entry)),
        };
      };
      const found = likely(query, question).map(compared);
      return {
        question,
        candidates: besideOthers(found),
        // Set beside the others without changing what is known of them.
        further: (entry) => besideOthers([...found, compared(entry)]).at(-1),
      };
    },
  };
}
