import { reasonOf } from '../../../errors.js';
import { LIMITS } from '../../files/limits.js';
import type { Document, Finding } from '../../model.js';
import { fault, type ReadFile } from '../reader.js';
import { readRows, type Row, tooManyRows } from './rows.js';

/** Reads a file of one JSON object a line. A line that is none is reported and skipped; `alternates` and `links` may be arrays. */
export function readJsonl(file: ReadFile): Document {
  const rows: Row[] = [];
  const findings: Finding[] = [];
  for (const [index, text] of file.text.split('\n').entries()) {
    const line = index + 1;
    if (text.trim() === '') continue;
    if (rows.length + findings.length >= LIMITS.rows) {
      findings.push(tooManyRows(file.path, line));
      break;
    }
    if (text.length > LIMITS.lineCharacters) {
      findings.push(fault(file.path, line, 'line-length', `longer than ${LIMITS.lineCharacters} characters`));
      continue;
    }
    const cells = parseRecord(text);
    if (typeof cells === 'string') findings.push(fault(file.path, line, 'json-syntax', cells));
    else rows.push({ line, cells });
  }
  return readRows(file, rows, findings);
}

function parseRecord(text: string): Readonly<Record<string, unknown>> | string {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return { ...value };
    return 'the line is no JSON object';
  } catch (error) {
    return reasonOf(error);
  }
}
