/** A Markdown table: in columns that line up, or, where the screen is too narrow, row by row. */

import type { Table } from 'mdast';
import { type InlineContext, inlineSpans } from './inline.js';
import { type Line, lineWidth, type Span, span } from './span.js';
import { wrap } from './wrap.js';

const GAP = '  ';

export function tableLines(table: Table, width: number, context: InlineContext): readonly Line[] {
  const rows = table.children.map((row) =>
    row.children.map((cell) => inlineSpans(cell.children, context).map(flat)),
  );
  const count = Math.max(0, ...rows.map((row) => row.length));
  const widths = Array.from({ length: count }, (_, column) =>
    Math.max(1, ...rows.map((row) => lineWidth(row[column] ?? []))),
  );
  const total = widths.reduce((sum, columns) => sum + columns, GAP.length * (count - 1));
  return total <= width ? aligned(rows, widths, table.align ?? []) : stacked(rows, width);
}

function flat(part: Span): Span {
  return { ...part, text: part.text.replaceAll('\n', ' ') };
}

function aligned(
  rows: readonly (readonly Line[])[],
  widths: readonly number[],
  align: readonly (string | null | undefined)[],
): readonly Line[] {
  const lines = rows.map((row, index) =>
    widths.flatMap((columns, column): Line => {
      const cell = index === 0 ? bold(row[column] ?? []) : (row[column] ?? []);
      const room = ' '.repeat(columns - lineWidth(cell));
      const before = align[column] === 'right' ? room : '';
      const after = (align[column] === 'right' ? '' : room) + (column < widths.length - 1 ? GAP : '');
      return [span(before), ...cell, span(after)];
    }),
  );
  const rule = [span(widths.map((columns) => '─'.repeat(columns)).join(GAP), ['dim'])];
  return [...lines.slice(0, 1), rule, ...lines.slice(1)];
}

/** `heading: cell`, one a line, an empty line between rows. */
function stacked(rows: readonly (readonly Line[])[], width: number): readonly Line[] {
  const [header = [], ...body] = rows;
  return body.flatMap((row, index) => {
    const lines = row.flatMap((cell, column) => {
      const name = header[column] ?? [];
      const label = lineWidth(name) === 0 ? [] : [...bold(name), span(': ')];
      return lineWidth(cell) === 0 ? [] : wrap([...label, ...cell], width);
    });
    return index === 0 ? lines : [[], ...lines];
  });
}

function bold(line: Line): Line {
  return line.map((part) => ({ ...part, formats: [...part.formats, 'bold'] }));
}
