/** Written by `npm run fit`; do not edit. */

import type { EvidenceName } from './evidence.js';
import type { Feature } from './features.js';

export const RANKER_WEIGHTS: Readonly<Record<Feature, number>> = {
  jointWord: 8.7199,
  jointGram: 4.0162,
  questionWord: -0.8847,
  questionGram: -2.4669,
  reverseWord: 1.784,
  answerWord: 0.5221,
  contextWord: -0.874,
  likelyWord: 2.0273,
  likelyGram: 1.8791,
  jointConcept: 9.2914,
  questionConcept: 0.6925,
  crossConcept: 11.5408,
  pairs: -1.4261,
  run: 0.8208,
  latin: 1.5595,
  project: 0.5839,
  otherConcept: 2.0367,
  otherDrafted: -0.2554,
  sounds: 0.6286,
  otherClear: 0.8822,
  otherChance: -1.8663,
  thread: 2.0087,
  relative: 0.3318,
};

export const CONFIDENCE_BIAS = -2.0635;

export const CONFIDENCE_WEIGHTS: Readonly<Record<EvidenceName, number>> = {
  share: 1.1813,
  odds: 0.7202,
  margin: 0.5776,
  uncovered: -1.9275,
  held: 2.6546,
  missingLatin: -0.6132,
  reverse: 1.1961,
  sound: 1.0783,
  soundGap: 0.8157,
  otherDrafted: -0.2568,
  project: 0.6087,
  doubtful: -0.5672,
  strange: -0.7352,
  strangeActs: -0.4629,
  otherPolarity: -0.4628,
};
