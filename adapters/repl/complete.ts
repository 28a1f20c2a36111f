/** Tab completion of commands and projects, in the form that readline's completer returns. */

import type { ActionKind, Bot } from '../../src/contract.js';
import { cleanLine } from '../common/text.js';

export const END_COMMANDS: readonly string[] = ['/quit', '/exit'];

/** A command that presses an action of the last reply which offered that kind of action. */
interface ActionCommand {
  readonly name: string;
  readonly kind: ActionKind;
  /** Whether text after the command fills the first field of the form that opens. */
  readonly takesText: boolean;
  /** The key of the sentence to say where no reply offered such an action. */
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

/** The last word of the line that may be part of a project's name: it is completed. */
const LAST_WORD = /(?<![\p{L}\p{N}._/+-])[\p{L}\p{N}._/+-]+$/u;

/** The candidates, and the part of the line that they replace. */
type Completion = readonly [candidates: readonly string[], part: string];

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
 * The texts that begin with the typed part, in any case, each once. Readline replaces the part by the beginning that all of them
 * share. Where they differ in case within the part they get the typed case, or readline would shorten what was typed.
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
