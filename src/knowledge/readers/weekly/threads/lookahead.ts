/** What the words around a token decide about it. Each function looks at `tokens[index]` and at what follows. */

import type { TurnDraft } from './drafts.js';
import { isNumbered } from '../marks.js';
import type { Section } from '../sections.js';
import { isBoundary, soleAddress, type Token } from './tokens.js';

/** Longest caption of a picture (`图1`), in characters. */
const MAX_CAPTION = 6;
/** Shortest statement that counts as a thread of its own when it is numbered like one, in characters. */
const MIN_STATEMENT = 12;

export function nextToken(
  tokens: readonly Token[],
  index: number,
  accept: (token: Token) => boolean,
): Token | undefined {
  for (let at = index + 1; at < tokens.length; at += 1) {
    const token = tokens[at];
    if (token && accept(token)) return token;
  }
  return undefined;
}

export function isMarkOrBoundary(token: Token): boolean {
  return token.role === 'answer' || isBoundary(token);
}

function isNoImage(token: Token): boolean {
  return token.role !== 'image';
}

/** A deeper heading that names no kind of section, or one more release among releases, opens no section. */
export function isWithin(
  open: Section | undefined,
  { section, line }: Token & { readonly role: 'section' },
): boolean {
  if (!open?.title || open.kind === 'other') return false;
  if (line.kind === 'heading')
    return section === 'other' && open.title.depth > 0 && line.depth > open.title.depth;
  return section === 'releases' && open.kind === 'releases';
}

/** A quote in an answer, not the next question: the words before it announce it, and plain words go on below it. */
export function isCited(tokens: readonly Token[], index: number, turn: TurnDraft): boolean {
  const token = tokens[index];
  const before = tokens[index - 1];
  const last = turn.answer.at(-1);
  if (!token || !last || before?.role === 'image') return false;
  const elsewhere = (each: Token): boolean => each.line.block !== token.line.block;
  if (before?.role === 'quote' && !elsewhere(before)) return before.line === last.line;
  if (!/[:：]\s*$/.test(last.line.plain) || !turn.marked) return false;
  if (nextToken(tokens, index, (each) => elsewhere(each) && isNoImage(each))?.role !== 'text') return false;
  const stop = nextToken(
    tokens,
    index,
    (each) => isMarkOrBoundary(each) || (each.role === 'quote' && elsewhere(each)),
  );
  return stop?.role !== 'answer';
}

/**
 * Whether unquoted words below a question are more of it: the answer's mark is still to come. Lazy lines of its quote
 * are, too, unless nothing else answers the question that stands above them.
 */
export function asksOn(tokens: readonly Token[], index: number, turn: TurnDraft): boolean {
  const token = tokens[index];
  if (!token) return false;
  const next = nextToken(
    tokens,
    index,
    (each) => isMarkOrBoundary(each) || each.role === 'quote' || each.role === 'closing',
  );
  if (next?.role === 'answer') return true;
  if (turn.question[0]?.line.paragraph === token.line.paragraph) return true;
  if (next?.role !== 'quote') return false;
  const marked = nextToken(tokens, index, isMarkOrBoundary)?.role === 'answer';
  return marked && (token.role === 'code' || token.line.plain.length <= MAX_CAPTION);
}

/** A lazy line below a quoted question that nothing else answers: its answer, with neither mark nor blank line. */
export function answersLazily(tokens: readonly Token[], index: number, turn: TurnDraft): boolean {
  const token = tokens[index];
  const last = turn.question.at(-1)?.line;
  if (!token?.line.lazy || !last || last.lazy || last.block !== token.line.block) return false;
  if (!/[?？]\s*$/.test(last.plain)) return false;
  const next = nextToken(
    tokens,
    index,
    (each) => isNoImage(each) && !(each.role === 'quote' && each.line.lazy),
  );
  return isBoundary(next) || next?.role === 'closing' || next?.role === 'quote';
}

/**
 * A title over some of the questions (`**关于扩容：**`, `**2、关于 X 的几个问题：**`) belongs to none of them. `next` is the
 * first token behind it; `group`: the questions below are other members'.
 */
export function topicEnd(
  tokens: readonly Token[],
  index: number,
): { readonly next: number; readonly group: boolean } | undefined {
  const token = tokens[index];
  if (!token || token.line.quoted > 0 || token.role === 'code') return undefined;
  const { line } = token;
  const next = nextToken(tokens, index, isNoImage);
  const titled = line.alone && line.bold && /[:：]\s*$/.test(line.plain);
  const about = /^(?:\d+[、.．]\s*)?(?:关于|有关|针对).*[:：]$/.test(line.plain);
  if ((titled || about) && (next?.role === 'quote' || next?.role === 'header'))
    return { next: index + 1, group: false };
  if (!line.bold || !isNumbered(line)) return undefined;
  const stop = tokens.findIndex((each, at) => at > index && each.role !== 'text' && isNoImage(each));
  return tokens[stop]?.role === 'header' ? { next: stop, group: true } : undefined;
}

/** News printed among the questions and numbered like them: what it says is the question, its link the answer. */
export function isStatement(tokens: readonly Token[], index: number, number: number): boolean {
  const token = tokens[index];
  if (token?.role !== 'text' || !isNumbered(token.line)) return false;
  const text = `${token.line.marker}${token.line.plain}`;
  const next = nextToken(tokens, index, isNoImage);
  return (
    Number.parseInt(text, 10) === number &&
    text.length >= MIN_STATEMENT &&
    soleAddress(token.line) === undefined &&
    (soleAddress(next?.line) !== undefined || token.line.links.length > 0)
  );
}

/** A question that stands in no quote: right above an answer's mark, and asking (`？`) or numbered. */
export function unquotedQuestion(tokens: readonly Token[], index: number): 'asking' | 'numbered' | undefined {
  const token = tokens[index];
  if (token?.role !== 'text' || token.line.quoted > 0) return undefined;
  if (nextToken(tokens, index, isNoImage)?.role !== 'answer') return undefined;
  if (/[?？]\s*$/.test(token.line.plain)) return 'asking';
  return isNumbered(token.line) ? 'numbered' : undefined;
}
