/** Plain text made safe to stand in Discord's Markdown. */

import { ADDRESS, splitAddresses } from '../../common/links.js';
import { beginning, clean, quiet, quietLine, WORD_JOINER } from '../../common/text.js';

/** What starts a mention, a format, a link or a quote anywhere in a line. */
const ANYWHERE = /[\\*_~`|<>[\]]/g;
/** What starts a heading, small print, a list or a number at the start of one. */
const AT_START = /^([ ]*)(#|-|\+|(\d+)(?=[.)]))/gm;

/** Every mark of Discord's Markdown behind a backslash. https://support.discord.com/hc/en-us/articles/210298617 */
export function escape(text: string): string {
  return quiet(text)
    .replace(ANYWHERE, '\\$&')
    .replace(AT_START, (_, indent: string, mark: string, digits: string | undefined) =>
      // An invisible character parts a number from its dot, so that "1." begins no list.
      digits === undefined ? `${indent}\\${mark}` : `${indent}${digits}${WORD_JOINER}`,
    );
}

/** {@link escape}, on one line, at most `length` characters long after escaping. */
export function escapeLine(text: string, length: number): string {
  const line = quietLine(text);
  const whole = safe(line);
  if (whole.length <= length) return whole;
  return `${safe(beginning(line, fittingLength(line, length - 1, safe))).trimEnd()}…`;
}

/** How many UTF-16 units of the text take at most `room` once they are written as `write` does. */
export function fittingLength(text: string, room: number, write: (start: string) => string): number {
  let most = Math.min(text.length, Math.max(0, room));
  for (;;) {
    const size = write(text.slice(0, most)).length;
    if (most === 0 || size <= room) return most;
    most = Math.min(most - 1, Math.floor((most * room) / size));
  }
}

/** Escaping would break an address, so addresses stand between angle brackets, and invitations in code. */
function safe(line: string): string {
  return split(line)
    .map((part) => (part.kind === 'text' ? escape(part.text) : part.text))
    .join('');
}

/** Invitations unfold wherever they are written, with or without a scheme. */
const INVITATION =
  /(?<![a-z0-9-])(?:https?:\/\/)?(?:[a-z0-9-]{1,63}\.){0,5}(?:discord(?:app)?\.com\/invite|discord\.(?:gg|me|io|li)|dsc\.gg)\/[^\s<>`]+/iu;
const SPECIAL = new RegExp(`${INVITATION.source}|${ADDRESS.source}`, 'giu');

export interface Part {
  /** `whole` is Discord's Markdown already, and must not be cut. */
  readonly kind: 'text' | 'whole';
  readonly text: string;
}

export function isInvitation(url: string): boolean {
  // A browser leaves out characters of the host that nobody sees.
  return INVITATION.test(url) || (URL.canParse(url) && INVITATION.test(new URL(url).href));
}

/** The text in parts: its addresses, in a form that is never cut, and the text between them. */
export function split(text: string): readonly Part[] {
  return splitAddresses(text, SPECIAL).map((part) => {
    if (!part.isAddress) return { kind: 'text', text: part.text };
    return { kind: 'whole', text: isInvitation(part.text) ? inCode(part.text) : inBrackets(part.text) };
  });
}

/** An address as a link that does not unfold. */
export function inBrackets(url: string): string {
  return `<${clean(url)}>`;
}

/** Inline code, whatever backticks the text holds. Empty code is a space, which shows as an empty box. */
export function inCode(text: string): string {
  const shown = clean(text).replace(/\n/g, ' ');
  // Discord ends code at the first run of as many backticks as began it; three would begin a block.
  return shown.includes('`')
    ? `\`\` ${shown.replace(/``+/g, (run) => run.split('').join(WORD_JOINER))} \`\``
    : `\`${shown === '' ? ' ' : shown}\``;
}
