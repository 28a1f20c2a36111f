/** Written by `npm run fit`; do not edit. */

/** Confidence from which on so many of the cross-validated answers are right; ascending. */
export const PRECISION_CURVE: readonly (readonly [precision: number, confidence: number])[] = [
  [0.5, 0],
  [0.6, 0.007],
  [0.7, 0.066],
  [0.75, 0.133],
  [0.8, 0.223],
  [0.85, 0.379],
  [0.9, 0.537],
  [0.92, 0.641],
  [0.95, 0.793],
  [0.97, 0.911],
  [0.99, 0.968],
];
