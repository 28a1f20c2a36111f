/** From a question to the message that answers it, and what a change of the question does to that message. */

import type { Hearing, Reply, Texts } from '../../../src/contract.js';
import { type Json, list, string } from '../../common/json.js';
import { type Change, fingerprintOf } from '../../common/question-life.js';
import { rawText } from '../../common/text.js';
import { contextFor } from './context.js';
import { unescape } from '../../common/mrkdwn.js';
import { CallError } from '../transport/faults.js';
import { channelName, conversationOf, isDirect, placeOf } from '../transport/places.js';
import type { Sent } from '../transport/records.js';
import { postReply, react, removeReply, updateReply } from '../transport/replies.js';
import type { Workspace } from '../transport/workspace.js';
import type { Message } from './payload.js';
import { attachedTo } from './words.js';

/**
 * Milliseconds after which Slack tells a message anew where nobody took it, and up to which it does so. By then the message may have
 * been edited or deleted. https://docs.slack.dev/apis/events-api/#retries
 */
const LATE_MILLISECONDS = { from: 3000, to: 2 * 60 * 60 * 1000 };

interface Incoming {
  readonly message: Message;
  readonly text: string;
  readonly hearing: Hearing;
}

/** What a message goes on in: its thread, else its channel. */
export const streamOf = (team: string, { channel, thread }: Message): string =>
  thread === undefined ? channelName(team, channel) : placeOf(team, channel, thread);

/**
 * Asks, posts and remembers, as the question stands when its answer is there; what needs no answer gets a reaction.
 * @returns whether anything was posted
 */
export async function answer(
  workspace: Workspace,
  { message, text: written, hearing }: Incoming,
): Promise<boolean> {
  const { host, life, team } = workspace;
  const { channel, ts, user, threadBy } = message;
  const thread = message.thread ?? ts;
  const { attention, precision, followUp, place } = hearing.question;
  const readers = isDirect(channel) ? undefined : channelName(team, channel);
  let isPosted = false;
  const age = workspace.now() - Number(ts) * 1000;
  await life.answer(placeOf(team, channel, ts), {
    text: written,
    isStale: attention === 'addressed' && age > LATE_MILLISECONDS.from && age < LATE_MILLISECONDS.to,
    async readAgain() {
      // The thread's first message may come along.
      const read = await tryToRead(workspace, channel, thread, { oldest: ts, latest: ts, limit: 2 });
      // Where the message cannot be read again, it is answered as it came.
      return read === undefined ? written : asksIn(read, ts, workspace);
    },
    async ask(text) {
      return await host.bot.ask({
        ...hearing.question,
        text,
        language: await workspace.languageOf(user),
        stream: streamOf(team, message),
        channel: readers,
        ...(await contextFor(workspace, message)),
      });
    },
    react: () => react(workspace, channel, ts),
    mayPost: () => host.channels.enter(hearing, message.thread !== undefined && (threadBy ?? user) !== user),
    async post(reply, text) {
      await postReply(workspace, { channel, thread }, withGuide(reply, text, host.texts), {
        askers: [user],
        quiet: attention === 'overheard' ? place : undefined,
        postedIn: readers,
        key: placeOf(team, channel, ts),
        question: { ts, text, attention, precision, followUp },
      });
      isPosted = true;
    },
    follow: (change) => follow(workspace, channel, ts, change),
  });
  return isPosted;
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

/**
 * Answers an edited question again; where it asks nothing any more, the reply goes. A reply that somebody has already reacted to is
 * left as it is.
 */
async function askAgain(workspace: Workspace, [id, sent]: readonly [id: string, sent: Sent]): Promise<void> {
  const { host, records } = workspace;
  const { team, channel, question } = sent;
  if (question === undefined) return;
  const { ts, attention, precision, followUp, link } = question;
  const thread = sent.thread ?? ts;
  const since = await tryToRead(workspace, channel, thread, { oldest: ts });
  if (since === undefined) return;
  const text = asksIn(since, ts, workspace);
  if (text === undefined) return await removeReply(workspace, id, sent);
  if (fingerprintOf(id, text) === question.fingerprint) return;
  if (await records.wasPressed(placeOf(team, channel, sent.ts))) return;
  if (since.some((message) => isReaction(message, workspace, sent))) return;
  const [asker = ''] = sent.askers;
  const place = conversationOf(team, channel, thread, asker);
  const attached = attachedTo(since.find((message) => message['ts'] === ts) ?? {}, workspace.botUser);
  const quoted = link === undefined ? undefined : { link };
  const fields = await contextFor(workspace, { channel, thread, ts, attached });
  const { language } = sent;
  const by = { asker, place, attention, language, precision, followUp, quoted };
  const asked = await host.bot.ask({ text, ...by, ...fields });
  if (asked === undefined || asked.kind === 'acknowledgement') return await removeReply(workspace, id, sent);
  const reply = withGuide(asked, text, host.texts);
  const quiet = attention === 'overheard' ? place : undefined;
  await updateReply(workspace, [id, sent], reply, { ...question, text }, quiet);
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
function asksIn(messages: readonly Json[], ts: string, { botUser }: Workspace): string | undefined {
  const message = messages.find((one) => one['ts'] === ts);
  return message && unescape(rawText(message['text']), botUser);
}

/** Whether a message shows that somebody has reacted to the reply: with an emoji, or with a word after it. */
function isReaction(message: Json, { botUser }: Workspace, sent: Sent): boolean {
  const ts = string(message['ts']) ?? '';
  if (ts === sent.ts) return list(message['reactions']).length > 0;
  return Number(ts) > Number(sent.ts) && message['user'] !== botUser;
}

/** The core's guide names its commands; how they are written in Slack is added here. */
export function withGuide(reply: Reply, text: string, texts: Texts): Reply {
  if (reply.kind !== 'notice' || !/^(?:\/?help)?$/i.test(text)) return reply;
  return { ...reply, text: `${reply.text}\n\n${texts(reply.language, 'slack.help')}` };
}
