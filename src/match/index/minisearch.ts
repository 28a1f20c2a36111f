/** The search index over MiniSearch: finds the candidates that the ranker puts in order. */

import MiniSearch, { type AsPlainObject, type SearchOptions } from 'minisearch';
import { isRecord } from '../../record.js';
import { gramTokens } from '../../text/tokenise.js';
import type { IndexDocument, SearchIndex } from './contract.js';

/** Raised whenever the terms or the saved form change: an older index is refused, and built anew. */
const VERSION = 3;
const FORMAT = 'minisearch-grams';

export interface MiniSearchOptions {
  /** The fields that are indexed, with their weights. */
  readonly fields: Readonly<Record<string, number>>;
  /**
   * Entries that a query's terms may bring up together: the rarest terms are searched until so many are found. A word
   * that every entry holds costs time and tells nothing.
   */
  readonly maximumFound?: number;
}

/** About 1 ms of MiniSearch's work. Histories of a few hundred entries never reach it with a question. */
const DEFAULT_MAXIMUM_FOUND = 800;

/** However common they are, so many terms are searched. */
const FEWEST_TERMS = 2;

interface SerialisedIndex {
  readonly format: string;
  readonly version: number;
  readonly index: AsPlainObject;
  readonly frequencies: readonly (readonly [string, number])[];
}

type Stored = Readonly<Record<string, string | undefined>>;

function terms(text: string): string[] {
  return gramTokens(text).map((token) => token.term);
}

/** Mean lengths that were counted up and down differ in their last digits: such scores are equal. */
function rounded(score: number): number {
  return Math.round(score * 1e9);
}

function stored(document: IndexDocument): Stored {
  return { ...document.fields, id: document.id, project: document.project };
}

/**
 * An index over pairs of Han characters and Latin terms. Scores are MiniSearch's BM25+ divided by the number of matched
 * terms, which MiniSearch multiplies it with.
 */
export function createMiniSearchIndex(options: MiniSearchOptions): SearchIndex {
  const fields = Object.keys(options.fields);
  /** Fields that hold a term. */
  let frequencies = new Map<string, number>();
  /** 1 while a document is added, -1 while one is removed: MiniSearch tokenises for both. */
  let counting: 1 | -1 = 1;
  const configuration = {
    fields,
    idField: 'id',
    storeFields: ['project'],
    tokenize(text: string): string[] {
      const found = terms(text);
      for (const term of new Set(found)) {
        const frequency = (frequencies.get(term) ?? 0) + counting;
        if (frequency > 0) frequencies.set(term, frequency);
        else frequencies.delete(term);
      }
      return found;
    },
    processTerm: (term: string) => term,
  };
  let index = new MiniSearch<Stored>(configuration);
  const searchOptions: SearchOptions = { boost: { ...options.fields }, combineWith: 'OR', prefix: false };
  const maximumFound = options.maximumFound ?? DEFAULT_MAXIMUM_FOUND;

  const frequencyOf = (term: string): number => frequencies.get(term) ?? 0;

  /** The terms of a query that are worth searching, the rarest first. */
  function searched(query: string): string[] {
    const known = [...new Set(terms(query))].filter((term) => frequencyOf(term) > 0);
    let found = 0;
    return known
      .toSorted((a, b) => frequencyOf(a) - frequencyOf(b))
      .filter((term, place) => {
        found += frequencyOf(term);
        return place < FEWEST_TERMS || found <= maximumFound;
      });
  }

  return {
    build(documents) {
      index = new MiniSearch<Stored>(configuration);
      frequencies = new Map();
      for (const document of documents) this.add(document);
    },
    add(document) {
      index.add(stored(document));
    },
    remove(document) {
      if (!index.has(document.id)) return;
      counting = -1;
      try {
        // Not `discard`: what it leaves behind until its next clean-up still counts in the scores.
        index.remove(stored(document));
      } finally {
        counting = 1;
      }
    },
    async search(query, { limit, project }) {
      const distinct = searched(query);
      if (distinct.length === 0) return [];
      const results = index.search(query, {
        ...searchOptions,
        tokenize: () => distinct,
        filter: (result) => project === undefined || result['project'] === project,
      });
      return results
        .map((result) => ({
          id: String(result.id),
          score: result.score / Math.max(1, result.queryTerms.length),
        }))
        .toSorted((a, b) => rounded(b.score) - rounded(a.score) || (a.id < b.id ? -1 : 1))
        .slice(0, limit);
    },
    save() {
      const serialised: SerialisedIndex = {
        format: FORMAT,
        version: VERSION,
        index: index.toJSON(),
        frequencies: [...frequencies],
      };
      return JSON.stringify(serialised);
    },
    load(text) {
      const serialised = readSerialisedIndex(text);
      index = MiniSearch.loadJS(serialised.index, configuration);
      frequencies = new Map(serialised.frequencies);
    },
  };
}

function isSerialisedIndex(value: unknown): value is SerialisedIndex {
  return (
    isRecord(value) &&
    value['format'] === FORMAT &&
    value['version'] === VERSION &&
    'index' in value &&
    Array.isArray(value['frequencies'])
  );
}

function readSerialisedIndex(text: string): SerialisedIndex {
  let serialised: unknown;
  try {
    serialised = JSON.parse(text);
  } catch (cause) {
    throw new Error('The index is not JSON: delete it, it is built anew.', { cause });
  }
  if (isSerialisedIndex(serialised)) return serialised;
  throw new Error(`The index is not of form ${FORMAT}, version ${VERSION}: delete it, it is built anew.`);
}
