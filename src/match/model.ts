/** Written by `npm run fit`; do not edit. */

import type { EvidenceName } from './evidence.js';
import type { Feature } from './features.js';

export const RANKER_WEIGHTS: Readonly<Record<Feature, number>> = {
  jointWord: 8.5142,
  jointGram: 3.2557,
  questionWord: -1.1184,
  questionGram: -2.4363,
  reverseWord: 2.045,
  answerWord: 0.4847,
  contextWord: -0.8924,
  likelyWord: 2.3223,
  likelyGram: 2.4079,
  jointConcept: 8.5638,
  questionConcept: 0.7758,
  crossConcept: 10.6613,
  pairs: -0.5624,
  run: 0.9665,
  latin: 1.5699,
  missingLatin: 0,
  project: 0.4425,
  thread: 1.9361,
  relative: 1.2081,
};

export const CONFIDENCE_BIAS = -4.7686;

export const CONFIDENCE_WEIGHTS: Readonly<Record<EvidenceName, number>> = {
  share: 0.9527,
  odds: 0.9378,
  margin: 0.6582,
  score: 1.4687,
  uncovered: -0.3147,
  held: 3.1779,
  uncoveredName: -0.5675,
  unknownName: 0,
  reverse: 0.9039,
};
