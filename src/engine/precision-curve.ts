/** Written by `npm run fit`; do not edit. */

/** Confidence from which on so many of the cross-validated answers are right; ascending. */
export const PRECISION_CURVE: readonly (readonly [precision: number, confidence: number])[] = [
  [0.5, 0.026],
  [0.6, 0.078],
  [0.7, 0.18],
  [0.75, 0.243],
  [0.8, 0.332],
  [0.85, 0.47],
  [0.9, 0.626],
  [0.92, 0.689],
  [0.95, 0.791],
  [0.97, 0.887],
  [0.99, 0.947],
];
