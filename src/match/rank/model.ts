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

export const CONFIDENCE_BIAS = -2.172;

export const CONFIDENCE_WEIGHTS: Readonly<Record<EvidenceName, number>> = {
  share: 1.263,
  odds: 0.7605,
  margin: 0.4706,
  uncovered: -2.0631,
  held: 2.8107,
  missingLatin: -0.7027,
  reverse: 1.1976,
  sound: 0.8911,
  soundGap: 0.8624,
  otherDrafted: -0.2914,
  project: 0.6576,
  doubtful: -0.3811,
  strange: -0.7396,
  strangeActs: -0.4222,
  otherPolarity: -0.5407,
};
