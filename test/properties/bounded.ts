/** How often properties are tried: for a moment in the suite, longer by `npm run fuzz`. */

interface Bounds {
  readonly numRuns: number;
  /** Absent: fast-check draws one, and names it beside the counterexample. */
  readonly seed?: number;
}

const { FUZZ_TIMES = '1', FUZZ_SEED } = process.env;

/** @param runs in the suite; FUZZ_TIMES multiplies them, FUZZ_SEED repeats a run */
export function bounded(runs: number): Bounds {
  const numRuns = Math.ceil(runs * Number(FUZZ_TIMES));
  return FUZZ_SEED === undefined ? { numRuns } : { numRuns, seed: Number(FUZZ_SEED) };
}
