/** Written by `npm run fit`; do not edit. */

/** Confidence from which on so many of the cross-validated answers are right; ascending. */
export const PRECISION_CURVE: readonly (readonly [precision: number, confidence: number])[] = [
  [0.5, 0.017],
  [0.6, 0.065],
  [0.7, 0.158],
  [0.75, 0.218],
  [0.8, 0.299],
  [0.85, 0.405],
  [0.9, 0.561],
  [0.92, 0.65],
  [0.95, 0.751],
  [0.97, 0.87],
  [0.99, 0.941],
];
