/** What was pressed, out of Slack's payload. Pure. */

import { type Origin, readMetadata } from '../outbound/forms.js';
import { type Json, list, object, string } from '../../common/json.js';
import { conversationOf, placeOf } from '../transport/payload.js';
import { ACTIONS } from '../outbound/render-reply.js';
import type { Workspace } from '../transport/service.js';

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
  if (surface === 'modal' || surface === 'home') return commandPlace(workspace, surface, user);
  return surface === 'ephemeral' && thread === undefined
    ? commandPlace(workspace, channel, user)
    : conversationOf(workspace.team, channel, thread ?? ts, user);
}

/** Where a member's commands in a channel are remembered: nobody else sees that conversation. */
export function commandPlace({ team }: Workspace, channel: string, user: string): string {
  return placeOf(team, channel, user);
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
