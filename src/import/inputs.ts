/** The files that an import reads. */

import { lstat, readdir, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { hasCode, QabotError, reasonOf } from '../errors.js';
import { LIMITS } from '../knowledge/files/limits.js';
import { type FoundFault, foundFault, type Source } from './model.js';

export interface Input {
  readonly path: string;
  /** As findings name it: relative to what was given. */
  readonly name: string;
  /** Bytes; of a folder that is read as a whole, of all its files. */
  readonly size: number;
}

export interface Inputs {
  readonly files: readonly Input[];
  readonly faults: readonly FoundFault[];
}

/** Files of one import: a forum of a million topics, one a file. */
const MOST_FILES = 1_000_000;

/**
 * A file by itself, or those of a folder that the source reads, by their paths. Links within it are not followed.
 * @throws {QabotError} `import-missing`
 */
export async function inputsOf(given: string, { accepts }: Pick<Source, 'accepts'>): Promise<Inputs> {
  try {
    const found = await stat(given);
    const name = basename(given);
    if (!found.isDirectory()) return { files: [{ path: given, name, size: found.size }], faults: [] };
    const { files, faults } = await filesIn(given, accepts ?? (() => true));
    if (accepts !== undefined) return { files, faults };
    return { files: [{ path: given, name, size: files.reduce((sum, { size }) => sum + size, 0) }], faults };
  } catch (error) {
    if (!UNREADABLE.some((code) => hasCode(error, code))) throw error;
    throw new QabotError('import-missing', { path: given }, { cause: error });
  }
}

const UNREADABLE = ['ENOENT', 'ENOTDIR', 'EACCES'];

/** The files of a folder that `accepts` takes, by their paths. Links are not followed. */
export async function filesIn(folder: string, accepts: (name: string) => boolean): Promise<Inputs> {
  const files: Input[] = [];
  const faults: FoundFault[] = [];
  const enter = async (inside: string, below: string, depth: number): Promise<void> => {
    const items = await readdir(inside, { withFileTypes: true });
    for (const item of items.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
      const path = join(inside, item.name);
      const name = below === '' ? item.name : `${below}/${item.name}`;
      if (item.name.startsWith('.') || files.length >= MOST_FILES) continue;
      try {
        if (item.isDirectory() && depth < LIMITS.depth) await enter(path, name, depth + 1);
        else if (item.isFile() && accepts(name)) files.push({ path, name, size: (await lstat(path)).size });
      } catch (error) {
        faults.push(foundFault(name, 1, 'file-unreadable', reasonOf(error)));
      }
    }
  };
  await enter(folder, '', 0);
  return { files, faults };
}
