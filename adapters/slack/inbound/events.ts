/** Messages and mentions: which of them are questions, and of what kind. */

import type { Question } from '../../../src/contract.js';
import { type Json, object, string } from '../../common/json.js';
import { outsideQuotes } from '../../common/quotes.js';
import { namedIn, unescape } from './mrkdwn.js';
import { noticeOf } from '../outbound/views.js';
import { CallError, isRefusedPlace, REFUSED_WORDS } from '../transport/faults.js';
import { channelName, conversationOf, isDirect, placeOf } from '../transport/places.js';
import { postReply } from '../transport/replies.js';
import type { Workspace } from '../transport/workspace.js';
import { answer, follow } from './answer.js';
import { type Message, readMessage } from './payload.js';

/** An `app_mention`. */
export async function onMention(workspace: Workspace, event: Json): Promise<void> {
  const message = readMessage(event, workspace.botUser);
  if (message !== undefined && isNamed(workspace, message)) await addressed(workspace, message);
}

/** A `message` of any kind. */
export async function onMessage(workspace: Workspace, event: Json): Promise<void> {
  const subtype = string(event['subtype']);
  if (subtype === 'message_changed' || subtype === 'message_deleted') return await changed(workspace, event);
  const message = readMessage(event, workspace.botUser);
  if (message === undefined || message.user === workspace.botUser) return;
  if (message.channelType === 'im') return await addressed(workspace, message);
  // Slack tells of a mention a second time, as an event of its own.
  if (!isNamed(workspace, message)) await overheard(workspace, message);
}

/** Whether the message itself names the bot, and not only one that it quotes. */
function isNamed({ botUser }: Workspace, { text }: Message): boolean {
  return outsideQuotes(text).includes(`<@${botUser}`);
}

/** A message that is meant for the bot always gets a reply or a reaction. */
async function addressed(workspace: Workspace, message: Message): Promise<void> {
  const { channel, user, ts, threadBy, attached } = message;
  const { team, botUser, host } = workspace;
  const thread = message.thread ?? ts;
  const text = unescape(message.text, botUser);
  const place = conversationOf(team, channel, thread, user);
  const hearing = await host.channels.address({
    channel: `${team}/${channel}`,
    place,
    asker: user,
    begins: message.thread === undefined && !isDirect(channel),
    text,
  });
  if (text === '' && message.hasFiles) {
    const reply = noticeOf(await workspace.ownLanguage(user), host.texts, 'slack.picture');
    const key = placeOf(team, channel, ts);
    return await postReply(workspace, { channel, thread }, reply, { askers: [user], key });
  }
  const work = answer(workspace, {
    channel,
    thread,
    ts,
    attached,
    hearing,
    hasOthers: message.thread !== undefined && threadBy !== undefined && threadBy !== user,
    question: {
      text,
      asker: user,
      place,
      attention: 'addressed',
      language: await workspace.languageOf(user),
      ...standing(team, message),
    },
  });
  try {
    await (message.channelType === 'im' ? withStatus(workspace, message, work) : work);
  } catch (error) {
    await tellRefused(workspace, message, error);
  }
}

/** Shows in a direct message, the agent conversation included, that it is worked on. */
async function withStatus(
  workspace: Workspace,
  { channel, thread, ts, user }: Message,
  work: Promise<boolean>,
): Promise<void> {
  // Nothing waits for it: a workspace without the agent view refuses the status.
  const show = (status: string): Promise<Json> =>
    workspace.glance('assistant.threads.setStatus', { channel_id: channel, thread_ts: thread ?? ts, status });
  const shown = workspace
    .ownLanguage(user)
    .then((language) => show(workspace.host.texts(language, 'slack.working')));
  // An answer takes it away; a question that was taken back has none.
  const isAnswered = await work;
  if (!isAnswered) void shown.then(() => show(''));
}

/** Tells a member that there is no answer: privately where the bot may not write. The refusal has its line in the log. */
async function tellRefused(workspace: Workspace, message: Message, error: unknown): Promise<void> {
  if (!(error instanceof CallError)) throw error;
  const { channel, user } = message;
  const isClosed = isRefusedPlace(error);
  // Where the words were refused, other words are not.
  if (!isClosed && !REFUSED_WORDS.has(error.reason)) throw error;
  const language = await workspace.ownLanguage(user);
  const key = isClosed ? 'slack.refused' : 'slack.fault';
  // Posting to a member's id opens the conversation.
  const where = isClosed ? { channel: user } : { channel, thread: message.thread ?? message.ts };
  await postReply(workspace, where, noticeOf(language, workspace.host.texts, key), {
    askers: [user],
    key: placeOf(workspace.team, channel, message.ts),
  });
}

/** A message that does not address the bot. */
export async function overheard(workspace: Workspace, message: Message): Promise<void> {
  const { channel, user, ts, attached } = message;
  const { team, botUser } = workspace;
  const thread = message.thread ?? ts;
  const text = unescape(message.text, botUser);
  const place = placeOf(team, channel, thread);
  const hearing = await workspace.host.channels.hear({
    channel: channelName(team, channel),
    place,
    asker: user,
    begins: message.thread === undefined,
    names: namedIn(message.text, botUser),
    text,
    stream: standing(team, message).stream,
  });
  // While the bot ends, the question is left for the next start.
  if (hearing === undefined || workspace.isStopping()) return;
  const { attention, precision, followUp, isAlone } = hearing;
  const language = await workspace.languageOf(user);
  await answer(workspace, {
    channel,
    thread,
    ts,
    attached,
    hearing,
    question: {
      text,
      asker: user,
      place,
      attention,
      precision,
      followUp,
      isAlone,
      language,
      ...standing(team, message),
    },
  });
}

/** What a message goes on in, and who reads the reply to it. */
function standing(
  team: string,
  { channel, thread }: Message,
): Pick<Question, 'channel'> & Required<Pick<Question, 'stream'>> {
  const name = channelName(team, channel);
  return {
    stream: thread === undefined ? name : placeOf(team, channel, thread),
    channel: isDirect(channel) ? undefined : name,
  };
}

/**
 * An edit or a deletion. Slack also tells as an edit that a link unfolds, or that a thread's first message is deleted. Of the
 * words nothing is kept: where they are needed they are read from Slack.
 */
async function changed(workspace: Workspace, event: Json): Promise<void> {
  const { team, botUser } = workspace;
  const channel = string(event['channel']);
  const message = object(event['message']);
  const before = object(event['previous_message']);
  const ts = string(event['deleted_ts']) ?? string(message['ts']);
  if (channel === undefined || ts === undefined) return;
  const isDeleted = event['subtype'] === 'message_deleted' || message['subtype'] === 'tombstone';
  if (!isDeleted && (message['bot_id'] !== undefined || message['text'] === before['text'])) return;
  const change = isDeleted ? 'deleted' : 'edited';
  const { listening } = await workspace.host.channels.settings(channelName(team, channel));
  const mayAsk = listening || isDirect(channel) || string(before['text'])?.includes(`<@${botUser}`) === true;
  const place = placeOf(team, channel, ts);
  await workspace.life.noteChange(place, change, {
    mayAsk,
    author: string(before['user']) ?? string(message['user']),
    isAnswered: async () => (await workspace.records.replyTo(place)) !== undefined,
  });
  await follow(workspace, channel, ts, change);
}
