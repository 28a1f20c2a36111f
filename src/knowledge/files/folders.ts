import { existsSync, readFileSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { QabotError } from '../../errors.js';

/** The folder that holds the package's own description: the checkout, or the installed package. */
export function packageFolder(): string {
  let folder = import.meta.dirname;
  while (!existsSync(join(folder, 'package.json')) && dirname(folder) !== folder) folder = dirname(folder);
  return folder;
}

/** The knowledge folder that ships with the package. */
export function shippedFolder(): string {
  return join(packageFolder(), 'knowledge');
}

/**
 * Whether knowledge stands in a folder, or is one file by itself: then nothing beside the file is read.
 * @throws {QabotError} `knowledge-missing` where there is neither
 */
export async function kindOf(path: string): Promise<'folder' | 'file'> {
  const found = await stat(path).catch(() => undefined);
  if (found?.isDirectory()) return 'folder';
  if (found?.isFile()) return 'file';
  throw new QabotError('knowledge-missing', { path });
}

/** The version in the package's description. */
export function programVersion(): string {
  const found: unknown = JSON.parse(readFileSync(join(packageFolder(), 'package.json'), 'utf8'));
  return typeof found === 'object' && found !== null && 'version' in found
    ? String(found.version)
    : 'unknown';
}

/** Written by the build: a digest of the compiled program. */
export function buildIdFile(): string {
  return join(packageFolder(), 'dist', 'build-id');
}

/** Names the program as it was built; another build may read the same files otherwise. */
export function buildId(): string {
  try {
    return readFileSync(buildIdFile(), 'utf8');
  } catch {
    return programVersion();
  }
}
