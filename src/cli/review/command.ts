import type { Command } from 'commander';
import type { KnowledgeOptions } from '../../app/open-service.js';
import { addKnowledgeOptions, examples } from '../common.js';

/** `qabot review`: what waits for a maintainer, at the terminal of whoever runs the bot. */
export function registerReview(program: Command): void {
  const command = program
    .command('review')
    .description('answer open questions, and accept, edit, merge or reject what waits for review')
    .option(
      '--learned',
      'go through what was learned and is in force, the newest first, to change it or take it back',
    )
    .option('--list', 'print it, and change nothing')
    .option('--json', 'print it as one JSON record a line, and change nothing');
  addKnowledgeOptions(command)
    .addHelpText('after', examples('qabot review', 'qabot review --json', 'qabot review --learned'))
    .action(
      async (
        options: KnowledgeOptions & {
          readonly learned?: boolean;
          readonly list?: boolean;
          readonly json?: boolean;
        },
      ) => {
        const { review } = await import('./run.js');
        await review({
          ...options,
          learned: options.learned === true,
          list: options.list === true || options.json === true,
          json: options.json === true,
        });
      },
    );
}
