import { cleanLine } from '../../../adapters/common/text.js';
import { groupBy } from '../../group-by.js';
import { readerModules, readSettings } from '../../settings.js';
import { type ExportKind, exportRecords } from '../../knowledge/export.js';
import { exportLearned } from '../../knowledge/learned/export.js';
import { loadKnowledge } from '../../knowledge/load.js';
import type { Entry, Finding, Knowledge } from '../../knowledge/model.js';
import { withPlugged } from '../../knowledge/readers/plugged.js';
import type { Reader } from '../../knowledge/readers/reader.js';
import type { Author } from '../../knowledge/wordings/author.js';
import { jsonLine } from '../common.js';
import type { CheckOptions } from './command.js';
import { readLearned } from './learned-source.js';
import { divisionLines, readDivision } from './show.js';

/** Exit status when `check --strict` finds something. */
const FOUND = 1;
/** Findings beyond which they are also counted by rule: more than a screen. */
const MANY = 24;

/** Prints every finding, or the division of one file and its findings; with `strict` any of them makes the exit status 1. */
export async function check(dir: string | undefined, { show, strict = false }: CheckOptions): Promise<void> {
  const findings = show === undefined ? await checkAll(dir) : await checkOne(show, dir);
  if (strict && findings.some(({ severity }) => severity !== 'information')) process.exitCode = FOUND;
}

async function checkAll(dir: string | undefined): Promise<readonly Finding[]> {
  const knowledge = await read(dir);
  for (const finding of knowledge.findings) print(findingLine(finding));
  const { findings } = knowledge;
  if (findings.length > MANY)
    for (const line of table('finding', counts(findings.map(({ rule }) => rule)))) say(line);
  say(summary(knowledge));
  return findings;
}

async function checkOne(path: string, dir: string | undefined): Promise<readonly Finding[]> {
  const division = await readDivision(path, foldersOf(dir), await readers());
  for (const line of divisionLines(division, process.stdout.columns)) print(line);
  for (const finding of division.findings) print(findingLine(finding));
  return division.findings;
}

export async function exportAs(dir: string | undefined, kind: ExportKind): Promise<void> {
  for (const record of exportRecords(await read(dir), kind)) print(jsonLine(record));
}

/** Writes what {@link readLearned} gives into the folder, and says on standard error what became of it. */
export async function exportLearnedTo(folder: string): Promise<void> {
  const { entries, confirmed } = await readLearned();
  // An empty store beside a folder with pages is a wrong STORE_URL sooner than a wish to have them removed.
  if (entries.length === 0 && confirmed.length === 0) {
    process.stderr.write('qabot: nothing was learned in the store of STORE_URL, so nothing is written\n');
    return;
  }
  const { written, unchanged, removed, skipped } = await exportLearned(folder, entries, confirmed);
  for (const name of written) print(`wrote ${name}`);
  for (const name of removed) print(`removed ${name}`);
  for (const id of skipped)
    process.stderr.write(
      `qabot: ${cleanLine(id)} has no question or no answer that a file can hold, and is left out\n`,
    );
  process.stderr.write(
    `${written.length} written, ${unchanged.length} unchanged, ${removed.length} removed\n`,
  );
}

export async function stats(dir: string | undefined): Promise<void> {
  for (const line of statistics(await read(dir))) print(line);
}

/** @throws {QabotError} `knowledge-missing`, `reader-load`, `reader-shape`, `settings` */
async function read(dir: string | undefined): Promise<Knowledge> {
  return await loadKnowledge(foldersOf(dir), { readers: await readers() });
}

/** Who names the folder needs no other setting to be right. */
function foldersOf(dir: string | undefined): readonly string[] {
  return dir === undefined ? readSettings(process.env).knowledge : [dir];
}

function readers(): Promise<readonly Reader[]> {
  return withPlugged(readerModules(process.env));
}

/** Names of files and projects are whatever somebody called them: control characters must not reach the terminal. */
function print(line: string): void {
  process.stdout.write(`${cleanLine(line)}\n`);
}

function say(line: string): void {
  process.stderr.write(`${cleanLine(line)}\n`);
}

function findingLine({ path, line, rule, message }: Finding): string {
  return `${path}:${line} ${rule} ${message}`;
}

function summary(knowledge: Knowledge): string {
  const { findings, threads } = knowledge;
  const errors = findings.filter(({ severity }) => severity === 'error').length;
  return `${findings.length} findings (${errors} errors) in ${threads.length} threads; ${wordingsOf(knowledge)}`;
}

/** How many other wordings the entries have. */
function countWordings({ entries, confirmed = {} }: Knowledge): Readonly<Record<Author, number>> {
  return {
    person: entries.flatMap(({ alternates }) => alternates).length,
    confirmed: Object.values(confirmed).flat().length,
    model: entries.flatMap(({ drafted = [] }) => drafted).length,
  };
}

function wordingsOf(knowledge: Knowledge): string {
  const { person, confirmed, model } = countWordings(knowledge);
  return `${person + confirmed + model} other wordings (${model} drafted)`;
}

/** Lines such as `questions  399`, then counts by project, by year, by kind of finding and by file. */
function statistics(knowledge: Knowledge): readonly string[] {
  const { threads, entries, tasks, releases, readings, notes, projects, findings } = knowledge;
  const wordings = countWordings(knowledge);
  const turns = threads.flatMap((thread) => thread.turns.map(() => thread));
  const kinds: readonly (readonly [string, number])[] = [
    ['threads', threads.length],
    ['questions', turns.length],
    ['answered', entries.length],
    ['wordings by people', wordings.person],
    ['wordings confirmed', wordings.confirmed],
    ['wordings drafted', wordings.model],
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
    '',
    ...byFile(entries),
  ];
}

/** The file with the longest answer first: it may be a page that was not divided. */
function byFile(entries: readonly Entry[]): readonly string[] {
  const files = [...groupBy(entries, ({ thread }) => thread.source.path)]
    .map(([path, some]) => ({ path, pairs: some.length, longest: longestAnswer(some) }))
    .toSorted((a, b) => b.longest - a.longest || (a.path < b.path ? -1 : 1));
  const width = Math.max('by file'.length, ...files.map(({ path }) => path.length + 2));
  const row = (name: string, pairs: string, longest: string): string =>
    `${name.padEnd(width)}  ${pairs.padStart(6)}  ${longest}`;
  return [
    row('by file', 'pairs', 'characters of the longest answer'),
    ...files.map(({ path, pairs, longest }) => row(`  ${path}`, String(pairs), String(longest))),
  ];
}

function longestAnswer(entries: readonly Entry[]): number {
  return entries.reduce((most, { answer }) => Math.max(most, answer.length), 0);
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
