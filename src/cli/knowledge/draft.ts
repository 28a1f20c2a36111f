/** `qabot knowledge draft`: other wordings of the questions, by a chat model. */

import { cleanLine } from '../../../adapters/common/text.js';
import { INTERRUPTED, isAgreed } from '../agreement.js';
import { type ChatSettings, missingChatSettings, readSettings } from '../../settings.js';
import { batchLines, importAnswers, promptPages } from '../../drafting/batch.js';
import { createCheck } from '../../drafting/checks.js';
import { openWordingsFiles, replaceFile, type WordingsFiles } from '../../drafting/files.js';
import { type Plan, planTasks, type Task } from '../../drafting/plan.js';
import {
  communityLanguages,
  estimateTokens,
  type PromptOptions,
  WORDINGS_FORM,
} from '../../drafting/prompt.js';
import type { Desk } from '../../drafting/settle.js';
import { QabotError } from '../../errors.js';
import { kindOf } from '../../knowledge/files/folders.js';
import { loadKnowledge } from '../../knowledge/load.js';
import type { Knowledge } from '../../knowledge/model.js';
import { withPlugged } from '../../knowledge/readers/plugged.js';
import type { DraftCommandOptions } from './command.js';
import { createTally, type Tally } from './draft-tally.js';

/** Everything that each way of drafting needs. */
interface Work {
  readonly knowledge: Knowledge;
  readonly plan: Plan;
  readonly files: WordingsFiles;
  readonly prompt: PromptOptions;
}

/**
 * Drafts the entries of a folder that have no drafts yet, at the endpoint or by way of files.
 * @throws {QabotError} a code that begins with `draft-`, `knowledge-missing`, `settings`
 */
export async function draft(dir: string | undefined, options: DraftCommandOptions): Promise<void> {
  if (options.import !== undefined && (options.export !== undefined || options.dryRun))
    throw new QabotError('draft-options', {
      reason: '--import reads and writes: remove --export or --dry-run',
    });
  const settings = readSettings(process.env);
  const folders = dir === undefined ? settings.knowledge : [dir];
  const kinds = await Promise.all(folders.map(kindOf));
  // Wordings beside a file that is read by itself would not be read.
  if (kinds.length === 0 || kinds.includes('file')) throw new QabotError('draft-folder');
  const chat = { ...settings.chat, model: options.model ?? settings.chat?.model };
  const work = await readWork(folders, settings.readers, options);
  if (options.import !== undefined) return await importFrom(options.import, work, chat.model);
  say(countLine(work.plan));
  if (options.dryRun) return out(tokenLine(work));
  if (work.plan.tasks.length === 0) return;
  if (options.export !== undefined) return exportTo(options.export, work, chat.model);
  await draftAtEndpoint(work, options, chat);
}

async function readWork(
  folders: readonly string[],
  readers: readonly string[] | undefined,
  { all, count }: DraftCommandOptions,
): Promise<Work> {
  const knowledge = await loadKnowledge(folders, { readers: await withPlugged(readers) });
  const { entries } = knowledge;
  const files = openWordingsFiles(folders, new Map(entries.map(({ id }, place) => [id, place])));
  const prompt = { count, languages: communityLanguages(entries) };
  return { knowledge, plan: planTasks(entries, files.items, all), files, prompt };
}

function exportTo(path: string, { plan, prompt }: Work, model: string | undefined): void {
  if (/\.(?:md|markdown|txt)$/i.test(path)) replaceFile(path, promptPages(plan.tasks, prompt));
  else if (model === undefined) throw new QabotError('draft-model', { names: 'CHAT_MODEL or --model' });
  else replaceFile(path, batchLines(plan.tasks, model, prompt));
  say(`The work is in ${path}. Read what comes back with --import FILE.`);
}

async function importFrom(path: string, work: Work, model: string | undefined): Promise<void> {
  const tally = createTally(work.plan.tasks.length, process.stderr);
  const desk = { ...deskFor(work), model: model ?? 'unnamed', most: MOST_IMPORTED };
  const strays = await importAnswers(path, work.plan.tasks, { ...desk, done: tally.add });
  finish(tally);
  if (strays > 0)
    say(`${strays} answers belong to no entry that waits: it has drafts by now, or its question has changed`);
}

/** As many as `--count` allows: what is imported may have been exported with another count. */
const MOST_IMPORTED = 12;

async function draftAtEndpoint(
  work: Work,
  { concurrency, timeout, yes }: DraftCommandOptions,
  chat: ChatSettings,
): Promise<void> {
  const { url, model, key } = chat;
  if (url === undefined || model === undefined)
    throw new QabotError('draft-model', { names: missingChatSettings(chat) });
  const { tasks } = work.plan;
  say(leavingLine(tasks, url, model));
  say(tokenLine(work));
  if (!yes && !(await isAgreed())) return say('Nothing is sent.');
  // The client is large: only who drafts waits for it.
  const [{ createChat }, { draftAll }] = await Promise.all([
    import('../../chat/client.js'),
    import('../../drafting/draft.js'),
  ]);
  const tally = createTally(tasks.length, process.stderr);
  // Every entry is written when it is done, so that nothing is in hand here.
  const interrupt = (): void => {
    finish(tally);
    say('Stopped. What is written stays, and the same command goes on with the rest.');
    process.exit(INTERRUPTED);
  };
  process.once('SIGINT', interrupt);
  const stop = new AbortController();
  const { signal } = stop;
  try {
    await draftAll(tasks, {
      ...deskFor(work),
      ...work.prompt,
      chat: createChat({ url, model, key, timeout: timeout * 1000, form: WORDINGS_FORM }),
      model,
      concurrency,
      signal,
      done: tally.add,
    });
  } finally {
    process.off('SIGINT', interrupt);
    stop.abort();
    finish(tally);
  }
}

function deskFor({ knowledge, files }: Work): Desk {
  return {
    check: createCheck(knowledge),
    files,
    today: new Date().toISOString().slice(0, 'YYYY-MM-DD'.length),
  };
}

/** Exit status 1 where an entry is left for another run. */
function finish(tally: Tally): void {
  tally.clear();
  for (const line of tally.failures()) say(`qabot: ${line}`);
  for (const line of tally.summary()) out(line);
  if (tally.left() > 0) process.exitCode = 1;
}

function countLine({ tasks, drafted, reviewed }: Plan): string {
  const all = tasks.length + drafted + reviewed;
  const changed = tasks.filter(({ replaced }) => replaced !== undefined).length;
  return `${tasks.length} of ${all} entries to draft (${changed} of them again); ${drafted} have drafts, ${reviewed} have wordings of people`;
}

function leavingLine(tasks: readonly Task[], url: string, model: string): string {
  return `To ${url} (model ${model}) go, for ${tasks.length} entries: the question, the thread's earlier questions, the project's name, and the first 600 characters of the answer. No names of askers, and nothing that members asked the bot.`;
}

function tokenLine({ plan, prompt }: Work): string {
  const { sent, received } = estimateTokens(
    plan.tasks.map(({ entry }) => entry),
    prompt,
  );
  return `About ${grouped(sent)} tokens to the model and ${grouped(received)} back (estimated: one for each Chinese character and for each four others)`;
}

function grouped(count: number): string {
  return count.toLocaleString('en');
}

function out(line: string): void {
  process.stdout.write(`${cleanLine(line)}\n`);
}

function say(line: string): void {
  process.stderr.write(`${cleanLine(line)}\n`);
}
