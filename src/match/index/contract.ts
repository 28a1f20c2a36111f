/** The search index behind the matcher: small enough that another engine can stand behind it. */

/** A document: its id and the text of each field. */
export interface IndexDocument {
  readonly id: string;
  readonly fields: Readonly<Record<string, string>>;
  /** The project that a search may be kept to. */
  readonly project?: string;
}

/** A candidate. Its order among the others says which were left out; what it is worth is for the ranker to say. */
export interface Hit {
  readonly id: string;
  /** For tests and inspection: greater is better, comparable within one search only. */
  readonly score?: number;
}

export interface SearchLimits {
  /** Hits at most. */
  readonly limit: number;
  /** Documents of this project alone. */
  readonly project?: string;
}

/**
 * An engine that takes time for a change puts it in a queue of its own: a search waits for the changes that were made before it.
 */
export interface SearchIndex {
  /** Drops what was there and indexes `documents`. */
  build(documents: Iterable<IndexDocument>): void;
  /** Adds a document of an id that is not there. */
  add(document: IndexDocument): void;
  /** Removes a document, given as it was added; an unknown id is no error. */
  remove(document: IndexDocument): void;
  /** Candidates, best first; the same order whenever the same documents are searched. Rejects when the engine cannot be reached. */
  search(query: string, limits: SearchLimits): Promise<readonly Hit[]>;
  /** The index as one line; `load` takes it back. */
  save(): string;
  /** Throws when the line is not of this index or of another version of it. */
  load(line: string): void;
}

/** Makes an empty index over fields with their weights. */
export type IndexFactory = (fields: Readonly<Record<string, number>>) => SearchIndex;
