/** Written by `npm run fit`; do not edit. */

/** Confidence from which on so many of the cross-validated answers are right; ascending. */
export const OVERHEARD_CURVE: readonly (readonly [precision: number, confidence: number])[] = [
  [0.5, 0.231],
  [0.6, 0.346],
  [0.7, 0.606],
  [0.75, 0.619],
  [0.8, 0.646],
  [0.85, 0.82],
  [0.9, 0.929],
  [0.92, 0.933],
  [0.95, 0.94],
  [0.97, 0.957],
  [0.99, 0.959],
];
