/** Written by `npm run fit:relevance`; do not edit. */

import type { OverheardName } from './overheard.js';

export const OVERHEARD_BIAS = -1.9911;

export const OVERHEARD_WEIGHTS: Readonly<Record<OverheardName, number>> = {
  confidence: 0.7229,
  asking: 0.527,
  notAsking: -0.3415,
  subject: 0.1233,
  confidenceAndAsking: 0.0596,
  answerShare: -5.2402,
};
