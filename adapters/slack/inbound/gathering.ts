/** Tells the core of what answers may be gathered from: replies in threads, reactions, edits and deletions. */

import type { Conversation, Noticed, Utterance } from '../../../src/contract.js';
import { type Json, object, string } from '../../common/json.js';
import type { Change } from '../../common/question-life.js';
import { rawText } from '../../common/text.js';
import { ACTIONS } from '../outbound/render-reply.js';
import { CallError } from '../transport/faults.js';
import { channelName, isDirect, placeOf, readPlace } from '../transport/places.js';
import { messageOf } from '../transport/replies.js';
import type { Workspace } from '../transport/workspace.js';
import { toMarkdown } from '../../common/mrkdwn.js';
import type { Message } from './payload.js';

/** A reply in a thread. Whoever wrote it may be asked whether it is an answer, which they alone see. */
export async function noticeReply(workspace: Workspace, message: Message): Promise<void> {
  const { host, team } = workspace;
  const { channel, ts, thread, user } = message;
  if (thread === undefined) return;
  const asked = await host.gather({
    ...noticed(workspace, 'written', channel, ts, thread),
    place: placeOf(team, channel, thread),
    isAmongMaintainers: isMaintainersChannel(workspace, channel),
    isMaintainer: () => workspace.isMaintainer(user),
  });
  if (asked === undefined) return;
  const { text, blocks } = await messageOf(workspace, asked, user);
  await workspace.call('chat.postEphemeral', { channel, user, thread_ts: thread, text, blocks });
}

/** https://docs.slack.dev/reference/events/reaction_added */
export async function onReaction(workspace: Workspace, event: Json): Promise<void> {
  const item = object(event['item']);
  const [user, channel, ts] = [string(event['user']), string(item['channel']), string(item['ts'])];
  if (user === undefined || channel === undefined || ts === undefined || isDirect(channel)) return;
  await workspace.host.gather({
    ...noticed(workspace, 'reacted', channel, ts),
    reaction: string(event['reaction']),
    isMaintainer: () => workspace.isMaintainer(user),
  });
}

export async function noticeChange(
  workspace: Workspace,
  channel: string,
  ts: string,
  change: Change,
): Promise<void> {
  if (!isDirect(channel)) await workspace.host.gather(noticed(workspace, change, channel, ts));
}

/** @param thread that the message stands in, where it is known */
function noticed(
  workspace: Workspace,
  kind: Noticed['kind'],
  channel: string,
  ts: string,
  thread?: string,
): Noticed {
  const { team } = workspace;
  return {
    kind,
    channel: channelName(team, channel),
    message: placeOf(team, channel, ts),
    isMaintainer: async () => false,
    read: (message) => conversationOf(workspace, message, thread),
  };
}

/** SLACK_MAINTAINERS_CHANNEL is `CHANNEL` or `WORKSPACE/CHANNEL`. */
function isMaintainersChannel({ host, team }: Workspace, channel: string): boolean {
  return [channel, channelName(team, channel)].includes(host.settings['SLACK_MAINTAINERS_CHANNEL'] ?? '');
}

/** @returns `undefined` where the message is gone, or stands so far down that it does not come along */
async function conversationOf(
  workspace: Workspace,
  message: string,
  known?: string,
): Promise<Conversation | undefined> {
  const { channel, thread: ts } = readPlace(message) ?? {};
  if (channel === undefined || ts === undefined) return undefined;
  try {
    const root = known ?? (await threadOf(workspace, channel, ts));
    const thread = await workspace.readThread(channel, root);
    if (thread[0]?.['ts'] !== root || !thread.some((one) => one['ts'] === ts)) return undefined;
    const messages = thread.map((one) => utteranceOf(workspace, channel, one));
    return { id: `${channel}/${root}`, link: await workspace.permalink(channel, root), messages };
  } catch (error) {
    if (error instanceof CallError && error.reason === 'thread_not_found') return undefined;
    throw error;
  }
}

/** The thread that a message stands in: of a reply Slack gives itself alone, and it tells of its thread. */
async function threadOf(workspace: Workspace, channel: string, ts: string): Promise<string> {
  const [found] = await workspace.readThread(channel, ts, { oldest: ts, latest: ts, limit: 1 });
  return string(found?.['thread_ts']) ?? ts;
}

function utteranceOf({ team, botUser }: Workspace, channel: string, message: Json): Utterance {
  const ts = string(message['ts']) ?? '';
  const isOwn = message['user'] === botUser;
  // Where the first message was deleted, words of Slack's own stand in its place.
  const isGone = message['subtype'] === 'tombstone';
  return {
    id: placeOf(team, channel, ts),
    author: string(message['user']) ?? string(message['bot_id']) ?? '',
    text: isGone ? '' : toMarkdown(rawText(message['text'])),
    at: Number(ts) * 1000,
    isOwn,
    tokens: isOwn ? tokensIn(message['blocks']) : undefined,
  };
}

/** The tokens of the actions in a message's blocks. */
function tokensIn(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(tokensIn);
  if (typeof value !== 'object' || value === null) return [];
  const one = object(value);
  const isAction = string(one['action_id'])?.startsWith(`${ACTIONS.act}:`) === true;
  const token = isAction ? string(one['value']) : undefined;
  return token === undefined ? Object.values(one).flatMap(tokensIn) : [token];
}
