/** Texts as mrkdwn that Slack shows and does not obey. Everything that comes from knowledge or from a member passes through here. */

import { quiet } from '../../common/text.js';

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

/**
 * Text as mrkdwn: `&`, `<` and `>` escaped, which leaves no mention, no broadcast and no link
 * (https://docs.slack.dev/messaging/formatting-message-text#escaping). At most `length` characters after escaping.
 */
export function mrkdwn(text: string, length: number): string {
  return cut(text, length, (part) => part.length);
}

/** The same, of at most `bytes` bytes of UTF-8. */
export function mrkdwnBytes(text: string, bytes: number): string {
  return cut(text, bytes, (part) => Buffer.byteLength(part));
}

function cut(text: string, most: number, measure: (part: string) => number): string {
  const shown = quiet(text);
  const whole = escape(shown);
  if (measure(whole) <= most) return whole;
  let room = most - measure('…');
  let kept = '';
  for (const character of shown) {
    const escaped = escape(character);
    room -= measure(escaped);
    if (room < 0) break;
    kept += escaped;
  }
  return `${kept.trimEnd()}…`;
}

function escape(text: string): string {
  return text.replace(/[&<>]/g, (character) => ENTITIES[character] ?? character);
}
