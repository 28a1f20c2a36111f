/** Columns of characters, East Asian wide ones counting two, and tables laid out in them. */

import { LRUCache } from 'lru-cache';
import type { AlignType } from 'mdast';
import stringWidth from 'string-width';

/** Widths of characters met before: measuring one takes some microseconds, and an answer has thousands of a few hundred kinds. */
const known = new LRUCache<string, number>({ max: 10_000, memoMethod: (text) => stringWidth(text) });

/**
 * What nearly every answer is written in, of which no character joins another one: ASCII, quotation marks and dashes, and the
 * wide Chinese characters and marks (Unicode Standard Annex 11). The library takes 20 ms to warm up for it.
 */
const PLAIN = /^[ -~‘’“”–—…、-〩㐀-䶿一-鿿！-｠]*$/u;
const WIDE = /[、-〩㐀-䶿一-鿿！-｠]/gu;

/** Columns that a text takes. */
export function textWidth(text: string): number {
  if (PLAIN.test(text)) return text.length + (text.match(WIDE)?.length ?? 0);
  return text.length > 2 ? stringWidth(text) : known.memo(text);
}

/** Between two columns of a table. */
export const GAP = '  ';

/** The width of each column of a table, given the widths of its cells. @param most columns that others line up with; a wider cell stands out */
export function columnWidths(
  rows: readonly (readonly number[])[],
  most = Number.POSITIVE_INFINITY,
): readonly number[] {
  const count = Math.max(0, ...rows.map((row) => row.length));
  return Array.from({ length: count }, (_, column) =>
    Math.min(most, Math.max(1, ...rows.map((row) => row[column] ?? 0))),
  );
}

/** The line under a table's header. */
export function ruler(widths: readonly number[]): string {
  return widths.map((width) => '─'.repeat(width)).join(GAP);
}

/** The spaces before and after a cell of `width` that fill its column. */
export function padding(
  width: number,
  column: number,
  align: AlignType | undefined,
): readonly [before: string, after: string] {
  const room = ' '.repeat(Math.max(0, column - width));
  return align === 'right' ? [room, ''] : ['', room];
}
