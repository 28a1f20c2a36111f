/** Written by `npm run fit:relevance`; do not edit. */

export const OVERHEARD_BIAS = -1.9322;

export const OVERHEARD_WEIGHTS = {
  confidence: 0.7165,
  asking: 0.516,
  notAsking: -0.3775,
  subject: 0.1188,
  confidenceAndAsking: 0.0641,
  answerShare: -5.2294,
} as const;
