/** Readers of somebody else's: modules that the settings name. They run in this process, as code that the maintainer chose. */

import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import pTimeout from 'p-timeout';
import * as v from 'valibot';
import { QabotError, reasonOf } from '../../errors.js';
import { moduleAddress } from '../../module-address.js';
import { isRecord } from '../../record.js';
import type { Reader } from './reader.js';
import { READERS } from './readers.js';

/** Milliseconds for one module; a large one with its packages takes a second. */
const MOST_MS = 10_000;

const READER = v.looseObject({
  name: v.pipe(v.string(), v.trim(), v.nonEmpty()),
  extensions: v.pipe(
    v.array(v.pipe(v.string(), v.regex(/^[a-z\d]+$/, 'lower case letters and digits, without the dot'))),
    v.nonEmpty('at least one'),
  ),
  read: v.function('a function'),
});

/**
 * The built-in readers, and behind them those of the modules: of two that take an extension, the last reads it.
 * @param modules paths, or names of packages
 * @param folder where a relative path begins
 * @throws {QabotError} `reader-load`, `reader-shape`
 */
export async function withPlugged(
  modules: readonly string[] = [],
  folder: string = process.cwd(),
): Promise<readonly Reader[]> {
  const plugged = await Promise.all(modules.map((module) => loadReaders(module, folder)));
  return [...READERS, ...plugged.flat()];
}

async function loadReaders(module: string, folder: string): Promise<readonly Reader[]> {
  const address = moduleAddress(module, folder);
  let loaded: unknown;
  let content: string;
  try {
    content = await contentOf(address);
    loaded = await pTimeout(import(address), {
      milliseconds: MOST_MS,
      message: `not loaded within ${MOST_MS / 1000} s`,
    });
  } catch (cause) {
    throw new QabotError('reader-load', { module, reason: reasonOf(cause) }, { cause });
  }
  const exported = isRecord(loaded) ? loaded['default'] : undefined;
  const readers: readonly unknown[] = Array.isArray(exported) ? exported : [exported];
  return readers.map((reader) => {
    if (isReader(reader)) return named(reader, content);
    throw new QabotError('reader-shape', { module, reason: faultOf(reader) });
  });
}

/** A digest of the module, or of nothing where a package is named: its reader's name must tell its version. */
async function contentOf(address: string): Promise<string> {
  if (!address.startsWith('file:')) return '';
  return createHash('sha256')
    .update(await readFile(new URL(address)))
    .digest('hex');
}

/** Who writes a reader changes it and tries again: what the module's last state has read must not come from a snapshot. */
function named(reader: Reader, content: string): Reader {
  // Its `read` may stand in a class and need its `this`.
  const { name, extensions } = reader;
  return { ...reader, name: `${name} ${content}`.trim(), extensions, read: (file) => reader.read(file) };
}

const isReader = (value: unknown): value is Reader => v.is(READER, value);

function faultOf(value: unknown): string {
  const { issues } = v.safeParse(READER, value, { abortEarly: true });
  const [issue] = issues ?? [];
  return issue === undefined ? '' : [v.getDotPath(issue), issue.message].filter(Boolean).join(': ');
}
