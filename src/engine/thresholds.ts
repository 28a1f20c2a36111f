/** From the precision that a community wants to the confidence that it takes. */

import { OVERHEARD_CURVE } from './overheard-curve.js';
import { PRECISION_CURVE } from './precision-curve.js';
import type { Attention } from '../contract.js';
import { DEFAULTS } from '../settings.js';

/** What a message must reach, each 0..1. */
export interface Thresholds {
  /** Confidence from which a question is answered; of an overheard message {@link Matching.overheard}. */
  readonly answer: number;
  /** Confidence from which it gets suggestions. */
  readonly suggest: number;
  /** Relevance below which a message is no question for this knowledge, and is not counted as one that went unanswered. */
  readonly relevance: number;
}

export type ThresholdTable = Readonly<Record<Attention, Thresholds>>;

/** The share of right ones among what is answered, 0..1. */
export interface Precision {
  readonly addressed: number;
  readonly overheard: number;
}

export const DEFAULT_PRECISION: Precision = {
  addressed: DEFAULTS.precision,
  overheard: DEFAULTS.precisionOverheard,
};

/**
 * Suggestions start where one in three first ones is right. Over the bases of the fit, 45 in 100 lists then hold the right entry among their
 * three; from 0.2 on it were 37, and twice as many lists for what nothing answers.
 */
const SUGGEST_CONFIDENCE = 1 / 3;

/** What an overheard message needs to count as a question for this knowledge (`npm run fit:relevance` prints the shares). */
const OVERHEARD_RELEVANCE = 0.6;

/** The confidence for a precision, between the points of the curve by a straight line; 1 beyond them. */
function confidenceFor(precision: number, curve: typeof PRECISION_CURVE): number {
  let before: readonly [number, number] = [0, 0];
  for (const point of curve) {
    if (point[0] >= precision) {
      const share = (precision - before[0]) / (point[0] - before[0]);
      return before[1] + share * (point[1] - before[1]);
    }
    before = point;
  }
  return 1;
}

/** @throws {RangeError} when a precision is not within 0..1 */
export function thresholdsFor(precision: Precision = DEFAULT_PRECISION): ThresholdTable {
  for (const value of [precision.addressed, precision.overheard]) {
    if (!(value >= 0 && value <= 1))
      throw new RangeError(`A precision lies within 0 and 1, not at ${value}.`);
  }
  const addressed = confidenceFor(precision.addressed, PRECISION_CURVE);
  const overheard = confidenceFor(precision.overheard, OVERHEARD_CURVE);
  return {
    addressed: { answer: addressed, suggest: Math.min(SUGGEST_CONFIDENCE, addressed), relevance: 0 },
    // Nobody asked for suggestions: an overheard message is answered or left alone.
    overheard: { answer: overheard, suggest: overheard, relevance: OVERHEARD_RELEVANCE },
  };
}
