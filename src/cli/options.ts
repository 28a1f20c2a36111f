import type { Command } from 'commander';

export { engineOptions, type KnowledgeOptions } from '../app/engine-options.js';

export function addKnowledgeOptions(command: Command): Command {
  return command
    .option(
      '--knowledge <dir>',
      'folder to answer from, instead of the default; repeatable',
      (dir: string, before: readonly string[] | undefined) => [...(before ?? []), dir],
    )
    .option('--no-projects', 'do without the project catalogue')
    .option('--no-glossary', 'do without the glossary');
}
