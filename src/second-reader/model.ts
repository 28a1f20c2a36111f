/** Written by `npm run fit:second-reader`; do not edit. */

import type { PickEvidenceName } from './pick-evidence.js';

export const PICK_BIAS = 0;

export const PICK_WEIGHTS: Readonly<Record<PickEvidenceName, number>> = {
  odds: 0.3,
  first: 0.3,
  sure: 4,
  differs: -4,
  overheard: 0,
};

/** Confidence from which on so many of the cross-validated sure choices are right; ascending. */
export const PICK_CURVE: readonly (readonly [precision: number, confidence: number])[] = [
  [0.5, 0],
  [0.9, 0.9],
  [0.95, 0.93],
  [0.97, 0.95],
  [0.99, 0.98],
];
