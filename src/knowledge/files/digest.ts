import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { shippedFolder } from './folders.js';
import { LIMITS } from './limits.js';
import { FAMILIES, FOLDER_SETTINGS, GLOSSARY, PROJECTS, shippedWordings, walk } from './walk.js';
import type { Reader } from '../readers/reader.js';
import { READERS, readerOf } from '../readers/readers.js';

const BESIDE = [PROJECTS, GLOSSARY, FAMILIES, FOLDER_SETTINGS];

/**
 * A digest of all that `loadKnowledge` would read from the folders, content and names of files and readers: two readings with
 * the same digest give the same knowledge. `salt` is whatever else decides, such as the options and the program's version.
 * @throws {QabotError} `knowledge-missing`
 */
export async function digestKnowledge(
  folders: readonly string[],
  salt: string,
  readers: readonly Reader[] = READERS,
): Promise<string> {
  const hash = createHash('sha256').update(salt);
  const shipped = shippedFolder();
  const dirs = folders.length === 0 ? [shipped] : folders;
  for (const dir of dirs) {
    const { root, paths, wordings, unread } = await walk(dir, readers);
    hash.update(`\0${dir}\0${unread.join('\0')}\0`);
    for (const path of [...paths, ...wordings])
      hash.update(`\0${path}\0${readerOf(path, readers)?.name}\0`).update(await contentOf(join(root, path)));
    for (const name of BESIDE) hash.update(`\0${name}\0`).update(await contentOf(join(dir, name)));
  }
  for (const name of BESIDE) hash.update(await contentOf(join(shipped, name)));
  for (const [name, text] of await shippedWordings()) hash.update(`\0${name}\0`).update(text);
  return hash.digest('hex');
}

/** For a file that is missing or cannot be read: reading it for good will say so. An empty one stands in for the shipped one. */
const MISSING = Buffer.from('\0missing');

async function contentOf(path: string): Promise<Buffer> {
  try {
    const { size, mtimeMs } = await stat(path);
    // The readers refuse it unread, so its size and date are all that matters.
    if (size > LIMITS.fileBytes) return Buffer.from(`${size} ${mtimeMs}`);
    return await readFile(path);
  } catch {
    return MISSING;
  }
}
