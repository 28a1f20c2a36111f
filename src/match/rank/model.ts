/** Written by `npm run fit`; do not edit. */

import type { EvidenceName } from './evidence.js';
import type { Feature } from './features.js';

export const RANKER_WEIGHTS: Readonly<Record<Feature, number>> = {
  jointWord: 8.6018,
  jointGram: 3.2489,
  questionWord: -1.2463,
  questionGram: -2.5744,
  reverseWord: 2.1546,
  answerWord: 0.4725,
  contextWord: -0.8892,
  likelyWord: 2.4315,
  likelyGram: 2.6181,
  jointConcept: 8.6818,
  questionConcept: 0.9607,
  crossConcept: 10.334,
  pairs: -0.6606,
  run: 0.9841,
  latin: 1.5735,
  missingLatin: 0,
  project: 0.4474,
  thread: 1.9558,
  relative: 1.1384,
};

export const CONFIDENCE_BIAS = -4.82;

export const CONFIDENCE_WEIGHTS: Readonly<Record<EvidenceName, number>> = {
  share: 0.9272,
  odds: 0.9013,
  margin: 0.8076,
  score: 1.4986,
  uncovered: -0.275,
  held: 3.1078,
  uncoveredName: -0.5991,
  unknownName: 0,
  reverse: 0.899,
};
