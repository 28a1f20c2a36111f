/**
 * Decisions on records. Each is made once: it gives the record as it is decided, and `undefined` where somebody else has decided
 * already.
 */

import { savedEntryId } from '../../knowledge/saved-answer-id.js';
import type { LearningContext } from '../context.js';
import { changeFrom, type OpenQuestion, type SavedAnswer, type Wording } from '../records.js';

/** The record to decide on. */
interface Deciding {
  readonly context: Pick<LearningContext, 'records' | 'now'>;
  readonly id: string;
}

/** @param from the status that the answer must have until now */
export const decideSaved = (
  { context: { records }, id }: Deciding,
  from: SavedAnswer['status'],
  change: Partial<SavedAnswer>,
): Promise<SavedAnswer | undefined> =>
  changeFrom(records.saved, id, from, (before) => ({ ...before, ...change }));

/** Takes back an answer that is in force. Its question is open again for those who were not told yet. */
export async function withdrawSaved(on: Deciding): Promise<SavedAnswer | undefined> {
  const { records } = on.context;
  const withdrawn = await decideSaved(on, 'accepted', { status: 'rejected' });
  if (withdrawn === undefined) return undefined;
  const entry = savedEntryId(on.id);
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
  { context: { records, now }, id }: Deciding,
  status: 'answered' | 'rejected',
  entry?: string,
): Promise<OpenQuestion | undefined> =>
  changeFrom(records.questions, id, 'open', (before) => closedQuestion(before, status, now(), entry));

/** @param from the status that the wording must have until now */
export const decideWording = (
  { context: { records }, id }: Deciding,
  from: Wording['status'],
  status: 'live' | 'rejected',
): Promise<Wording | undefined> =>
  changeFrom(records.wordings, id, from, (before) => ({ ...before, status, by: 'maintainer' }));
