/**
 * `<br>` in the source. At the start of a line it would make a block of HTML that swallows the Markdown below it, so
 * before parsing each is replaced by private-use characters of the same length: every position stays what it was.
 */

const MARK = '\uE000';
const FILL = '\uE001';

/** One hidden break, in parsed text. */
export const BREAK = /\uE000\uE001*/;

/** Hides every `<br>`, `<br/>`, `</br>` of a text. */
export function hideBreaks(text: string): string {
  return text.replace(/<\/?br\s*\/?>/gi, (tag) => MARK + FILL.repeat(tag.length - 1));
}

/** Puts breaks back where they were meant literally, as in code. */
export function restoreBreaks(text: string): string {
  return text.replace(/\uE000\uE001*/g, '<br/>');
}
