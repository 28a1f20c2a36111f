/** Blocks that are not Markdown, each by one rule: a rule looks at the row where a block may begin. */

import { htmlExcess } from '../../html/bounds.js';
import type { htmlToMarkdown } from '../../html/to-markdown.js';
import { type SourceRow, textOfRows } from '../../rows.js';
import { dedented, indentOf, indented, type PageRow, titled } from '../row.js';
import { attribute, tidyInline } from './inline.js';
import { matches, tagOf } from './tags.js';

/** What the rules need of the rows around. */
export interface Around {
  readonly rows: readonly SourceRow[];
  /** Whether a row stands in a fence. */
  readonly fenced: readonly boolean[];
  /** From the row that opens something to the one that closes it, by kind. */
  readonly tagEnds: ReadonlyMap<number, number>;
  readonly htmlEnds: ReadonlyMap<number, number>;
  readonly directiveEnds: ReadonlyMap<number, number>;
  readonly shortcodeEnds: ReadonlyMap<number, number>;
  /** Tidies what stands within a block. */
  readonly inside: (rows: readonly SourceRow[]) => readonly PageRow[];
  /** Absent: tags go, and their text stays. */
  readonly toMarkdown: typeof htmlToMarkdown | undefined;
}

/** The rows in place of those from `at` to before `next`. */
export interface Replaced {
  readonly rows: readonly PageRow[];
  readonly next: number;
}

type Rule = (around: Around, at: number, row: SourceRow) => Replaced | undefined;

const DECLARED = /^(?:question|faq|q|help)$/i;
const nothing = (at: number, row: SourceRow): Replaced => ({ rows: [{ ...row, text: '' }], next: at + 1 });

/** `import x from 'y'` and `export const ...` of MDX. */
const script: Rule = ({ rows }, at, row) => {
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

const comment: Rule = ({ rows }, at, row) => {
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
const command: Rule = (_, at, row) =>
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
const wrapper: Rule = ({ rows, tagEnds, inside }, at, row) => {
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
const html: Rule = ({ rows, fenced, htmlEnds, toMarkdown, inside }, at, row) => {
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

const ADMONITION = /^(\s*)(!!!|\?\?\?\+?|===[!+]?)\s+([\w-]+(?:\s+[\w-]+)*)?\s*(?:"(.*)")?\s*$/;

/** `??? question "Is it free?"`, `!!! note`, `=== "Linux"` of MkDocs: the block is indented. */
const admonition: Rule = ({ rows, inside }, at, row) => {
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

export const DIRECTIVE = /^(\s*)(:{3,})\s*\{?\s*([a-z][\w-]*)\}?\s*(.*)$/i;

/** `:::details Is it free?`, `:::tip[Title]`. */
const directive: Rule = ({ rows, directiveEnds, inside }, at, row) => {
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
const shortcode: Rule = ({ rows, shortcodeEnds, inside }, at, row) => {
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
const alert: Rule = ({ rows, inside }, at, row) => {
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
const definition: Rule = ({ rows, inside }, at, row) => {
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

export const RULES: readonly Rule[] = [
  script,
  comment,
  command,
  wrapper,
  html,
  admonition,
  directive,
  shortcode,
  alert,
  definition,
];

/** The ends of what rows open. */
export function endsOf(
  rows: readonly SourceRow[],
  code: readonly boolean[],
): Omit<Around, 'rows' | 'fenced' | 'inside' | 'toMarkdown'> {
  const text = (row: SourceRow, index: number): string => (code[index] === true ? '' : row.text);
  return {
    tagEnds: matches(rows, (row, index) => {
      const tag = tagOf(text(row, index));
      return tag === undefined || tag.isAlone ? [] : [{ name: tag.name, step: tag.isClosing ? -1 : 1 }];
    }),
    htmlEnds: matches(rows, (row, index) => htmlSides(row.text, code[index] === true)),
    directiveEnds: matches(rows, (row, index) => {
      const colons = /^\s*(:{3,})(.*)$/.exec(text(row, index));
      if (colons === null) return [];
      return [{ name: colons[1] ?? '', step: colons[2]?.trim() === '' ? -1 : 1 }];
    }),
    shortcodeEnds: matches(rows, (row, index) => {
      const match = SHORTCODE.exec(text(row, index));
      return match === null ? [] : [{ name: match[2] ?? '', step: match[1] === '/' ? -1 : 1 }];
    }),
  };
}

/** A row of `<pre>` may be code to the parser too. */
function htmlSides(
  text: string,
  isCode: boolean,
): readonly { readonly name: string; readonly step: 1 | -1 }[] {
  const pattern = isCode ? /<(\/?)(pre)\b/gi : /<(\/?)(h[1-6]|p|ul|ol|dl|table|pre|blockquote)\b/gi;
  return Array.from(text.replace(/`[^`]*`/g, '').matchAll(pattern), ([, closing, name = '']) => ({
    name: name.toLowerCase(),
    step: closing === '' ? 1 : -1,
  }));
}
