/** Tab completion of commands and projects, in the form that readline's completer returns. */

import type { ActionKind, Bot } from '../../src/contract.js';
import { cleanLine } from '../common/text.js';

export const END_COMMANDS: readonly string[] = ['/quit', '/exit'];

/** A command that presses an action of the last reply that had one of its kind. */
export interface ActionCommand {
  readonly name: string;
  readonly kind: ActionKind;
  /** Whether a text behind it fills the first field of the form that the press brings. */
  readonly takesText: boolean;
  /** Key of what is said where no reply had such an action. */
  readonly missing: string;
}

export const ACTION_COMMANDS: readonly ActionCommand[] = [
  { name: '/why', kind: 'why', takesText: false, missing: 'repl.nothingToExplain' },
  { name: '/helpful', kind: 'helpful', takesText: false, missing: 'repl.nothingToVote' },
  { name: '/unhelpful', kind: 'unhelpful', takesText: true, missing: 'repl.nothingToVote' },
  { name: '/ask-maintainers', kind: 'ask-maintainers', takesText: false, missing: 'repl.nothingToHandOver' },
];

/** The commands that the REPL itself carries out. */
export const OWN_COMMANDS: readonly string[] = [...ACTION_COMMANDS.map(({ name }) => name), ...END_COMMANDS];

/** More would fill the screen. */
const LIMIT = 40;

/** What a project's name may be made of; the last such word of the line is completed. */
const LAST_WORD = /[\p{L}\p{N}._/+-]+$/u;

/** The candidates, and the part of the line that they take the place of. */
export type Completion = readonly [candidates: readonly string[], part: string];

/** @param line what stands before the cursor. Rejects when the bot does. */
export async function completeLine(bot: Bot, line: string): Promise<Completion> {
  if (line.trim() === '') return [[], line];
  const own = OWN_COMMANDS.filter((command) => startsWith(command, line));
  const offered = await candidates(bot, line);
  const whole = fitting([...own, ...offered], line);
  if (whole.length > 0) return [whole, line];
  const word = LAST_WORD.exec(line)?.[0];
  if (word !== undefined && word !== line) {
    const inLine = fitting(offered, word);
    const names = inLine.length > 0 ? inLine : fitting(await candidates(bot, word), word);
    if (names.length > 0) return [names, word];
  }
  // Another spelling of one project: readline puts it in the line's place.
  return [offered.length === 1 ? offered : [], line];
}

async function candidates(bot: Bot, text: string): Promise<readonly string[]> {
  const suggestions = await bot.complete(text, LIMIT);
  return suggestions
    .filter(({ kind }) => kind !== 'question')
    .map((suggestion) => cleanLine(suggestion.text));
}

/**
 * Those that continue the typed part, in whatever case, each once. Readline puts the beginning that all share in the
 * part's place; where they differ in case within the part, they take its case, or readline would shorten what was typed.
 */
function fitting(texts: readonly string[], part: string): readonly string[] {
  const fit = [...new Set(texts.filter((text) => startsWith(text, part)))];
  const beginning = fit[0]?.slice(0, part.length) ?? '';
  if (fit.every((text) => text.startsWith(beginning))) return fit;
  return fit.map((text) => part + text.slice(part.length));
}

function startsWith(text: string, part: string): boolean {
  return text.slice(0, part.length).toLowerCase() === part.toLowerCase();
}
