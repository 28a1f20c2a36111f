import type { Command } from 'commander';
import { addKnowledgeOptions, examples } from '../common.js';
import type { ReviewOptions } from './run.js';

/** `qabot review`: what waits for a maintainer, at the terminal of whoever runs the bot. */
export function registerReview(program: Command): void {
  const command = program
    .command('review')
    .description('answer open questions, and accept, edit, merge or reject what waits for review')
    .option(
      '--learned',
      'go through what was learned and is in force, the newest first, to change it or take it back',
      false,
    )
    .option('--list', 'print it, and change nothing', false)
    .option('--json', 'print it as one JSON record a line, and change nothing', false);
  addKnowledgeOptions(command)
    .addHelpText('after', examples('qabot review', 'qabot review --json', 'qabot review --learned'))
    .action(async (options: ReviewOptions) => {
      const { review } = await import('./run.js');
      await review(options);
    });
}
