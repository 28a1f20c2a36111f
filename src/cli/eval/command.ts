import { type Command, InvalidArgumentError } from 'commander';
import { addKnowledgeOptions, examples } from '../common.js';
import type { LiveOptions } from './live.js';
import type { EvalOptions } from './run.js';

/** Entries that a question is drafted for: three requests each, some minutes in all. */
const DEFAULT_SAMPLE = 30;
const MOST_SAMPLE = 1000;

/** `qabot eval`: asks questions with known answers and prints how well they were answered. */
export function registerEval(program: Command): void {
  const command = program
    .command('eval')
    .summary('measure the matching on questions with known answers')
    .description(
      'Asks every question of a JSONL file and prints top-1, top-3, MRR@10, AUROC, coverage and calibration.',
    )
    .argument('[queries]', 'JSONL with {"id","query","kind","gold":[entry id or {"post","n","turn"}]}')
    .option('--json', 'print the figures as JSON', false)
    .option(
      '--second-reader-live',
      'instead of a file: draft questions to entries, and measure the chat model as a second reader on them',
      false,
    )
    .option('--sample <n>', `entries that are drawn for it, 1 to ${MOST_SAMPLE}`, readSample, DEFAULT_SAMPLE)
    .option('--yes', 'do not ask before it sends anything', false)
    .addHelpText(
      'after',
      [
        '',
        'The shipped model was fitted on the community’s evaluation questions: their figures here are of questions',
        'that it has seen. `npm run fit -- --dry` prints the cross-validated ones.',
      ].join('\n'),
    );
  addKnowledgeOptions(command)
    .addHelpText(
      'after',
      examples(
        'qabot eval queries.jsonl --knowledge ./posts',
        'qabot eval --second-reader-live --sample 50 --knowledge ./posts',
      ),
    )
    .action(async (path: string | undefined, options: EvalOptions & LiveOptions) => {
      if (options.secondReaderLive) {
        const { evaluateLive } = await import('./live.js');
        return await evaluateLive(options);
      }
      const { evaluate } = await import('./run.js');
      await evaluate(path, options);
    });
}

function readSample(given: string): number {
  const value = Number(given);
  if (Number.isInteger(value) && value >= 1 && value <= MOST_SAMPLE) return value;
  throw new InvalidArgumentError(`It takes a whole number from 1 to ${MOST_SAMPLE}.`);
}
