/** Written by `npm run fit`; do not edit. */

/** Confidence from which on so many of the cross-validated answers are right; ascending. */
export const PRECISION_CURVE: readonly (readonly [precision: number, confidence: number])[] = [
  [0.5, 0],
  [0.6, 0.062],
  [0.7, 0.195],
  [0.75, 0.293],
  [0.8, 0.396],
  [0.85, 0.53],
  [0.9, 0.674],
  [0.92, 0.771],
  [0.95, 0.842],
  [0.97, 0.96],
  [0.99, 0.99],
];
