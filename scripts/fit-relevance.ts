/**
 * Fits src/match/relevance-model.json and prints what it is worth.
 * `npm run fit:relevance -- POSTS EVALUATION [--dry]`: the folder of the weekly's posts, and that of `queries.jsonl` and
 * `wordings.jsonl`.
 */

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type RelevanceModel, relevanceBy } from '../src/match/relevance.js';
import { type Folders, readSamples, readUnseen, type Sample } from './relevance/data.js';
import { report, type Scored, tradeOff } from './relevance/report.js';
import { type Row, solve } from './relevance/solve.js';

const FOLDS = 10;

/** A stable number of a string (FNV-1a, 32 bits). */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (const character of text) {
    value = Math.imul(value ^ (character.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  }
  return value;
}

/**
 * A question weighs 1; the messages that are none weigh as much together as the questions of the same base, half of
 * them group chat and half questions to other bases.
 */
function rowsOf(samples: readonly Sample[]): readonly Row[] {
  const part = ({ base, label, home }: Sample): string =>
    `${base} ${label} ${label === 0 && home === 'chat'}`;
  const counts = new Map<string, number>();
  const questions = new Map<string, number>();
  for (const sample of samples) {
    counts.set(part(sample), (counts.get(part(sample)) ?? 0) + 1);
    if (sample.label === 1) questions.set(sample.base, (questions.get(sample.base) ?? 0) + 1);
  }
  return samples.flatMap((sample) => {
    const { features, label, base } = sample;
    if (label === undefined) return [];
    const weight = label === 1 ? 1 : (questions.get(base) ?? 0) / 2 / (counts.get(part(sample)) ?? 1);
    return [{ features, label, weight }];
  });
}

function score(model: RelevanceModel, samples: readonly Sample[]): readonly Scored[] {
  return samples.map((sample) => ({ ...sample, relevance: relevanceBy(model, sample.features).value }));
}

/** Scores each part by a model that was fitted on the others. */
function crossValidate(
  samples: readonly Sample[],
  partOf: (sample: Sample) => string | number,
): readonly Scored[] {
  return [...new Set(samples.map(partOf))].flatMap((part) => {
    const model = solve(rowsOf(samples.filter((sample) => partOf(sample) !== part)));
    return score(
      model,
      samples.filter((sample) => partOf(sample) === part),
    );
  });
}

async function main(): Promise<void> {
  const [posts, evaluation] = process.argv.slice(2).filter((word) => !word.startsWith('--'));
  if (posts === undefined || evaluation === undefined)
    throw new Error('Usage: fit-relevance POSTS EVALUATION [--dry]');
  const root = process.cwd();
  const folders: Folders = { posts, evaluation, data: join(root, 'test/data') };
  const samples = await readSamples(folders);
  const model = solve(rowsOf(samples));
  if (!process.argv.includes('--dry')) {
    writeFileSync(join(root, 'src/match/relevance-model.json'), `${JSON.stringify(model, null, 2)}\n`);
  }
  process.stdout.write(`${JSON.stringify(model, null, 1)}\n`);
  const verbose = process.argv.includes('--verbose');
  if (process.argv.includes('--trade')) {
    const scored = crossValidate(samples, ({ group }) => hash(group) % FOLDS);
    process.stdout.write(tradeOff(scored));
    for (const base of ['weekly', 'library', 'payments', 'database', 'gym'])
      process.stdout.write(
        report(
          base,
          scored.filter((s) => s.base === base),
          false,
        ).split('\n')[2] + '\n',
      );
    return;
  }
  process.stdout.write(report('fitted on all', score(model, samples), false));
  process.stdout.write(
    report(
      `${FOLDS} folds by thread and kind`,
      crossValidate(samples, ({ group }) => hash(group) % FOLDS),
      verbose,
    ),
  );
  if (!process.argv.includes('--quick')) {
    process.stdout.write(
      report(
        'each base by the others',
        crossValidate(samples, ({ base }) => base),
        false,
      ),
    );
  }
  if (process.argv.includes('--unseen')) {
    process.stdout.write(report('unseen groups', score(model, await readUnseen(folders)), verbose));
  }
}

await main();
