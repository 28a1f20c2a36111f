/** The ranker's weights. First guesses by hand, until the fit writes this file. */

import type { Feature } from './features.js';

export const RANKER_WEIGHTS: Readonly<Record<Feature, number>> = {
  jointWord: 8,
  jointGram: 8,
  questionWord: 2,
  questionGram: 3,
  reverseWord: 1,
  reverseGram: 1,
  answerWord: 0.5,
  contextWord: 0.5,
  jointConcept: 4,
  questionConcept: 1,
  pairs: 1,
  run: 1,
  latin: 1,
  missingLatin: -0.5,
  crossJointWord: 2,
  crossConcept: 3,
  project: 0.5,
};
