/** Written by `npm run fit`; do not edit. */

import type { EvidenceName } from './evidence.js';
import type { Feature } from './features.js';

export const RANKER_WEIGHTS: Readonly<Record<Feature, number>> = {
  jointWord: 8.5137,
  jointGram: 3.2542,
  questionWord: -1.1327,
  questionGram: -2.451,
  reverseWord: 2.0473,
  answerWord: 0.4833,
  contextWord: -0.8922,
  likelyWord: 2.3415,
  likelyGram: 2.4294,
  jointConcept: 8.5659,
  questionConcept: 0.7746,
  crossConcept: 10.6722,
  pairs: -0.5893,
  run: 0.9718,
  latin: 1.5712,
  missingLatin: 0,
  project: 0.4423,
  thread: 1.9366,
  relative: 1.2098,
};

export const CONFIDENCE_BIAS = -4.7316;

export const CONFIDENCE_WEIGHTS: Readonly<Record<EvidenceName, number>> = {
  share: 0.9343,
  odds: 0.9519,
  margin: 0.6345,
  score: 1.4618,
  uncovered: -0.3331,
  held: 3.1822,
  uncoveredName: -0.5644,
  unknownName: 0,
  reverse: 0.8973,
};
