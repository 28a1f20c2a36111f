/** An adapter's variables, and what `qabot doctor` says of them. One message names every fault, and none repeats a value. */

import type { DoctorFinding, Variables } from '../../src/contract.js';

/** Everything that is wrong with the settings. */
class SettingsFault extends Error {
  constructor(
    platform: string,
    readonly faults: readonly string[],
  ) {
    super(`${platform} cannot start: ${faults.join('; ')}`);
    this.name = 'SettingsFault';
  }
}

/**
 * Calls `read` with a function that gives a variable, and with a list that takes what is wrong.
 * @throws {SettingsFault} where `read` found a fault
 */
export function readSettings<T>(
  platform: string,
  variables: Variables,
  read: (get: (name: string) => string | undefined, faults: string[]) => T,
): T {
  const faults: string[] = [];
  const settings = read((name) => variables[name]?.trim() || undefined, faults);
  if (faults.length > 0) throw new SettingsFault(platform, faults);
  return settings;
}

/** The settings; or, for `qabot doctor`, what is wrong with them. */
export function settingsOrFindings<T>(
  read: () => T,
): { readonly settings: T } | { readonly settings?: undefined; readonly findings: readonly DoctorFinding[] } {
  try {
    return { settings: read() };
  } catch (error) {
    if (!(error instanceof SettingsFault)) throw error;
    return { findings: error.faults.map(fault) };
  }
}

export const ok = (text: string): DoctorFinding => ({ level: 'ok', text });
export const warning = (text: string): DoctorFinding => ({ level: 'warning', text });
export const fault = (text: string): DoctorFinding => ({ level: 'error', text });

/** Whether a text is an absolute `http:` or `https:` address. */
export const isWebAddress = (text: string): boolean => /^https?:\/\//.test(text) && URL.canParse(text);
