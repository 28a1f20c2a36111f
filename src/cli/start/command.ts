import type { Command } from 'commander';
import type { KnowledgeOptions } from '../../app/open-service.js';
import { addKnowledgeOptions, examples } from '../common.js';

/** `qabot start`: runs the adapters on the bot until a signal or an adapter ends the program. */
export function registerStart(program: Command): void {
  const command = program
    .command('start')
    .description('start the adapters whose settings are present, or the REPL when there are none');
  addKnowledgeOptions(command)
    .addHelpText(
      'after',
      examples(
        'qabot start',
        'KNOWLEDGE=./posts qabot start',
        'QABOT_ADAPTERS=repl,./my-adapter.mjs qabot start',
      ),
    )
    .action(async (options: KnowledgeOptions) => {
      const { start } = await import('../../app/start.js');
      await start(options);
    });
}
