/** What the log of a start says of the files, in a line or two; `qabot knowledge check` has the rest. */

import type { Finding } from './model.js';
import { NOT_READ } from './readers/reader.js';

/** Rule of the finding that a folder holds nothing to answer from. */
export const FOLDER_EMPTY = 'folder-empty';

/**
 * One line that counts what could not be read, one for each folder with nothing to answer from, and one for each kind of files there that is
 * not read.
 * @param folders as given; empty means the shipped folder
 */
export function findingsReport(findings: readonly Finding[], folders: readonly string[]): readonly string[] {
  const errors = findings.filter(({ severity }) => severity === 'error').length;
  const [only, more] = folders;
  const folder = only === undefined ? '' : more === undefined ? ` ${quoted(only)}` : ' DIR';
  const things = errors === 1 ? '1 file or row' : `${errors} files or rows`;
  return [
    ...(errors === 0 ? [] : [`${things} could not be read; "qabot knowledge check${folder}" lists them`]),
    ...findings
      .filter(({ rule }) => rule === FOLDER_EMPTY || rule === NOT_READ)
      .map(({ path, message }) => `${path}: ${message}`),
  ];
}

/** As a shell takes it. */
function quoted(folder: string): string {
  return /^[\w./~:@%+=-]+$/.test(folder) ? folder : `'${folder.replaceAll("'", `'\\''`)}'`;
}
