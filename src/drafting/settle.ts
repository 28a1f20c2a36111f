/** What is done with the drafts of an entry, wherever they came from. */

import type { Check, DropReason } from './checks.js';
import { byModel, type WordingsFiles } from './files.js';
import type { Task } from './plan.js';

/** What became of one entry. */
export interface Outcome {
  readonly task: Task;
  /** Wordings that were written. */
  readonly kept: number;
  readonly dropped: readonly DropReason[];
  /** Why nothing was written. */
  readonly failure?: string;
  /** Where they were written. */
  readonly path?: string;
}

export interface Desk {
  readonly check: Check;
  readonly files: WordingsFiles;
  /** `YYYY-MM-DD`. */
  readonly today: string;
}

/**
 * Checks the drafts of an entry and writes what is left of them.
 * @throws {QabotError} `draft-file`
 */
export async function settle(
  task: Task,
  drafts: readonly string[],
  model: string,
  { check, files, today }: Desk,
): Promise<Outcome> {
  const { entry, hash, replaced } = task;
  const { kept, dropped } = await check(entry, drafts);
  if (kept.length === 0) return { task, kept: 0, dropped, failure: 'none of its drafts can be used' };
  const path = replaced?.path ?? files.pathFor(entry.thread.source.path);
  const item = { entry: entry.id, question: hash, by: byModel(model), at: today, wordings: [...kept] };
  files.put(path, item, replaced);
  return { task, kept: kept.length, dropped, path };
}
