/** Written by `npm run fit`; do not edit. */

import type { EvidenceName } from './evidence.js';
import type { Feature } from './features.js';

export const RANKER_WEIGHTS: Readonly<Record<Feature, number>> = {
  jointWord: 8.9764,
  jointGram: 3.6928,
  questionWord: -0.7622,
  questionGram: -2.4493,
  reverseWord: 1.4891,
  answerWord: 0.5114,
  contextWord: -0.8711,
  likelyWord: 2.0165,
  likelyGram: 1.7501,
  jointConcept: 9.4677,
  questionConcept: 0.651,
  crossConcept: 11.2726,
  pairs: -1.0052,
  run: 0.5583,
  latin: 1.6813,
  missingLatin: 0,
  project: 0.5257,
  otherConcept: 1.9742,
  otherDrafted: -0.2287,
  sounds: 0.6585,
  otherClear: 0.8452,
  otherChance: -1.8507,
  thread: 1.9843,
  relative: 0.4235,
};

export const CONFIDENCE_BIAS = -3.0431;

export const CONFIDENCE_WEIGHTS: Readonly<Record<EvidenceName, number>> = {
  share: 1.192,
  odds: 0.7568,
  margin: 0.5668,
  score: 0.5918,
  uncovered: -1.8084,
  held: 3.1679,
  missingLatin: -0.89,
  reverse: 1.1017,
  sound: 1.6551,
  soundGap: 0.8768,
  otherDrafted: -0.21,
  project: 0.79,
  contradicts: -2.7,
  doubtful: -0.92,
  strange: -0.5,
  strangeActs: -0.5,
  otherPolarity: -0.66,
};
