/**
 * `npm run eval:classifier -- --banking ../shared/eval/banking77`: measures the classifier of entries on questions of a bank's customers
 * (PolyAI, CC-BY-4.0). Each category is an entry: its name is the question, its training rows are other wordings. Families of features,
 * lengths of pieces and cost are compared by cross-validation over train.csv alone; then the shipped choice meets test.csv once.
 * `--quick` leaves the comparison out.
 */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { parse } from 'csv-parse/sync';
import { randomSource } from '../src/evaluate/calibration.js';
import { writeClassifier } from '../src/match/classifier/bytes.js';
import {
  type Classifier,
  trainClassifier,
  TRAINING,
  type TrainingOptions,
} from '../src/match/classifier/classifier.js';

interface Row {
  readonly text: string;
  readonly category: string;
}

const FOLDS = 5;
const SEED = 1;

/** Each differs from the first, which ships, in one respect. */
const COMPARED: readonly Partial<TrainingOptions>[] = [
  {},
  { families: { word: 1, pair: 0, piece: 0 } },
  { families: { word: 1, pair: 1, piece: 0 } },
  { families: { word: 1, pair: 1, piece: 0.7 } },
  { families: { word: 1, pair: 1, piece: 1 } },
  { pieces: { shortest: 2, longest: 4 } },
  { pieces: { shortest: 3, longest: 5 } },
  { cost: 0.5 },
  { cost: 2 },
  { pruned: 0 },
  { pruned: 0.05 },
];

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

function rowsOf(folder: string, file: string): readonly Row[] {
  return parse<Row>(readFileSync(join(folder, file)), { columns: true });
}

function train(rows: readonly Row[], options: Partial<TrainingOptions> = {}): Classifier {
  const texts = new Map<string, string[]>();
  for (const { text, category } of rows) {
    const known = texts.get(category) ?? [category.replaceAll('_', ' ')];
    texts.set(category, [...known, text]);
  }
  return trainClassifier(
    [...texts].map(([id, wordings]) => ({ id, texts: wordings })),
    options,
  );
}

function rightFirst(classifier: Classifier, rows: readonly Row[]): number {
  const { ids } = classifier;
  return rows.filter(({ text, category }) => {
    const margins = classifier.margins(text);
    return ids[margins.indexOf(Math.max(...margins))] === category;
  }).length;
}

/** CPU time since `before`, in seconds. */
function secondsSince(before: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}

const percent = (part: number, whole: number): string => `${((100 * part) / whole).toFixed(2)} %`;

function crossValidate(rows: readonly Row[]): void {
  const random = randomSource(SEED);
  const folds = rows.map(() => Math.floor(random() * FOLDS));
  say('first, cross-validated over train.csv');
  for (const options of COMPARED) {
    let right = 0;
    for (let fold = 0; fold < FOLDS; fold += 1) {
      const classifier = train(
        rows.filter((_, at) => folds[at] !== fold),
        options,
      );
      right += rightFirst(
        classifier,
        rows.filter((_, at) => folds[at] === fold),
      );
    }
    say(`  ${percent(right, rows.length)}  ${JSON.stringify(options === COMPARED[0] ? TRAINING : options)}`);
  }
}

function main(): void {
  const { values } = parseArgs({ options: { banking: { type: 'string' }, quick: { type: 'boolean' } } });
  if (values.banking === undefined) {
    process.stderr.write('usage: npm run eval:classifier -- --banking FOLDER [--quick]\n');
    process.exitCode = 2;
    return;
  }
  const rows = rowsOf(values.banking, 'train.csv');
  const test = rowsOf(values.banking, 'test.csv');
  if (values.quick !== true) crossValidate(rows);
  const started = process.cpuUsage();
  const classifier = train(rows);
  say(`trained in ${secondsSince(started).toFixed(1)} s of CPU, ${writeClassifier(classifier).length} bytes`);
  const asked = process.cpuUsage();
  const right = rightFirst(classifier, test);
  say(`first on test.csv ${right}/${test.length} ${percent(right, test.length)}`);
  say(`${((1000 * secondsSince(asked)) / test.length).toFixed(2)} ms of CPU a question`);
}

main();
