/** What every platform needs of a text from knowledge or a member before it is read or shown. */

import { MAX_RAW_LENGTH } from '../../src/contract.js';

/**
 * Escape sequences as ECMA-48 lays them out, as a pasted terminal log holds them: control sequences (`ESC [`), control strings
 * (a title, a hyperlink, the clipboard) and two-character escapes. A control string ends with its line at the latest, so that an
 * unclosed one cannot swallow the rest of an answer. An 8-bit one counts only when it is closed: badly decoded text holds single
 * characters that look like its beginning.
 */
const ESCAPE_SEQUENCES = new RegExp(
  [
    '(?:\\u001B\\[|\\u009B)[0-?]*[ -/]*[@-~]?',
    '\\u001B[\\]PX^_][^\\u0007\\u001B\\u009C\\n]*(?:\\u0007|\\u001B\\\\|\\u009C)?',
    '[\\u009D\\u0090\\u0098\\u009E\\u009F][^\\u0007\\u001B\\u0080-\\u009F\\n]*(?:\\u0007|\\u001B\\\\|\\u009C)',
    '\\u001B[ -/]*[0-~]?',
  ].join('|'),
  'g',
);

/** Marks that turn the reading direction, with which a link can pose as another one. Inside of a character class. */
export const BIDI = '\\u202A-\\u202E\\u2066-\\u2069';

/** Controls except the line feed, half characters, and {@link BIDI}. */
const CONTROLS = new RegExp(`(?!\\n)[\\p{Cc}\\p{Surrogate}${BIDI}]`, 'gu');

/** Words that address everybody. A word after `@` may also begin in the next element, such as an e-mail address. */
const BROADCASTS = /@(?=everyone|here|(?:channel|all)\b|$)/giu;

/** Invisible, and no part of a name. */
export const WORD_JOINER = '\u2060';

const TAB = '    ';

/** The text without escape sequences and control characters. Line feeds stay; a tab becomes four spaces. */
export function clean(text: string): string {
  return text
    .replace(/\r\n?|[\u2028\u2029\u0085]/g, '\n')
    .replaceAll('\t', TAB)
    .replace(ESCAPE_SEQUENCES, '')
    .replace(CONTROLS, '');
}

/** {@link clean}, on one line. */
export function cleanLine(text: string): string {
  return joinLines(clean(text));
}

/** Lines with one space between them. */
export function joinLines(text: string): string {
  return text.replace(/(?<!\s)\s*\n\s*/g, ' ');
}

/** {@link clean}, and without an `@everyone` that reads as an alert. */
export function quiet(text: string): string {
  return clean(text).replace(BROADCASTS, `@${WORD_JOINER}`);
}

/** {@link quiet}, on one line. */
export function quietLine(text: string): string {
  return quiet(text).replace(/\s+/g, ' ').trim();
}

/** What a platform gives as somebody's text, as far as it is read; empty where it is none. To be called before anything else. */
export function rawText(value: unknown): string {
  return typeof value === 'string' ? beginning(value, MAX_RAW_LENGTH) : '';
}

/** Each line without the spaces at its end. */
export function trimLines(text: string): string {
  // From where the spaces begin: tried from each of them, a long run would take the square of its length.
  return text.replace(/(?<![^\S\n])[^\S\n]+$/gm, '');
}

/** The first UTF-16 units of the text, at most `length`, and never half a character. */
export function beginning(text: string, length: number): string {
  return text.length <= length ? text : text.slice(0, Math.max(0, length)).replace(/[\uD800-\uDBFF]$/, '');
}

/** At most `length` UTF-16 units, with `…` where something was cut, and never half a character. */
export function shorten(text: string, length: number): string {
  return text.length <= length ? text : `${beginning(text, length - 1).trimEnd()}…`;
}

/** Where a text may be cut, the best first: after a line, a sentence, a word. */
const ENDS = [/\n(?=[^\n]*$)/, /[。！？!?.；;](?=[^。！？!?.；;]*$)/, /[\s，、,](?=[^\s，、,]*$)/];

/** Where to cut a text of more than `room` UTF-16 units: after a line, a sentence or a word in its second half, else anywhere. */
export function cutAt(text: string, room: number): number {
  const start = beginning(text, room);
  for (const end of ENDS) {
    const at = start.search(end);
    if (at + 1 > room / 2) return at + 1;
  }
  return start.length;
}
