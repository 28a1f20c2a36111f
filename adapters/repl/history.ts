/** The lines typed before, kept in a file between runs. */

import { appendFile, chmod, mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { dirname, isAbsolute, join } from 'node:path';
import type { Logger } from '../../src/contract.js';
import { cleanLine } from '../common/text.js';

/** How many lines the history keeps. */
export const HISTORY_LIMIT = 500;

/** Bytes. A larger file is not ours, and is left alone. */
const MAX_FILE_SIZE = 4 * 1024 * 1024;

/** Questions may be private: nobody else may read the file. */
const OWNER_ONLY = 0o600;
const OWNER_ONLY_FOLDER = 0o700;

export interface History {
  /** Each line once, the newest first, as readline expects them. */
  readonly lines: readonly string[];
  /** Appends the line to the file. Never rejects. */
  add(line: string): Promise<void>;
}

/** `REPL_HISTORY`, else `qabot/history` in the state folder of the XDG base directory specification. */
export function historyPath(
  settings: Readonly<Record<string, string>>,
  env: Readonly<Record<string, string | undefined>>,
  home: string,
): string {
  const named = settings['REPL_HISTORY'];
  if (named !== undefined && named !== '') return named;
  const state = env['XDG_STATE_HOME'];
  // The specification says to ignore a relative path.
  const folder = state !== undefined && isAbsolute(state) ? state : join(home, '.local', 'state');
  return join(folder, 'qabot', 'history');
}

/** Reads the file, and cuts it when it has grown past twice the limit. A missing or unreadable file is an empty history. */
export async function openHistory(file: string, logger: Logger): Promise<History> {
  let writable = true;
  const failed = (what: string, error: unknown): void =>
    logger.debug(`the REPL's history was not ${what}`, { file, error: String(error) });
  const lines = await read(file).catch((error: unknown) => {
    failed('read', error);
    writable = false;
    return [];
  });
  // One write waits for the other, so that two lines cannot mix.
  let writing = Promise.resolve();
  return {
    lines: [...new Set(lines.toReversed())].slice(0, HISTORY_LIMIT),
    add(line) {
      const text = cleanLine(line).trim();
      if (text === '' || !writable) return writing;
      writing = writing
        .then(() => appendFile(file, `${text}\n`, { mode: OWNER_ONLY }))
        .catch((error: unknown) => {
          failed('written', error);
          writable = false;
        });
      return writing;
    },
  };
}

async function read(file: string): Promise<readonly string[]> {
  await mkdir(dirname(file), { recursive: true, mode: OWNER_ONLY_FOLDER });
  const found = await stat(file).catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  });
  if (found === undefined) return [];
  // A device such as /dev/null holds no history, and we must not change its mode.
  if (!found.isFile()) return [];
  if (found.size > MAX_FILE_SIZE) throw new Error('the file is too large to be a history');
  await chmod(file, OWNER_ONLY);
  const lines = (await readFile(file, 'utf8'))
    .split('\n')
    .map((line) => cleanLine(line).trim())
    .filter((line) => line !== '');
  if (lines.length > 2 * HISTORY_LIMIT) {
    await writeFile(file, `${lines.slice(-HISTORY_LIMIT).join('\n')}\n`, { mode: OWNER_ONLY });
  }
  return lines;
}
