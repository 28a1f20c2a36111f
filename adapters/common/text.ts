/** What every chat platform needs of a text from knowledge or a member before it is shown. */

/** Controls but the line feed; half surrogates; marks that turn the reading direction, with which a link can pose as another. */
const CONTROLS = /(?!\n)[\p{Cc}\p{Surrogate}\u202A-\u202E\u2066-\u2069]/gu;

/** Invisible, and no part of a name. */
export const WORD_JOINER = '\u2060';

const TAB = '    ';

/** The text without control characters; line feeds stay, a tab becomes four spaces. */
export function clean(text: string): string {
  return text
    .replace(/\r\n?|[\u2028\u2029\u0085]/g, '\n')
    .replaceAll('\t', TAB)
    .replace(CONTROLS, '');
}

/** At most `length` UTF-16 units, with `…` where something was cut, and never half a character. */
export function shorten(text: string, length: number): string {
  if (text.length <= length) return text;
  const cut = text.slice(0, Math.max(0, length - 1)).replace(/[\uD800-\uDBFF]$/, '');
  return `${cut.trimEnd()}…`;
}

/** Whether a link is an e-mail address that stands for itself: its words say all. */
export function isMailAddress(label: string, url: string): boolean {
  return url.toLowerCase() === `mailto:${label.trim().toLowerCase()}`;
}
