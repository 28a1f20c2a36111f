import { type Command, InvalidArgumentError } from 'commander';
import { addKnowledgeOptions, examples } from '../common.js';
import type { ReviewOptions } from './run.js';

function numberUpTo(most: number): (given: string) => number {
  return (given) => {
    const value = Number(given);
    if (given.trim() !== '' && value >= 0 && value <= most) return value;
    throw new InvalidArgumentError(
      most === Number.POSITIVE_INFINITY ? 'It takes a number.' : `It takes a number from 0 to ${most}.`,
    );
  };
}

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
    .option('--project <name>', 'only imported pairs of this project')
    .option(
      '--min-votes <n>',
      'only imported pairs whose answer has so many votes at least',
      numberUpTo(Number.POSITIVE_INFINITY),
    )
    .option('--min-confidence <n>', 'only imported pairs that are so sure at least, 0 to 1', numberUpTo(1))
    .option('--marked', 'only imported pairs whose answer is marked where it comes from')
    .option('--accept-all', 'accept all imported pairs, of those options that are given', false)
    .option('--yes', 'with --accept-all: do not ask before', false)
    .option('--list', 'print it, and change nothing', false)
    .option('--json', 'print it as one JSON record a line, and change nothing', false);
  addKnowledgeOptions(command)
    .addHelpText(
      'after',
      examples(
        'qabot review',
        'qabot review --json',
        'qabot review --learned',
        'qabot review --marked --min-votes 5',
        'qabot review --accept-all --marked',
      ),
    )
    .action(async (options: ReviewOptions) => {
      const { review } = await import('./run.js');
      await review(options);
    });
}
