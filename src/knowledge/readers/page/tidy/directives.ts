/** Directives of MkDocs, VitePress, Docusaurus, Hugo, GitHub and Obsidian, and terms with definitions. */

import type { SourceRow } from '../../rows.js';
import { dedented, indentOf, indented, type PageRow, titled } from '../row.js';
import { attribute, tidyInline } from './inline.js';
import { nothing, type Rule } from './rule.js';

const DECLARED = /^(?:question|faq|q|help)$/i;

const ADMONITION = /^(\s*)(!!!|\?\?\?\+?|===[!+]?)\s+([\w-]+(?:\s+[\w-]+)*)?\s*(?:"(.*)")?\s*$/;

/** `??? question "Is it free?"`, `!!! note`, `=== "Linux"` of MkDocs: the block is indented. */
export const admonition: Rule = ({ rows, inside }, at, row) => {
  const match = ADMONITION.exec(row.text);
  if (match === null) return undefined;
  const [, indent = '', mark = '', kind = '', title = ''] = match;
  if (kind === '' && title === '') return undefined;
  const width = indent.length + MKDOCS_INDENT;
  let next = at + 1;
  while (next < rows.length) {
    const text = rows[next]?.text ?? '';
    if (text.trim() !== '' && indentOf(text.replaceAll('\t', ' '.repeat(MKDOCS_INDENT))).length < width)
      break;
    next += 1;
  }
  while (next > at + 1 && rows[next - 1]?.text.trim() === '') next -= 1;
  const content = rows
    .slice(at + 1, next)
    .map((one) => ({ ...one, text: one.text.replace(/^\t/, ' '.repeat(MKDOCS_INDENT)).slice(width) }));
  return {
    rows: block(
      row,
      { kind: mark.startsWith('=') ? '' : kind, title },
      indented(inside(content), indent),
      indent,
    ),
    next,
  };
};

const MKDOCS_INDENT = 4;

function block(
  row: SourceRow,
  { kind, title }: { readonly kind: string; readonly title: string },
  content: readonly PageRow[],
  indent: string,
): readonly PageRow[] {
  if (title.trim() === '')
    return [{ text: '', line: row.line }, ...content, { text: '', line: content.at(-1)?.line ?? row.line }];
  const declared = kind.split(/\s+/).some((word) => DECLARED.test(word));
  return titled({ text: tidyInline(title.trim(), false), declared }, row.line, content, indent);
}

const DIRECTIVE = /^(\s*)(:{3,})\s*\{?\s*([a-z][\w-]*)\}?\s*(.*)$/i;

/** `:::details Is it free?`, `:::tip[Title]`. */
export const directive: Rule = ({ rows, directiveEnds, inside }, at, row) => {
  const match = DIRECTIVE.exec(row.text);
  if (match === null) return /^\s*:{3,}\s*$/.test(row.text) ? nothing(at, row) : undefined;
  const [, indent = '', , kind = '', rest = ''] = match;
  const title = (
    attribute(` ${rest}`, 'title') ?? rest.replace(/\{.*$/, '').replace(/^\[(.*)\]$/, '$1')
  ).trim();
  const end = directiveEnds.get(at);
  if (end === undefined) return { rows: [{ ...row, text: title }], next: at + 1 };
  const content = indented(inside(dedented(rows.slice(at + 1, end))), indent);
  return { rows: block(row, { kind, title }, content, indent), next: end + 1 };
};

export const SHORTCODE = /^\s*\{\{[<%]\s*(\/?)\s*([a-z][\w-]*)([^{}]*)[>%]\}\}\s*$/i;

/** `{{< details "Is it free?" >}}` of Hugo. */
export const shortcode: Rule = ({ rows, shortcodeEnds, inside }, at, row) => {
  const match = SHORTCODE.exec(row.text);
  if (match === null) return undefined;
  const end = shortcodeEnds.get(at);
  if (match[1] === '/' || end === undefined) return nothing(at, row);
  const [, , kind = '', rest = ''] = match;
  const title =
    ['title', 'question', 'summary', 'name'].map((name) => attribute(rest, name)).find(Boolean) ??
    /"([^"]*)"/.exec(rest)?.[1] ??
    '';
  const content = inside(dedented(rows.slice(at + 1, end)));
  return { rows: block(row, { kind, title }, content, ''), next: end + 1 };
};

/** `> [!NOTE]` and what stands in its quote. */
export const alert: Rule = ({ rows, inside }, at, row) => {
  const match = /^(\s*)>\s*\[!(\w+)\][+-]?\s*(.*)$/.exec(row.text);
  if (match === null) return undefined;
  const [, indent = '', kind = '', title = ''] = match;
  let next = at + 1;
  while (/^\s*>/.test(rows[next]?.text ?? '')) next += 1;
  const content = rows.slice(at + 1, next).map((one) => ({ ...one, text: one.text.replace(/^\s*> ?/, '') }));
  if (title !== '' || DECLARED.test(kind))
    return { rows: block(row, { kind, title }, inside(content), indent), next };
  const quoted = inside(content).map((one) => ({ ...one, text: `${indent}> ${one.text}`.trimEnd() }));
  return { rows: [{ text: '', line: row.line }, ...quoted], next };
};

const DEFINED = /^ {0,3}:(?:\s+|$)/;

/** A term, and below it `: what it means`. */
export const definition: Rule = ({ rows, inside }, at, row) => {
  if (!/^[^\s#>|:*+-]/.test(row.text) || (at > 0 && /^\S/.test(rows[at - 1]?.text ?? ''))) return undefined;
  const start = rows[at + 1]?.text.trim() === '' ? at + 2 : at + 1;
  if (!DEFINED.test(rows[start]?.text ?? '')) return undefined;
  let next = start;
  while (next < rows.length && /^(?:\s|$| {0,3}:\s)/.test(rows[next]?.text ?? '')) next += 1;
  while (rows[next - 1]?.text.trim() === '') next -= 1;
  const content = rows
    .slice(start, next)
    .map((one) => ({ ...one, text: one.text.replace(DEFINED, '').replace(/^ {1,4}/, '') }));
  return {
    rows: titled({ text: tidyInline(row.text, false), declared: false }, row.line, inside(content)),
    next,
  };
};
