/** What the exports of a platform hold, in the same shape for every platform. */

import type { Link } from '../contract.js';
import type { Finding } from '../knowledge/model.js';
import type { ImportedPair } from '../learning/imported/model.js';

/** A conversation of a platform, as it stands in the export. */
export interface ImportedThread {
  /** Stable: made of the source's own ids, such as `github-discussion:owner/repo/12`. Up to its last `/` or `:` it names where it is from. */
  readonly id: string;
  readonly title?: string;
  /** The thread's page; the answer's own, where it has one. */
  readonly url?: string;
  /** `YYYY-MM-DD`. */
  readonly date?: string;
  /** As the export names it, such as a repository. */
  readonly project?: string;
  readonly tags: readonly string[];
  /** Other ways to ask the question, by people. */
  readonly wordings?: readonly string[];
  /** Whether the platform does not say that they belong together; mentions and times do. */
  readonly isGrouped?: boolean;
  /** The first one asks. */
  readonly messages: readonly ImportedMessage[];
}

export interface ImportedMessage {
  /** Unique in its thread. */
  readonly id: string;
  /** Opaque; it is compared, and hashed for `forget`, but never kept. Absent where the export names nobody. */
  readonly author?: string;
  /** Whether the platform says that they belong to those who run the project. `--maintainers` adds to it. */
  readonly isMaintainer?: boolean;
  /** Markdown. */
  readonly text: string;
  /** ISO 8601. */
  readonly at?: string;
  /** Whether it is the answer: the platform says so, or the way in which the thread was closed. */
  readonly isAnswer: boolean;
  readonly votes?: number;
  /** The message that it replies to, by id. */
  readonly replyTo?: string;
  /** The authors whom it names. */
  readonly mentions?: readonly string[];
  /** Names of reactions as the platform writes them, with who reacted. */
  readonly reactions?: readonly { readonly name: string; readonly authors: readonly string[] }[];
  readonly links?: readonly Link[];
}

/** Why a thread is no pair, as the report counts it. */
export const REASONS = {
  'no-answer': 'nobody answered',
  unmarked: 'no answer is marked',
  'no-question': 'it asks nothing',
  'no-words': 'question or answer has no words',
  long: 'question or answer is too long',
  alone: 'messages of a chat that belong to no thread and that nobody plainly answered',
  closed: 'it was closed without an answer, as a duplicate or as not planned',
  other: 'it is of another kind, such as a poll or an announcement',
} as const;
export type Reason = keyof typeof REASONS;

/** A fault of the file: it costs what it stands in, and the rest is read. */
export interface FoundFault {
  readonly kind: 'fault';
  readonly finding: Finding;
}

/** What a source finds, one after the other. */
export type Found =
  | { readonly kind: 'thread'; readonly thread: ImportedThread }
  | { readonly kind: 'left-out'; readonly reason: Reason }
  | FoundFault;

/** What the person who imports says besides. */
export interface PairOptions {
  /** The authors who are maintainers, in lower case. */
  readonly maintainers: ReadonlySet<string>;
  /** The project of every pair; absent: what the threads say, where it is known. */
  readonly project?: string;
  /** Whether a message asks the room something; absent: its form tells. */
  readonly asks?: (message: string) => boolean;
  /** The catalogue's name for a project as an export names it; absent: none is known. */
  readonly projectOf?: (name: string) => string | undefined;
}

export interface SourceOptions {
  /** The file as findings name it. */
  readonly name: string;
  /** The authors who are maintainers beside those of whom the export says so, in lower case. */
  readonly maintainers?: ReadonlySet<string>;
  /** Address of the forum, such as `https://forum.example.org`, where the export does not say it. */
  readonly site?: string;
  /** Call it with the bytes of the file that were read since. */
  readonly read: (bytes: number) => void;
}

/** A platform whose exports can be imported. Each is one file in `sources/`, and one line in `sources/index.ts`. */
export interface Source {
  /** As the command line names it: `github-discussions`. */
  readonly kind: string;
  /** As people name it: "GitHub Discussions". */
  readonly title: string;
  /** The platform whose ids the authors have, for `qabot forget ID --platform NAME`. Absent: it names no people. */
  readonly platform?: string;
  /** Whether the platform itself marks answers. Only these may go into a folder without a review. */
  readonly isMarked: boolean;
  /** How sure it is that its answers answer, 0..1. */
  readonly confidence: number;
  /** Whether it reads such a file of a folder; a file that was named by itself is read in any case. Absent: a folder is read as a whole. */
  readonly accepts?: (name: string) => boolean;
  /** Makes the pair of a thread, where no message of it is the answer by itself; by default `pairOf` of `pair.ts`. */
  readonly pairOf?: (thread: ImportedThread, source: Source, options: PairOptions) => ImportedPair | Reason;
  /**
   * Reads a file, or a folder where `accepts` is absent, as a stream: memory does not grow with the file.
   * A fault in the file is a finding; it does not reject but where the file cannot be opened.
   */
  readonly threads: (path: string, options: SourceOptions) => AsyncIterable<Found>;
}

/** A fault that costs something of a file. */
export const foundFault = (path: string, line: number, rule: string, message: string): FoundFault => ({
  kind: 'fault',
  finding: { path, line, rule, message, severity: 'error' },
});
