/** Decisions on records. Each is made once: a second maintainer who decides the same is told that it is decided. */

import { savedEntryId } from '../../knowledge/saved-answer-id.js';
import type { LearningContext } from '../context.js';
import { changeIf, type OpenQuestion, type Saved, type Wording } from '../records.js';

type Deciding = Pick<LearningContext, 'records' | 'now'>;

/** Decides on an answer that waits; `undefined` where it does not wait any more. */
export function decideSaved(
  { records }: Deciding,
  id: string,
  change: Partial<Saved>,
): Promise<Saved | undefined> {
  return changeIf(
    records.saved,
    id,
    ({ status }) => status === 'pending',
    (before) => ({ ...before, ...change }),
  );
}

/**
 * Takes back an answer that is in force. Its question is open again for those who were not told yet.
 * @returns whether it was in force until now
 */
export async function withdrawSaved({ records }: Deciding, id: string): Promise<boolean> {
  const withdrawn = await changeIf(
    records.saved,
    id,
    ({ status }) => status === 'accepted',
    (before): Saved => ({ ...before, status: 'rejected' }),
  );
  if (withdrawn === undefined) return false;
  const answer = savedEntryId(id);
  for (const [question, { entry }] of await records.questions.list()) {
    if (entry !== answer || (await records.askers.list(`${question}/`)).length === 0) continue;
    await changeIf(
      records.questions,
      question,
      (before) => before.status === 'answered' && before.entry === answer,
      (before): OpenQuestion => ({ ...before, status: 'open', entry: undefined, closed: undefined }),
    );
  }
  return true;
}

/** The question without the address of its message, which nobody needs any more. */
export function closedQuestion(
  question: OpenQuestion,
  status: 'answered' | 'rejected',
  closed: number,
  entry = question.entry,
): OpenQuestion {
  return { ...question, link: undefined, status, closed, entry };
}

/** @returns whether it was open until now */
export async function closeQuestion(
  { records, now }: Deciding,
  id: string | undefined,
  status: 'answered' | 'rejected',
  entry?: string,
): Promise<boolean> {
  if (id === undefined) return false;
  const closed = await changeIf(
    records.questions,
    id,
    (before) => before.status === 'open',
    (before) => closedQuestion(before, status, now(), entry),
  );
  return closed !== undefined;
}

/** @returns whether it was in the state `from` until now */
export async function decideWording(
  { records }: Deciding,
  id: string,
  from: Wording['status'],
  status: 'live' | 'rejected',
): Promise<boolean> {
  const decided = await changeIf(
    records.wordings,
    id,
    (before) => before.status === from,
    (before): Wording => ({ ...before, status, by: 'maintainer' }),
  );
  return decided !== undefined;
}
