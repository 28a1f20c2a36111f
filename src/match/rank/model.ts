/** Written by `npm run fit`; do not edit. */

import type { EvidenceName } from './evidence.js';
import type { Feature } from './features.js';

export const RANKER_WEIGHTS: Readonly<Record<Feature, number>> = {
  jointWord: 8.4279,
  jointGram: 3.6297,
  questionWord: -0.8939,
  questionGram: -2.3886,
  reverseWord: 2.1831,
  answerWord: 0.6471,
  contextWord: -0.7998,
  likelyWord: 2.3089,
  likelyGram: 2.0792,
  jointConcept: 9.56,
  questionConcept: 0.5935,
  crossConcept: 11.3988,
  pairs: -0.8833,
  run: 0.5296,
  latin: 1.7592,
  missingLatin: 0,
  project: 0.5043,
  otherConcept: 2.3477,
  otherDrafted: -0.239,
  sounds: 0.4769,
  otherClear: 0.0999,
  otherChance: -2.1321,
  thread: 1.8804,
  relative: 0.1956,
};

export const CONFIDENCE_BIAS = -5.0695;

export const CONFIDENCE_WEIGHTS: Readonly<Record<EvidenceName, number>> = {
  share: 1.0535,
  odds: 0.8768,
  margin: 0.791,
  score: 0.5786,
  uncovered: -1.5092,
  held: 3.2707,
  uncoveredName: -0.7816,
  unknownName: 0,
  reverse: 1.4742,
  soundGap: 0.7413,
  otherDrafted: -0.3275,
  size: 1.9121,
};
