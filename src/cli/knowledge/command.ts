/** `qabot knowledge check|export|stats|draft`: what a maintainer asks of the files. */

import { type Command, InvalidArgumentError, Option } from 'commander';
import { QabotError } from '../../errors.js';
import { EXPORT_KINDS, type ExportKind } from '../../knowledge/export.js';
import { examples } from '../common.js';

export interface CheckOptions {
  readonly strict?: boolean;
  readonly show?: string;
}

interface ExportOptions {
  readonly kind: ExportKind;
  readonly learned?: string;
}

export interface DraftCommandOptions {
  readonly count: number;
  readonly all: boolean;
  readonly dryRun: boolean;
  readonly yes: boolean;
  readonly concurrency: number;
  /** Seconds. */
  readonly timeout: number;
  readonly model?: string;
  readonly export?: string;
  readonly import?: string;
}

/** How many wordings an entry gets; more than twelve only repeat each other. */
const COUNT = { usual: 6, most: 12 };
/** Requests to the model at a time. */
const CONCURRENCY = { usual: 2, most: 32 };
/** Seconds that the model has for an answer. */
const PATIENCE = { usual: 60, most: 3_600 };

/** The readers are loaded only when a command needs them. */
const load = () => import('./run.js');

export function registerKnowledge(program: Command): void {
  const knowledge = program
    .command('knowledge')
    .description(
      'check, export and count the knowledge that answers come from; draft other wordings of its questions',
    )
    .addHelpText('after', examples('qabot knowledge check', 'qabot knowledge stats ./history'));

  knowledge
    .command('check')
    .description(
      'print everything in the files that a maintainer should look at, as "path:line rule message"',
    )
    .argument(
      '[dir]',
      'the knowledge folder or file; default: KNOWLEDGE, else the folder that ships with the package',
    )
    .option('--strict', 'exit with status 1 when there is any finding')
    .option('--show <file>', 'print how this file was divided: line, question, first words of the answer')
    .addHelpText(
      'after',
      examples(
        'qabot knowledge check',
        'qabot knowledge check ./history --strict',
        'qabot knowledge check --show docs/faq.md',
      ),
    )
    .action(async (dir: string | undefined, options: CheckOptions) => (await load()).check(dir, options));

  knowledge
    .command('export')
    .description('print what the readers found, one JSON record a line, as printed in the files')
    .argument(
      '[dir]',
      'the knowledge folder or file; default: KNOWLEDGE, else the folder that ships with the package',
    )
    .addOption(new Option('--kind <kind>', 'what to print').choices(EXPORT_KINDS).default('thread'))
    .option(
      '--learned <folder>',
      'write saved answers and confirmed wordings into this folder instead, as Markdown that can be read back',
    )
    .addHelpText(
      'after',
      examples(
        'qabot knowledge export',
        'qabot knowledge export ./history --kind task > tasks.jsonl',
        'qabot knowledge export --learned ./history/learned',
      ),
    )
    .action(async (dir: string | undefined, options: ExportOptions, command: Command) => {
      if (options.learned === undefined) return (await load()).exportAs(dir, options.kind);
      if (dir !== undefined || command.getOptionValueSource('kind') === 'cli')
        throw new QabotError('export-options');
      await (await load()).exportLearnedTo(options.learned);
    });

  knowledge
    .command('stats')
    .description('count threads, questions and the rest, by project, year and file')
    .argument(
      '[dir]',
      'the knowledge folder or file; default: KNOWLEDGE, else the folder that ships with the package',
    )
    .addHelpText('after', examples('qabot knowledge stats', 'qabot knowledge stats ./history'))
    .action(async (dir: string | undefined) => (await load()).stats(dir));

  knowledge
    .command('draft')
    .description('have a chat model write other wordings of the questions, into files that you review')
    .argument('[dir]', 'the knowledge folder; default: KNOWLEDGE')
    .option('--count <n>', `wordings an entry, 1 to ${COUNT.most}`, wholeNumber(COUNT.most), COUNT.usual)
    .option('--all', 'also entries that have drafts; what people wrote or checked stays as it is', false)
    .option('--dry-run', 'only count entries and tokens', false)
    .option('--yes', 'do not ask before it starts', false)
    .option(
      '--concurrency <n>',
      `requests at a time, 1 to ${CONCURRENCY.most}`,
      wholeNumber(CONCURRENCY.most),
      CONCURRENCY.usual,
    )
    .option(
      '--timeout <seconds>',
      'seconds that the model has for an answer',
      wholeNumber(PATIENCE.most),
      PATIENCE.usual,
    )
    .option('--model <name>', 'the model; default: CHAT_MODEL')
    .option(
      '--export <file>',
      'write the work as a batch of requests (.jsonl), or as pages to paste into a chat (.md)',
    )
    .option('--import <file>', 'read what came back, with the same checks')
    .addHelpText(
      'after',
      examples(
        'qabot knowledge draft ./history --dry-run',
        'qabot knowledge draft ./history',
        'qabot knowledge draft ./history --export work.md',
        'qabot knowledge draft ./history --import answers.txt --model NAME',
      ),
    )
    .action(async (dir: string | undefined, options: DraftCommandOptions) => {
      const { draft } = await import('./draft.js');
      await draft(dir, options);
    });
}

function wholeNumber(most: number): (given: string) => number {
  return (given) => {
    const value = Number(given);
    if (Number.isInteger(value) && value >= 1 && value <= most) return value;
    throw new InvalidArgumentError(`It takes a whole number from 1 to ${most}.`);
  };
}
