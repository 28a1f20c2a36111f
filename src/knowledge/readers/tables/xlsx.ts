import { unzipSync } from 'fflate';
import { readSheet } from 'read-excel-file/universal';
import { reasonOf } from '../../../errors.js';
import { LIMITS } from '../../files/limits.js';
import type { Document } from '../../model.js';
import { fault, type ReadFile } from '../reader.js';
import { type Line, readTable, type TableLines } from './table.js';

/**
 * Reads the first sheet of an Excel workbook as a table. What it unpacks to is bounded before anything is unpacked: the archive's directory
 * says it, and no more room is made than that. Its XML parser knows the five entities of XML and expands no others.
 */
export async function readXlsx(file: ReadFile): Promise<Document> {
  const { lines, findings } = await xlsxLines(file);
  return readTable(file, lines, findings);
}

/** The rows as they stand on the sheet, with the one that names the columns. */
export async function xlsxLines({ path, bytes = new Uint8Array() }: ReadFile): Promise<TableLines> {
  const failed = (rule: string, message: string): TableLines => ({
    lines: [],
    findings: [fault(path, 1, rule, message)],
  });
  try {
    const size = unpackedBytes(bytes);
    if (size > LIMITS.unpackedBytes)
      return failed('file-size', `unpacks to ${size} bytes; at most ${LIMITS.unpackedBytes} are read`);
    if (widestSheet(bytes) > LIMITS.cells)
      return failed(
        'file-size',
        `a sheet spans more than ${LIMITS.cells} cells; delete those far below or beside the table`,
      );
    // A copy, since the parser takes a buffer, and a file's bytes may be part of a larger one.
    const sheet: readonly (readonly unknown[])[] = await readSheet(Uint8Array.from(bytes).buffer);
    const lines = sheet
      .map((cells, at): Line => ({ cells, line: at + 1 }))
      .filter(({ cells }) => cells.some((cell) => cell !== null));
    return { lines, findings: [] };
  } catch (error) {
    return failed('xlsx-syntax', `no Excel workbook: ${reasonOf(error)}`);
  }
}

/** Bytes that the archive's directory promises, of all its files. */
function unpackedBytes(bytes: Uint8Array): number {
  let size = 0;
  const filter = ({ originalSize }: { readonly originalSize: number }): boolean => {
    size += originalSize;
    return false;
  };
  unzipSync(bytes, { filter });
  return size;
}

/** Cells of the sheet that spans most, empty ones among them: the parser makes room for each, and one cell far away is enough. */
function widestSheet(bytes: Uint8Array): number {
  const texts = Object.values(unzipSync(bytes, { filter: ({ name }) => /\.xml$/i.test(name) }));
  return texts.reduce((most, text) => Math.max(most, spanOf(new TextDecoder().decode(text))), 0);
}

const CELL = /\br\s*=\s*["']([A-Z]*)(\d+)/g;

function spanOf(xml: string): number {
  let rows = 0;
  let columns = 1;
  for (const [, letters = '', row] of xml.matchAll(CELL)) {
    rows = Math.max(rows, Number(row));
    columns = Math.max(columns, columnOf(letters));
  }
  return rows * columns;
}

/** 1 for `A`, 27 for `AA`. */
function columnOf(letters: string): number {
  return Array.from(letters).reduce((column, letter) => column * 26 + letter.charCodeAt(0) - BEFORE_A, 0);
}

const BEFORE_A = 'A'.charCodeAt(0) - 1;
