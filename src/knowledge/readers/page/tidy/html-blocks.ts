/** Blocks of HTML, and what MDX and generators of sites put between them. */

import { htmlExcess } from '../../html/bounds.js';
import { type SourceRow, textOfRows } from '../../rows.js';
import { dedented, indentOf, indented, type PageRow, titled } from '../row.js';
import { attribute, tidyInline } from './inline.js';
import { nothing, type Rule } from './rule.js';
import { tagOf } from './tags.js';

/** `import x from 'y'` and `export const ...` of MDX. */
export const script: Rule = ({ rows }, at, row) => {
  if (
    !/^(?:import\s+(?:[\w*{][^'"]*\sfrom\s*)?['"][^'"]+['"]|import\s*\{\s*$|export\s+(?:const|let|function|default)\s)/.test(
      row.text,
    )
  )
    return undefined;
  let last = at;
  // Over several rows: up to the one that ends it.
  while (
    !/['"]\s*;?\s*$|[};]\s*$/.test(rows[last]?.text ?? '') &&
    rows[last + 1]?.text.trim() !== '' &&
    last + 1 < rows.length
  )
    last += 1;
  return { rows: [{ ...row, text: '' }], next: last + 1 };
};

export const comment: Rule = ({ rows }, at, row) => {
  const start = row.text.indexOf('<!--');
  if (start < 0 || row.text.slice(0, start).includes('`')) return undefined;
  const end = row.text.indexOf('-->', start);
  if (end >= 0) {
    const text = `${row.text.slice(0, start)}${row.text.slice(end + '-->'.length)}`.trimEnd();
    return { rows: [{ ...row, text }], next: at + 1 };
  }
  let last = at + 1;
  while (last < rows.length && rows[last]?.text.includes('-->') !== true) last += 1;
  if (last >= rows.length) return undefined;
  const rest = rows[last]?.text.replace(/^.*?-->/, '') ?? '';
  return {
    rows: [
      { ...row, text: row.text.slice(0, start) },
      { ...row, text: rest },
    ],
    next: last + 1,
  };
};

/** `[TOC]`, `{:toc}`, rows of attributes or shortcodes alone. */
export const command: Rule = (_, at, row) =>
  /^\s*(?:\[TOC\]|\[\[_?toc_?\]\]|@\[toc\].*|\$\{toc\}|\{:[^{}]*\}|\[\[toc\]\]|\{\/\*.*\*\/\}|(?:\{%[^%]*%\}\s*)+)\s*$/i.test(
    row.text,
  )
    ? nothing(at, row)
    : undefined;

/** The indentation of the list that a row stands in; HTML within HTML is indented for its own sake. */
function listIndent(rows: readonly SourceRow[], at: number): string {
  const indent = indentOf(rows[at]?.text ?? '');
  let above = at - 1;
  while (above >= 0 && rows[above]?.text.trim() === '') above -= 1;
  const text = rows[above]?.text ?? '';
  const isInList = /^\s*(?:[-*+]|\d+[.)])\s/.test(text) || indentOf(text).length >= indent.length;
  return isInList && !/^\s*<\/?[a-z]/i.test(text) ? indent : '';
}

/** `<details>`, `<div>`, `<Tabs>`, `<Accordion title="...">` with Markdown within. */
export const wrapper: Rule = ({ rows, tagEnds, inside }, at, row) => {
  const tag = tagOf(row.text);
  if (tag === undefined) return undefined;
  const end = tagEnds.get(at);
  const label = ['question', 'title', 'label', 'summary', 'header', 'value']
    .map((name) => attribute(tag.source, name))
    .find((value) => value !== undefined && value.trim() !== '');
  if (end === undefined) return nothing(at, row);
  const within = dedented(rows.slice(at + 1, end));
  const indent = listIndent(rows, at);
  const blank: PageRow = { text: '', line: row.line };
  const last = rows[end]?.line ?? row.line;
  if (tag.name === 'details' || tag.name === 'summary') {
    const { title, line, content } = summaryOf(within);
    if (title === '') return { rows: [blank, ...inside(content), { text: '', line: last }], next: end + 1 };
    const body = indented(inside(content), indent);
    return {
      rows: titled({ text: tidyInline(title, true), declared: false }, line ?? row.line, body, indent),
      next: end + 1,
    };
  }
  const body = indented(inside(within), indent);
  const isComponent = /^[A-Z]/.test(tag.name);
  if (isComponent && label !== undefined) {
    const declared = /question|faq/i.test(tag.name) || attribute(tag.source, 'question') !== undefined;
    return { rows: titled({ text: label, declared }, row.line, body, indent), next: end + 1 };
  }
  return { rows: [blank, ...body, { text: '', line: last }], next: end + 1 };
};

/** The summary of a block of details, and the rest of it. */
function summaryOf(rows: readonly SourceRow[]): {
  readonly title: string;
  readonly line?: number;
  readonly content: readonly SourceRow[];
} {
  const start = rows.findIndex(({ text }) => text.trim() !== '' && tagOf(text)?.isAlone !== true);
  const row = rows[start];
  if (row === undefined || tagOf(row.text)?.name !== 'summary') return { title: '', content: rows };
  const end = rows.findIndex(({ text }) => /<\/summary>/i.test(text));
  if (end < 0) return { title: '', content: rows };
  const title = rows
    .slice(start + 1, end + 1)
    .map(({ text }) => text.replace(/<\/summary>.*$/i, '').trim())
    .filter((text) => text !== '')
    .join(' ');
  const rest = rows[end]?.text.replace(/^.*?<\/summary>/i, '') ?? '';
  const content = [{ text: rest, line: rows[end]?.line ?? row.line }, ...rows.slice(end + 1)];
  return { title, line: row.line, content };
}

const HTML = /^\s*<(h[1-6]|p|ul|ol|dl|table|pre|blockquote)\b/i;

function lastOfParagraph(rows: readonly SourceRow[], at: number): number {
  let last = at;
  while (last + 1 < rows.length && rows[last + 1]?.text.trim() !== '') last += 1;
  return last;
}

/** HTML that is content: by the parser, unless fenced Markdown stands within it. */
export const html: Rule = ({ rows, fenced, htmlEnds, toMarkdown, inside }, at, row) => {
  const name = HTML.exec(row.text)?.[1]?.toLowerCase();
  if (name === undefined) return undefined;
  const end = htmlEnds.get(at) ?? lastOfParagraph(rows, at);
  const region = rows.slice(at, end + 1);
  const holdsCode = name !== 'pre' && fenced.slice(at, end + 1).includes(true);
  const source = textOfRows(region);
  if (toMarkdown === undefined || holdsCode || htmlExcess(source) !== undefined) return undefined;
  const first = row.line;
  const made = toMarkdown(source).map(({ text, line }) => ({ text, line: region[line - 1]?.line ?? first }));
  const indent = listIndent(rows, at);
  const shown = source.includes('<details') || name === 'dl' ? inside(made) : made;
  return {
    rows: [
      { text: '', line: first },
      ...indented(shown, indent),
      { text: '', line: rows[end]?.line ?? first },
    ],
    next: end + 1,
  };
};
