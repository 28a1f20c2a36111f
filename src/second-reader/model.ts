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
