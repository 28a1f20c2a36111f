import { CsvError, parse } from 'csv-parse/sync';
import { LIMITS } from '../limits.js';
import type { Document } from '../model.js';
import { EMPTY, fault, type ReadFile } from './reader.js';
import { readRows, type Row } from './rows.js';

/**
 * Reads a CSV file whose first row names the columns (any case, spaces around them allowed); a table parted by `;` or
 * tabs is recognised by that row. A quoting fault makes every row below it doubtful, so the whole file is skipped.
 */
export function readCsv(file: ReadFile): Document {
  const long = file.text.split('\n').findIndex((line) => line.length > LIMITS.lineCharacters);
  if (long >= 0)
    return {
      ...EMPTY,
      findings: [
        fault(file.path, long + 1, 'line-length', `longer than ${LIMITS.lineCharacters} characters`),
      ],
    };
  try {
    const records: unknown = parse(file.text, {
      columns: (names: readonly string[]) => names.map((name) => name.trim().toLowerCase()),
      delimiter: delimiterOf(file.text),
      info: true,
      relax_column_count: true,
      skip_empty_lines: true,
      max_record_size: LIMITS.lineCharacters,
    });
    const rows = Array.isArray(records) ? records.map(asRow) : [];
    const [first] = rows;
    if (first && !('question' in first.cells))
      return {
        ...EMPTY,
        findings: [fault(file.path, 1, 'csv-columns', 'the first row names no column "question"')],
      };
    return readRows(file, rows, []);
  } catch (error) {
    const line = error instanceof CsvError && typeof error['lines'] === 'number' ? error['lines'] : 1;
    const message = error instanceof Error ? error.message : String(error);
    return { ...EMPTY, findings: [fault(file.path, line, 'csv-syntax', message)] };
  }
}

/** csv-parse counts the lines up to a record's end; its own line breaks lead back to its beginning. */
function asRow(record: {
  readonly record: Readonly<Record<string, string>>;
  readonly info: { readonly lines: number };
}): Row {
  const cells = record.record;
  const breaks = Object.values(cells).join('').split('\n').length - 1;
  return { line: Math.max(1, record.info.lines - breaks), cells };
}

function delimiterOf(text: string): string {
  const head = text.slice(0, text.search(/\r?\n|$/));
  const counts = [',', ';', '\t'].map((mark) => ({ mark, count: head.split(mark).length }));
  return counts.reduce((best, next) => (next.count > best.count ? next : best)).mark;
}
