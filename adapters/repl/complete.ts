/** Tab completion of commands and projects, in the form that readline's completer returns. */

import type { Bot } from '../../src/contract.js';
import { cleanLine } from './clean.js';

/** The commands that the REPL itself carries out. */
export const OWN_COMMANDS: readonly string[] = ['/why', '/quit', '/exit'];

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
