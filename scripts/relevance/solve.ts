/** The fit of what a message is about, beside whether it asks: their product is the relevance. */

import { logistic } from '../../src/logistic.js';
import {
  SUBJECT_FEATURES,
  type SubjectModel,
  type SubjectValues,
} from '../../src/match/relevance/relevance.js';
import { SUBJECT_SIGNS } from '../../src/match/relevance/subject.js';
import { minimise } from '../fit/minimise.js';

export interface Row {
  readonly features: SubjectValues;
  /** How likely the message asks the room, 0..1; fitted before. */
  readonly asks: number;
  readonly label: 0 | 1;
  readonly weight: number;
}

/** Strength of the pull of the weights towards 0, against the mean loss of a row. */
const RIDGE = 0.001;
const STEPS = 600;
const TINY = 1e-9;

export function solve(rows: readonly Row[], ridge = RIDGE): SubjectModel {
  const width = SUBJECT_FEATURES.length;
  const total = rows.reduce((sum, { weight }) => sum + weight, 0);
  const data = rows.map(({ features, ...row }) => ({
    ...row,
    values: SUBJECT_FEATURES.map((name) => features[name]),
  }));

  function gradient(weights: Float64Array): Float64Array {
    const slopes = weights.map((weight, at) => (at < width ? ridge * weight : 0));
    for (const { values, asks, label, weight } of data) {
      const odds = values.reduce((sum, value, at) => sum + value * (weights[at] ?? 0), weights[width] ?? 0);
      const subject = logistic(odds);
      // The slope of -log(as) or -log(1 - as) over the log-odds of the subject.
      const outer = label === 1 ? -1 : (asks * subject) / Math.max(TINY, 1 - asks * subject);
      const slope = (weight / total) * outer * (1 - subject);
      for (const [at, value] of values.entries()) slopes[at] = (slopes[at] ?? 0) + slope * value;
      slopes[width] = (slopes[width] ?? 0) + slope;
    }
    return slopes;
  }

  const signs = SUBJECT_FEATURES.map((name) => SUBJECT_SIGNS[name]);
  const solved = minimise({ signs: [...signs, 0], steps: STEPS, gradient });
  const rounded = (at: number): number => Number((solved[at] ?? 0).toFixed(4)) || 0;
  return {
    bias: rounded(width),
    weights: Object.fromEntries(SUBJECT_FEATURES.map((name, at) => [name, rounded(at)])),
  };
}
