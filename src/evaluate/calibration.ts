/** Whether a confidence of 0.8 is right in 8 of 10 cases. */

/** A confidence, and whether the match was right. */
interface Judged {
  readonly confidence: number;
  readonly right: boolean;
}

export interface Calibration {
  /** Expected calibration error: mean gap of confidence and share of right ones, over bins of equal count. */
  readonly error: number;
  /** What a perfectly calibrated model with these confidences shows: the middle and the 95 % point of the simulation. */
  readonly expected: number;
  readonly limit: number;
}

const BINS = 10;
const SIMULATIONS = 1000;
const SEED = 20_220_401;

/** A small random source, so that the band is the same on every run (mulberry32, T. Ettinger, public domain). */
export function randomSource(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Bins of equal count (Nixon et al., "Measuring Calibration in Deep Learning", 2019). */
function calibrationError(judged: readonly Judged[]): number {
  const sorted = judged.toSorted((a, b) => a.confidence - b.confidence);
  let error = 0;
  for (let bin = 0; bin < BINS; bin += 1) {
    const start = Math.floor((bin * sorted.length) / BINS);
    const end = Math.floor(((bin + 1) * sorted.length) / BINS);
    let gap = 0;
    for (const { confidence, right } of sorted.slice(start, end)) gap += confidence - (right ? 1 : 0);
    error += Math.abs(gap);
  }
  return error / Math.max(1, sorted.length);
}

/** The error, and that of a model which is right exactly as often as it says. */
export function calibration(judged: readonly Judged[]): Calibration {
  const random = randomSource(SEED);
  const simulated = Array.from({ length: SIMULATIONS }, () =>
    calibrationError(judged.map(({ confidence }) => ({ confidence, right: random() < confidence }))),
  ).toSorted((a, b) => a - b);
  return {
    error: calibrationError(judged),
    expected: simulated[Math.floor(SIMULATIONS / 2)] ?? 0,
    limit: simulated[Math.floor(SIMULATIONS * 0.95)] ?? 0,
  };
}
