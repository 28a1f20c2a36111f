import type { Document, Finding } from '../model.js';

/** A reader of one format: which files it takes, and what they hold. */
export interface Reader {
  /** Names the reader and its version: what a reader of another name has read is not taken from a snapshot. */
  readonly name: string;
  /** Lower case, without the dot. */
  readonly extensions: readonly string[];
  /** Whether it reads `file.bytes`; `file.text` is empty then. */
  readonly isBinary?: boolean;
  /** A fault in the file is a finding; where `read` throws, the file is reported and skipped. What is left out is empty. */
  read(file: ReadFile): Partial<Document> | Promise<Partial<Document>>;
}

/** What every reader gets. */
export interface ReadFile {
  /** Relative to the knowledge folder, with `/`. */
  readonly path: string;
  /** The path without its extension; `index` gives way to its folder's name. */
  readonly post: string;
  /** Decoded, without byte order mark; lines end with `\n`. */
  readonly text: string;
  /** The file as it is, for a reader that `isBinary`. */
  readonly bytes?: Uint8Array;
  /** Address that a post's name is appended to, where the folder's `knowledge.yaml` gives one. */
  readonly sourceBase?: string;
}

export const EMPTY: Document = {
  threads: [],
  tasks: [],
  releases: [],
  readings: [],
  notes: [],
  findings: [],
};

/** A finding that says that something was skipped. */
export function fault(path: string, line: number, rule: string, message: string): Finding {
  return { path, line: Math.max(1, line), rule, message, severity: 'error' };
}

/** A finding about something that was read all the same. */
export function warning(path: string, line: number, rule: string, message: string): Finding {
  return { path, line: Math.max(1, line), rule, message, severity: 'warning' };
}

/** Rule of the finding that a file, or so many of its kind, were left alone. */
export const NOT_READ = 'not-read';

/** A finding that a file holds nothing for the bot, and why: `no array of questions`. A folder's are counted by kind. */
export function unread(path: string, reason: string): Finding {
  return information(path, NOT_READ, reason);
}

/** A finding that is no fault: what of a file was left alone, and why. */
export function information(path: string, rule: string, message: string): Finding {
  return { path, line: 1, rule, message, severity: 'information' };
}
