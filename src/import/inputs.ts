/** The files that an import reads. */

import { lstat, readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { hasCode, QabotError, reasonOf } from '../errors.js';
import { LIMITS } from '../knowledge/files/limits.js';
import { type FoundFault, foundFault, type Source } from './model.js';

export interface Input {
  readonly path: string;
  /** As findings name it: relative to what was given. */
  readonly name: string;
  /** Bytes; of a folder that is read as a whole, of all files in it. */
  readonly size: number;
}

export interface Inputs {
  readonly files: readonly Input[];
  readonly faults: readonly FoundFault[];
}

/** Files of one import: a forum of a million topics, one a file. */
const MOST_FILES = 1_000_000;

/**
 * A file by itself, or those of a folder that the source reads, by their paths. Links are not followed.
 * @throws {QabotError} `import-missing`
 */
export async function inputsOf(given: string, { accepts }: Source): Promise<Inputs> {
  const files: Input[] = [];
  const faults: FoundFault[] = [];
  const enter = async (folder: string, below: string, depth: number): Promise<void> => {
    const items = await readdir(folder, { withFileTypes: true });
    for (const item of items.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
      const path = join(folder, item.name);
      const name = below === '' ? item.name : `${below}/${item.name}`;
      if (item.name.startsWith('.') || files.length >= MOST_FILES) continue;
      try {
        if (item.isDirectory() && depth < LIMITS.depth) await enter(path, name, depth + 1);
        else if (item.isFile() && accepts?.(name) === true)
          files.push({ path, name, size: (await lstat(path)).size });
      } catch (error) {
        faults.push(foundFault(name, 1, 'file-unreadable', reasonOf(error)));
      }
    }
  };
  try {
    const found = await lstat(given);
    if (found.isDirectory() && accepts !== undefined) await enter(given, '', 0);
    else
      files.push({
        path: given,
        name: basename(given),
        size: found.isFile() ? found.size : await sizeWithin(given),
      });
  } catch (error) {
    if (!hasCode(error, 'ENOENT') && !hasCode(error, 'ENOTDIR') && !hasCode(error, 'EACCES')) throw error;
    throw new QabotError('import-missing', { path: given }, { cause: error });
  }
  return { files, faults };
}

/** Bytes of the files in a folder, as the progress counts them. */
async function sizeWithin(folder: string): Promise<number> {
  let size = 0;
  for (const item of await readdir(folder, { withFileTypes: true, recursive: true }))
    if (item.isFile()) size += (await lstat(join(item.parentPath, item.name))).size;
  return size;
}
