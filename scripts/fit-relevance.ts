/**
 * The second part of `npm run fit`: fits src/match/relevance/model.json and prints what it is worth.
 * `npm run fit:relevance [-- --shared ../shared] [-- --dry] [-- --verbose]`: `--shared` holds the folder `weekly` of posts and
 * `eval` of questions; the rest is read from test/data. To be run from the project's folder.
 */

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type RelevanceModel, relevanceBy } from '../src/match/relevance/relevance.js';
import { type Folders, readSamples, readUnseen, type Sample } from './relevance/data.js';
import { grids, kinds, type Scored, tradeOff } from './relevance/report.js';
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

/** The parts of the data that are weighed against each other. */
function balancePart({ base, label, home }: Sample): string {
  return `${base} ${label} ${label === 0 && home === 'chat'}`;
}

/**
 * Bases with many questions count for more, but not by as much as they have more: 0 serves the weekly alone best, 0.5
 * the smaller bases.
 */
const SIZE_POWER = 0.3;

/**
 * A base's questions weigh the same; the messages that are none weigh as much together as the questions of the same base, half of
 * them group chat and half questions to other bases.
 */
function rowsOf(samples: readonly Sample[]): readonly Row[] {
  const counts = new Map<string, number>();
  const questions = new Map<string, number>();
  for (const sample of samples) {
    counts.set(balancePart(sample), (counts.get(balancePart(sample)) ?? 0) + 1);
    if (sample.label === 1) questions.set(sample.base, (questions.get(sample.base) ?? 0) + 1);
  }
  return samples.flatMap((sample) => {
    const { features, label, base } = sample;
    if (label === undefined) return [];
    const size = questions.get(base) ?? 1;
    const share = label === 1 ? 1 : size / 2 / (counts.get(balancePart(sample)) ?? 1);
    return [{ features, label, weight: share * size ** -SIZE_POWER }];
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

function print(text: string): void {
  process.stdout.write(text);
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      shared: { type: 'string', default: '../shared' },
      dry: { type: 'boolean', default: false },
      verbose: { type: 'boolean', default: false },
    },
  });
  const { shared, dry, verbose } = values;
  const folders: Folders = {
    posts: join(shared, 'weekly'),
    evaluation: join(shared, 'eval'),
    data: 'test/data',
  };

  const samples = await readSamples(folders);
  const model = solve(rowsOf(samples));
  const written = `${JSON.stringify(model, null, 2)}\n`;
  print(written);
  if (!dry) writeFileSync('src/match/relevance/model.json', written);

  const folds = crossValidate(samples, ({ group }) => hash(group) % FOLDS);
  print(`\n${FOLDS} folds by thread and kind\n${tradeOff(folds)}${grids(folds)}${kinds(folds, verbose)}`);
  const bases = crossValidate(samples, ({ base }) => base);
  print(`\neach base by the others\n${kinds(bases, false)}`);
  const unseen = score(model, await readUnseen(folders));
  print(`\ngroups that no fit has seen\n${kinds(unseen, verbose)}`);
}

await main();
