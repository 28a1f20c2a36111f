/** Messages and mentions: which of them are questions, and of what kind. */

import type { Hearing, Question } from '../../../src/contract.js';
import { type Json, object, string } from '../../common/json.js';
import { namedIn, unescape } from './mrkdwn.js';
import { noticeOf } from '../outbound/views.js';
import { channelName, conversationOf, isDirect, placeOf } from '../transport/places.js';
import { postReply } from '../transport/replies.js';
import type { Workspace } from '../transport/workspace.js';
import { answer, follow, HELP } from './answer.js';
import { type Message, readMessage } from './payload.js';
import { putWaiting } from './waiting.js';

const INVITED: Hearing = { attention: 'addressed', uninvited: false };

/** An `app_mention`. */
export async function onMention(workspace: Workspace, event: Json): Promise<void> {
  const message = readMessage(event);
  if (message !== undefined) await addressed(workspace, message, INVITED);
}

/** A `message` of any kind. */
export async function onMessage(workspace: Workspace, event: Json): Promise<void> {
  const subtype = string(event['subtype']);
  if (subtype === 'message_changed' || subtype === 'message_deleted') return await changed(workspace, event);
  const message = readMessage(event);
  if (message === undefined || message.user === workspace.botUser) return;
  if (message.channelType === 'im') return await direct(workspace, message);
  // Slack tells of a mention a second time, as an event of its own.
  if (message.text.includes(`<@${workspace.botUser}`)) return;
  await overheard(workspace, message);
}

/** A message that is meant for the bot always gets a reply. */
async function addressed(workspace: Workspace, message: Message, hearing?: Hearing): Promise<void> {
  const { channel, user, ts, threadBy, shared } = message;
  const { team, botUser } = workspace;
  // Two events may tell of one message, and an edit can tell of a mention again.
  if (!(await workspace.isFirst(placeOf(team, channel, ts)))) return;
  const thread = message.thread ?? ts;
  const text = unescape(message.text, botUser);
  const language = text === '' ? await workspace.ownLanguage(user) : await workspace.languageOf(user);
  if (text === '' && message.hasFiles) {
    const reply = noticeOf(language ?? 'zh', workspace.host.texts, 'slack.picture');
    return await postReply(workspace, { channel, thread }, reply, { askers: [user] });
  }
  await answer(workspace, {
    channel,
    thread,
    ts,
    shared,
    hearing,
    hasOthers: message.thread !== undefined && threadBy !== undefined && threadBy !== user,
    question: {
      text: text === '' ? HELP : text,
      asker: user,
      place: conversationOf(team, channel, thread, user),
      attention: 'addressed',
      language,
      ...standing(team, message),
    },
  });
}

/** A direct message, the agent conversation included: with a status while it is worked on. */
async function direct(workspace: Workspace, message: Message): Promise<void> {
  const language = await workspace.ownLanguage(message.user);
  // Nothing waits for it: a workspace without the agent view refuses the status, and the answer takes it away again.
  void workspace.glance('assistant.threads.setStatus', {
    channel_id: message.channel,
    thread_ts: message.thread ?? message.ts,
    status: workspace.host.texts(language, 'slack.working'),
  });
  await addressed(workspace, message);
}

/** A message that does not address the bot. */
export async function overheard(workspace: Workspace, message: Message): Promise<void> {
  const { channel, user, ts, shared } = message;
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
    hasWords: text !== '',
    stream: standing(team, message).stream,
  });
  if (workspace.isStopping()) return await putWaiting(workspace, message);
  if (hearing === undefined) return;
  const { attention, precision, isAlone } = hearing;
  const language = await workspace.languageOf(user);
  await answer(workspace, {
    channel,
    thread,
    ts,
    shared,
    hearing,
    question: {
      text,
      asker: user,
      place,
      attention,
      precision,
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
  await workspace.records.putChange(placeOf(team, channel, ts), change, mayAsk);
  await follow(workspace, channel, ts, change);
}
