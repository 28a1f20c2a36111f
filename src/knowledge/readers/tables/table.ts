import { LIMITS } from '../../files/limits.js';
import type { Document, Finding } from '../../model.js';
import { EMPTY, fault, type ReadFile } from '../reader.js';
import { type Columns, NAMES_TAKEN } from './names.js';
import { columnsOfRows, readRows, type Row, tooManyRows } from './rows.js';

/** A row of a table, whatever it is made of. */
export interface Line {
  readonly cells: readonly unknown[];
  /** 1-based. */
  readonly line: number;
}

/** The rows of a table, and what could not be read. */
export interface TableLines {
  readonly lines: readonly Line[];
  readonly findings: readonly Finding[];
}

/** Rows above the one that names the columns: a title, the date of an export. */
const MOST_ABOVE = 10;
/** Rows by which a table's columns are known. */
const SAMPLE = 100;

/** Reads a table whose first row, or one of the next few, names the columns: see `names.ts`. */
export function readTable(file: ReadFile, lines: readonly Line[], findings: readonly Finding[]): Document {
  if (lines.length === 0) return { ...EMPTY, findings };
  const head = headOf(lines);
  if (head === undefined) {
    const message = `no row names a column for the question; ${NAMES_TAKEN}`;
    return { ...EMPTY, findings: [...findings, fault(file.path, 1, 'csv-columns', message)] };
  }
  const { names, columns, at } = head;
  const rows = lines.slice(at + 1, at + 1 + LIMITS.rows).map(rowOf(names));
  const beyond = lines[at + 1 + LIMITS.rows];
  const cut = beyond === undefined ? [] : [tooManyRows(file.path, beyond.line)];
  return readRows(file, rows, [...findings, ...cut], columns);
}

interface Head {
  readonly at: number;
  readonly names: readonly string[];
  readonly columns: Columns;
}

function headOf(lines: readonly Line[]): Head | undefined {
  for (const [at, { cells }] of lines.slice(0, MOST_ABOVE).entries()) {
    const names = namesOf(cells);
    // A row of names alone holds an empty table.
    const below = lines.slice(at + 1, at + 1 + SAMPLE);
    const columns = columnsOfRows((below.length === 0 ? lines.slice(at) : below).map(rowOf(names)));
    if (columns.question.length > 0) return { at, names, columns };
  }
  return undefined;
}

/** A name that stands twice gets a number, so that no column hides another. */
function namesOf(cells: readonly unknown[]): readonly string[] {
  const counts = new Map<string, number>();
  return cells.map((cell) => {
    const name = typeof cell === 'string' ? cell.trim() : '';
    const count = (counts.get(name) ?? 0) + 1;
    counts.set(name, count);
    return count === 1 ? name : `${name} ${count}`;
  });
}

function rowOf(names: readonly string[]): (line: Line) => Row {
  return ({ cells, line }) => ({
    line,
    cells: Object.fromEntries(names.map((name, at) => [name, cells[at] ?? ''])),
  });
}
