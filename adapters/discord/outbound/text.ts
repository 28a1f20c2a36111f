/** Plain text made safe to stand in Discord's Markdown. */

import { clean, WORD_JOINER } from '../../common/text.js';

/**
 * Words that address everybody; `allowed_mentions` stops the alert, this the look of one. The word may also be the beginning of
 * what comes next, such as an e-mail address behind an `@`.
 */
const BROADCASTS = /@(?=everyone|here|$)/giu;

/** {@link clean}, and no `@everyone` in it that reads as one. */
export function quiet(text: string): string {
  return clean(text).replace(BROADCASTS, `@${WORD_JOINER}`);
}

/** {@link quiet}, on one line: for labels, where Discord reads no Markdown. */
export function quietLine(text: string): string {
  return quiet(text).replace(/\s+/g, ' ').trim();
}

/** What starts a mention, a format, a link or a quote anywhere in a line. */
const ANYWHERE = /[\\*_~`|<>[\]]/g;
/** What starts a heading, small print, a list or a number at the start of one. */
const AT_START = /^([ ]*)(#|-|\+|(\d+)(?=[.)]))/gm;

/** Every mark of Discord's Markdown behind a backslash. https://support.discord.com/hc/en-us/articles/210298617 */
export function escape(text: string): string {
  return quiet(text)
    .replace(ANYWHERE, '\\$&')
    .replace(AT_START, (_, indent: string, mark: string, digits: string | undefined) =>
      // A number is ended by its escaped dot, so that "1." stays what was written.
      digits === undefined ? `${indent}\\${mark}` : `${indent}${digits}${WORD_JOINER}`,
    );
}

/** {@link escape}, on one line, at most `length` characters long after escaping. */
export function escapeLine(text: string, length: number): string {
  const line = quietLine(text);
  const whole = safe(line);
  if (whole.length <= length) return whole;
  let kept = line.slice(0, length - 1);
  while (kept !== '' && safe(kept).length > length - 1) {
    kept = kept.slice(
      0,
      Math.min(kept.length - 1, Math.floor((kept.length * (length - 1)) / safe(kept).length)),
    );
  }
  return `${safe(kept.replace(/[\uD800-\uDBFF]$/, '')).trimEnd()}…`;
}

/** Addresses of a text cannot be escaped without being broken: they stand between angle brackets or, invitations, in code. */
function safe(line: string): string {
  return split(line)
    .map((part) => (part.kind === 'text' ? escape(part.text) : part.text))
    .join('');
}

/** Invitations unfold wherever they are written, with or without a scheme. */
const INVITATION =
  /(?<![a-z0-9-])(?:https?:\/\/)?(?:[a-z0-9-]{1,63}\.){0,5}(?:discord(?:app)?\.com\/invite|discord\.(?:gg|me|io|li)|dsc\.gg)\/[^\s<>`]+/iu;
const ADDRESS = /https?:\/\/[^\s<>`\\|，。；：！？（）【】《》“”‘’、]+/iu;
const SPECIAL = new RegExp(`${INVITATION.source}|${ADDRESS.source}`, 'giu');

export interface Part {
  /** `whole` is Discord's Markdown already, and must not be cut. */
  readonly kind: 'text' | 'whole';
  readonly text: string;
}

export function isInvitation(url: string): boolean {
  return INVITATION.test(url);
}

/** The text in parts: addresses in a form that stays whole, and what stands between them. */
export function split(text: string): readonly Part[] {
  const parts: Part[] = [];
  let end = 0;
  for (const found of text.matchAll(SPECIAL)) {
    const address = trimmed(found[0]);
    if (found.index > end) parts.push({ kind: 'text', text: text.slice(end, found.index) });
    parts.push({ kind: 'whole', text: isInvitation(address) ? inCode(address) : inBrackets(address) });
    end = found.index + address.length;
  }
  if (end < text.length) parts.push({ kind: 'text', text: text.slice(end) });
  return parts;
}

/** A full stop or a bracket behind an address ends the sentence, not the address. */
function trimmed(address: string): string {
  let kept = address;
  for (;;) {
    const shorter = kept.replace(/[.,:;!?'"*_~\]]+$/u, '');
    const opened = shorter.split('(').length;
    const next = shorter.endsWith(')') && shorter.split(')').length > opened ? shorter.slice(0, -1) : shorter;
    if (next === kept) return kept;
    kept = next;
  }
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
