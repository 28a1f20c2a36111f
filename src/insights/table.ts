/** Columns and bars of characters. */

import stringWidth from 'string-width';

export interface Column {
  readonly title: string;
  readonly align: 'left' | 'right';
}

/** Between two columns. */
export const GAP = '  ';

/** Rows under their titles, lined up by the columns that their characters take, without spaces at the ends of lines. */
export function tableLines(
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
): readonly string[] {
  const all = [columns.map(({ title }) => title), ...rows];
  const widths = columns.map((_, index) => Math.max(0, ...all.map((row) => stringWidth(row[index] ?? ''))));
  return all.map((row) =>
    columns
      .map(({ align }, index) => {
        const cell = row[index] ?? '';
        const room = ' '.repeat((widths[index] ?? 0) - stringWidth(cell));
        return align === 'left' ? cell + room : room + cell;
      })
      .join(GAP)
      .trimEnd(),
  );
}

/** Blocks from an eighth to the whole of a column. */
const BLOCKS = ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉', '█'];

/**
 * A bar of at most `columns` columns. What is more than nothing can be seen.
 * @param share 0..1
 * @param unicode whether the terminal shows blocks
 */
export function bar(share: number, columns: number, unicode: boolean): string {
  if (share <= 0) return '';
  if (!unicode) return '#'.repeat(Math.max(1, Math.round(share * columns)));
  const eighths = Math.max(1, Math.round(share * columns * 8));
  return '█'.repeat(Math.floor(eighths / 8)) + (BLOCKS[eighths % 8] ?? '');
}
