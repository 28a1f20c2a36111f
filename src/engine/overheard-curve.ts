/** Written by `npm run fit`; do not edit. */

/** Confidence from which on so many of the cross-validated answers are right; ascending. */
export const OVERHEARD_CURVE: readonly (readonly [precision: number, confidence: number])[] = [
  [0.5, 0.227],
  [0.6, 0.35],
  [0.7, 0.56],
  [0.75, 0.564],
  [0.8, 0.631],
  [0.85, 0.845],
  [0.9, 0.926],
  [0.92, 0.926],
  [0.95, 0.957],
  [0.97, 0.959],
  [0.99, 0.963],
];
