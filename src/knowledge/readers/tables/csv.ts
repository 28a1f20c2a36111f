import { reasonOf } from '../../../errors.js';
import { parse } from 'csv-parse/sync';
import { LIMITS } from '../../files/limits.js';
import type { Document, Finding } from '../../model.js';
import { EMPTY, fault, type ReadFile } from '../reader.js';
import { readRows, type Row, tooManyRows } from './rows.js';

/**
 * Reads a CSV file whose first row names the columns (any case, spaces around them allowed); a table parted by `;` or
 * tabs is recognised by that row. A row with a quoting fault is reported and skipped, with the lines below it up to one
 * that begins a row of the table's width: what stands between may be the rest of a cell.
 */
export function readCsv(file: ReadFile): Document {
  const lines = file.text.trimEnd().split('\n');
  const long = lines.findIndex((line) => line.length > LIMITS.lineCharacters);
  if (long >= 0)
    return failed(
      fault(file.path, long + 1, 'line-length', `longer than ${LIMITS.lineCharacters} characters`),
    );
  const { records, faults } = readAll({ lines, delimiter: delimiterOf(file.text) });
  const findings = faults.map(({ from, to, reason }) =>
    fault(file.path, from, 'csv-syntax', `${reason}; ${skipped(from, to)}`),
  );
  const [head] = records;
  if (!head) return { ...EMPTY, findings };
  const names = head.cells.map((name) => name.trim().toLowerCase());
  if (!names.includes('question'))
    return failed(fault(file.path, 1, 'csv-columns', 'the first row names no column "question"'));
  const beyond = records[LIMITS.rows + 1];
  if (beyond !== undefined) findings.push(tooManyRows(file.path, beyond.line));
  return readRows(file, records.slice(1, LIMITS.rows + 1).map(rowOf(names)), findings);
}

function failed(finding: Finding): Document {
  return { ...EMPTY, findings: [finding] };
}

function skipped(from: number, to: number): string {
  return from === to ? 'the row is skipped' : `lines ${from} to ${to} are skipped`;
}

function rowOf(names: readonly string[]): (record: CsvRecord) => Row {
  return ({ cells, line }) => ({
    line,
    cells: Object.fromEntries(
      names.flatMap((name, at) => (cells[at] === undefined ? [] : [[name, cells[at]]])),
    ),
  });
}

interface Table {
  readonly lines: readonly string[];
  readonly delimiter: string;
}

interface CsvRecord {
  readonly cells: readonly string[];
  /** 1-based lines of the file where it begins and ends. */
  readonly line: number;
  readonly end: number;
}

/** What could not be read: 1-based lines, both included. */
interface Gap {
  readonly from: number;
  readonly to: number;
  readonly reason: string;
}

/** Lines of a file that are tried as the beginning of a row behind a fault. Each costs a call of the parser. */
const MAX_TRIES = 500;
/** Lines that a row may take to be recognised behind a fault. */
const MAX_ROW_LINES = 100;

function readAll(table: Table): { readonly records: readonly CsvRecord[]; readonly faults: readonly Gap[] } {
  const last = table.lines.length;
  const records: CsvRecord[] = [];
  const faults: Gap[] = [];
  let tries = 0;
  let above = 0;
  for (;;) {
    const read = recordsBelow(table, above);
    for (const record of read.records) records.push(record);
    if (read.reason === undefined) return { records, faults };
    const from = nextWorded(table, read.records.at(-1)?.end ?? above);
    const width = records[0]?.cells.length;
    // Without a first row nothing below it has a name.
    const next = width === undefined ? undefined : nextRow(table, from, width, MAX_TRIES - tries);
    faults.push({ from, to: next ?? last, reason: read.reason });
    if (next === undefined) return { records, faults };
    tries += next - from + 1;
    above = next;
  }
}

/** Count of the lines above the next row of the table's width; absent where none of the lines tried begins one. */
function nextRow(table: Table, from: number, width: number, tries: number): number | undefined {
  const stop = Math.min(table.lines.length, from + tries);
  for (let above = from; above < stop; above += 1) if (beginsRow(table, above, width)) return above;
  return undefined;
}

/** Whether the line below `above` begins a row of the table's width. */
function beginsRow(table: Table, above: number, width: number): boolean {
  const lines = table.lines.slice(above, above + MAX_ROW_LINES);
  if (lines[0]?.trim() === '') return false;
  const [first] = recordsBelow({ ...table, lines }, 0, 1).records;
  return first?.cells.length === width && first.line === 1;
}

/** 1-based number of the first line below `above` that is not blank. */
function nextWorded({ lines }: Table, above: number): number {
  const at = lines.findIndex((line, index) => index >= above && line.trim() !== '');
  return at < 0 ? lines.length : at + 1;
}

/**
 * The records below a line, up to the first fault.
 * @param above count of the lines above
 * @param most how many records to read at most; 0 means all
 */
function recordsBelow(
  { lines, delimiter }: Table,
  above: number,
  most = 0,
): { readonly records: readonly CsvRecord[]; readonly reason?: string } {
  const records: CsvRecord[] = [];
  try {
    parse(lines.slice(above).join('\n'), {
      delimiter,
      relax_column_count: true,
      skip_empty_lines: true,
      max_record_size: LIMITS.lineCharacters,
      ...(most === 0 ? {} : { to: most }),
      on_record: (cells: readonly string[], context) => {
        // The parser counts the lines up to a record's end; its own line breaks lead back to its beginning.
        const end = above + context.lines;
        const breaks = cells.join('').split('\n').length - 1;
        records.push({ cells, line: Math.max(1, end - breaks), end });
      },
    });
    return { records };
  } catch (error) {
    const message = reasonOf(error);
    // It counts from where it was set on.
    return { records, reason: message.replaceAll(/ at line \d+/g, '') };
  }
}

function delimiterOf(text: string): string {
  const head = text.slice(0, text.search(/\r?\n|$/));
  const counts = [',', ';', '\t'].map((mark) => ({ mark, count: head.split(mark).length }));
  return counts.reduce((best, next) => (next.count > best.count ? next : best)).mark;
}
