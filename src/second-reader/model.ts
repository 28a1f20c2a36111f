/** Written by `npm run fit:second-reader`; do not edit. */

import type { PickEvidenceName } from './pick-evidence.js';

export const PICK_BIAS = 1.2043;

export const PICK_WEIGHTS: Readonly<Record<PickEvidenceName, number>> = {
  odds: 0.1796,
  first: 0.7289,
  sure: 4.536,
  differs: -4.8881,
  overheard: -1.5384,
};

/** Confidence from which on so many of the cross-validated sure choices are right; ascending. 0: all of them. */
export const PICK_CURVE: readonly (readonly [precision: number, confidence: number])[] = [
  [0.5, 0],
  [0.6, 0],
  [0.7, 0],
  [0.75, 0],
  [0.8, 0],
  [0.85, 0],
  [0.9, 0],
  [0.92, 0],
  [0.95, 0],
  [0.97, 0],
  [0.99, 0],
];
