/** From the precision that a community wants to the confidence that it takes. */

import type { ThresholdTable } from './decide.js';

/** The dial: the share of right ones among what is answered, 0..1. */
export interface Precision {
  readonly addressed: number;
  readonly overheard: number;
}

export const DEFAULT_PRECISION: Precision = { addressed: 0.9, overheard: 0.95 };

/**
 * Confidence that reaches a precision: answering from it on, so many of the answers are right. First guesses, until
 * the fit writes them. Ascending in both.
 */
const CURVE: readonly (readonly [precision: number, confidence: number])[] = [
  [0, 0],
  [0.5, 0.2],
  [0.8, 0.45],
  [0.9, 0.6],
  [0.95, 0.75],
  [1, 1],
];

/** Suggestions start where one in five is right. */
const SUGGEST_CONFIDENCE = 0.2;

/**
 * What an overheard message needs to count as a question for this knowledge: cross-validated, one message of group chat
 * in fifteen has it, and nine questions in ten (`npm run fit:relevance`); the confidence stops the rest of the chat.
 */
const OVERHEARD_RELEVANCE = 0.7;

/** The confidence for a precision, between the points of the curve by a straight line. */
function confidenceFor(precision: number): number {
  let [before] = CURVE;
  for (const point of CURVE) {
    if (before !== undefined && point[0] >= precision && point[0] > before[0]) {
      const share = (precision - before[0]) / (point[0] - before[0]);
      return before[1] + share * (point[1] - before[1]);
    }
    before = point;
  }
  return 1;
}

/** Throws a RangeError when a dial is not within 0..1. */
export function thresholdsFor(precision: Precision = DEFAULT_PRECISION): ThresholdTable {
  for (const value of [precision.addressed, precision.overheard]) {
    if (!(value >= 0 && value <= 1))
      throw new RangeError(`A precision lies within 0 and 1, not at ${value}.`);
  }
  const addressed = confidenceFor(precision.addressed);
  const overheard = confidenceFor(precision.overheard);
  return {
    addressed: { answer: addressed, suggest: Math.min(SUGGEST_CONFIDENCE, addressed), relevance: 0 },
    // Nobody asked for suggestions: an overheard message is answered or left alone.
    overheard: { answer: overheard, suggest: overheard, relevance: OVERHEARD_RELEVANCE },
  };
}
