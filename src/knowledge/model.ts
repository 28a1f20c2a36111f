/** What the readers find in the files: plain records, as printed, before the catalogue corrects anything. */

import type { Link, Source } from '../contract.js';

/** One question of a thread with its answer. */
export interface Turn {
  /** Plain Markdown of the question as printed. */
  readonly question: string;
  /** Other wordings of the question by people, each matched on its own. */
  readonly alternates: readonly string[];
  /** Other wordings of the question that a language model drafted. They help to match, and are never shown. */
  readonly drafted?: readonly string[];
  /** Markdown of the answer; absent where the file gives none. */
  readonly answer?: string;
  /**
   * The answer with its pictures, each a link in its place (`[图片](address)`, in English `[picture](address)`); absent
   * where words or pictures are missing: an answer of pictures alone is these links.
   */
  readonly illustrated?: string;
  /** Links in the answer, in order, each address once. */
  readonly links: readonly Link[];
  /** 1-based line of the question. */
  readonly line: number;
}

export interface Thread {
  /** Unique in the knowledge: `<post>#<n>` for posts, the given id for tables. */
  readonly id: string;
  /** 1-based count of the threads of a file. */
  readonly n: number;
  /** Kept for the export; never shown to members. */
  readonly asker?: string;
  /** As printed in the file. */
  readonly printedProject?: string;
  readonly printedUrl?: string;
  /** Name of the catalogue's project, where one was recognised. */
  readonly project?: string;
  /** A saved answer that came back as a file: it keeps its id, and a project is not guessed for it. */
  readonly saved?: true;
  /** Title of the group that it stands in on its page; it helps to find, and is not shown. */
  readonly section?: string;
  readonly tags: readonly string[];
  readonly turns: readonly Turn[];
  readonly source: Source;
}

export type Difficulty = 'easy' | 'medium' | 'hard';

export interface Task {
  readonly project?: string;
  readonly difficulty?: Difficulty;
  readonly text: string;
  readonly details?: string;
  readonly source: Source;
}

export interface Release {
  readonly project?: string;
  readonly version?: string;
  /** One change an item, Markdown. */
  readonly changes: readonly string[];
  readonly url?: string;
  readonly source: Source;
}

export interface Reading {
  readonly title: string;
  readonly url: string;
  readonly source: Source;
}

/** A contributor note, a community meeting or event, or a community rule: text with links that is no thread. */
export interface Note {
  readonly kind: 'contributor' | 'meeting' | 'event' | 'rule';
  readonly title: string;
  readonly text: string;
  readonly links: readonly Link[];
  readonly source: Source;
}

/** A fault in a file is data: printed as `path:line rule message`. */
export interface Finding {
  readonly path: string;
  /** 1-based; 1 where the fault is of the whole file. */
  readonly line: number;
  /** Lower case with dashes, such as `yaml-syntax`. */
  readonly rule: string;
  readonly message: string;
  /**
   * `error`: something was skipped. `warning`: it was read, but a maintainer should look. `information`: nothing is wrong, but somebody may
   * wonder.
   */
  readonly severity: 'error' | 'warning' | 'information';
}

/** What one file holds. */
export interface Document {
  readonly threads: readonly Thread[];
  readonly tasks: readonly Task[];
  readonly releases: readonly Release[];
  readonly readings: readonly Reading[];
  readonly notes: readonly Note[];
  readonly findings: readonly Finding[];
}

/** A project of `projects.yaml`. */
export interface Project {
  readonly name: string;
  /** Other names and spellings seen in the wild. */
  readonly aliases: readonly string[];
  readonly description: { readonly zh: string; readonly en: string };
  readonly repository?: string;
  readonly documentation?: string;
  readonly issues?: string;
}

/** Terms that mean the same: `zh` and `en` are wordings in either language. */
export interface GlossaryGroup {
  readonly zh: readonly string[];
  readonly en: readonly string[];
}

/**
 * Like things, of which a question may name one where an answer is about another; or the two sides of an act. A name that is also an
 * everyday word is `ambiguous`, and one of the `names` too.
 */
export interface Family {
  /** What differs where one is asked for and another is answered; `act` for the two sides of an act. */
  readonly kind: 'product' | 'system' | 'part' | 'act';
  readonly members: readonly FamilyMember[];
}

/** One thing, or one side of an act. */
export interface FamilyMember {
  readonly names: readonly string[];
  readonly ambiguous: readonly string[];
}

/** Everything that the bot answers from. */
export interface Knowledge extends Document {
  readonly projects: readonly Project[];
  readonly glossary: readonly GlossaryGroup[];
  readonly families: readonly Family[];
  /** Every answered turn, flattened for the index. */
  readonly entries: readonly Entry[];
  /** By entry: the wordings that members have confirmed for it, from `alternates.yaml` and wordings files. */
  readonly confirmed?: Readonly<Record<string, readonly string[]>>;
}

/** An answered turn: what is indexed, matched and replied with. */
export interface Entry {
  /** `<thread id>.<turn>` for posts (turn from 1), the given id for tables and saved answers. */
  readonly id: string;
  readonly thread: Thread;
  /** Index into `thread.turns`. */
  readonly turn: number;
  readonly question: string;
  /** Other wordings of the question, by people. */
  readonly alternates: readonly string[];
  /** Other wordings of the question that a language model drafted. They help to match, and are never shown. */
  readonly drafted?: readonly string[];
  /** With its pictures as links. */
  readonly answer: string;
  readonly links: readonly Link[];
  /** Name of the catalogue's project, or the label as printed where the catalogue has none. */
  readonly project?: string;
}
