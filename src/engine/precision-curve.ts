/** Written by `npm run fit`; do not edit. */

/** Confidence from which on so many of the cross-validated answers are right; ascending. */
export const PRECISION_CURVE: readonly (readonly [precision: number, confidence: number])[] = [
  [0.5, 0],
  [0.6, 0],
  [0.7, 0.076],
  [0.75, 0.176],
  [0.8, 0.293],
  [0.85, 0.409],
  [0.9, 0.63],
  [0.92, 0.685],
  [0.95, 0.793],
  [0.97, 0.898],
  [0.99, 0.99],
];
