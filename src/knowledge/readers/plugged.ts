/** Readers of somebody else's: modules that the settings name. They run in a thread of this process, as code that the maintainer chose. */

import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import pTimeout from 'p-timeout';
import * as v from 'valibot';
import { QabotError, reasonOf } from '../../errors.js';
import { moduleAddress } from '../../module-address.js';
import { isRecord } from '../../record.js';
import type { Reader, ReadFile } from './reader.js';
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
  const loaded = await Promise.all(modules.map((module) => loadReaders(module, folder)));
  return [...READERS, ...loaded.flat()];
}

async function loadReaders(module: string, folder: string): Promise<readonly Reader[]> {
  const address = moduleAddress(module, folder);
  const isPath = address.startsWith('file:');
  let loaded: unknown;
  let content: string;
  try {
    content = isPath ? digestOf(await readFile(new URL(address))) : '';
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
    if (isReader(reader)) return plugged(reader, isPath ? fileURLToPath(address) : module, content);
    throw new QabotError('reader-shape', { module, reason: faultOf(reader) });
  });
}

const digestOf = (content: Uint8Array): string => createHash('sha256').update(content).digest('hex');

/** The modules of readers, by which a thread finds them. */
const MODULES = new WeakMap<Reader, string>();

/** The module that a reader was loaded from, by its whole path or its package; absent for one that a program gave. */
export const moduleOf = (reader: Reader): string | undefined => MODULES.get(reader);

/**
 * Its name tells the module's content as well: who writes a reader changes it and tries again, and what its last state has read must not
 * come from a snapshot. The name of a package's reader must tell its version.
 */
function plugged(reader: Reader, module: string, content: string): Reader {
  const { name, extensions } = reader;
  const own = {
    ...reader,
    name: `${name} ${content}`.trim(),
    extensions,
    read: (file: ReadFile) => reader.read(file),
  };
  MODULES.set(own, module);
  return own;
}

const isReader = (value: unknown): value is Reader => v.is(READER, value);

function faultOf(value: unknown): string {
  const { issues } = v.safeParse(READER, value, { abortEarly: true });
  const [issue] = issues ?? [];
  return issue === undefined ? '' : [v.getDotPath(issue), issue.message].filter(Boolean).join(': ');
}
