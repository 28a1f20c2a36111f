/** Reading what Slack sends: shapes that differ by kind and by year, so each field is looked at before it is used. */

import { type Json, list, string } from '../../common/json.js';

/** A member's message, in an event or inside of a payload. */
export interface Message {
  readonly channel: string;
  readonly channelType: string;
  readonly user: string;
  readonly ts: string;
  /** The thread's first message; absent at the top level. */
  readonly thread?: string;
  /** Who began the thread, where Slack says so. */
  readonly threadBy?: string;
  readonly text: string;
  readonly hasFiles: boolean;
}

/** Subtypes that are a member's own words; everything else is housekeeping. */
const WORDS: ReadonlySet<string | undefined> = new Set([
  undefined,
  'file_share',
  'thread_broadcast',
  'me_message',
]);

/** `undefined` for what a bot wrote, this one or another, and for what is no message of a member. */
export function readMessage(event: Json): Message | undefined {
  const user = string(event['user']);
  const channel = string(event['channel']);
  const ts = string(event['ts']);
  if (user === undefined || channel === undefined || ts === undefined) return undefined;
  if (event['bot_id'] !== undefined || event['bot_profile'] !== undefined) return undefined;
  if (!WORDS.has(string(event['subtype'])) || user === 'USLACKBOT') return undefined;
  const thread = string(event['thread_ts']);
  const threadBy = string(event['parent_user_id']);
  return {
    channel,
    // A mention does not say what kind of channel it comes from; ids of direct messages begin with a D.
    channelType: string(event['channel_type']) ?? (channel.startsWith('D') ? 'im' : ''),
    user,
    ts,
    ...(thread === undefined || thread === ts ? {} : { thread }),
    threadBy,
    text: string(event['text']) ?? '',
    hasFiles: list(event['files']).length > 0,
  };
}

/** The core's name of a conversation; a slash is in none of Slack's ids. */
export function placeOf(team: string, channel: string, thread: string): string {
  return `${team}/${channel}/${thread}`;
}

/**
 * The core's name of the conversation that a message belongs to: its thread, and in a direct message all of it, as members go on
 * there inside of a thread or beside it. https://docs.slack.dev/apis/web-api/using-the-conversations-api (ids begin with a D)
 */
export function conversationOf(team: string, channel: string, thread: string, user: string): string {
  return placeOf(team, channel, channel.startsWith('D') ? user : thread);
}

export interface Place {
  readonly team: string;
  readonly channel: string;
  readonly thread?: string;
  /** Whether one member alone sees what is said there, as after a command. */
  readonly isPrivate: boolean;
}

export function readPlace(place: string): Place | undefined {
  const [team, channel, thread] = place.split('/');
  if (team === undefined || channel === undefined || thread === undefined) return undefined;
  if (/^\d/.test(thread)) return { team, channel, thread, isPrivate: false };
  // A command's own place ends with its user and is no thread; so does a direct message, which can be written into.
  return { team, channel, isPrivate: !channel.startsWith('D') };
}
