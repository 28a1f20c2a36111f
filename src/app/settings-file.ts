/** The file `.env`, and names in it that are no settings. */

import { lstatSync, readFileSync } from 'node:fs';
import { parse, populate } from 'dotenv';
import { hasCode, QabotError, reasonOf } from '../errors.js';
import { type Environment, SETTINGS } from '../settings.js';
import { slipsWithin } from '../text/slips.js';
import { ADAPTER_SETTINGS } from './adapters.js';

const SETTINGS_FILE = '.env';

/**
 * The variables of the file; none where there is no file.
 * @throws {QabotError} `settings-file` where something is there that cannot be read
 */
export function readSettingsFile(path: string = SETTINGS_FILE): Readonly<Record<string, string>> {
  const fault = (reason: string, cause?: unknown): QabotError =>
    new QabotError('settings-file', { path, reason }, { cause });
  let bytes: Uint8Array;
  try {
    bytes = readFileSync(path);
  } catch (cause) {
    if (hasCode(cause, 'EISDIR')) throw fault('it is a folder', cause);
    if (!hasCode(cause, 'ENOENT')) throw fault(reasonOf(cause), cause);
    if (lstatSync(path, { throwIfNoEntry: false }) === undefined) return {};
    throw fault('it is a link to a file that is not there', cause);
  }
  // PowerShell's `>` writes it; every second byte of a line end is 0 then.
  if (bytes.includes(0)) throw fault('it is UTF-16; save it as UTF-8');
  try {
    return parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (cause) {
    throw fault('it is no UTF-8; save it as UTF-8', cause);
  }
}

/**
 * Puts the variables of the file behind those that are set already. A file that cannot be read is passed over here: each command
 * reads it once more before it begins, and ends with the fault; `--help` needs no settings.
 */
export function applySettingsFile(environment: Record<string, string | undefined>): void {
  try {
    populate(environment, readSettingsFile());
  } catch (error) {
    if (!(error instanceof QabotError)) throw error;
  }
}

const KNOWN: readonly string[] = [...SETTINGS, ...ADAPTER_SETTINGS];
/** Slips with which a name of no known beginning still counts as a misspelt setting. */
const MOST_SLIPS = 2;

/**
 * The names in the file, and those in the environment that begin with QABOT_, that look like a setting and are none, a sentence each.
 * A name of another program that begins like one of ours is among them: nobody can tell the two apart.
 */
export function unknownSettings(
  file: Readonly<Record<string, string>>,
  environment: Environment,
): readonly string[] {
  const own = Object.keys(environment).filter((name) => name.startsWith('QABOT_'));
  return [...new Set([...Object.keys(file), ...own])].flatMap((name) => {
    const nearest = KNOWN.includes(name) ? undefined : nearestSetting(name);
    return nearest === undefined ? [] : [`${name} is no setting of the bot: did you mean ${nearest}?`];
  });
}

/** Among the settings that begin alike the nearest, however far it is; else one that is hardly different. */
function nearestSetting(name: string): string | undefined {
  const written = name.toUpperCase().replaceAll('-', '_');
  const apart = (one: string): number => Math.abs(one.length - written.length);
  const alike = KNOWN.filter((one) => beginningOf(one) === beginningOf(written)).map((one) => ({
    one,
    slips: slipsWithin(restOf(written), restOf(one)),
  }));
  const close = KNOWN.map((one) => ({ one, slips: slipsWithin(written, one) })).filter(
    ({ one, slips }) => Math.max(slips, apart(one)) <= MOST_SLIPS,
  );
  const [nearest] = (alike.length > 0 ? alike : close).toSorted(
    (a, b) => a.slips - b.slips || apart(a.one) - apart(b.one),
  );
  return nearest?.one;
}

const beginningOf = (name: string): string => name.replace(/_.*/, '');
const restOf = (name: string): string => name.slice(beginningOf(name).length + 1);
