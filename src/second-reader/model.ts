/** Written by `npm run fit:second-reader`; do not edit. */

import type { PickEvidenceName } from './pick-evidence.js';

export const PICK_BIAS = 1.3479;

export const PICK_WEIGHTS: Readonly<Record<PickEvidenceName, number>> = {
  odds: 0.2154,
  first: 0.5445,
  sure: 4.5316,
  differs: -5.2691,
  overheard: -1.5559,
};
