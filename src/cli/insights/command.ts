import { type Command, InvalidArgumentError } from 'commander';
import { readSince } from '../../insights/time.js';
import { addKnowledgeOptions, examples, type Terminal } from '../common.js';
import type { InsightsOptions } from './run.js';

/** `qabot insights`: what was asked, how well it was answered, and what is still open. */
export function registerInsights(program: Command, terminal: Terminal): void {
  const command = program
    .command('insights')
    .summary('what was asked, how well it was answered, what is still open')
    .description(
      'Prints how much was asked, answered, suggested, left alone and handed over, by week, platform and project; the open questions, those that mean the same together; entries never used or voted down.',
    )
    .option(
      '--since <date>',
      'only what happened from that day on: YYYY-MM-DD, or 30d for the last 30 days (UTC)',
      readDay,
    )
    .option('--json', 'print the same figures as one JSON object', false);
  addKnowledgeOptions(command)
    .addHelpText(
      'after',
      examples(
        'qabot insights',
        'qabot insights --since 30d',
        'qabot insights --since 2026-01-01 --json > insights.json',
      ),
    )
    .action(async (options: InsightsOptions) => {
      const { insights } = await import('./run.js');
      await insights(options, terminal);
    });
}

function readDay(given: string): number {
  const at = readSince(given, Date.now());
  if (at === undefined) throw new InvalidArgumentError('It takes YYYY-MM-DD, or 30d for the last 30 days.');
  return at;
}
