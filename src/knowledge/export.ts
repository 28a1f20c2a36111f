/** The public form of what the readers found: one record a line, as printed, before the catalogue corrects anything. */

import type { Document, Thread } from './model.js';
import { printedLinks, toPlain } from './text.js';

export const EXPORT_KINDS = ['thread', 'task', 'release', 'reading', 'note', 'finding'] as const;
export type ExportKind = (typeof EXPORT_KINDS)[number];

/** A thread as `qabot knowledge export` prints it. */
export interface ExportedThread {
  readonly path: string;
  readonly n: number;
  readonly asker: string | null;
  readonly project: string | null;
  readonly projectUrl: string | null;
  readonly turns: readonly ExportedTurn[];
}

export interface ExportedTurn {
  readonly question: string;
  /** `null` where the file gives none. */
  readonly answer: string | null;
  /** Addresses of the answer's links as printed, each once. */
  readonly links: readonly string[];
  /** Wordings that a model drafted, for maintainers to review; absent where there are none. */
  readonly drafted?: readonly string[];
}

export function exportThread(thread: Thread): ExportedThread {
  return {
    path: thread.source.path,
    n: thread.n,
    asker: thread.asker ?? null,
    project: thread.printedProject ?? null,
    projectUrl: thread.printedUrl ?? null,
    turns: thread.turns.map(({ question, answer, links, drafted }) => ({
      question: toPlain(question),
      answer: answer === undefined ? null : toPlain(answer),
      links: [
        ...new Set([...(answer === undefined ? [] : printedLinks(answer)), ...links.map(({ url }) => url)]),
      ],
      drafted,
    })),
  };
}

const RECORDS: Readonly<Record<ExportKind, (document: Document) => readonly object[]>> = {
  thread: ({ threads }) => threads.map(exportThread),
  task: ({ tasks }) => tasks,
  release: ({ releases }) => releases,
  reading: ({ readings }) => readings,
  note: ({ notes }) => notes,
  finding: ({ findings }) => findings,
};

/** The records of a kind, in the order of the files. */
export function exportRecords(document: Document, kind: ExportKind): readonly object[] {
  return RECORDS[kind](document);
}
