/** `qabot knowledge check|export|stats`: what a maintainer asks of the files. */

import { type Command, Option } from 'commander';
import { QabotError } from '../../errors.js';
import { EXPORT_KINDS, type ExportKind } from '../../knowledge/export.js';
import { examples } from '../common.js';

interface ExportOptions {
  readonly kind: ExportKind;
  readonly learned?: string;
}

/** The readers are loaded only when a command needs them. */
const load = () => import('./run.js');

export function registerKnowledge(program: Command): void {
  const knowledge = program
    .command('knowledge')
    .description('check, export and count the knowledge that answers come from')
    .addHelpText('after', examples('qabot knowledge check', 'qabot knowledge stats ./history'));

  knowledge
    .command('check')
    .description(
      'print everything in the files that a maintainer should look at, as "path:line rule message"',
    )
    .argument('[dir]', 'the knowledge folder; default: KNOWLEDGE, else the one that ships with the package')
    .option('--strict', 'exit with status 1 when there is any finding')
    .addHelpText('after', examples('qabot knowledge check', 'qabot knowledge check ./history --strict'))
    .action(async (dir: string | undefined, options: { readonly strict?: boolean }) =>
      (await load()).check(dir, options.strict === true),
    );

  knowledge
    .command('export')
    .description('print what the readers found, one JSON record a line, as printed in the files')
    .argument('[dir]', 'the knowledge folder; default: KNOWLEDGE, else the one that ships with the package')
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
    .description('count threads, questions and the rest, by project and year')
    .argument('[dir]', 'the knowledge folder; default: KNOWLEDGE, else the one that ships with the package')
    .addHelpText('after', examples('qabot knowledge stats', 'qabot knowledge stats ./history'))
    .action(async (dir: string | undefined) => (await load()).stats(dir));
}
