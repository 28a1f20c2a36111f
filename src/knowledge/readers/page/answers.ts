/** The answers of the chosen questions: the rows below each, up to the next one. */

import { afterAnswer } from './question-text.js';
import type { Choice, Chosen } from './choose.js';
import type { Lead } from './lead.js';
import { indentOf, type PageRow } from './row.js';

export interface Pair extends Choice {
  /** Markdown; empty where there is none. */
  readonly answer: string;
  /** Indexes of the first row of the answer, and of the row behind it. */
  readonly from: number;
  readonly to: number;
}

export function pairsOf(rows: readonly PageRow[], { choices, borders }: Chosen): readonly Pair[] {
  const stops = [...choices.map(({ lead }) => lead.row), ...borders].toSorted((a, b) => a - b);
  const isLoose = choices.some(({ lead }, index) => goesOnBelow(lead, choices[index + 1]?.lead, rows));
  let at = 0;
  return choices.map((choice) => {
    const { lead } = choice;
    while (at < stops.length && (stops[at] ?? 0) <= lead.row) at += 1;
    const next = stops[at] ?? rows.length;
    const to = Math.max(lead.from, Math.min(next, (isLoose && isItem(lead) ? undefined : lead.to) ?? next));
    const below = lead.kind === 'row' ? '' : textOf(rows.slice(lead.from, to), lead.indent);
    const text = [lead.rest, below].filter((part) => part !== '').join(lead.kind === 'mark' ? '\n' : '\n\n');
    return { ...choice, answer: withoutMark(text), from: lead.row, to };
  });
}

function isItem({ kind }: Lead): boolean {
  return kind === 'bold' || kind === 'item' || kind === 'link';
}

/** Whether an answer goes on below the item that its question stands in: nobody indented it. */
function goesOnBelow(lead: Lead, next: Lead | undefined, rows: readonly PageRow[]): boolean {
  if (lead.to === undefined || next === undefined || !isItem(lead)) return false;
  if (next.kind !== lead.kind || next.depth !== lead.depth) return false;
  return rows.slice(lead.to, next.row).some(({ text }) => !EMPTY.test(text));
}

const CODE_INDENT = /^(?: {4}|\t)/;
/** A blank line, a break or a rule. */
const EMPTY = /^\s*(?:[-*_]\s*){3,}$|^\s*(?:<br\s*\/?>\s*)*$|^=+$/;

/** Columns of indentation that makes code. */
const CODE_COLUMNS = 4;

/** Columns that the rows of an item are indented by: its own, or a few more where all of them are. */
function widthOf(rows: readonly PageRow[], indent: number): number {
  if (indent === 0) return 0;
  const widths = rows.filter(({ text }) => text.trim() !== '').map(({ text }) => indentOf(text).length);
  const shared = widths.reduce((least, width) => Math.min(least, width), Number.POSITIVE_INFINITY);
  return shared > indent && shared < indent + CODE_COLUMNS ? shared : indent;
}

/** The rows without the indentation of the list that they stand in, and without rules at their ends. */
function textOf(rows: readonly PageRow[], indent: number): string {
  const width = widthOf(rows, indent);
  const lines = rows.map(({ text }) => text.slice(Math.min(width, indentOf(text).length)));
  const first = lines.findIndex((line) => !EMPTY.test(line));
  const last = lines.findLastIndex((line) => !EMPTY.test(line) && !BACK.test(line));
  if (first < 0) return '';
  const text = lines
    .slice(first, last + 1)
    .join('\n')
    .trimEnd();
  // What is indented this far is code.
  return CODE_INDENT.test(text) ? text : text.trimStart();
}

/** "Back to top" at the end of an answer. */
const BACK =
  /^\s*(?:\W*\[?[\W]*(?:back to (?:the )?(?:top|index|toc|contents)|top|go to top|返回(?:顶部|目录)|回到顶部)[\W]*\]?(?:\(#?[^)]*\))?\W*)$/i;

/** `A: ` in front; in an item of a list the rows below it lose its indentation too. */
function withoutMark(given: string): string {
  const text = given.replace(/^([*_])(?!\1)(A\s*[:：].*[^*_])\1$/s, '$2');
  const rest = afterAnswer(text);
  if (rest === undefined) return text;
  const marker = /^\s*[-*+]\s+/.exec(text)?.[0].length ?? 0;
  return rest
    .split('\n')
    .map((line, index) => (index === 0 ? line : line.slice(Math.min(marker, indentOf(line).length))))
    .join('\n')
    .trim();
}
