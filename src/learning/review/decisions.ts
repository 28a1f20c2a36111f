/** Decisions on records, each made once: whoever comes second is told that it was made. */

import { savedEntryId } from '../../knowledge/saved-answer-id.js';
import {
  changeIf,
  closedQuestion,
  type OpenQuestion,
  type Records,
  type Saved,
  type Wording,
} from '../records.js';

export interface Decisions {
  /** Decides on an answer that waits; `undefined` where it does not wait any more. */
  readonly decideSaved: (id: string, change: Partial<Saved>) => Promise<Saved | undefined>;
  /** @returns whether it was in force until now */
  readonly withdrawSaved: (id: string) => Promise<boolean>;
  /** @returns whether it was open until now */
  readonly closeQuestion: (
    id: string | undefined,
    status: 'answered' | 'rejected',
    entry?: string,
  ) => Promise<boolean>;
  /** @returns whether it was in the state `from` until now */
  readonly decideWording: (
    id: string,
    from: Wording['status'],
    status: 'live' | 'rejected',
  ) => Promise<boolean>;
}

function reopened(question: OpenQuestion): OpenQuestion {
  const { entry: _, closed: __, ...rest } = question;
  return { ...rest, status: 'open' };
}

/** @param now milliseconds */
export function createDecisions(records: Records, now: () => number): Decisions {
  const decideSaved = (id: string, change: Partial<Saved>): Promise<Saved | undefined> =>
    changeIf(
      records.saved,
      id,
      ({ status }) => status === 'pending',
      (before) => ({ ...before, ...change }),
    );

  /** @returns whether it was open until now */
  const closeQuestion = async (
    id: string | undefined,
    status: 'answered' | 'rejected',
    entry?: string,
  ): Promise<boolean> => {
    if (id === undefined) return false;
    const closed = await changeIf(
      records.questions,
      id,
      (before) => before.status === 'open',
      (before) => closedQuestion(before, status, now(), entry),
    );
    return closed !== undefined;
  };

  const withdrawSaved = async (id: string): Promise<boolean> => {
    const withdrawn = await changeIf(
      records.saved,
      id,
      ({ status }) => status === 'accepted',
      (before): Saved => ({ ...before, status: 'rejected' }),
    );
    if (withdrawn === undefined) return false;
    // Who was not told yet waits for another answer.
    const answered = (await records.questions.list()).filter(([, { entry }]) => entry === savedEntryId(id));
    for (const [question] of answered) {
      if ((await records.askers.list(`${question}/`)).length === 0) continue;
      await changeIf(
        records.questions,
        question,
        (before) => before.status === 'answered' && before.entry === savedEntryId(id),
        reopened,
      );
    }
    return true;
  };

  /** @returns whether it was in the state `from` until now */
  const decideWording = async (
    id: string,
    from: Wording['status'],
    status: 'live' | 'rejected',
  ): Promise<boolean> => {
    const decided = await changeIf(
      records.wordings,
      id,
      (before) => before.status === from,
      (before): Wording => ({ ...before, status, by: 'maintainer' }),
    );
    return decided !== undefined;
  };

  return { decideSaved, withdrawSaved, closeQuestion, decideWording };
}
