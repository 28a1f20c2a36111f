/** Texts that Slack shows and does not obey. Everything that comes from knowledge or from a member passes through here. */

import { clean, WORD_JOINER } from '../../common/text.js';

/** Words that address everybody where a client links names. */
const BROADCASTS = /@(?=(?:everyone|channel|here|all)\b)/giu;

/** {@link clean}, and no `@everyone` in it that could be linked. */
export function quiet(text: string): string {
  return clean(text).replace(BROADCASTS, `@${WORD_JOINER}`);
}

/** {@link quiet}, on one line. */
export function quietLine(text: string): string {
  return quiet(text).replace(/\s+/g, ' ').trim();
}

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

/** What a member typed, out of Slack's form: entities undone, references to people, channels and addresses as they read. */
export function unescape(text: string, botUser: string): string {
  const read = text.replace(/<([^<>]*)>/g, (_, inside: string) => readReference(inside, botUser));
  return unescapeEntities(read)
    .replace(/[^\S\n]+$/gm, '')
    .trim();
}

export function unescapeEntities(text: string): string {
  return text.replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&amp;/g, '&');
}

/** One reference as it reads: a name, a channel, a broadcast, an address. https://docs.slack.dev/messaging/formatting-message-text */
function readReference(inside: string, botUser: string): string {
  const [reference, label] = splitOnce(inside, '|');
  const name = reference.slice(1);
  if (reference.startsWith('@')) return name === botUser ? '' : `@${(label ?? name).replace(/^@/, '')}`;
  if (reference.startsWith('#')) return `#${(label ?? name).replace(/^#/, '')}`;
  if (reference.startsWith('!')) return label ?? `@${name}`;
  const bare = reference.replace(/^mailto:|^https?:\/\//, '');
  return label === undefined || label === bare || label === reference ? reference : `${label} (${reference})`;
}

/** The members other than `botUser` that a typed text names. */
export function namedIn(text: string, botUser: string): readonly string[] {
  return [...text.matchAll(/<@([A-Z0-9]+)/g)].flatMap(([, user]) =>
    user === undefined || user === botUser ? [] : [user],
  );
}

function splitOnce(text: string, separator: string): readonly [string, string?] {
  const at = text.indexOf(separator);
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + separator.length)];
}
