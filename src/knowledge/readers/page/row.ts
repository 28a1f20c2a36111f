import type { SourceRow } from '../rows.js';

/** A row of a page as plain Markdown. */
export interface PageRow extends SourceRow {
  /** Where a block begins that bears a title: `<details>`, `??? question "..."`, `:::details ...`. The row's text is that title in bold. */
  readonly opens?: Title;
  /** Where the last such block ends; the row has no text. */
  readonly closes?: true;
}

export interface Title {
  readonly text: string;
  /** Whether the block's own kind says that it is a question. */
  readonly declared: boolean;
}

/** A block with a title, as rows. @param line of the title */
export function titled(
  title: Title,
  line: number,
  content: readonly PageRow[],
  indent = '',
): readonly PageRow[] {
  const blank = { text: '', line };
  const end = content.at(-1)?.line ?? line;
  return [
    blank,
    { text: `${indent}**${title.text.replaceAll('**', '')}**`, line, opens: title },
    blank,
    ...content,
    { text: '', line: end, closes: true },
  ];
}

/** Rows without the white space that they share. */
export function dedented<Row extends SourceRow>(rows: readonly Row[]): readonly Row[] {
  const widths = rows.filter(({ text }) => text.trim() !== '').map(({ text }) => indentOf(text).length);
  const shared = widths.reduce((least, width) => Math.min(least, width), Number.POSITIVE_INFINITY);
  return rows.map((row) => ({ ...row, text: row.text.slice(Math.min(shared, indentOf(row.text).length)) }));
}

export function indentOf(text: string): string {
  return /^\s*/.exec(text)?.[0] ?? '';
}

export function indented<Row extends SourceRow>(rows: readonly Row[], by: string): readonly Row[] {
  if (by === '') return rows;
  return rows.map((row) => (row.text === '' ? row : { ...row, text: by + row.text }));
}
