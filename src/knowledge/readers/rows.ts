/** A row of a text that was made of another one, with the line that it came from. */
export interface SourceRow {
  readonly text: string;
  /** 1-based line of the file. */
  readonly line: number;
}

/** The rows of a text. @param above lines of the file above it */
export function rowsOf(text: string, above: number): readonly SourceRow[] {
  return text.split('\n').map((row, index) => ({ text: row, line: above + index + 1 }));
}

export function textOfRows(rows: readonly SourceRow[]): string {
  return rows.map(({ text }) => text).join('\n');
}
