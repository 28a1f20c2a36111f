/** The search index behind the matcher: small enough that another engine can stand behind it. */

/** A document: its id and the text of each field. */
export interface IndexDocument {
  readonly id: string;
  readonly fields: Readonly<Record<string, string>>;
}

export interface Hit {
  readonly id: string;
  /** Greater is better; comparable within one search only. */
  readonly score: number;
  /** Terms of the query that the document holds. */
  readonly terms: readonly string[];
}

export interface SearchIndex {
  /** Drops what was there and indexes `documents`. */
  build(documents: Iterable<IndexDocument>): void;
  /** Adds a document of an id that is not there. */
  add(document: IndexDocument): void;
  /**
   * Removes a document, given as it was added; an unknown id is no error. Afterwards every score is what it would be had the
   * document never been there.
   */
  remove(document: IndexDocument): void;
  /** The best `limit` documents, best first. */
  search(query: string, limit: number): readonly Hit[];
  /** The index as one string; `load` takes it back. */
  save(): string;
  /** Throws when the string is not of this index or of another version of it. */
  load(saved: string): void;
}
