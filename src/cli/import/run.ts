import { cleanLine } from '../../../adapters/common/text.js';
import { projectNamed } from '../../bot/compose.js';
import { QabotError } from '../../errors.js';
import { openAcceptedFolder } from '../../import/accepted-folder.js';
import { type Inputs, inputsOf } from '../../import/inputs.js';
import type { FoundFault, PairOptions, Reason, Source } from '../../import/model.js';
import { outcomesOf } from '../../import/read.js';
import { sourceNamed } from '../../import/sources/index.js';
import type { ImportedPair } from '../../learning/imported/model.js';
import type { QueueState } from '../../learning/imported/queue.js';
import { askingOf } from '../../match/asking/asking.js';
import { jsonLine } from '../common.js';
import { ALL_KNOWLEDGE, withService } from '../with-service.js';
import { IMPORT_KINDS, type ImportOptions } from './command.js';
import { startProgress } from './progress.js';
import { type ImportReport, reportLines } from './report.js';

/** Exit status when no thread could be read. */
const NOTHING_READ = 2;
/** Faults that are printed; of more their number says enough. */
const MOST_FAULTS = 50;

/** What becomes of one pair. */
type Take = (
  pair: ImportedPair,
) => Promise<{ readonly state: QueueState | 'written'; readonly near?: string }>;

/**
 * Reads an export into the review, or with `accept` into a folder, and prints a report.
 * @throws {QabotError} `option`, `import-missing`, `import-unmarked`, `import-folder`, and as the store and the knowledge do
 */
export async function importExports(kind: string, path: string, options: ImportOptions): Promise<void> {
  const source = sourceNamed(kind);
  if (source === undefined)
    throw new QabotError('option', {
      reason: `There is no kind "${kind}": import takes ${IMPORT_KINDS.join(', ')}`,
    });
  const inputs = await inputsOf(path, source);
  const report = await (options.accept === undefined
    ? toReview(source, inputs, options)
    : toFolder(source, inputs, options, options.accept));
  print(options.json ? [jsonLine(report)] : reportLines(report));
  if (report.seen > 0) return;
  process.exitCode = NOTHING_READ;
  if (report.faults === 0)
    process.stderr.write(`${cleanLine(`qabot: ${path} holds nothing that ${kind} reads`)}\n`);
}

async function toReview(source: Source, inputs: Inputs, options: ImportOptions): Promise<ImportReport> {
  return await withService(
    ALL_KNOWLEDGE,
    { tellsOutage: false, training: 'none' },
    async ({ engine, service }) => {
      await service.refresh();
      const projectOf = (name: string): string | undefined => projectNamed(engine.knowledge.projects, name);
      const project = options.project && (projectOf(options.project) ?? options.project);
      const take: Take = (pair) => service.learning.queueImported(pair);
      return await readAll(source, inputs, { ...options, project, projectOf }, take);
    },
  );
}

async function toFolder(
  source: Source,
  inputs: Inputs,
  options: ImportOptions,
  folder: string,
): Promise<ImportReport> {
  if (!source.isMarked) throw new QabotError('import-unmarked', { title: source.title });
  const accepted = await openAcceptedFolder(folder);
  const report = await readAll(source, inputs, options, async (pair) => {
    await accepted.add(pair);
    return { state: 'written' };
  });
  const { files, edited } = await accepted.finish();
  return { ...report, files, edited };
}

async function readAll(
  source: Source,
  inputs: Inputs,
  { project, projectOf, site, maintainers = [] }: ImportOptions & Pick<PairOptions, 'projectOf'>,
  take: Take,
): Promise<ImportReport> {
  const progress = startProgress(inputs.files.reduce((sum, { size }) => sum + size, 0));
  const taken: Partial<Record<QueueState | 'written', number>> = {};
  const leftOut: Partial<Record<Reason, number>> = {};
  const faults: FoundFault[] = [];
  let counts = { seen: 0, near: 0, faults: 0 };
  try {
    const reading = {
      project,
      projectOf,
      site,
      asks,
      read: progress.read,
      maintainers: lowerCase(maintainers),
    };
    for await (const outcome of outcomesOf(source, inputs, reading)) {
      if (outcome.kind === 'fault') {
        counts = { ...counts, faults: counts.faults + 1 };
        if (faults.length < MOST_FAULTS) faults.push(outcome);
        continue;
      }
      progress.seen();
      counts = { ...counts, seen: counts.seen + 1 };
      if (outcome.kind === 'left-out') {
        leftOut[outcome.reason] = (leftOut[outcome.reason] ?? 0) + 1;
        continue;
      }
      const { state, near } = await take(outcome.pair);
      taken[state] = (taken[state] ?? 0) + 1;
      if (state === 'added' && near !== undefined) counts = { ...counts, near: counts.near + 1 };
    }
  } finally {
    progress.end();
    tell(faults, counts.faults);
  }
  return { ...counts, taken, leftOut };
}

/** By its form, as likely as not: where the room overhears it, the same sense tells what else it may be. */
const asks = (message: string): boolean => askingOf(message).odds >= 0;

const lowerCase = (names: readonly string[]): ReadonlySet<string> =>
  new Set(names.map((name) => name.replace(/^@/, '').toLowerCase()));

function tell(faults: readonly FoundFault[], count: number): void {
  for (const { finding } of faults) {
    const { path, line, rule, message } = finding;
    process.stderr.write(`${cleanLine(`${path}:${line} ${rule} ${message}`)}\n`);
  }
  if (count > faults.length) process.stderr.write(`and ${count - faults.length} more faults\n`);
}

function print(lines: readonly string[]): void {
  for (const line of lines) process.stdout.write(`${cleanLine(line)}\n`);
}
