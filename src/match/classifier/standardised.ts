/** Margins made comparable: among entries of one kind, and between bases of any size. */

/** Margins of the whole base that a group's mean and spread are mixed with, so that a group of two or three has some. */
const MIXED_IN = 5;

/**
 * The margins as distances from their group's mean in its standard deviations, so that bases of any size compare; all 0 where all are
 * equal.
 * @param groups one of two groups for each margin
 */
export function standardised(margins: Float32Array, groups: readonly boolean[]): Float32Array {
  const all = momentsOf(margins);
  const [one, other] = [true, false].map((group) => {
    const own = momentsOf(margins.filter((_, place) => groups[place] === group));
    const mixed = (moment: 'mean' | 'square'): number =>
      (own.count * own[moment] + MIXED_IN * all[moment]) / (own.count + MIXED_IN);
    return { mean: mixed('mean'), deviation: Math.sqrt(mixed('square')) };
  });
  return margins.map((margin, place) => {
    const { mean = 0, deviation = 0 } = (groups[place] === true ? one : other) ?? {};
    return deviation < NO_DEVIATION ? 0 : (margin - mean) / deviation;
  });
}

interface Moments {
  readonly count: number;
  readonly mean: number;
  /** The mean square of the distances from the mean. */
  readonly square: number;
}

function momentsOf(values: Float32Array): Moments {
  const count = values.length;
  const mean = values.reduce((sum, value) => sum + value, 0) / Math.max(1, count);
  return {
    count,
    mean,
    square: values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / Math.max(1, count),
  };
}

/** Below this, margins differ by rounding alone. */
const NO_DEVIATION = 1e-6;
