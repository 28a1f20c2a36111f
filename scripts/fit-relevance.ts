/**
 * The second part of `npm run fit`: fits src/match/relevance/model.json and prints what it is worth.
 * `npm run fit:relevance [-- --shared ../shared] [-- --dry] [-- --verbose]`: `--shared` holds the folder `weekly` of posts and
 * `eval` of questions; the rest is read from test/data. To be run from the project's folder.
 */

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type SubjectModel, subjectBy } from '../src/match/relevance/relevance.js';
import { postMessages, realMessages, writtenMessages } from './asking/data.js';
import { heldOutOdds } from './asking/solve.js';
import { curveSource, overheardModelSource } from './fit/write.js';
import { type Folders, readSamples, readUnseen, type Sample } from './relevance/data.js';
import { readHeard, solveOverheard, validateOverheard } from './relevance/overheard.js';
import { overheardCurve, overheardFigures } from './relevance/overheard-figures.js';
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
    const { features, asks, label, base } = sample;
    if (label === undefined) return [];
    const size = questions.get(base) ?? 1;
    const share = label === 1 ? 1 : size / 2 / (counts.get(balancePart(sample)) ?? 1);
    return [{ features, asks, label, weight: share * size ** -SIZE_POWER }];
  });
}

function score(model: SubjectModel, samples: readonly Sample[]): readonly Scored[] {
  return samples.map((sample) => ({
    ...sample,
    relevance: sample.asks * subjectBy(model, sample.features),
  }));
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
      talk: { type: 'string', default: '../talk' },
      dry: { type: 'boolean', default: false },
      verbose: { type: 'boolean', default: false },
    },
  });
  const { shared, talk, dry, verbose } = values;
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

  // How likely a message of the fit asks is that of models which did not see it.
  const oddsOf = heldOutOdds([
    ...writtenMessages(folders.data, 'fit'),
    ...realMessages(folders.data, talk),
    ...(await postMessages(shared)),
  ]);
  const heard = await readHeard({ shared, data: folders.data, talk }, oddsOf);
  const outcomes = validateOverheard(heard);
  const points = overheardCurve(outcomes);
  print(overheardFigures(outcomes, points));
  const sources = {
    'src/match/relevance/overheard-model.ts': overheardModelSource(
      solveOverheard(heard.filter(({ isTest }) => !isTest)),
    ),
    'src/engine/overheard-curve.ts': curveSource(points, 'OVERHEARD_CURVE'),
  };
  for (const [path, source] of Object.entries(sources)) {
    if (dry) print(source);
    else writeFileSync(path, source);
  }
}

await main();
