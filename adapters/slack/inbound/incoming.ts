/** What Slack sends, as the inbox keeps it, and how it is taken up where a process has ended. */

import type { Incoming } from '../../../src/contract.js';
import { type Json, list, object, parsed, string } from '../../common/json.js';
import { readSubmission } from '../outbound/forms.js';
import { noticeOf } from '../outbound/views.js';
import { MOST_READ } from '../transport/call.js';
import { CallError } from '../transport/faults.js';
import { isDirect, placeOf } from '../transport/places.js';
import { postReply } from '../transport/replies.js';
import type { Handled, Workspace } from '../transport/workspace.js';
import { onMention, onMessage, overheard } from './events.js';
import { type Message, readMessage } from './payload.js';

/** `mention`: a message that is meant for the bot; `use`: a command, a shortcut, a press or a form; `other`: what needs no answer. */
type Kind = 'mention' | 'overheard' | 'use' | 'other';

/** Milliseconds after which nobody expects an answer that was not asked for. */
const FRESH_MILLISECONDS = 10 * 60 * 1000;

/** What Slack or the network gets over by itself. https://docs.slack.dev/reference/methods/conversations.replies#errors */
const PASSING: ReadonlySet<string> = new Set([
  'unreachable',
  'ratelimited',
  'internal_error',
  'fatal_error',
  'service_unavailable',
  'request_timeout',
]);

/** A message whose words are not kept: Slack has them. */
interface Left extends Pick<Message, 'channel' | 'thread' | 'ts' | 'user'> {
  readonly team: string;
}

/** @returns `undefined` for what has no id */
export function incomingOf(body: Json): Incoming | undefined {
  return body['type'] === 'event_callback' ? incomingEvent(body) : incomingUse(body);
}

function incomingEvent(body: Json): Incoming | undefined {
  const event = object(body['event']);
  const id = string(body['event_id']);
  const message = readMessage(event, '');
  const type = string(event['type']);
  if (message === undefined || (type !== 'message' && type !== 'app_mention')) {
    // An edit or a deletion tells of its author inside.
    const [owner] = [event, object(event['message']), object(event['previous_message'])].flatMap(
      (one) => string(one['user']) ?? [],
    );
    return id === undefined ? undefined : incoming(id, 'other', string(event['channel']) ?? '', owner);
  }
  const { channel, thread, ts, user, channelType } = message;
  const team = string(object(list(body['authorizations'])[0])['team_id']) ?? string(body['team_id']) ?? '';
  const place = placeOf(team, channel, ts);
  const left = JSON.stringify({ team, channel, thread, ts, user } satisfies Left);
  // Two events may tell of one message, and an edit can tell of a mention again.
  if (type === 'app_mention' || channelType === 'im') return incoming(place, 'mention', place, user, left);
  return incoming(id ?? place, 'overheard', place, user, left);
}

function incomingUse(body: Json): Incoming | undefined {
  const id = readSubmission(body)?.id ?? string(body['trigger_id']);
  const { user, channel } = usedBy(body);
  return id === undefined ? undefined : incoming(id, 'use', channel, user, JSON.stringify(body));
}

/** Who typed or pressed, and where; empty where Slack does not say so. */
export function usedBy(body: Json): { readonly user: string; readonly channel: string } {
  return {
    user: string(object(body['user'])['id']) ?? string(body['user_id']) ?? '',
    channel: string(object(body['channel'])['id']) ?? string(body['channel_id']) ?? '',
  };
}

const incoming = (id: string, kind: Kind, place: string, owner?: string, content?: string): Incoming => ({
  id,
  kind,
  place,
  owner,
  content,
});

/** Whether an event of this kind is left for the next start where the bot ends while it waits for a person's answer. */
export const mayWait = ({ kind }: Incoming): boolean => kind === 'overheard';

interface TakeUpOptions {
  readonly workspaceFor: (team: string, handled: Handled) => Promise<Workspace>;
  /** Handles what Slack had sent as if it came now. */
  readonly again: (body: Json, handled: Handled) => Promise<void>;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** @throws {CallError} where Slack cannot be reached now */
export async function takeUp(
  { workspaceFor, again, now }: TakeUpOptions,
  { id, kind, content = '' }: Incoming,
  at: number,
): Promise<void> {
  const handled = { id, since: at };
  if (kind === 'use') return await again(parsed(content), handled);
  const left = readLeft(content);
  if (left === undefined || (kind === 'overheard' && now() - at > FRESH_MILLISECONDS)) return;
  const workspace = await workspaceFor(left.team, handled);
  try {
    await (kind === 'overheard' ? overheardAgain(workspace, left) : addressedAgain(workspace, left));
  } catch (error) {
    if (!(error instanceof CallError) || PASSING.has(error.reason)) throw error;
    if (kind === 'mention') await askToRepeat(workspace, left);
  }
}

async function addressedAgain(workspace: Workspace, { channel, thread, ts }: Left): Promise<void> {
  const found = await workspace.readThread(channel, thread ?? ts, { oldest: ts, latest: ts, limit: 2 });
  const own = found.find((one) => one['ts'] === ts);
  if (own === undefined) return;
  await (isDirect(channel) ? onMessage : onMention)(workspace, { ...own, channel });
}

/** The bot may not read the message again. */
async function askToRepeat(workspace: Workspace, { team, channel, thread, ts, user }: Left): Promise<void> {
  const reply = noticeOf(await workspace.ownLanguage(user), workspace.host.texts, 'slack.repeat');
  const key = placeOf(team, channel, ts);
  await postReply(workspace, { channel, thread: thread ?? ts }, reply, { askers: [user], key });
}

/** Unless it is gone, or somebody has answered in its thread or beside it by name. */
async function overheardAgain(workspace: Workspace, { channel, thread, ts, user }: Left): Promise<void> {
  const inThread = await workspace.readThread(channel, thread ?? ts);
  const range = { channel, oldest: ts, limit: MOST_READ };
  const beside = await workspace.call('conversations.history', range);
  const byOthers = (message: Json): boolean => Number(message['ts']) > Number(ts) && message['user'] !== user;
  if (inThread.some(byOthers)) return;
  const named = list(beside['messages']).map(object).filter(byOthers);
  if (named.some((one) => string(one['text'])?.includes(`<@${user}`) === true)) return;
  const own = inThread.find((one) => one['ts'] === ts);
  const message = own === undefined ? undefined : readMessage({ ...own, channel }, workspace.botUser);
  if (message !== undefined) await overheard(workspace, message);
}

function readLeft(content: string): Left | undefined {
  const found = parsed(content);
  const [team, channel, ts, user] = ['team', 'channel', 'ts', 'user'].map((name) => string(found[name]));
  if (team === undefined || channel === undefined || ts === undefined || user === undefined) return undefined;
  return { team, channel, ts, user, thread: string(found['thread']) };
}
