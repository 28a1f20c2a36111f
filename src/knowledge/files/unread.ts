/** What of a folder was not read, counted by kind, so that nobody believes that the bot knows it. */

import { extname } from 'node:path';
import { groupBy } from '../../group-by.js';
import type { Finding } from '../model.js';
import { NOT_READ, unread } from '../readers/reader.js';

/** Kinds of files that people write documentation in. Pictures, code and style sheets are not worth a word. */
const DOCUMENTS = new Set(
  'rst adoc asciidoc asc txt org textile wiki mediawiki rtf tex pdf doc docx odt xls xlsm ods ppt pptx'.split(
    ' ',
  ),
);

/** Whether a file that no reader takes is worth a word. */
export function isDocument(path: string): boolean {
  return DOCUMENTS.has(kindOf(path));
}

/** Files of a kind that a finding names. */
const NAMED = 3;

/**
 * One finding on the folder for each kind of files that were not read and each reason, in place of those on the files.
 * @param paths files that no reader takes
 */
export function countUnread(
  folder: string,
  paths: readonly string[],
  findings: readonly Finding[],
): readonly Finding[] {
  const all = [...paths.map((path) => unread(path, 'no reader for this kind')), ...findings];
  const groups = groupBy(
    all.filter(({ rule }) => rule === NOT_READ),
    ({ path, message }) => `.${kindOf(path)} not read: ${message}`,
  );
  return [
    ...findings.filter(({ rule }) => rule !== NOT_READ),
    ...[...groups].map(([said, files]) => {
      const names = files.slice(0, NAMED).map(({ path }) => path);
      const more = files.length > NAMED ? ', ...' : '';
      return unread(folder, `${files.length} ${said} (${names.join(', ')}${more})`);
    }),
  ];
}

function kindOf(path: string): string {
  return extname(path).slice(1).toLowerCase();
}
