/** A weekly post as a row of tokens: each printed line with the part that it plays. */

import { sameAddress } from '../../markdown/link.js';
import type { Line } from '../../markdown/lines.js';
import { isFoot, sectionAt, type SectionKind } from '../sections.js';
import { isRepository, readClosing, type Closing } from './closings.js';
import { readHeader, type Header } from './headers.js';
import { afterAnswerMark, afterQuestionMark, isNumbered } from '../marks.js';

export type Role =
  | { readonly role: 'section'; readonly section: SectionKind }
  | { readonly role: 'header'; readonly header: Header }
  | { readonly role: 'closing'; readonly closing: Closing }
  /** `rest`: the Markdown behind the mark, up to a closing line that is glued to it. */
  | { readonly role: 'answer'; readonly rest: string; readonly closing?: Closing }
  | { readonly role: 'question'; readonly rest: string }
  | { readonly role: 'quote' | 'text' | 'code' | 'image' | 'foot' | 'rule' };

export type Token = Role & { readonly line: Line };

/** Roles that end a thread's turn. */
const BOUNDARIES: ReadonlySet<Role['role']> = new Set(['section', 'header', 'foot']);

export function isBoundary(token: Token | undefined): boolean {
  return token === undefined || BOUNDARIES.has(token.role);
}

/** Gives every line its role. Where a role depends on what follows, it is settled in a second pass. */
export function readTokens(lines: readonly Line[]): readonly Token[] {
  const worded = lines.filter((line) => line.plain !== '' || line.images.length > 0 || line.kind === 'rule');
  const first = worded.map((line, index): Token => ({ line, ...roleOf(line, worded, index) }));
  return settle(first);
}

function roleOf(line: Line, lines: readonly Line[], index: number): Role {
  if (line.kind === 'code') return { role: 'code' };
  if (line.kind === 'rule') return { role: 'rule' };
  if (line.plain === '') return { role: 'image' };
  if (isFoot(line)) return { role: 'foot' };
  const answer = afterAnswerMark(line.markdown);
  if (answer !== undefined && !isListed(line, lines, index)) {
    const closing = readClosing(line);
    if (closing === undefined || closing.before === '') return { role: 'answer', rest: answer };
    return { role: 'answer', rest: afterAnswerMark(closing.before) ?? closing.before, closing };
  }
  const section = sectionAt(line);
  if (section !== undefined) return { role: 'section', section };
  const header = readHeader(line);
  if (header) return { role: 'header', header };
  const question = afterQuestionMark(line.markdown);
  if (question !== undefined && (line.quoted === 0 || lines[index - 1]?.block !== line.block))
    return { role: 'question', rest: question };
  const closing = readClosing(line);
  if (closing) return { role: 'closing', closing };
  return { role: line.quoted > 0 ? 'quote' : 'text' };
}

/** `A：` may head the first of two choices: a line of the same quote then begins with `B：`. */
function isListed(line: Line, lines: readonly Line[], index: number): boolean {
  if (line.quoted === 0) return false;
  return lines.slice(index + 1).some((next) => next.block === line.block && /^B\s*[:：]/.test(next.plain));
}

function settle(tokens: readonly Token[]): readonly Token[] {
  const settled: Token[] = [];
  for (let index = 0; index < tokens.length; index += 1) {
    const token = tokens[index];
    if (!token) continue;
    if (token.role === 'closing') {
      const { closing, skip } = settleClosing(token.closing, tokens, index);
      settled.push(closing ? { ...token, closing } : { line: token.line, role: plainRole(token.line) });
      index += skip;
    } else if (token.role === 'header' && !isBelievable(token.header, tokens, index)) {
      settled.push({ line: token.line, role: plainRole(token.line) });
    } else if (isUnknownTitle(token, tokens[index + 1])) {
      settled.push({ line: token.line, role: 'section', section: 'reading' });
    } else settled.push(token);
  }
  return settled;
}

/** A bold line of unknown words above a list of titled links: the title of one more list to read. */
function isUnknownTitle({ role, line }: Token, next: Token | undefined): boolean {
  if (role !== 'text' || !line.bold || !line.alone || line.quoted > 0 || /[:：]\s*$/.test(line.plain))
    return false;
  const [link, more] = next?.line.links ?? [];
  if (!next || !link || more || next.line.marker === '' || sameAddress(link.title, link.url)) return false;
  return next.line.plain === link.title;
}

function plainRole(line: Line): 'quote' | 'text' {
  return line.quoted > 0 ? 'quote' : 'text';
}

/** Takes the address from the next line where the label stands alone, and drops what only resembles a closing line. */
function settleClosing(
  closing: Closing,
  tokens: readonly Token[],
  index: number,
): { readonly closing?: Closing; readonly skip: number } {
  if (closing.url === undefined) {
    const next = tokens[index + 1];
    const url = next ? soleAddress(next.line) : undefined;
    if (url === undefined) return { skip: 0 };
    let skip = 1;
    while (tokens[index + skip + 1] && soleAddress(tokens[index + skip + 1]?.line) !== undefined) skip += 1;
    const given = { ...closing, url, sure: closing.sure || isRepository(url) };
    return given.sure || isLast(tokens, index + skip) ? { closing: given, skip } : { skip: 0 };
  }
  const closes = !isListedAmong(tokens, index) && (closing.sure || isLast(tokens, index));
  return closes ? { closing, skip: 0 } : { skip: 0 };
}

/** Whether a closing line is one of several addresses that an answer lists: more of the answer follows, then another. */
function isListedAmong(tokens: readonly Token[], index: number): boolean {
  const after = tokens.slice(index + 1);
  const words = after.findIndex((token) => token.role !== 'image' && token.role !== 'closing');
  const more = after[words];
  if (more?.role !== 'text' || isNumbered(more.line)) return false;
  const next = after
    .slice(words)
    .find((token) => token.role !== 'image' && token.role !== 'text' && token.role !== 'code');
  return next?.role === 'closing';
}

/** Whether nothing but pictures, closing lines or a new question follows in the thread. */
function isLast(tokens: readonly Token[], index: number): boolean {
  const next = tokens.slice(index + 1).find((token) => token.role !== 'image');
  return (
    isBoundary(next) ||
    next?.role === 'rule' ||
    next?.role === 'closing' ||
    next?.role === 'quote' ||
    next?.role === 'question'
  );
}

/** The address of a line that holds one link shown as itself, and nothing else. */
export function soleAddress(line: Line | undefined): string | undefined {
  const [link, more] = line?.links ?? [];
  if (!line || !link || more || line.kind === 'code') return undefined;
  const rest = line.plain.replace(link.title, '').replace(/[\s*_。.]/g, '');
  return rest === '' && sameAddress(link.title, link.url) ? link.url : undefined;
}

/** A short numbered name is a header only when a question follows at once. */
function isBelievable(header: Header, tokens: readonly Token[], index: number): boolean {
  if (header.strength === 'strong') return true;
  const next = tokens.slice(index + 1).find((token) => token.role !== 'image');
  if (next?.role === 'quote' || next?.role === 'question') return true;
  if (header.issue !== true || next?.role !== 'text') return false;
  return (
    tokens.slice(index + 1).find((token) => token.role === 'answer' || isBoundary(token))?.role === 'answer'
  );
}
