/** Markdown as lines of a terminal. */

import { columnWidths, GAP, padding, ruler } from '../common/columns.js';
import { isMailAddress } from '../common/links.js';
import {
  boxOf,
  joinLines,
  markOf,
  type Mark,
  type MarkdownBlock,
  type MarkdownInline,
  type MarkdownList,
  type MarkdownTable,
  plainText,
} from '../common/blocks.js';
import { readMarkdown } from '../common/markdown.js';
import { clean } from '../common/text.js';
import { type Format, hung, type Line, lineWidth, prefixed, type Span, span, wrap } from './lines.js';

/** Columns left for text however deep the indent. */
const MIN_WIDTH = 16;

const MAX_RULE = 40;

const FORMATS: Readonly<Record<Mark, Format>> = { bold: 'bold', italic: 'italic', strike: 'strikethrough' };

/** @param width columns; `Infinity` never wraps. @param colour without it, code keeps its backticks */
export function markdownLines(markdown: string, width: number, colour: boolean): readonly Line[] {
  return blocks(readMarkdown(markdown), width, colour);
}

/** @param isLoose whether empty lines stand between the blocks */
function blocks(
  all: readonly MarkdownBlock[],
  width: number,
  colour: boolean,
  isLoose = true,
): readonly Line[] {
  return parted(
    all.map((one) => block(one, Math.max(width, MIN_WIDTH), colour)).filter((lines) => lines.length > 0),
    isLoose,
  );
}

function parted(all: readonly (readonly Line[])[], isLoose: boolean): readonly Line[] {
  return all.flatMap((lines, index) => (index > 0 && isLoose ? [[], ...lines] : lines));
}

function block(one: MarkdownBlock, width: number, colour: boolean): readonly Line[] {
  switch (one.kind) {
    case 'paragraph':
      return visible(wrap(inlineSpans(one.content, colour), width));
    case 'heading':
      return visible(wrap(inlineSpans(one.content, colour, ['bold']), width));
    case 'code':
      // Indented and never wrapped: what is copied from here must be what was written.
      return one.text.split('\n').map((text) => [span('    '), span(text, ['cyan'])]);
    case 'quote':
      return blocks(one.blocks, width - 2, colour).map((line) => prefixed('│ ', line, ['dim']));
    case 'list':
      return listLines(one, width, colour);
    case 'table':
      return table(one, width, colour);
    case 'rule':
      return [[span('─'.repeat(Math.min(width, MAX_RULE)), ['dim'])]];
    case 'note':
      return hung(`[${one.label}] `, blocks(one.blocks, width - 4, colour));
  }
}

/** No lines at all for a paragraph without a visible character. */
function visible(lines: readonly Line[]): readonly Line[] {
  return lines.some((line) => lineWidth(line) > 0) ? lines : [];
}

function listLines(list: MarkdownList, width: number, colour: boolean): readonly Line[] {
  const shown = list.items.map((item, index) => {
    const mark = markOf(list, index) + boxOf(item, '[x] ', '[ ] ');
    const lines = blocks(item.blocks, width - mark.length, colour, list.loose);
    return hung(mark, lines.length === 0 ? [[]] : lines);
  });
  return parted(shown, list.loose);
}

function inlineSpans(
  content: readonly MarkdownInline[],
  colour: boolean,
  outer: readonly Format[] = [],
): readonly Span[] {
  return content.flatMap((one): readonly Span[] => {
    if (one.kind === 'break') return [span('\n')];
    const formats = [...outer, ...one.marks.map((mark) => FORMATS[mark])];
    switch (one.kind) {
      case 'text':
        return [span(joinLines(one.text), formats)];
      case 'code':
        return [colour ? span(one.text, [...formats, 'cyan']) : span(`\`${one.text}\``, formats)];
      case 'link':
        return linkSpans(inlineSpans(one.label, colour, outer), plainText(one.label), one.url);
    }
  });
}

/** A link as `label (address)`. An address that stands for itself is written once. */
export function linkSpans(label: readonly Span[], text: string, url: string): readonly Span[] {
  const address = span(clean(url).replace(/\s/g, ''), ['underline'], true);
  if (address.text === '' || isMailAddress(text, url)) return label;
  if (['', address.text, address.text.replace(/^https?:\/\//, '')].includes(text.trim())) return [address];
  return [...label, span(' ('), address, span(')')];
}

/** A table in columns that line up, or, where the screen is too narrow, row by row. */
function table({ rows, align }: MarkdownTable, width: number, colour: boolean): readonly Line[] {
  const cells = rows.map((row, index) =>
    row.map((cell) =>
      inlineSpans(cell, colour, index === 0 ? ['bold'] : []).map((part) => ({
        ...part,
        text: part.text.replaceAll('\n', ' '),
      })),
    ),
  );
  const widths = columnWidths(cells.map((row) => row.map(lineWidth)));
  const total = widths.reduce((sum, columns) => sum + columns, GAP.length * (widths.length - 1));
  if (total > width) return stacked(cells, width);
  const [header = [], ...body] = cells.map((row) =>
    widths.flatMap((columns, column): Line => {
      const cell = row[column] ?? [];
      const [before, after] = padding(lineWidth(cell), columns, align[column]);
      return [span(before), ...cell, span(after + (column < widths.length - 1 ? GAP : ''))];
    }),
  );
  return [header, [span(ruler(widths), ['dim'])], ...body];
}

/** `heading: cell`, one a line, an empty line between rows. */
function stacked([header = [], ...body]: readonly (readonly Line[])[], width: number): readonly Line[] {
  const rows = body.map((row) =>
    row.flatMap((cell, column) => {
      const name = header[column] ?? [];
      const label = lineWidth(name) === 0 ? [] : [...name, span(': ')];
      return lineWidth(cell) === 0 ? [] : wrap([...label, ...cell], width);
    }),
  );
  return parted(rows, true);
}
