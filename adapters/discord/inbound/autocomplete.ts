/** What appears while a member types. */

import type { Host } from '../../../src/contract.js';
import { NAMES } from './commands.js';
import { labelOf } from '../outbound/components.js';
import { LIMITS } from '../outbound/limits.js';

export interface Choice {
  readonly name: string;
  readonly value: string;
}

/** What stands for a question that was picked; nobody types it. */
const PICK = 'pick:';

/** The token of a picked question; `undefined` for free text. */
export function pickedToken(value: string): string | undefined {
  return /^pick:([\w-]{1,40})$/.exec(value)?.[1];
}

/** @param option the option that is being typed in */
export async function complete(host: Host, option: string, typed: string): Promise<readonly Choice[]> {
  const isProject = option === NAMES.project;
  // The bot completes the names of projects behind a command that takes one.
  const suggestions = await host.bot.complete(
    isProject ? `/project ${typed}` : typed,
    LIMITS.autocompleteChoices,
  );
  const seen = new Set<string>();
  return (
    suggestions
      .filter(({ kind }) => (isProject ? kind === 'project' : kind === 'question'))
      .map(({ label, text, token }) => ({
        name: labelOf(label, LIMITS.choiceName),
        value: isProject ? label : token === undefined ? text : PICK + token,
      }))
      // A value cannot be shortened: half a question is another one.
      .filter(({ value }) => value.length <= LIMITS.choiceValue && !seen.has(value) && seen.add(value))
      .slice(0, LIMITS.autocompleteChoices)
  );
}
