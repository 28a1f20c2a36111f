/** Written by `npm run fit`; do not edit. */

import type { EvidenceName } from './evidence.js';
import type { Feature } from './features.js';

export const RANKER_WEIGHTS: Readonly<Record<Feature, number>> = {
  jointWord: 8.7458,
  jointGram: 3.1616,
  questionWord: -1.1622,
  questionGram: -2.6074,
  reverseWord: 2.1493,
  answerWord: 0.4549,
  contextWord: -0.935,
  likelyWord: 2.4252,
  likelyGram: 2.4836,
  jointConcept: 8.685,
  questionConcept: 0.988,
  crossConcept: 10.1974,
  pairs: -0.6584,
  run: 1.0394,
  latin: 1.6184,
  missingLatin: 0,
  project: 0.4654,
  otherConcept: 0,
  otherDrafted: 0,
  sounds: 0,
  otherClear: 0,
  otherSure: 0,
  otherChance: 0,
  thread: 2.1378,
  relative: 1.1405,
};

export const CONFIDENCE_BIAS = -4.9285;

export const CONFIDENCE_WEIGHTS: Readonly<Record<EvidenceName, number>> = {
  share: 1.0501,
  odds: 0.8443,
  margin: 0.8416,
  score: 1.4842,
  uncovered: -0.2879,
  held: 3.1503,
  uncoveredName: -0.6195,
  unknownName: 0,
  sound: 0,
  soundGap: 0,
  other: 0,
  otherDrafted: 0,
  size: 0,
  reverse: 0.9504,
};
