/** Tags of blocks: each on a row of its own, with its matching end. */

import type { SourceRow } from '../../rows.js';

/** Elements around blocks of Markdown. What begins in a capital letter is a component of MDX. */
const WRAPPERS = 'details|summary|div|section|article|center|main|aside|figure|figcaption|[A-Z][\\w.]*';
const ATTRIBUTES = `(?:\\s(?:"[^"]*"|'[^']*'|\\{(?:[^{}]|\\{[^{}]*\\})*\\}|[^<>"'{}])*)?`;
const WRAPPER = new RegExp(`^<(/?)(${WRAPPERS})(${ATTRIBUTES})(/?)>`);
/** Where one may begin, within a row. */
const BOUNDARY = /(?=<\/?(?:details|summary)\b)/;
const UNFINISHED = new RegExp(`<(?:${WRAPPERS}|a|img|h[1-6]|p|ul|ol|dl|table)\\b[^<>]*$`);
/** Rows that one tag may take. */
const MOST_TAG_ROWS = 12;

/** The tags of wrappers on rows of their own, and tags over several rows on one. */
export function splitTags(rows: readonly SourceRow[], code: readonly boolean[]): readonly SourceRow[] {
  const split: SourceRow[] = [];
  for (let at = 0; at < rows.length; at += 1) {
    const row = rows[at];
    if (row === undefined) break;
    if (code[at] === true || !row.text.includes('<')) {
      split.push(row);
      continue;
    }
    const [text, taken] = wholeTag(rows, code, at);
    at += taken - 1;
    for (const piece of pieces(text)) split.push({ ...row, text: piece });
  }
  return split;
}

/** A row with what closes its last tag from the rows below, and how many rows that takes. */
function wholeTag(
  rows: readonly SourceRow[],
  code: readonly boolean[],
  at: number,
): readonly [string, number] {
  let text = rows[at]?.text ?? '';
  if (!UNFINISHED.test(text.replace(/`[^`]*`/g, ''))) return [text, 1];
  for (let taken = 1; taken < MOST_TAG_ROWS; taken += 1) {
    const below = rows[at + taken]?.text;
    if (below === undefined || below.trim() === '' || code[at + taken] === true) break;
    text += ` ${below.trim()}`;
    if (below.includes('>')) return UNFINISHED.test(text) ? [rows[at]?.text ?? '', 1] : [text, taken + 1];
  }
  return [rows[at]?.text ?? '', 1];
}

function pieces(text: string): readonly string[] {
  if (text.includes('`') || !/^\s*<|<\/?(?:details|summary)\b/.test(text)) return peeled(text);
  const indent = /^\s*/.exec(text)?.[0] ?? '';
  return text
    .trim()
    .split(BOUNDARY)
    .flatMap((piece) => peeled(indent + piece));
}

/** The tags in front of a row, and what is left of it. */
function peeled(text: string): readonly string[] {
  const found: string[] = [];
  const indent = /^\s*/.exec(text)?.[0] ?? '';
  let rest = text.trim();
  for (;;) {
    const tag = WRAPPER.exec(rest)?.[0];
    if (tag === undefined) break;
    found.push(indent + tag);
    rest = rest.slice(tag.length).trim();
  }
  if (found.length === 0) return [text];
  const closing = /^(.*?)((?:\s*<\/(?:div|section|article|center|main|aside|figure|[A-Z][\w.]*)>)+)$/.exec(
    rest,
  );
  if (closing !== null) {
    if (closing[1] !== undefined && closing[1] !== '') found.push(indent + closing[1]);
    for (const tag of closing[2]?.match(/<[^>]*>/g) ?? []) found.push(indent + tag);
  } else if (rest !== '') found.push(indent + rest);
  return found;
}

export interface Tag {
  readonly name: string;
  readonly isClosing: boolean;
  readonly isAlone: boolean;
  readonly source: string;
}

/** The wrapper's tag that a row is. */
export function tagOf(text: string): Tag | undefined {
  const trimmed = text.trim();
  const match = WRAPPER.exec(trimmed);
  if (match === null || match[0].length !== trimmed.length) return undefined;
  const [source, closing, name = ''] = match;
  return { name, isClosing: closing === '/', isAlone: source.endsWith('/>'), source };
}

/** For each row that opens something the row that closes it. @param sides what a row opens or closes */
export function matches<Row>(
  rows: readonly Row[],
  sides: (row: Row, index: number) => readonly { readonly name: string; readonly step: 1 | -1 }[],
): ReadonlyMap<number, number> {
  const ends = new Map<number, number>();
  const open = new Map<string, number[]>();
  for (const [index, row] of rows.entries())
    for (const { name, step } of sides(row, index)) {
      const stack = open.get(name) ?? [];
      open.set(name, stack);
      if (step === 1) stack.push(index);
      else {
        const start = stack.pop();
        if (start !== undefined) ends.set(start, index);
      }
    }
  return ends;
}
