/** The work as a file for those who have no endpoint at hand, and what comes back. */

import { readFileSync } from 'node:fs';
import { QabotError, reasonOf } from '../errors.js';
import type { Task } from './plan.js';
import { messagesFor, pastedPrompt, type PromptOptions, WORDINGS_FORM } from './prompt.js';
import { returnedIn } from './reply.js';
import { type Desk, type Outcome, settle } from './settle.js';

/** Entries on a page: a chat's answer to more would be cut off. */
const ENTRIES_A_PAGE = 10;

/** Requests in the form of OpenAI's batches (https://platform.openai.com/docs/guides/batch), one a line. */
export function batchLines(tasks: readonly Task[], model: string, options: PromptOptions): string {
  const lines = tasks.map(({ key, entry }) =>
    JSON.stringify({
      custom_id: key,
      method: 'POST',
      url: '/v1/chat/completions',
      body: {
        model,
        messages: messagesFor(entry, options),
        response_format: {
          type: 'json_schema',
          json_schema: { ...WORDINGS_FORM, strict: true },
        },
      },
    }),
  );
  return lines.map((line) => `${line}\n`).join('');
}

/** Pages to paste into a chat, one after the other. */
export function promptPages(tasks: readonly Task[], options: PromptOptions): string {
  const count = Math.ceil(tasks.length / ENTRIES_A_PAGE);
  const pages = Array.from({ length: count }, (_, index) => {
    const some = tasks.slice(index * ENTRIES_A_PAGE, (index + 1) * ENTRIES_A_PAGE);
    return `<!-- Page ${index + 1} of ${count}: paste what follows, up to the next such line -->\n\n${pastedPrompt(some, options)}\n`;
  });
  return `<!-- Put the answers, one below the other, into a file and read it with "qabot knowledge draft --import FILE". -->\n\n${pages.join('\n')}`;
}

export interface ImportOptions extends Desk {
  /** The model where an answer does not name its own. */
  readonly model: string;
  /** Drafts that are taken of an answer. */
  readonly most: number;
  readonly done: (outcome: Outcome) => void;
}

function readImported(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (cause) {
    const reason = reasonOf(cause);
    throw new QabotError('draft-file', { path, reason }, { cause });
  }
}

/**
 * Takes what came back, with the same checks as at the endpoint.
 * @returns answers for no entry that waits: drafted meanwhile, changed since, or never asked for
 * @throws {QabotError} `draft-import` where the file holds no answer at all, `draft-file` where it cannot be read
 */
export async function importAnswers(
  path: string,
  tasks: readonly Task[],
  { most, model, done, ...desk }: ImportOptions,
): Promise<number> {
  const returned = returnedIn(readImported(path));
  if (returned.length === 0) throw new QabotError('draft-import', { path });
  const waiting = new Map(tasks.map((task) => [task.key, task]));
  let strays = 0;
  for (const { key, wordings, model: own = model } of returned) {
    const task = waiting.get(key);
    if (task === undefined) strays += 1;
    else if (wordings === undefined)
      done({ task, kept: 0, dropped: [], failure: 'its answer is missing, cut off or no JSON' });
    else done(await settle(task, wordings.slice(0, most), own, desk));
  }
  return strays;
}
