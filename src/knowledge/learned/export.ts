/** Writes what was learned into a folder, as pages that the readers read back and a pull request can show. */

import { randomUUID } from 'node:crypto';
import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { QabotError } from '../../errors.js';
import { readText } from '../files/decode.js';
import type { ConfirmedWordings, LearnedRecord } from './record.js';
import { ALTERNATES_MARK, alternatesText } from './alternates.js';
import { pageName, pageText } from './page.js';
import { readFront } from '../readers/front-matter.js';
import { pageIdOf } from '../readers/saved-answer.js';
import { ALTERNATES } from '../files/walk.js';

/** Names of files in the folder, sorted. */
export interface ExportResult {
  readonly written: readonly string[];
  readonly unchanged: readonly string[];
  readonly removed: readonly string[];
  /** Ids of records that no page can hold: without question or answer, or larger than the readers take. */
  readonly skipped: readonly string[];
}

/** A file of the folder. */
interface Present {
  readonly name: string;
  readonly text: string;
  /** The id of a page of ours. */
  readonly id: string | undefined;
}

/**
 * One page for each record, and `alternates.yaml` for the confirmed wordings. A page keeps the name that it has in the folder. A file
 * that is the same is not written; a page of ours whose record is gone is removed; no other file is touched.
 * @throws {QabotError} `export-foreign` where a file that is not ours has the name of one to write; nothing is written then
 */
export async function exportLearned(
  folder: string,
  records: readonly LearnedRecord[],
  confirmed: readonly ConfirmedWordings[],
): Promise<ExportResult> {
  await mkdir(folder, { recursive: true });
  const present = await readPresent(folder);
  const { files, skipped } = plan(folder, records, confirmed, present);
  const there = new Map(present.toReversed().map((file) => [folded(file.name), file]));
  for (const name of files.keys()) {
    const first = there.get(folded(name));
    if (first !== undefined && !isOurs(first)) throw foreign(folder, name);
  }
  // No name holds a slash.
  const keyOf = (name: string, text: string): string => `${folded(name)}/${text}`;
  const known = new Set(present.map(({ name, text }) => keyOf(name, text)));
  const written: string[] = [];
  const unchanged: string[] = [];
  for (const [name, text] of files) {
    if (known.has(keyOf(name, text))) {
      unchanged.push(name);
      continue;
    }
    await replaceFile(join(folder, name), text);
    written.push(name);
  }
  const removed: string[] = [];
  const wanted = new Set(Array.from(files.keys(), folded));
  for (const file of present) {
    if (!isOurs(file) || wanted.has(folded(file.name))) continue;
    await rm(join(folder, file.name), { force: true });
    removed.push(file.name);
  }
  return {
    written: written.toSorted(),
    unchanged: unchanged.toSorted(),
    removed: removed.toSorted(),
    skipped: skipped.toSorted(),
  };
}

function foreign(folder: string, name: string): QabotError {
  return new QabotError('export-foreign', { path: join(folder, name) });
}

/** Names and texts of the files that the folder should hold. */
function plan(
  folder: string,
  records: readonly LearnedRecord[],
  confirmed: readonly ConfirmedWordings[],
  present: readonly Present[],
): { readonly files: ReadonlyMap<string, string>; readonly skipped: readonly string[] } {
  const files = new Map<string, string>();
  const taken = new Set<string>();
  const skipped: string[] = [];
  // Of two pages of one record the first keeps it.
  const kept = new Map(present.toReversed().map(({ name, id }) => [id, name]));
  for (const record of new Map(records.map((each) => [each.id, each])).values()) {
    const text = pageText(record);
    if (text === undefined) {
      skipped.push(record.id);
      continue;
    }
    const name = kept.get(record.id) ?? pageName(record);
    // Somebody gave one page the name of another: neither may be lost.
    if (taken.has(folded(name))) throw foreign(folder, name);
    taken.add(folded(name));
    files.set(name, text);
  }
  const alternates = alternatesText(confirmed);
  if (alternates !== undefined) files.set(ALTERNATES, alternates);
  return { files, skipped };
}

async function readPresent(folder: string): Promise<readonly Present[]> {
  const found = await readdir(folder, { withFileTypes: true });
  const names = found.flatMap((file) =>
    file.isFile() && (file.name === ALTERNATES || /\.md$/i.test(file.name)) ? [file.name] : [],
  );
  return await Promise.all(
    names.toSorted().map(async (name): Promise<Present> => {
      const { content: text } = await readText(join(folder, name), name);
      if (text === undefined) return { name, text: '', id: undefined };
      const front = readFront({ path: name, post: name, text });
      return { name, text, id: 'rule' in front ? undefined : pageIdOf(front) };
    }),
  );
}

function isOurs({ name, text, id }: Present): boolean {
  return name === ALTERNATES ? text.startsWith(ALTERNATES_MARK) : id !== undefined;
}

/**
 * The same for two names that a file system may take for one: it may keep letters in another composition, and may not tell
 * capitals apart.
 */
function folded(name: string): string {
  return name.normalize('NFC').toLowerCase();
}

/** Renamed when it is whole, so that nobody reads half of it. */
async function replaceFile(path: string, text: string): Promise<void> {
  const draft = `${path}.${randomUUID()}`;
  try {
    await writeFile(draft, text);
    await rename(draft, path);
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
}
