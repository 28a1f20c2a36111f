/** Which rows are code: what stands there is never a tag, a mark or a heading. */

import type { Nodes } from 'mdast';
import { chunksOf, type Parse } from '../../markdown/parse.js';
import type { SourceRow } from '../../rows.js';
import { textOfRows } from '../../rows.js';
import { indentOf } from '../row.js';

const FENCE = /^[\s>]*(?:[-*+]\s+|\d+[.)]\s+)*(`{3,}|~{3,})/;

/** For each row whether it is code: in a fence at any depth, HTML around it or not, or what the parser takes for code. */
export function codeRows(
  rows: readonly SourceRow[],
  parse: Parse,
  fenced = fencedRows(rows),
): readonly boolean[] {
  const code = [...fenced];
  for (const { text, above } of chunksOf(textOfRows(rows)))
    for (const node of parse(text)) markCode(node, above, code);
  return code;
}

const HIGHLIGHT = /^(\s*)\{(?:%-?|\{[<%])\s*(highlight|codeblock|code)(?:\s+([\w+#-]+))?[^{}]*\}\}?\s*$/;

/** `{% highlight sh %}` of Jekyll and Hugo as fences, where it is closed. */
export function highlightsFenced(rows: readonly SourceRow[]): readonly SourceRow[] {
  const fenced = fencedRows(rows);
  const made = [...rows];
  let open: { readonly at: number; readonly row: SourceRow; readonly end: RegExp } | undefined;
  for (const [at, row] of rows.entries()) {
    const [, indent = '', kind, language = ''] = HIGHLIGHT.exec(row.text) ?? [];
    if (open?.end.test(row.text) === true) {
      made[open.at] = open.row;
      made[at] = { ...row, text: `${indentOf(open.row.text)}\`\`\`` };
      open = undefined;
    } else if (kind !== undefined && fenced[at] !== true && open === undefined) {
      const end = new RegExp(String.raw`\{(?:%-?\s*end${kind}|\{[<%]\s*/\s*${kind})\b`);
      open = { at, row: { ...row, text: `${indent}\`\`\`${language}` }, end };
    }
  }
  return made;
}

export function fencedRows(rows: readonly SourceRow[]): readonly boolean[] {
  let fence = '';
  return rows.map(({ text }) => {
    const mark = FENCE.exec(text)?.[1] ?? '';
    if (fence === '') {
      // "``` code ```" on one row is no fence.
      if (mark.startsWith('`') && text.trim().slice(mark.length).includes('`')) return false;
      fence = mark;
      return mark !== '';
    }
    if (mark.startsWith(fence) && text.trim() === mark) fence = '';
    return true;
  });
}

function markCode(node: Nodes, above: number, code: boolean[]): void {
  if (node.type === 'code') {
    const first = node.position?.start.line ?? 1;
    for (let line = first; line <= (node.position?.end.line ?? first); line += 1)
      code[above + line - 1] = true;
  } else if ('children' in node) for (const child of node.children) markCode(child, above, code);
}
