/** From a question to the message that answers it, and what a change of the question does to that message. */

import type { Hearing, Question, Reply, Texts } from '../../../src/contract.js';
import { type Json, list, string } from '../../common/json.js';
import { contextFor, type Shared, sharedIn } from './context.js';
import { unescape } from './mrkdwn.js';
import { CallError } from '../transport/faults.js';
import { conversationOf, isDirect, placeOf } from '../transport/places.js';
import { type Change, fingerprintOf, type Sent } from '../transport/records.js';
import { postReply, removeReply, updateReply } from '../transport/replies.js';
import type { Workspace } from '../transport/workspace.js';

/** What the core answers with its guide. */
export const HELP = '/help';

/**
 * Milliseconds after which Slack tells a message anew where nobody took it, and up to which it does so. By then the message may have
 * been edited or deleted. https://docs.slack.dev/apis/events-api/#retries
 */
const LATE_MILLISECONDS = { from: 3000, to: 2 * 60 * 60 * 1000 };

/** A question and where its answer goes. */
interface Incoming {
  readonly channel: string;
  readonly thread: string;
  /** The message that asks. */
  readonly ts: string;
  readonly shared?: Shared;
  readonly question: Question;
  /** Absent in a direct message, where nobody else listens. */
  readonly hearing?: Hearing;
  /** Whether other people speak in the thread too. */
  readonly hasOthers?: boolean;
}

/** Asks, posts and remembers. A change of the question that comes meanwhile is carried over to the reply. */
export async function answer(workspace: Workspace, incoming: Incoming): Promise<void> {
  const { records, team } = workspace;
  const { channel, ts } = incoming;
  const message = placeOf(team, channel, ts);
  // What came while an overheard question waited counts.
  const before = await records.beginAnswer(message).catch(() => undefined);
  if (before === 'deleted') return;
  let after: Change | undefined;
  try {
    await askAndPost(workspace, incoming, before === 'edited');
  } finally {
    after = await records.endAnswer(message).catch(() => undefined);
  }
  if (after !== undefined) await follow(workspace, channel, ts, after);
}

async function askAndPost(workspace: Workspace, incoming: Incoming, wasEdited: boolean): Promise<void> {
  const { host } = workspace;
  const { channel, thread, ts, shared, question, hearing, hasOthers } = incoming;
  const { attention, precision, place, asker } = question;
  const age = workspace.now() - Number(ts) * 1000;
  const isLate = attention === 'addressed' && age > LATE_MILLISECONDS.from && age < LATE_MILLISECONDS.to;
  // The thread's first message may come along.
  const range = { oldest: ts, latest: ts, limit: 2 };
  const read = wasEdited || isLate ? await tryToRead(workspace, channel, thread, range) : undefined;
  // Where the message cannot be read again, it is answered as it came.
  const now = read === undefined ? question.text : textOf(read, ts, workspace);
  if (now === undefined) return;
  const text = now === '' ? HELP : now;
  const fields = await contextFor(workspace, { channel, thread, ts, shared });
  const asked = await host.bot.ask({ ...question, ...fields, text });
  if (asked === undefined) {
    // A message of several that are one question: its status would stay. https://docs.slack.dev/reference/methods/assistant.threads.setStatus
    if (isDirect(channel))
      void workspace.glance('assistant.threads.setStatus', {
        channel_id: channel,
        thread_ts: thread,
        status: '',
      });
    return;
  }
  if (hearing !== undefined && !(await host.channels.enter(place, asker, hearing, hasOthers))) return;
  await postReply(workspace, { channel, thread }, withGuide(asked, text, host.texts), {
    askers: [asker],
    quiet: attention === 'overheard' ? place : undefined,
    postedIn: question.channel,
    question: { ts, text, attention, precision },
  });
}

/** Carries over to the reply what has happened to its question. Changes of the same question wait for each other. */
export async function follow(
  workspace: Workspace,
  channel: string,
  ts: string,
  change: Change,
): Promise<void> {
  const message = placeOf(workspace.team, channel, ts);
  await workspace.serial(message, async () => {
    // After waiting, as a change before this one may have removed the reply.
    const found = await workspace.records.replyTo(message);
    if (found === undefined) return;
    if (change === 'deleted') await removeReply(workspace, ...found);
    else await askAgain(workspace, found);
  });
}

/** Answers an edited question again. A reply that somebody has already reacted to is left as it is. */
async function askAgain(workspace: Workspace, [id, sent]: readonly [id: string, sent: Sent]): Promise<void> {
  const { host, records } = workspace;
  const { team, channel, question } = sent;
  if (question === undefined || (await records.wasPressed(placeOf(team, channel, sent.ts)))) return;
  const { ts, attention, precision } = question;
  const thread = sent.thread ?? ts;
  const since = (await tryToRead(workspace, channel, thread, { oldest: ts })) ?? [];
  const now = textOf(since, ts, workspace);
  const text = now === '' ? HELP : now;
  if (text === undefined || fingerprintOf(id, text) === question.fingerprint) return;
  if (since.some((message) => isReaction(message, workspace, sent))) return;
  const [asker = ''] = sent.askers;
  const place = conversationOf(team, channel, thread, asker);
  const shared = sharedIn(since.find((message) => message['ts'] === ts) ?? {});
  const fields = await contextFor(workspace, { channel, thread, ts, shared });
  const { language } = sent;
  const asked = await host.bot.ask({ text, asker, place, attention, language, precision, ...fields });
  if (asked === undefined) return await removeReply(workspace, id, sent);
  const reply = withGuide(asked, text, host.texts);
  const quiet = attention === 'overheard' ? place : undefined;
  await updateReply(workspace, [id, sent], reply, { ts, text, attention, precision }, quiet);
}

/** Messages of a thread, none where it is gone; `undefined` where they cannot be read, which is in the log then. */
async function tryToRead(
  workspace: Workspace,
  ...where: Parameters<Workspace['readThread']>
): Promise<readonly Json[] | undefined> {
  try {
    return await workspace.readThread(...where);
  } catch (error) {
    if (!(error instanceof CallError)) throw error;
    return error.reason === 'thread_not_found' ? [] : undefined;
  }
}

/** What the message of this timestamp says; `undefined` where it is not among them. */
function textOf(messages: readonly Json[], ts: string, { botUser }: Workspace): string | undefined {
  const message = messages.find((one) => one['ts'] === ts);
  return message === undefined ? undefined : unescape(string(message['text']) ?? '', botUser);
}

/** Whether a message shows that somebody has reacted to the reply: with an emoji, or with a word after it. */
function isReaction(message: Json, { botUser }: Workspace, sent: Sent): boolean {
  const ts = string(message['ts']) ?? '';
  if (ts === sent.ts) return list(message['reactions']).length > 0;
  return Number(ts) > Number(sent.ts) && message['user'] !== botUser;
}

/** The core's guide names its commands; how they are written in Slack is added here. */
export function withGuide(reply: Reply, text: string, texts: Texts): Reply {
  if (reply.kind !== 'notice' || !/^\/?help$/i.test(text)) return reply;
  return { ...reply, text: `${reply.text}\n\n${texts(reply.language, 'slack.help')}` };
}
