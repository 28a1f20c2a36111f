/** Minimises a convex loss under sign constraints by Adam with projection (Kingma & Ba, 2015). No chance is involved. */

export interface Minimisation {
  /** 1: the weight may not be negative; -1: not positive; 0: free. */
  readonly signs: readonly number[];
  readonly steps: number;
  /** The slope of the loss at `weights`. */
  readonly gradient: (weights: Float64Array) => Float64Array;
}

const RATE = 0.15;
/** The rate falls to the half after three times so many steps. */
const COOLING = 50;
const MOMENTUM = 0.9;
const SECOND_MOMENTUM = 0.999;
const TINY = 1e-8;

function project(weight: number, sign: number): number {
  if (sign > 0) return Math.max(0, weight);
  return sign < 0 ? Math.min(0, weight) : weight;
}

export function minimise({ signs, steps, gradient }: Minimisation): Float64Array {
  const weights = new Float64Array(signs.length);
  const first = new Float64Array(signs.length);
  const second = new Float64Array(signs.length);
  for (let step = 1; step <= steps; step += 1) {
    const slopes = gradient(weights);
    const rate = RATE / Math.sqrt(1 + step / COOLING);
    for (const [at, sign] of signs.entries()) {
      const slope = slopes[at] ?? 0;
      const mean = MOMENTUM * (first[at] ?? 0) + (1 - MOMENTUM) * slope;
      const square = SECOND_MOMENTUM * (second[at] ?? 0) + (1 - SECOND_MOMENTUM) * slope * slope;
      first[at] = mean;
      second[at] = square;
      const corrected = mean / (1 - MOMENTUM ** step);
      const size = Math.sqrt(square / (1 - SECOND_MOMENTUM ** step)) + TINY;
      weights[at] = project((weights[at] ?? 0) - (rate * corrected) / size, sign);
    }
  }
  return weights;
}
