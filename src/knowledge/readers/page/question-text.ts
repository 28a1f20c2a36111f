/** A question without what stands around it: its number, its mark, its anchor. */

import { afterAnswerMark } from '../weekly/marks.js';

const MARK =
  /^\s*(?:\*\*\s*)?(?:(?:[QＱ]|问|问题|Question)\s*\d{0,3}\s*(?:\*\*\s*)?[:：]|[【[](?:[QＱ]|问题?)[】\]](?![(:])|[QＱ]\d{1,3}\s*[.、．)）–—-]|[QＱ]\.(?=\s|\*\*)|问题?\s*\d{1,3}\s*[.、．)）]|[QＱ]\d{1,3}(?=\s))\s*(?:\*\*)?\s*/i;
/** `3. `, `(2) `, `一、`: a mark follows, and no digit. */
const NUMBER =
  /^\s*(?:[(（]?\d{1,3}(?:\.\d{1,3})*\s*(?:[、)）]|\.(?!\w)|\.(?=\p{L}))|[(（]?[一二三四五六七八九十]{1,3}[、.)）]|#\d{1,3}[:.)])\s*(?!\d)/u;
const BARE_NUMBER = /^\s*(\d{1,3}(?:\.\d{1,3})*)\s+/;
/** What follows a version in a sentence. */
const AFTER_VERSION = /^(?:[+x\p{Ll}-]|以[后前上下来]|之[后前]|及|或|到|至|和|与|版|起|开始|升级)/u;

/** The numbers without a mark that headings of a page begin with: those that follow each other are a numbering. */
export function numbersOf(texts: readonly string[]): ReadonlySet<string> {
  return new Set(texts.flatMap((text) => BARE_NUMBER.exec(text)?.[1] ?? []));
}

/** `3. Q: How ...? {#anchor}` asks "How ...?". @param numbers what {@link numbersOf} found on the page */
export function plainQuestion(text: string, numbers: ReadonlySet<string> = new Set()): string {
  let rest = text
    .replace(/\s*\{[#:][^{}]*\}\s*$/, '')
    .replace(/\s+/g, ' ')
    .trim();
  rest = withoutNumber(rest, numbers).replace(MARK, '');
  return withoutQuotes(withoutNumber(rest, new Set())).trim();
}

export function afterQuestionNumber(markdown: string): string | undefined {
  return MARK.test(markdown) ? markdown.replace(MARK, '') : undefined;
}

/** `A. ` and `【答】`, which only pages of questions have. In a list of letters `B.` follows. */
const ANSWER =
  /^\s*(?:[-*+]\s+)?(?:\*\*)?(?:A\d{0,3}\.\s*(?:\*\*)?\s|A\d{0,3}\.\*\*|[【[](?:A|答案?|回答)[】\]](?![(:])(?:\*\*)?)\s*/;

/** The text behind the mark of an answer, or absent where it has none. */
export function afterAnswer(markdown: string): string | undefined {
  const rest = afterAnswerMark(markdown);
  if (rest !== undefined) return rest;
  if (!ANSWER.test(markdown) || /^\s*B\.\s/m.test(markdown)) return undefined;
  return markdown.replace(ANSWER, '');
}

function withoutNumber(text: string, numbers: ReadonlySet<string>): string {
  const marked = text.replace(NUMBER, '');
  if (marked !== text) return marked === '' ? text : marked;
  const number = BARE_NUMBER.exec(text);
  if (number === null) return text;
  const [whole, digits = ''] = number;
  const rest = text.slice(whole.length);
  if (AFTER_VERSION.test(rest)) return text;
  const isDotted = digits.includes('.');
  return isDotted || hasNeighbour(digits, numbers) ? rest : text;
}

function hasNeighbour(digits: string, numbers: ReadonlySet<string>): boolean {
  const value = Number(digits);
  return numbers.has(String(value - 1)) || numbers.has(String(value + 1));
}

function withoutQuotes(text: string): string {
  return /^["“「].*["”」]$/.test(text) && !/["“”「」]/.test(text.slice(1, -1)) ? text.slice(1, -1) : text;
}
