/** The search index over MiniSearch: finds the candidates that the ranker puts in order. */

import MiniSearch, { type AsPlainObject, type SearchOptions } from 'minisearch';
import { gramTokens } from '../text/tokenise.js';
import type { Hit, IndexDocument, SearchIndex } from './contract.js';

/** Raised whenever the terms or the stored form change: an older saved index is refused, and built anew. */
const VERSION = 1;
const FORMAT = 'minisearch-grams';

export interface MiniSearchOptions {
  /** The fields that are indexed, with their weights. */
  readonly fields: Readonly<Record<string, number>>;
  /** The rarest terms of a query are searched, at most so many: a long message costs no more than a question. */
  readonly maximumTerms?: number;
}

const DEFAULT_MAXIMUM_TERMS = 40;

interface Saved {
  readonly format: string;
  readonly version: number;
  readonly index: AsPlainObject;
}

type Stored = Readonly<Record<string, string>>;

function terms(text: string): string[] {
  return gramTokens(text).map((token) => token.term);
}

function stored(document: IndexDocument): Stored {
  return { ...document.fields, id: document.id };
}

/**
 * An index over pairs of Han characters and Latin terms. Scores are MiniSearch's BM25+ divided by the number of matched
 * terms, which MiniSearch multiplies it with.
 */
export function createMiniSearchIndex(options: MiniSearchOptions): SearchIndex {
  const fields = Object.keys(options.fields);
  const configuration = {
    fields,
    idField: 'id',
    tokenize: terms,
    processTerm: (term: string) => term,
  };
  let index = new MiniSearch<Stored>(configuration);
  const searchOptions: SearchOptions = { boost: { ...options.fields }, combineWith: 'OR', prefix: false };
  const maximumTerms = options.maximumTerms ?? DEFAULT_MAXIMUM_TERMS;

  return {
    build(documents) {
      index = new MiniSearch<Stored>(configuration);
      for (const document of documents) this.replace(document);
    },
    add(document) {
      index.add(stored(document));
    },
    replace(document) {
      if (index.has(document.id)) index.discard(document.id);
      index.add(stored(document));
    },
    remove(id) {
      if (index.has(id)) index.discard(id);
    },
    search(query, limit): readonly Hit[] {
      const distinct = [...new Set(terms(query))].slice(0, maximumTerms);
      if (distinct.length === 0) return [];
      const results = index.search(query, { ...searchOptions, tokenize: () => distinct });
      return results
        .map((result) => ({
          id: String(result.id),
          score: result.score / Math.max(1, result.queryTerms.length),
          terms: result.terms,
        }))
        .toSorted((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1))
        .slice(0, limit);
    },
    save() {
      const saved: Saved = { format: FORMAT, version: VERSION, index: index.toJSON() };
      return JSON.stringify(saved);
    },
    load(text) {
      index = MiniSearch.loadJS(readSaved(text), configuration);
    },
  };
}

function isSaved(value: unknown): value is Saved {
  return (
    typeof value === 'object' &&
    value !== null &&
    'format' in value &&
    value.format === FORMAT &&
    'version' in value &&
    value.version === VERSION &&
    'index' in value
  );
}

function readSaved(text: string): AsPlainObject {
  let saved: unknown;
  try {
    saved = JSON.parse(text);
  } catch (cause) {
    throw new Error('The saved index is not JSON: delete it, it is built anew.', { cause });
  }
  if (isSaved(saved)) return saved.index;
  throw new Error(
    `The saved index is not of form ${FORMAT}, version ${VERSION}: delete it, it is built anew.`,
  );
}
