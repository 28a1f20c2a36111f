/** A page as plain Markdown: what MDX, HTML, MkDocs, VitePress, Docusaurus and Hugo put around it goes, what it says stays. */

import type { Parse } from '../../markdown/parse.js';
import type { SourceRow } from '../../rows.js';
import type { PageRow } from '../row.js';
import { endsOf, RULES } from './blocks.js';
import { codeRows, fencedRows, highlightsFenced } from './code.js';
import { tidyInline } from './inline.js';
import type { Around, Replaced } from './rule.js';
import { splitTags } from './tags.js';

/** Blocks within each other that are looked into; deeper ones stay as they are. */
const MOST_DEPTH = 8;
/** What any of the rules begins with. */
const SIGNS = /[<{&]|\[\[|\[!|\[TOC|@\[|^\s*(?::{3}|:\s|!!!|\?\?\?|===|import\s|export\s)/im;

export interface TidyOptions {
  readonly parse: Parse;
  readonly toMarkdown: Around['toMarkdown'];
  /** Whether tags in capitals are components, and no placeholders: a page of MDX. */
  readonly isComponents: boolean;
}

export function tidy(rows: readonly SourceRow[], options: TidyOptions, depth = 0): readonly PageRow[] {
  if (depth >= MOST_DEPTH || !rows.some(({ text }) => SIGNS.test(text))) return rows;
  const given = highlightsFenced(rows);
  const split = splitTags(given, codeRows(given, options.parse));
  const fenced = fencedRows(split);
  const code = codeRows(split, options.parse, fenced);
  const around: Around = {
    rows: split,
    fenced,
    ...endsOf(split, code),
    inside: (within) => withoutBlanks(tidy(within, options, depth + 1)),
    toMarkdown: options.toMarkdown,
  };
  const tidied: PageRow[] = [];
  /** Whether a rule made the last row: the blank lines around a block are put together. */
  let endsInMade = false;
  for (let at = 0; at < split.length; ) {
    const row = split[at];
    if (row === undefined) break;
    const replaced = code[at] === true ? undefined : replace(around, at, row);
    if (replaced === undefined) {
      const text = code[at] === true ? row.text : tidyInline(row.text, options.isComponents);
      if (text !== '' || !endsInMade || !isBlank(tidied.at(-1))) tidied.push({ ...row, text });
      endsInMade &&= text === '';
      at += 1;
    } else {
      const first = isBlank(tidied.at(-1)) ? replaced.rows.findIndex((made) => !isBlank(made)) : 0;
      for (const made of first < 0 ? [] : replaced.rows.slice(first)) tidied.push(made);
      endsInMade = true;
      at = replaced.next;
    }
  }
  return tidied;
}

function isBlank(row: PageRow | undefined): boolean {
  return row?.text === '' && row.opens === undefined;
}

function withoutBlanks(rows: readonly PageRow[]): readonly PageRow[] {
  const first = rows.findIndex((row) => !isBlank(row));
  const last = rows.findLastIndex((row) => !isBlank(row) || row.closes === true);
  return first < 0 ? [] : rows.slice(first, last + 1);
}

function replace(around: Around, at: number, row: SourceRow): Replaced | undefined {
  for (const rule of RULES) {
    const replaced = rule(around, at, row);
    if (replaced !== undefined) return replaced;
  }
  return undefined;
}
