/** Written by `npm run fit`; do not edit. */

/** Confidence from which on so many of the cross-validated answers are right; ascending. */
export const PRECISION_CURVE: readonly (readonly [precision: number, confidence: number])[] = [
  [0.5, 0],
  [0.6, 0.029],
  [0.7, 0.114],
  [0.75, 0.18],
  [0.8, 0.29],
  [0.85, 0.408],
  [0.9, 0.568],
  [0.92, 0.662],
  [0.95, 0.795],
  [0.97, 0.908],
  [0.99, 0.971],
];
