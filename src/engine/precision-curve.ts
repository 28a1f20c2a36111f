/** Written by `npm run fit`; do not edit. */

/** Confidence from which on so many of the cross-validated answers are right; ascending. */
export const PRECISION_CURVE: readonly (readonly [precision: number, confidence: number])[] = [
  [0.5, 0],
  [0.6, 0.025],
  [0.7, 0.096],
  [0.75, 0.167],
  [0.8, 0.249],
  [0.85, 0.38],
  [0.9, 0.567],
  [0.92, 0.659],
  [0.95, 0.789],
  [0.97, 0.896],
  [0.99, 0.964],
];
