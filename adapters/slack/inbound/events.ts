/** Messages and mentions: which of them are questions, and of what kind. */

import { type Json, object, string } from '../../common/json.js';
import { outsideQuotes } from '../../common/quotes.js';
import { namedIn, unescape } from '../../common/mrkdwn.js';
import { noticeOf } from '../outbound/views.js';
import { CallError, isRefusedPlace, REFUSED_WORDS } from '../transport/faults.js';
import { channelName, conversationOf, isDirect, placeOf } from '../transport/places.js';
import { postReply } from '../transport/replies.js';
import type { Workspace } from '../transport/workspace.js';
import { answer, follow, streamOf } from './answer.js';
import { noticeChange, noticeReply } from './gathering.js';
import { type Message, readMessage } from './payload.js';

export async function onMention(workspace: Workspace, event: Json): Promise<void> {
  const message = readMessage(event, workspace.botUser);
  if (message !== undefined && isNamed(workspace, message)) await addressed(workspace, message);
}

export async function onMessage(workspace: Workspace, event: Json): Promise<void> {
  const subtype = string(event['subtype']);
  if (subtype === 'message_changed' || subtype === 'message_deleted') return await changed(workspace, event);
  const message = readMessage(event, workspace.botUser);
  if (message === undefined || message.user === workspace.botUser) return;
  if (message.channelType === 'im') return await addressed(workspace, message);
  // Slack tells of a mention a second time, as an event of its own.
  if (isNamed(workspace, message)) return;
  await Promise.all([overheard(workspace, message), noticeReply(workspace, message)]);
}

/** Whether the message itself names the bot, and not only one that it quotes. */
function isNamed({ botUser }: Workspace, { text }: Message): boolean {
  return outsideQuotes(text).includes(`<@${botUser}`);
}

/** A message that is meant for the bot always gets a reply or a reaction. */
async function addressed(workspace: Workspace, message: Message): Promise<void> {
  const { channel, user, ts } = message;
  const { team, host } = workspace;
  const spoken = spokenIn(workspace, message);
  const hearing = await host.channels.address(spoken);
  const { text } = spoken;
  if (text === '' && message.hasFiles) {
    const reply = noticeOf(await workspace.ownLanguage(user), host.texts, 'message.picture');
    const where = { channel, thread: message.thread ?? ts };
    return await postReply(workspace, where, reply, { askers: [user], key: placeOf(team, channel, ts) });
  }
  const work = answer(workspace, { message, text, hearing });
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
  const key = isClosed ? 'slack.refused' : 'fault';
  // Posting to a member's id opens the conversation.
  const where = isClosed ? { channel: user } : { channel, thread: message.thread ?? message.ts };
  await postReply(workspace, where, noticeOf(language, workspace.host.texts, key), {
    askers: [user],
    key: placeOf(workspace.team, channel, message.ts),
  });
}

export async function overheard(workspace: Workspace, message: Message): Promise<void> {
  const spoken = spokenIn(workspace, message);
  const names = namedIn(message.text, workspace.botUser);
  const hearing = await workspace.host.channels.hear({ ...spoken, names });
  // While the bot ends, the question is left for the next start.
  if (hearing !== undefined && !workspace.isStopping())
    await answer(workspace, { message, text: spoken.text, hearing });
}

/** A message as the listening policy is told of it. */
function spokenIn({ team, botUser }: Workspace, message: Message) {
  const { channel, thread, ts, user } = message;
  return {
    channel: channelName(team, channel),
    place: conversationOf(team, channel, thread ?? ts, user),
    asker: user,
    begins: thread === undefined && !isDirect(channel),
    text: unescape(message.text, botUser),
    stream: streamOf(team, message),
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
  if ((await workspace.records.replyTo(place)) === undefined)
    await workspace.life.noteChange(place, change, mayAsk, string(before['user']) ?? string(message['user']));
  await Promise.all([follow(workspace, channel, ts, change), noticeChange(workspace, channel, ts, change)]);
}
