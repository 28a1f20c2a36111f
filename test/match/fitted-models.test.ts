/** The scripts that fit write source files: what they would write today is what stands there. */

import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { modelSource as confirmedSource } from '../../scripts/eval-learning/fit.js';
import { curveSource, modelSource, overheardModelSource } from '../../scripts/fit/write.js';
import { OVERHEARD_CURVE } from '../../src/engine/overheard-curve.js';
import { PRECISION_CURVE } from '../../src/engine/precision-curve.js';
import { LIFT_MODEL } from '../../src/match/confirmed/nearness.js';
import { EVIDENCE } from '../../src/match/rank/evidence.js';
import { FEATURES } from '../../src/match/rank/features.js';
import { OVERHEARD } from '../../src/match/relevance/overheard.js';
import { OVERHEARD_BIAS, OVERHEARD_WEIGHTS } from '../../src/match/relevance/overheard-model.js';
import { CONFIDENCE_BIAS, CONFIDENCE_WEIGHTS, RANKER_WEIGHTS } from '../../src/match/rank/model.js';

it.each([
  ['src/match/confirmed/model.ts', confirmedSource(LIFT_MODEL)],
  [
    'src/match/rank/model.ts',
    modelSource({
      ranker: FEATURES.map((name) => RANKER_WEIGHTS[name]),
      confidence: { bias: CONFIDENCE_BIAS, weights: EVIDENCE.map((name) => CONFIDENCE_WEIGHTS[name]) },
    }),
  ],
  ['src/engine/precision-curve.ts', curveSource(PRECISION_CURVE)],
  ['src/engine/overheard-curve.ts', curveSource(OVERHEARD_CURVE, 'OVERHEARD_CURVE')],
  [
    'src/match/relevance/overheard-model.ts',
    overheardModelSource({
      bias: OVERHEARD_BIAS,
      weights: OVERHEARD.map((name) => OVERHEARD_WEIGHTS[name]),
    }),
  ],
])('%s', (path, source) => {
  expect(readFileSync(path, 'utf8')).toBe(source);
});
