/** The words of messages, of those too that have none of their own: of apps, polls, shared messages. Pure. */

import { type Json, list, object, string } from '../../common/json.js';
import { rawText } from '../../common/text.js';
import { unescape } from '../../common/mrkdwn.js';

/** A message that another one shares or links, or words that hang on it. */
export interface Attached {
  readonly text: string;
  /** Where it was written, if Slack says so. */
  readonly channel?: string;
  readonly link?: string;
}

/** What a message says, else what hangs on it. */
export function wordsOf(message: Json, botUser: string): string {
  const own = unescape(rawText(message['text']), botUser);
  return (
    own ||
    attachedTo(message, botUser)?.text ||
    unescape(rawText(textsIn(message['blocks']).join(' ')), botUser)
  );
}

/**
 * Of how Slack marks a message that another one shares, the types of `conversations.replies` in @slack/web-api alone tell.
 * https://docs.slack.dev/reference/objects/attachment-object for the others
 */
export function attachedTo(message: Json, botUser: string): Attached | undefined {
  const all = list(message['attachments']).map(object);
  const one = all.find((each) => each['is_msg_unfurl'] === true || each['is_share'] === true) ?? all[0];
  if (one === undefined) return undefined;
  const named = ['pretext', 'title', 'text'].flatMap((name) => string(one[name]) ?? []);
  const words = named.length > 0 ? named : textsIn(one['blocks']);
  const text = unescape(rawText(words.join('\n') || one['fallback']), botUser);
  return text === ''
    ? undefined
    : { text, channel: string(one['channel_id']), link: string(one['from_url']) };
}

/** The texts of blocks, without those of buttons. */
function textsIn(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(textsIn);
  const one = object(value);
  if (one['type'] === 'actions') return [];
  const text = string(one['text']);
  return text === undefined ? Object.values(one).flatMap(textsIn) : [text];
}
