/** Logistic regression with a ridge and sign constraints: from evidence to a probability. */

import { logistic } from '../../src/logistic.js';
import { minimise } from './minimise.js';

export interface Example {
  readonly weight: number;
  readonly row: readonly number[];
  readonly right: boolean;
}

export interface Logistic {
  readonly bias: number;
  readonly weights: readonly number[];
}

const STEPS = 600;

export function probability({ bias, weights }: Logistic, row: readonly number[]): number {
  return logistic(weights.reduce((sum, weight, at) => sum + weight * (row[at] ?? 0), bias));
}

/** `ridge` is on weights of standardised evidence; the bias is free. */
export function fitLogistic(examples: readonly Example[], signs: readonly number[], ridge: number): Logistic {
  const all = examples.reduce((sum, { weight }) => sum + weight, 0);
  const mean = signs.map(
    (_, at) => examples.reduce((sum, { row, weight }) => sum + weight * (row[at] ?? 0), 0) / all,
  );
  const spread = signs.map((_, at) => {
    const square = examples.reduce(
      (sum, { row, weight }) => sum + weight * ((row[at] ?? 0) - (mean[at] ?? 0)) ** 2,
      0,
    );
    return Math.sqrt(square / all) || 1;
  });
  const data = examples.map(({ row, right, weight }) => ({
    weight: weight / all,
    right: right ? 1 : 0,
    row: signs.map((_, at) => ((row[at] ?? 0) - (mean[at] ?? 0)) / (spread[at] ?? 1)),
  }));
  const width = signs.length;

  function gradient(weights: Float64Array): Float64Array {
    const slopes = weights.map((weight, at) => (at < width ? ridge * weight : 0));
    for (const { weight, row, right } of data) {
      const score = row.reduce((sum, value, at) => sum + value * (weights[at] ?? 0), weights[width] ?? 0);
      const slope = weight * (logistic(score) - right);
      for (const [at, value] of row.entries()) slopes[at] = (slopes[at] ?? 0) + slope * value;
      slopes[width] = (slopes[width] ?? 0) + slope;
    }
    return slopes;
  }

  const standard = minimise({ signs: [...signs, 0], steps: STEPS, gradient });
  const weights = signs.map((_, at) => (standard[at] ?? 0) / (spread[at] ?? 1));
  return {
    weights,
    bias: (standard[width] ?? 0) - weights.reduce((sum, weight, at) => sum + weight * (mean[at] ?? 0), 0),
  };
}
