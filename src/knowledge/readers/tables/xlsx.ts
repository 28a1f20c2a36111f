import { unzipSync } from 'fflate';
import { readSheet } from 'read-excel-file/universal';
import { reasonOf } from '../../../errors.js';
import { LIMITS } from '../../files/limits.js';
import type { Document } from '../../model.js';
import { EMPTY, fault, type ReadFile } from '../reader.js';
import { type Line, readTable } from './table.js';

/**
 * Reads the first sheet of an Excel workbook as a table. What the workbook unpacks to is bounded before anything is unpacked: the parser
 * makes room for what the archive's directory says, and not for more. Its XML parser knows the five entities of XML and expands no others.
 */
export async function readXlsx(file: ReadFile): Promise<Document> {
  const { path, bytes = new Uint8Array() } = file;
  try {
    const size = unpackedBytes(bytes);
    if (size > LIMITS.unpackedBytes)
      return {
        ...EMPTY,
        findings: [
          fault(path, 1, 'file-size', `unpacks to ${size} bytes; at most ${LIMITS.unpackedBytes} are read`),
        ],
      };
    // A copy, since the parser takes a buffer and a file's bytes may be part of a larger one.
    const sheet: readonly (readonly unknown[])[] = await readSheet(Uint8Array.from(bytes).buffer);
    const lines = sheet
      .map((cells, at): Line => ({ cells, line: at + 1 }))
      .filter(({ cells }) => cells.some((cell) => cell !== null));
    return readTable(file, lines, []);
  } catch (error) {
    return { ...EMPTY, findings: [fault(path, 1, 'xlsx-syntax', `no Excel workbook: ${reasonOf(error)}`)] };
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
