/** The terms of the knowledge, numbered, with the number of entries that hold each: what rarity is measured by. */

/** The three ways in which texts are compared. */
export const VIEWS = ['word', 'gram', 'concept'] as const;
export type View = (typeof VIEWS)[number];

/** A term number that no term has: a term of the query that the knowledge does not know. */
export const UNKNOWN = -1;

export interface Lexicon {
  /** The number of a term, given on first sight. */
  intern(view: View, term: string): number;
  /** The number of a term, or {@link UNKNOWN}. */
  idOf(view: View, term: string): number;
  /** The terms of a view by their number. */
  terms(view: View): readonly string[];
  /** Counts one entry that holds `ids` in its question or answer; `length` is its weighted length in terms. */
  count(view: View, ids: Iterable<number>, length: number): void;
  /** Counts an entry of the knowledge. */
  countEntry(): void;
  readonly entries: number;
  averageLength(view: View): number;
  documentFrequency(view: View, id: number): number;
  /**
   * How telling a term is: BM25's inverse document frequency with 1 added under the logarithm, so that it is never
   * negative (Robertson & Zaragoza, "The Probabilistic Relevance Framework", 2009, and Lucene's form of it), divided by
   * its greatest value. 0..1: 1 is a term that no entry holds, whatever the size of the knowledge.
   */
  rarity(view: View, id: number): number;
}

interface Table {
  readonly ids: Map<string, number>;
  readonly terms: string[];
  readonly frequencies: number[];
  totalLength: number;
}

function inverseFrequency(entries: number, frequency: number): number {
  return Math.log(1 + (entries - frequency + 0.5) / (frequency + 0.5));
}

function emptyTable(): Table {
  return { ids: new Map(), terms: [], frequencies: [], totalLength: 0 };
}

export function createLexicon(): Lexicon {
  const tables: Readonly<Record<View, Table>> = {
    word: emptyTable(),
    gram: emptyTable(),
    concept: emptyTable(),
  };
  let entries = 0;
  return {
    intern(view, term) {
      const { ids, terms, frequencies } = tables[view];
      let id = ids.get(term);
      if (id === undefined) {
        id = terms.length;
        ids.set(term, id);
        terms.push(term);
        frequencies.push(0);
      }
      return id;
    },
    idOf: (view, term) => tables[view].ids.get(term) ?? UNKNOWN,
    terms: (view) => tables[view].terms,
    count(view, ids, length) {
      const { frequencies } = tables[view];
      for (const id of ids) frequencies[id] = (frequencies[id] ?? 0) + 1;
      tables[view].totalLength += length;
    },
    countEntry() {
      entries += 1;
    },
    get entries() {
      return entries;
    },
    averageLength: (view) => tables[view].totalLength / Math.max(1, entries),
    documentFrequency: (view, id) => tables[view].frequencies[id] ?? 0,
    rarity(view, id) {
      const frequency = tables[view].frequencies[id] ?? 0;
      return inverseFrequency(entries, frequency) / inverseFrequency(entries, 0);
    },
  };
}
