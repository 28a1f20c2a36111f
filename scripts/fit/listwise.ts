/**
 * A linear ranker fitted listwise: the loss of a question is minus the logarithm of the share that its right entries
 * have in a softmax over its candidates (ListNet's top-one form; Cao et al., "Learning to Rank", ICML 2007).
 */

import { minimise } from './minimise.js';

/** A question with its candidates. */
export interface Sample {
  /** How much it counts in the fit. */
  readonly weight: number;
  /** One row of features a candidate. */
  readonly rows: readonly (readonly number[])[];
  /** Whether the candidate of the row is right. */
  readonly right: readonly boolean[];
}

export interface FitOptions {
  readonly signs: readonly number[];
  /** Strength of the ridge on standardised weights, where the mean loss is about 1. */
  readonly ridge: number;
}

const STEPS = 150;

/** Standard deviation of every feature among the candidates of a question: what a ranker sees of it. */
function spreads(samples: readonly Sample[], width: number): readonly number[] {
  const squares = Array.from({ length: width }, () => 0);
  let count = 0;
  for (const { rows } of samples) {
    for (let at = 0; at < width; at += 1) {
      const mean = rows.reduce((sum, row) => sum + (row[at] ?? 0), 0) / rows.length;
      for (const row of rows) squares[at] = (squares[at] ?? 0) + ((row[at] ?? 0) - mean) ** 2;
    }
    count += rows.length;
  }
  return squares.map((square) => Math.sqrt(square / Math.max(1, count)) || 1);
}

/** The weights of the features as they are. */
export function fitListwise(samples: readonly Sample[], { signs, ridge }: FitOptions): readonly number[] {
  const width = signs.length;
  // A question whose candidates are all wrong, or all right, says nothing about their order.
  const usable = samples.filter(({ right }) => right.some(Boolean) && !right.every(Boolean));
  const scale = spreads(usable, width);
  const data = usable.map(({ weight, right, rows }) => ({
    weight,
    right,
    flat: Float64Array.from(rows.flatMap((row) => row.map((value, at) => value / (scale[at] ?? 1)))),
  }));
  const all = data.reduce((sum, { weight }) => sum + weight, 0);

  function gradient(weights: Float64Array): Float64Array {
    const slopes = weights.map((weight) => ridge * weight);
    for (const { flat, right, weight } of data) {
      const scores = Float64Array.from(right, (_, row) => {
        let score = 0;
        for (let at = 0; at < width; at += 1) score += (weights[at] ?? 0) * (flat[row * width + at] ?? 0);
        return score;
      });
      const greatest = scores.reduce((a, b) => Math.max(a, b));
      const powers = scores.map((score) => Math.exp(score - greatest));
      const sum = powers.reduce((a, b) => a + b);
      const rightSum = powers.reduce((total, power, row) => (right[row] ? total + power : total), 0);
      for (const [row, power] of powers.entries()) {
        const wanted = right[row] && rightSum > 0 ? power / rightSum : 0;
        const slope = (weight / all) * (power / sum - wanted);
        for (let at = 0; at < width; at += 1) {
          slopes[at] = (slopes[at] ?? 0) + slope * (flat[row * width + at] ?? 0);
        }
      }
    }
    return slopes;
  }

  const weights = minimise({ signs, steps: STEPS, gradient });
  return Array.from(weights, (weight, at) => weight / (scale[at] ?? 1));
}
