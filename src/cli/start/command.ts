import type { Command } from 'commander';
import { addKnowledgeOptions, type KnowledgeOptions } from '../options.js';

/** `qabot start`: the adapters on the bot, until a signal or the last adapter ends it. */
export function registerStart(program: Command): void {
  const command = program
    .command('start')
    .description('start the adapters whose settings are present, or the REPL when there are none')
    .addHelpText(
      'after',
      '\nExamples:\n  qabot start\n  KNOWLEDGE=./posts qabot start\n  QABOT_ADAPTERS=repl,./my-adapter.mjs qabot start',
    );
  addKnowledgeOptions(command).action(async (options: KnowledgeOptions) => {
    const { start } = await import('../../app/start.js');
    await start(options);
  });
}
