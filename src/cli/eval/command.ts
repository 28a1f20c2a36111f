import type { Command } from 'commander';
import { addKnowledgeOptions, examples } from '../common.js';
import type { EvalOptions } from './run.js';

/** `qabot eval`: asks questions with known answers and prints how well they were answered. */
export function registerEval(program: Command): void {
  const command = program
    .command('eval')
    .summary('measure the matching on questions with known answers')
    .description(
      'Asks every question of a JSONL file and prints top-1, top-3, MRR@10, AUROC, coverage and calibration.',
    )
    .argument('<queries>', 'JSONL with {"id","query","kind","gold":[entry id or {"post","n","turn"}]}')
    .option('--json', 'print the figures as JSON', false)
    .addHelpText(
      'after',
      [
        '',
        'The shipped model was fitted on the community’s evaluation questions: their figures here are of questions',
        'that it has seen. `npm run fit -- --dry` prints the cross-validated ones.',
      ].join('\n'),
    );
  addKnowledgeOptions(command)
    .addHelpText('after', examples('qabot eval queries.jsonl --knowledge ./posts'))
    .action(async (path: string, options: EvalOptions) => {
      const { evaluate } = await import('./run.js');
      await evaluate(path, options);
    });
}
