/** What the commands share. It is loaded at every start: no heavy module is imported here. */

import type { Command } from 'commander';

/** Where a command prints. */
export interface Terminal {
  readonly out: (text: string) => void;
  readonly error: (text: string) => void;
}

/** Adds the options of {@link import('../app/open-service.js').KnowledgeOptions}. */
export function addKnowledgeOptions(command: Command): Command {
  return command
    .option(
      '--knowledge <path>',
      'folder or file to answer from, instead of the default; repeatable',
      (dir: string, before: readonly string[] | undefined) => [...(before ?? []), dir],
    )
    .option('--no-projects', 'do without the project catalogue')
    .option('--no-glossary', 'do without the glossary')
    .option('--no-wordings', 'do without wordings files, those that ship among them');
}

/** Command lines for the end of the help: `.addHelpText('after', examples(...))`. */
export function examples(...lines: readonly string[]): string {
  const heading = lines.length === 1 ? 'Example' : 'Examples';
  return `\n${heading}:\n${lines.map((line) => `  ${line}`).join('\n')}`;
}

/** Characters that JSON leaves as they are and a terminal obeys: controls of 8 bits, and marks that turn the reading direction. */
const OBEYED = /[\u007F-\u009F\u202A-\u202E\u2066-\u2069]/g;

/** A value as one line of JSON that is safe to print. */
export function jsonLine(value: unknown): string {
  return JSON.stringify(value).replace(
    OBEYED,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
