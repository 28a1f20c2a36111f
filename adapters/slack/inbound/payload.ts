/** Messages and presses out of what Slack sends. Its shapes differ by kind and by year, so each field is looked at before it is used. Pure. */

import { type Json, list, object, string } from '../../common/json.js';
import { rawText } from '../../common/text.js';
import { type Origin, readMetadata } from '../outbound/forms.js';
import { ACTIONS } from '../outbound/render-reply.js';
import { commandPlace, conversationOf, isDirect } from '../transport/places.js';
import type { Workspace } from '../transport/workspace.js';
import { type Attached, attachedTo } from './words.js';

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
  readonly attached?: Attached;
  readonly hasFiles: boolean;
}

/** Subtypes of messages that are a member's own words. */
const WORDS: ReadonlySet<string | undefined> = new Set([
  undefined,
  'file_share',
  'thread_broadcast',
  'me_message',
]);

/** @returns `undefined` for what a bot wrote, this one or another, and for what is no message of a member */
export function readMessage(event: Json, botUser: string): Message | undefined {
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
    // A mention does not say what kind of channel it comes from; its id does.
    channelType: string(event['channel_type']) ?? (isDirect(channel) ? 'im' : ''),
    user,
    ts,
    thread: thread === ts ? undefined : thread,
    threadBy,
    text: rawText(event['text']),
    attached: attachedTo(event, botUser),
    hasFiles: list(event['files']).length > 0,
  };
}

/** A control, and where it was pressed. */
export interface Pressed {
  readonly action: string;
  readonly value: string;
  readonly user: string;
  /** `ephemeral`: a message that only the presser sees. */
  readonly surface: 'message' | 'ephemeral' | 'modal' | 'home';
  readonly channel: string;
  /** The message that holds the button; empty where it is none. */
  readonly ts: string;
  readonly thread?: string;
  readonly trigger: string;
  /** The modal that holds the button. */
  readonly view?: string;
  /** Where that modal began. */
  readonly origin?: Origin;
}

/** What an action's button is for; `undefined` of other buttons. */
export function kindOf(action: string): string | undefined {
  const [name, kind] = action.split(':');
  return name === ACTIONS.act ? kind : undefined;
}

/** The core's name of the conversation that a press belongs to. */
export function placeOfPress(workspace: Workspace, pressed: Pressed): string {
  const { origin, surface, channel, user, thread, ts } = pressed;
  if (origin !== undefined) return origin.place;
  if (surface === 'modal' || surface === 'home') return commandPlace(workspace.team, surface, user);
  return surface === 'ephemeral' && thread === undefined
    ? commandPlace(workspace.team, channel, user)
    : conversationOf(workspace.team, channel, thread ?? ts, user);
}

/** The parts of a `block_actions` payload. https://docs.slack.dev/reference/interaction-payloads/block_actions-payload */
export function readPressed(body: Json): Pressed | undefined {
  const action = object(list(body['actions'])[0]);
  const container = object(body['container']);
  const message = object(body['message']);
  const shown = object(body['view']);
  const user = string(object(body['user'])['id']);
  const id = string(action['action_id']);
  if (user === undefined || id === undefined) return undefined;
  const ts = string(container['message_ts']) ?? string(message['ts']) ?? '';
  const thread = string(message['thread_ts']) ?? string(container['thread_ts']);
  const isHome = shown['type'] === 'home';
  const view = isHome ? undefined : (string(container['view_id']) ?? string(shown['id']));
  const origin = readMetadata(shown['private_metadata']);
  return {
    action: id,
    value: string(action['value']) ?? string(object(action['selected_option'])['value']) ?? '',
    user,
    surface: surfaceOf(isHome, view !== undefined, container['is_ephemeral'] === true),
    channel: string(container['channel_id']) ?? string(object(body['channel'])['id']) ?? '',
    ts,
    thread,
    trigger: string(body['trigger_id']) ?? '',
    view,
    origin,
  };
}

function surfaceOf(isHome: boolean, isModal: boolean, isEphemeral: boolean): Pressed['surface'] {
  if (isHome) return 'home';
  if (isModal) return 'modal';
  return isEphemeral ? 'ephemeral' : 'message';
}
