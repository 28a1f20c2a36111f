/** Written by `npm run fit`; do not edit. */

/** Confidence from which on so many of the cross-validated answers are right; ascending. */
export const PRECISION_CURVE: readonly (readonly [precision: number, confidence: number])[] = [
  [0.5, 0],
  [0.6, 0],
  [0.7, 0.079],
  [0.75, 0.177],
  [0.8, 0.302],
  [0.85, 0.411],
  [0.9, 0.632],
  [0.92, 0.677],
  [0.95, 0.808],
  [0.97, 0.897],
  [0.99, 0.99],
];
