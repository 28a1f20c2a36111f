/** The run: each entry is asked for, checked and written by itself. */

import pMap from 'p-map';
import { type Chat, ChatFault } from '../chat/client.js';
import { QabotError } from '../errors.js';
import type { Entry } from '../knowledge/model.js';
import type { Task } from './plan.js';
import { messagesFor, type PromptOptions } from './prompt.js';
import { wordingsIn } from './reply.js';
import { type Desk, type Outcome, settle } from './settle.js';

export interface DraftOptions extends PromptOptions, Desk {
  readonly chat: Chat;
  /** As it is written behind `by: model:`. */
  readonly model: string;
  /** Requests at a time. */
  readonly concurrency: number;
  /** Once it is aborted, nothing more is written or told. */
  readonly signal: AbortSignal;
  /** Called when an entry is done. */
  readonly done: (outcome: Outcome) => void;
}

/** Times that an entry is asked for until its answer is whole. */
const TRIES = 3;
/** As many entries one after the other that the server did not answer for: it will not answer for the next either. */
const MOST_LOST = 5;

/**
 * Drafts the entries one by one. An entry that fails costs itself alone.
 * @throws {QabotError} `draft-stopped` where the server refuses all or answers no more, `draft-file` where a file cannot be written
 */
export async function draftAll(tasks: readonly Task[], options: DraftOptions): Promise<void> {
  const { chat, concurrency, count, done, model, signal } = options;
  let lost = 0;
  const draft = async (task: Task): Promise<void> => {
    const answer = await draftsFor(task.entry, chat, options);
    if (signal.aborted) return;
    if (!(answer instanceof ChatFault)) {
      lost = 0;
      done(await settle(task, answer.slice(0, count), model, options));
      return;
    }
    const { message, reach } = answer;
    lost = reach === 'server' ? lost + 1 : 0;
    if (reach === 'run' || lost >= MOST_LOST)
      throw new QabotError('draft-stopped', { reason: message }, { cause: answer });
    done({ task, kept: 0, dropped: [], failure: message });
  };
  await pMap(tasks, draft, { concurrency });
}

/** The model's wordings of the entry's question as they are, or why there are none. */
export async function draftsFor(
  entry: Entry,
  chat: Chat,
  options: PromptOptions & Pick<DraftOptions, 'signal'>,
): Promise<readonly string[] | ChatFault> {
  let fault = new ChatFault('the model’s answer is not the JSON that was asked for', 'answer');
  for (let tries = 0; tries < TRIES; tries += 1) {
    try {
      const wordings = wordingsIn(await chat.ask(messagesFor(entry, options), options.signal));
      if (wordings !== undefined) return wordings;
    } catch (error) {
      if (!(error instanceof ChatFault)) throw error;
      if (error.reach !== 'answer') return error;
      fault = error;
    }
  }
  return fault;
}
