/** Written by `npm run fit`; do not edit. */

/** Confidence from which on so many of the cross-validated answers are right; ascending. */
export const PRECISION_CURVE: readonly (readonly [precision: number, confidence: number])[] = [
  [0.5, 0],
  [0.6, 0.061],
  [0.7, 0.193],
  [0.75, 0.292],
  [0.8, 0.393],
  [0.85, 0.529],
  [0.9, 0.671],
  [0.92, 0.772],
  [0.95, 0.844],
  [0.97, 0.96],
  [0.99, 0.99],
];
