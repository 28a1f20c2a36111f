/** `qabot eval`: asks questions with known answers and prints how well they were answered. */

import { readFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { thresholdsFor } from '../decide/decide.js';
import { printReport } from '../evaluate/print.js';
import { type GoldQuery, goldResolver, readQueries } from '../evaluate/queries.js';
import { ask, report } from '../evaluate/report.js';
import { loadKnowledge } from '../knowledge/load.js';
import { createMatcher } from '../match/matcher.js';

interface Options {
  readonly knowledge: readonly string[];
  readonly projects: boolean;
  readonly glossary: boolean;
  readonly json?: boolean;
}

async function queriesIn(path: string, command: Command): Promise<readonly GoldQuery[]> {
  try {
    return readQueries(await readFile(path, 'utf8'));
  } catch (error) {
    return command.error(`${path}: ${error instanceof Error ? error.message : String(error)}`, {
      exitCode: 2,
    });
  }
}

export function registerEval(program: Command): void {
  program
    .command('eval')
    .summary('measure the matching on questions with known answers')
    .description(
      'Asks every question of a JSONL file and prints top-1, top-3, MRR@10, AUROC, coverage and calibration.',
    )
    .argument('<queries>', 'JSONL with {"id","query","kind","gold":[entry id or {"post","n","turn"}]}')
    .option(
      '--knowledge <dir>',
      'folder to answer from, instead of the shipped one; may be repeated',
      (dir: string, before: readonly string[]) => [...before, dir],
      [],
    )
    .option('--no-projects', 'leave the project catalogue out')
    .option('--no-glossary', 'leave the glossary out')
    .option('--json', 'print the figures as JSON')
    .addHelpText('after', '\nExample:\n  qabot eval queries.jsonl --knowledge ./posts')
    .action(async (path: string, options: Options, command: Command) => {
      const queries = await queriesIn(path, command);
      const knowledge = await loadKnowledge(options.knowledge, options);
      const goldOf = goldResolver(knowledge.entries);
      const lost = queries.filter((query) => query.gold.length > 0 && goldOf(query).size === 0);
      const { addressed, overheard } = thresholdsFor();
      const figures = report(ask(createMatcher(knowledge), queries, goldOf), [
        addressed.answer,
        overheard.answer,
      ]);
      if (options.json) {
        process.stdout.write(`${JSON.stringify({ ...figures, goldNotFound: lost.map(({ id }) => id) })}\n`);
        return;
      }
      process.stdout.write(printReport(figures));
      if (lost.length > 0) {
        process.stderr.write(
          `The knowledge lacks the answer to ${lost.length} of the answerable questions.\n`,
        );
      }
    });
}
