/**
 * `npm run fit:second-reader [-- --verdicts FILE] [-- --dry]`: fits how far a second reader's choice is
 * believed, and writes src/second-reader/model.ts. The data are the questions of `npm run eval --
 * --second-reader FILE` with the verdicts on them. A question without a verdict, or with none that chooses, says nothing here.
 * The local confidences of the community's questions are those of a ranker that has seen them, which makes them look a little more telling
 * than they are. Nothing is drawn by chance. `--dry` prints without writing. To be run from the project's folder.
 */

import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { areaUnderRoc } from '../src/evaluate/metrics.js';
import { PICK_EVIDENCE, PICK_SIGNS, pickEvidence } from '../src/second-reader/pick-evidence.js';
import type { ValidatedAnswer } from './fit/curve.js';
import { FOLDS, foldOf } from './fit/folds.js';
import { type Example, fitLogistic, type Logistic, probability } from './fit/logistic.js';
import { pickModelSource } from './fit/write.js';
import { type Judged, judgeAll, readerFrom } from './second-reader/data.js';

const MODEL = 'src/second-reader/model.ts';

/** On weights of standardised evidence; a good reader's `sure` would separate right from wrong, and its weight grow without bounds. */
const RIDGE = 0.005;

interface Choice extends Example {
  /** The thread of the chosen entry: all that leads to it falls into one fold. */
  readonly group: string;
  /** Whether it may be answered with at all. */
  readonly isPlain: boolean;
}

function choiceOf({ reading, judgement, gold, attention }: Judged): readonly Choice[] {
  const { verdict } = judgement.second ?? {};
  const chosen = verdict === undefined ? undefined : reading?.candidates[verdict.pick - 1];
  if (verdict === undefined || chosen === undefined) return [];
  if (attention === 'overheard' && !verdict.asks) return [];
  const evidence = pickEvidence(verdict, chosen, attention);
  return [
    {
      weight: 1,
      row: PICK_EVIDENCE.map((name) => evidence[name]),
      right: gold.has(chosen.entry.id),
      group: chosen.entry.thread.id,
      isPlain: verdict.sure && verdict.differs === undefined,
    },
  ];
}

const fit = (choices: readonly Choice[]): Logistic =>
  fitLogistic(
    choices,
    PICK_EVIDENCE.map((name) => PICK_SIGNS[name]),
    RIDGE,
  );

/** The choices with the confidence of a model that did not see their threads. */
function validate(choices: readonly Choice[]): readonly (Choice & ValidatedAnswer)[] {
  return Array.from({ length: FOLDS }, (_, fold) => {
    const isHeldOut = ({ group }: Choice): boolean => foldOf(group) === fold;
    const model = fit(choices.filter((one) => !isHeldOut(one)));
    return choices.filter(isHeldOut).map((one) => ({ ...one, confidence: probability(model, one.row) }));
  }).flat();
}

const { values } = parseArgs({
  options: {
    shared: { type: 'string', default: '../shared' },
    data: { type: 'string', default: 'test/data' },
    verdicts: { type: 'string', default: 'test/data/second-reader-verdicts.jsonl' },
    dry: { type: 'boolean', default: false },
  },
});

const judged = await judgeAll(values, readerFrom(values.verdicts));
const choices = judged.flatMap(choiceOf);
const validated = validate(choices);
const confidences = (isRight: boolean): readonly number[] =>
  validated.filter(({ right }) => right === isRight).map(({ confidence }) => confidence);
const plain = validated.filter(({ isPlain }) => isPlain);
process.stdout.write(
  `${choices.length} choices, ${confidences(true).length} of them right; ${plain.length} sure and without a difference, ${plain.filter(({ right }) => right).length} of them right; AUROC ${areaUnderRoc(confidences(true), confidences(false)).toFixed(3)}\n`,
);
const source = pickModelSource(fit(choices));
if (values.dry) process.stdout.write(source);
else writeFileSync(MODEL, source);
