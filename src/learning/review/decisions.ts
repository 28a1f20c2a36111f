/**
 * Decisions on records. Each is made once: it gives the record as it is decided, and `undefined` where somebody else has decided
 * already.
 */

import { savedEntryId } from '../../knowledge/saved-answer-id.js';
import type { LearningContext } from '../context.js';
import { changeFrom, type OpenQuestion, type SavedAnswer, type Wording } from '../records.js';

type Deciding = Pick<LearningContext, 'records' | 'now'>;

/** @param from the status that the answer must have until now */
export const decideSaved = (
  { records }: Deciding,
  id: string,
  from: SavedAnswer['status'],
  change: Partial<SavedAnswer>,
): Promise<SavedAnswer | undefined> =>
  changeFrom(records.saved, id, from, (before) => ({ ...before, ...change }));

/** Takes back an answer that is in force. Its question is open again for those who were not told yet. */
export async function withdrawSaved(context: Deciding, id: string): Promise<SavedAnswer | undefined> {
  const { records } = context;
  const withdrawn = await decideSaved(context, id, 'accepted', { status: 'rejected' });
  if (withdrawn === undefined) return undefined;
  const entry = savedEntryId(id);
  const answered = (await records.questions.list()).filter(([, question]) => question.entry === entry);
  for (const [question] of answered) {
    if ((await records.askers.list(`${question}/`)).length === 0) continue;
    await changeFrom(records.questions, question, 'answered', (before): OpenQuestion | undefined =>
      before.entry === entry ? { ...before, status: 'open', entry: undefined, closed: undefined } : undefined,
    );
  }
  return withdrawn;
}

/** The question without the address of its message, which nobody needs any more. */
export const closedQuestion = (
  question: OpenQuestion,
  status: 'answered' | 'rejected',
  closed: number,
  entry = question.entry,
): OpenQuestion => ({ ...question, link: undefined, status, closed, entry });

/** @param entry that answers the question */
export const closeQuestion = (
  { records, now }: Deciding,
  id: string,
  status: 'answered' | 'rejected',
  entry?: string,
): Promise<OpenQuestion | undefined> =>
  changeFrom(records.questions, id, 'open', (before) => closedQuestion(before, status, now(), entry));

/** @param from the status that the wording must have until now */
export const decideWording = (
  { records }: Deciding,
  id: string,
  from: Wording['status'],
  status: 'live' | 'rejected',
): Promise<Wording | undefined> =>
  changeFrom(records.wordings, id, from, (before) => ({ ...before, status, by: 'maintainer' }));
