/** Written by `npm run fit`; do not edit. */

import type { EvidenceName } from './evidence.js';
import type { Feature } from './features.js';

export const RANKER_WEIGHTS: Readonly<Record<Feature, number>> = {
  jointWord: 8.7205,
  jointGram: 4.0159,
  questionWord: -0.8843,
  questionGram: -2.4666,
  reverseWord: 1.7835,
  answerWord: 0.5228,
  contextWord: -0.874,
  likelyWord: 2.0268,
  likelyGram: 1.8784,
  jointConcept: 9.2916,
  questionConcept: 0.6926,
  crossConcept: 11.5381,
  pairs: -1.4253,
  run: 0.8199,
  latin: 1.5592,
  project: 0.5849,
  otherConcept: 2.0394,
  otherDrafted: -0.2555,
  sounds: 0.629,
  otherClear: 0.8812,
  otherChance: -1.8667,
  thread: 2.0087,
  relative: 0.3313,
};

export const CONFIDENCE_BIAS = -2.2149;

export const CONFIDENCE_WEIGHTS: Readonly<Record<EvidenceName, number>> = {
  share: 1.2875,
  odds: 0.7221,
  margin: 0.4923,
  uncovered: -2.0636,
  held: 2.8391,
  missingLatin: -0.6935,
  reverse: 1.1719,
  sound: 0.8952,
  soundGap: 0.9221,
  otherDrafted: -0.2717,
  project: 0.6709,
  doubtful: -0.371,
  strange: -0.7373,
  strangeActs: -0.5068,
  otherPolarity: -0.5266,
};
