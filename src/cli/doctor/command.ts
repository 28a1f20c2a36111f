import type { Command } from 'commander';
import type { KnowledgeOptions } from '../../app/open-service.js';
import { addKnowledgeOptions, examples, type Terminal } from '../common.js';

/** `qabot doctor`: every setting, looked over before the bot is started. */
export function registerDoctor(program: Command, terminal: Terminal): void {
  const command = program
    .command('doctor')
    .description('name every missing or wrong setting, one a line; exit status 1 when there is one');
  addKnowledgeOptions(command)
    .addHelpText('after', examples('qabot doctor'))
    .action(async (options: KnowledgeOptions) => {
      const { doctor } = await import('./run.js');
      await doctor(options, terminal);
    });
}
