/** The terms of the knowledge, numbered, with the number of entries that hold each: what rarity is measured by. */

/** The three ways in which texts are compared. */
export const VIEWS = ['word', 'gram', 'concept'] as const;
export type View = (typeof VIEWS)[number];

export function byView<T>(create: (view: View) => T): Readonly<Record<View, T>> {
  return { word: create('word'), gram: create('gram'), concept: create('concept') };
}

/** A term number that no term has: a term of the query that the knowledge does not know. */
export const UNKNOWN = -1;

export interface Lexicon {
  /** The number of a term, given on first sight. */
  intern(view: View, term: string): number;
  /** The number of a term that an entry holds, or {@link UNKNOWN}. */
  idOf(view: View, term: string): number;
  /** The terms of a view by their number: also those that no entry holds any more. New ones come at the end. */
  terms(view: View): readonly string[];
  /** Counts an entry (`by` 1), or uncounts it again. */
  count(entry: Readonly<Record<View, Counted>>, by: 1 | -1): void;
  readonly entries: number;
  /** Another one after every count. */
  readonly version: number;
  /** Mean number of terms in the field at a place. */
  averageLength(view: View, field: number): number;
  documentFrequency(view: View, id: number): number;
  /**
   * How telling a term is: BM25's inverse document frequency with 1 added under the logarithm, so that it is never
   * negative (Robertson & Zaragoza, "The Probabilistic Relevance Framework", 2009, and Lucene's form of it), divided by
   * its greatest value. 0..1: 1 is a term that no entry holds, whatever the size of the knowledge.
   */
  rarity(view: View, id: number): number;
  /** The share of the entries that hold a term, smoothed so that it is never 0. */
  rate(view: View, id: number): number;
  /** The counts as plain data; {@link createLexicon} takes them back. */
  snapshot(): LexiconSnapshot;
}

/** What is counted of an entry in a view. */
export interface Counted {
  /** Terms of its question and answer, each once: rarity is of these. */
  readonly telling: Iterable<number>;
  /** Terms of all of its fields, each once. */
  readonly held: Iterable<number>;
  /** Terms in each of its fields. */
  readonly lengths: readonly number[];
}

export interface LexiconSnapshot {
  readonly entries: number;
  readonly views: Readonly<
    Record<
      View,
      {
        readonly terms: readonly string[];
        readonly frequencies: readonly number[];
        readonly holders: readonly number[];
        readonly lengths: readonly number[];
      }
    >
  >;
}

interface Table {
  readonly ids: Map<string, number>;
  readonly terms: string[];
  /** Entries that hold the term in question or answer, and in any field. */
  readonly frequencies: number[];
  readonly holders: number[];
  readonly lengths: number[];
  /** Rarities since the last count. */
  rarities: number[];
}

export function inverseFrequency(entries: number, frequency: number): number {
  return Math.log(1 + (entries - frequency + 0.5) / (frequency + 0.5));
}

function tableOf(snapshot?: LexiconSnapshot['views'][View]): Table {
  const terms = snapshot?.terms ?? [];
  return {
    ids: new Map(terms.map((term, id) => [term, id])),
    terms: [...terms],
    frequencies: [...(snapshot?.frequencies ?? [])],
    holders: [...(snapshot?.holders ?? [])],
    lengths: [...(snapshot?.lengths ?? [])],
    rarities: [],
  };
}

function plain({ terms, frequencies, holders, lengths }: Table): LexiconSnapshot['views'][View] {
  return { terms, frequencies, holders, lengths };
}

export function createLexicon(snapshot?: LexiconSnapshot): Lexicon {
  const tables = byView((view) => tableOf(snapshot?.views[view]));
  let entries = snapshot?.entries ?? 0;
  let version = 0;
  return {
    intern(view, term) {
      const { ids, terms, frequencies, holders } = tables[view];
      let id = ids.get(term);
      if (id === undefined) {
        id = terms.length;
        ids.set(term, id);
        terms.push(term);
        frequencies.push(0);
        holders.push(0);
      }
      return id;
    },
    idOf(view, term) {
      const { ids, holders } = tables[view];
      const id = ids.get(term);
      return id !== undefined && (holders[id] ?? 0) > 0 ? id : UNKNOWN;
    },
    terms: (view) => tables[view].terms,
    count(entry, by) {
      entries += by;
      version += 1;
      for (const view of VIEWS) {
        const table = tables[view];
        const { telling, held, lengths } = entry[view];
        for (const id of telling) table.frequencies[id] = (table.frequencies[id] ?? 0) + by;
        for (const id of held) table.holders[id] = (table.holders[id] ?? 0) + by;
        for (const [field, length] of lengths.entries()) {
          table.lengths[field] = (table.lengths[field] ?? 0) + by * length;
        }
        if (table.rarities.length > 0) table.rarities = [];
      }
    },
    get entries() {
      return entries;
    },
    get version() {
      return version;
    },
    averageLength: (view, field) => (tables[view].lengths[field] ?? 0) / Math.max(1, entries),
    documentFrequency: (view, id) => tables[view].frequencies[id] ?? 0,
    snapshot: () => ({ entries, views: byView((view) => plain(tables[view])) }),
    rate: (view, id) => ((tables[view].frequencies[id] ?? 0) + 0.5) / (entries + 1),
    rarity(view, id) {
      if (id === UNKNOWN) return 1;
      const { rarities, frequencies, holders } = tables[view];
      // The logarithms are worth keeping: the ranker asks for each term of each candidate.
      return (rarities[id] ??=
        inverseFrequency(entries, frequencies[id] || (holders[id] ?? 0)) / inverseFrequency(entries, 0));
    },
  };
}
