/** Written by `npm run fit:relevance`; do not edit. */

export const OVERHEARD_BIAS = -1.9793;

export const OVERHEARD_WEIGHTS = {
  confidence: 0.7498,
  asking: 0.5107,
  notAsking: -0.3772,
  subject: 0.1134,
  confidenceAndAsking: 0.0685,
  answerShare: -5.2696,
} as const;
