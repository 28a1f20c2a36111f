/** `qabot knowledge check|export|stats`: what a maintainer asks of the files. */

import { delimiter } from 'node:path';
import { type Command, Option } from 'commander';
import { QabotError } from '../errors.js';
import { EXPORT_KINDS, exportRecords, type ExportKind } from '../knowledge/export.js';
import { loadKnowledge } from '../knowledge/load.js';
import type { Finding, Knowledge } from '../knowledge/model.js';

/** Exit status when `check --strict` finds something. */
const FOUND = 1;
/** Exit status of a command that was asked for the impossible. */
const MISUSED = 2;

export function registerKnowledge(program: Command): void {
  const knowledge = program
    .command('knowledge')
    .description('check, export and count the knowledge that answers come from')
    .addHelpText('after', examples('knowledge check', 'knowledge stats ./history'));

  knowledge
    .command('check')
    .description(
      'print everything in the files that a maintainer should look at, as "path:line rule message"',
    )
    .argument('[dir]', 'the knowledge folder; default: KNOWLEDGE, else the one that ships with the package')
    .option('--strict', 'exit with status 1 when there is any finding')
    .addHelpText('after', examples('knowledge check', 'knowledge check ./history --strict'))
    .action((dir: string | undefined, options: { readonly strict?: boolean }) =>
      run(dir, (loaded) => {
        for (const finding of loaded.findings) print(findingLine(finding));
        process.stderr.write(`${summary(loaded)}\n`);
        if (options.strict === true && loaded.findings.length > 0) process.exitCode = FOUND;
      }),
    );

  knowledge
    .command('export')
    .description('print what the readers found, one JSON record a line, as printed in the files')
    .argument('[dir]', 'the knowledge folder; default: KNOWLEDGE, else the one that ships with the package')
    .addOption(new Option('--kind <kind>', 'what to print').choices(EXPORT_KINDS).default('thread'))
    .addHelpText(
      'after',
      examples('knowledge export', 'knowledge export ./history --kind task > tasks.jsonl'),
    )
    .action((dir: string | undefined, options: { readonly kind: ExportKind }) =>
      run(dir, (loaded) => {
        for (const record of exportRecords(loaded, options.kind)) print(JSON.stringify(record));
      }),
    );

  knowledge
    .command('stats')
    .description('count threads, questions and the rest, by project and year')
    .argument('[dir]', 'the knowledge folder; default: KNOWLEDGE, else the one that ships with the package')
    .addHelpText('after', examples('knowledge stats', 'knowledge stats ./history'))
    .action((dir: string | undefined) =>
      run(dir, (loaded) => {
        for (const line of statistics(loaded)) print(line);
      }),
    );
}

function examples(...lines: readonly string[]): string {
  return `\nExamples:\n${lines.map((line) => `  qabot ${line}`).join('\n')}\n`;
}

/** Loads the folders and hands them on; a folder that is missing gives one line and exit status 2. */
async function run(dir: string | undefined, use: (knowledge: Knowledge) => void): Promise<void> {
  try {
    use(await loadKnowledge(foldersOf(dir)));
  } catch (error) {
    if (!(error instanceof QabotError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = MISUSED;
  }
}

function foldersOf(dir: string | undefined): readonly string[] {
  if (dir !== undefined) return [dir];
  return (process.env['KNOWLEDGE'] ?? '')
    .split(delimiter)
    .map((each) => each.trim())
    .filter((each) => each !== '');
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

export function findingLine({ path, line, rule, message }: Finding): string {
  return `${path}:${line} ${rule} ${message}`;
}

function summary({ findings, threads }: Knowledge): string {
  const errors = findings.filter(({ severity }) => severity === 'error').length;
  return `${findings.length} findings (${errors} errors) in ${threads.length} threads`;
}

/** Lines such as `questions  399`, then counts by project, by year and by kind of finding. */
export function statistics(knowledge: Knowledge): readonly string[] {
  const { threads, entries, tasks, releases, readings, notes, projects, findings } = knowledge;
  const turns = threads.flatMap((thread) => thread.turns.map(() => thread));
  const kinds: readonly (readonly [string, number])[] = [
    ['threads', threads.length],
    ['questions', turns.length],
    ['answered', entries.length],
    ['tasks', tasks.length],
    ['releases', releases.length],
    ['reading', readings.length],
    ['notes', notes.length],
    ['projects in the catalogue', projects.length],
    ['findings', findings.length],
  ];
  return [
    ...table('kind', kinds),
    '',
    ...table('project', counts(turns.map((thread) => thread.project ?? thread.printedProject ?? '-'))),
    '',
    ...table('year', counts(turns.map(({ source }) => source.date?.slice(0, 'YYYY'.length) ?? '-'))),
    '',
    ...table('finding', counts(findings.map(({ rule }) => rule))),
  ];
}

function counts(values: readonly string[]): readonly (readonly [string, number])[] {
  const counted = new Map<string, number>();
  for (const value of values) counted.set(value, (counted.get(value) ?? 0) + 1);
  return [...counted].toSorted(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
}

function table(title: string, rows: readonly (readonly [string, number])[]): readonly string[] {
  const width = Math.max(title.length, ...rows.map(([name]) => name.length));
  return [`by ${title}`, ...rows.map(([name, count]) => `  ${name.padEnd(width)}  ${count}`)];
}
