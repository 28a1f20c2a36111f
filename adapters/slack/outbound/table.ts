/** A Markdown table as text in columns. A message may hold one table block only, so that is not used. */

import type { Table } from 'mdast';
import { toString } from 'mdast-util-to-string';
import stringWidth from 'string-width';
import { type Definitions, type Inline, inline } from './inline.js';
import { clean } from '../../common/text.js';

const GAP = '  ';
/** Columns of a cell that others line up with; a longer one stands out. */
const MAX_COLUMN = 40;

export interface TableText {
  readonly text: string;
  /** The links of the cells, which text in columns cannot hold. */
  readonly links: readonly (readonly Inline[])[];
}

export function tableText(table: Table, definitions: Definitions): TableText {
  const rows = table.children.map((row) =>
    row.children.map((cell) => clean(toString(cell)).replace(/\s+/g, ' ').trim()),
  );
  const count = Math.max(0, ...rows.map((row) => row.length));
  const widths = Array.from({ length: count }, (_, column) =>
    Math.min(MAX_COLUMN, Math.max(1, ...rows.map((row) => stringWidth(row[column] ?? '')))),
  );
  const line = (row: readonly string[]): string =>
    widths
      .map((width, column) => {
        const cell = row[column] ?? '';
        return cell + ' '.repeat(Math.max(0, width - stringWidth(cell)));
      })
      .join(GAP)
      .trimEnd();
  const [header = [], ...body] = rows;
  const rule = widths.map((width) => '─'.repeat(width)).join(GAP);
  const links = table.children
    .flatMap((row) => row.children.flatMap((cell) => inline(cell.children, definitions)))
    .filter((element) => element.type === 'link')
    .map((element) => [element]);
  return { text: [line(header), rule, ...body.map(line)].join('\n'), links };
}
