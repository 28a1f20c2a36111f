/** The imported pairs that wait, and which of them somebody wants to see. */

import type { LearningContext } from '../context.js';
import type { Imported } from './model.js';

/** Only pairs that are all of this. */
export interface ImportedFilter {
  /** Whatever the case of its letters. */
  readonly project?: string;
  readonly minVotes?: number;
  /** 0..1. */
  readonly minConfidence?: number;
  readonly isMarked?: boolean;
}

/** Those that wait: the surest first, of these the most voted, of these the oldest. */
export async function waitingImported(
  { records }: Pick<LearningContext, 'records'>,
  { project, minVotes = Number.NEGATIVE_INFINITY, minConfidence = 0, isMarked }: ImportedFilter = {},
): Promise<readonly (readonly [id: string, Imported])[]> {
  const wanted = (await records.imported.list()).filter(
    ([, one]) =>
      one.status === 'pending' &&
      (project === undefined || one.project?.toLowerCase() === project.toLowerCase()) &&
      one.votes >= minVotes &&
      one.confidence >= minConfidence &&
      (isMarked === undefined || one.isMarked === isMarked),
  );
  return wanted.toSorted(
    ([, a], [, b]) =>
      b.confidence - a.confidence || b.votes - a.votes || a.at - b.at || (a.source < b.source ? -1 : 1),
  );
}
