/** Written by `npm run fit`; do not edit. */

/** Confidence from which on so many of the cross-validated answers are right; ascending. */
export const OVERHEARD_CURVE: readonly (readonly [precision: number, confidence: number])[] = [
  [0.5, 0.229],
  [0.6, 0.341],
  [0.7, 0.553],
  [0.75, 0.572],
  [0.8, 0.666],
  [0.85, 0.787],
  [0.9, 0.929],
  [0.92, 0.929],
  [0.95, 0.955],
  [0.97, 0.962],
  [0.99, 0.962],
];
