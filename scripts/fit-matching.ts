/**
 * The first part of `npm run fit`: fits ranker and confidence, prints their cross-validated figures, and writes src/match/rank/model.ts and
 * src/engine/precision-curve.ts.
 * The data are the questions of `--shared` (default ../shared: the community's weekly posts with questions and
 * wordings) and those of `--data` (default test/data: FAQs of other fields). Nothing is drawn by chance: the same data
 * give the same model to the digit. `--talk` (default ../talk) is real talk, laid out by ../shared/eval/prepare_talk.py. `--dry` prints without writing.
 */

import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { DEFAULT_PRECISION } from '../src/engine/thresholds.js';
import { CONTRADICTIONS, loadCases } from './fit/data.js';
import { precisionCurve } from './fit/curve.js';
import { printFigures } from './fit/print.js';
import { balanced, fitConfidence, fitRanker, validateConfidence, validateRanker } from './fit/validate.js';
import { curveSource, modelSource } from './fit/write.js';

const MODEL = 'src/match/rank/model.ts';
const CURVE = 'src/engine/precision-curve.ts';

const { values } = parseArgs({
  options: {
    shared: { type: 'string', default: '../shared' },
    data: { type: 'string', default: 'test/data' },
    talk: { type: 'string', default: '../talk' },
    dry: { type: 'boolean', default: false },
  },
});

const cases = await loadCases(values.shared, values.data, values.talk);
const judged = validateRanker(cases);
const outcomes = validateConfidence(judged);
// The precision is a promise about what is asked of a history, not about questions written to contradict it.
const points = precisionCurve(
  balanced(outcomes.filter(({ asked }) => !asked.set.startsWith(CONTRADICTIONS))).map(
    ({ confidence, rank, weight }) => ({ confidence, right: rank === 1, weight }),
  ),
);
const atDefault = points.filter(([precision]) => Object.values(DEFAULT_PRECISION).includes(precision));
process.stdout.write(
  printFigures(
    outcomes,
    atDefault.map(([, confidence]) => confidence),
  ),
);

const model = modelSource({
  ranker: fitRanker(cases),
  // The evidence is that of rankers which did not see the question: theirs is as unsure as in use.
  confidence: fitConfidence(judged),
});
const curve = curveSource(points);
if (values.dry) {
  process.stdout.write(model + curve);
} else {
  writeFileSync(MODEL, model);
  writeFileSync(CURVE, curve);
}
