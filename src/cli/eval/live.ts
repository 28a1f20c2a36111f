/** `qabot eval --second-reader-live`: how well the owner's own chat model reads, on questions that it drafts to their history. */

import { createHash } from 'node:crypto';
import { engineOptions, type KnowledgeOptions } from '../../app/open-service.js';
import { createRedactor } from '../../app/redaction.js';
import { ChatFault, createChat } from '../../chat/client.js';
import { createCheck } from '../../drafting/checks.js';
import { draftsFor } from '../../drafting/draft.js';
import { communityLanguages, WORDINGS_FORM } from '../../drafting/prompt.js';
import { openEngine } from '../../engine/engine.js';
import { createJudge } from '../../engine/judge.js';
import { QabotError } from '../../errors.js';
import type { Entry, Knowledge } from '../../knowledge/model.js';
import type { SecondReader } from '../../second-reader/contract.js';
import { createSecondReader } from '../../second-reader/reader.js';
import { createRules } from '../../second-reader/rules.js';
import { missingChatSettings, readSettings, type Settings } from '../../settings.js';
import { cleanLine } from '../../../adapters/common/text.js';
import { isAgreed } from '../agreement.js';
import { jsonLine } from '../common.js';
import { plainLogger } from '../with-service.js';
import { createTally, outcomeOf, printed, timing } from './live-figures.js';

export interface LiveOptions extends KnowledgeOptions {
  readonly secondReaderLive: boolean;
  readonly sample: number;
  readonly yes: boolean;
  readonly json: boolean;
}

interface Server {
  readonly url: string;
  readonly model: string;
  readonly key?: string;
}

/** Milliseconds for a draft, which nobody waits for. */
const DRAFT_MILLISECONDS = 120_000;
/** Wordings an entry, of different kinds; one of them is asked. */
const DRAFTS = 3;
/** Matches from which those of the question's own thread are taken out; five are left of them but in the longest threads. */
const DEPTH = 20;

/**
 * Drafts a question to each drawn entry, asks it, asks it again with its answer taken out, and prints what came of it.
 * @throws {QabotError} `chat-model`, `chat-stopped`, `knowledge-missing`, `settings`
 */
export async function evaluateLive(options: LiveOptions): Promise<void> {
  const settings = readSettings(process.env);
  const server = serverOf(settings);
  const engine = await openEngine(engineOptions(options, settings, 'wait'));
  const { knowledge, matcher, thresholds } = engine;
  const entries = drawn(knowledge.entries, options.sample);
  say(leavingLine(entries.length, server));
  if (!options.yes && !(await isAgreed())) return say('Nothing is sent.');

  const timed = timing(secondReaderAt(server, settings));
  const rules = createRules({ addressed: settings.precision, overheard: settings.precisionOverheard });
  const judge = createJudge({ matcher, thresholds, second: { read: timed.read, rules } });
  const tally = createTally();
  for (const { entry, question } of await draftQuestions(entries, knowledge, server)) {
    const { decision, matching, second } = await judge({
      text: question,
      limit: DEPTH,
      attention: 'addressed',
    });
    const local = (await matcher.match({ text: question, limit: DEPTH })).matches;
    tally.local(outcomeOf(second?.local ?? decision, local[0]?.entry.id === entry.id));
    tally.second(outcomeOf(decision, matching.matches[0]?.entry.id === entry.id));
    const candidates = local.filter((match) => match.entry.thread.id !== entry.thread.id);
    tally.withoutAnswer(await timed.read({ text: question, attention: 'addressed', candidates }));
  }
  const figures = { drawn: entries.length, ...tally.figures(), ...timed.figures() };
  process.stdout.write(options.json ? `${jsonLine(figures)}\n` : printed(figures));
}

function serverOf({ chat = {} }: Settings): Server {
  const { url, model, key } = chat;
  if (url !== undefined && model !== undefined) return { url, model, key };
  throw new QabotError('chat-model', { names: missingChatSettings(chat) });
}

function secondReaderAt(server: Server, { chatTimeout }: Settings): SecondReader {
  return createSecondReader({
    ...server,
    timeout: chatTimeout,
    // The owner has agreed to these requests, and wants to know of each whether it is answered.
    dailyLimit: Number.POSITIVE_INFINITY,
    rest: 0,
    logger: plainLogger(),
    redact: createRedactor(process.env),
  });
}

/** The same entries on every run, spread over the history. */
function drawn(entries: readonly Entry[], count: number): readonly Entry[] {
  return entries.toSorted((a, b) => (hashOf(a) < hashOf(b) ? -1 : 1)).slice(0, count);
}

function hashOf({ id }: Entry): string {
  return createHash('sha256').update(id).digest('hex');
}

interface Asked {
  readonly entry: Entry;
  readonly question: string;
}

/** A question an entry; entries whose drafts cannot be used are left out. */
async function draftQuestions(
  entries: readonly Entry[],
  knowledge: Knowledge,
  server: Server,
): Promise<readonly Asked[]> {
  const chat = createChat({ ...server, timeout: DRAFT_MILLISECONDS, form: WORDINGS_FORM });
  const check = createCheck(knowledge);
  const prompt = {
    count: DRAFTS,
    languages: communityLanguages(knowledge.entries),
    signal: new AbortController().signal,
  };
  const asked: Asked[] = [];
  for (const [place, entry] of entries.entries()) {
    const drafts = await draftsFor(entry, chat, prompt);
    if (drafts instanceof ChatFault) {
      if (drafts.reach === 'run') throw new QabotError('chat-stopped', { reason: drafts.message });
      say(`qabot: ${entry.id} is left out: ${drafts.message}`);
      continue;
    }
    const { kept } = await check(entry, drafts.slice(0, DRAFTS));
    // Each kind of wording has its turn.
    const question = kept[place % Math.max(1, kept.length)];
    if (question === undefined) say(`qabot: ${entry.id} is left out: none of its drafts can be used`);
    else asked.push({ entry, question });
  }
  return asked;
}

function leavingLine(count: number, { url, model }: Server): string {
  return `To ${url} (model ${model}) go about ${3 * count} requests for ${count} entries of the history: one to draft a question to each (the question, the thread's earlier questions, the project's name, and the first 600 characters of the answer), and two that show the drafted question with up to five entries. Nothing that members asked the bot.`;
}

function say(line: string): void {
  process.stderr.write(`${cleanLine(line)}\n`);
}
