/** Bytes to text. */

import { reasonOf } from '../../errors.js';
import { readFile, stat } from 'node:fs/promises';
import { LIMITS } from './limits.js';
import type { Finding } from '../model.js';
import { fault } from '../readers/reader.js';

const LINE_FEED = 0x0a;

/**
 * Reads a file as UTF-8 with `\n` line ends and without byte order mark.
 * @param name what the file is called in findings
 */
export async function readText(path: string, name: string): Promise<string | Finding> {
  try {
    const { size } = await stat(path);
    if (size > LIMITS.fileBytes)
      return fault(name, 1, 'file-size', `${size} bytes; at most ${LIMITS.fileBytes} are read`);
    const bytes = await readFile(path);
    const text = decode(bytes);
    if (text === undefined)
      return fault(name, faultLine(bytes), 'encoding', 'not valid UTF-8; save the file as UTF-8');
    return text.replace(/\r\n?/g, '\n');
  } catch (error) {
    return fault(name, 1, 'file-unreadable', reasonOf(error));
  }
}

function decode(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** 1-based line of the first byte that is no UTF-8. */
function faultLine(bytes: Uint8Array): number {
  let line = 1;
  for (let start = 0; start < bytes.length; line += 1) {
    const found = bytes.indexOf(LINE_FEED, start);
    const end = found < 0 ? bytes.length : found;
    if (decode(bytes.subarray(start, end)) === undefined) return line;
    start = end + 1;
  }
  return 1;
}
