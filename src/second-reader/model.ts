/** Written by `npm run fit:second-reader`; do not edit. */

import type { PickEvidenceName } from './pick-evidence.js';

export const PICK_BIAS = 1.3382;

export const PICK_WEIGHTS: Readonly<Record<PickEvidenceName, number>> = {
  odds: 0.2077,
  first: 0.5422,
  sure: 4.5577,
  differs: -5.322,
  overheard: -1.5164,
};
