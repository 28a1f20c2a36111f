/** Written by `npm run fit:relevance`; do not edit. */

import type { OverheardName } from './overheard.js';

export const OVERHEARD_BIAS = -1.9497;

export const OVERHEARD_WEIGHTS: Readonly<Record<OverheardName, number>> = {
  confidence: 0.7187,
  asking: 0.5247,
  notAsking: -0.3631,
  subject: 0.1223,
  confidenceAndAsking: 0.0611,
  answerShare: -5.2014,
};
