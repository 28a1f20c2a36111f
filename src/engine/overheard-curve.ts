/** Written by `npm run fit`; do not edit. */

/** Confidence from which on so many of the cross-validated answers are right; ascending. */
export const OVERHEARD_CURVE: readonly (readonly [precision: number, confidence: number])[] = [
  [0.5, 0.233],
  [0.6, 0.351],
  [0.7, 0.59],
  [0.75, 0.591],
  [0.8, 0.641],
  [0.85, 0.83],
  [0.9, 0.921],
  [0.92, 0.932],
  [0.95, 0.937],
  [0.97, 0.956],
  [0.99, 0.959],
];
