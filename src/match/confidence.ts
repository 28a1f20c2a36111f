/** How likely the best match answers the question: a logistic model over how it was found. */

/** What the confidence looks at, all 0..1. */
export interface Evidence {
  /** Share of the best thread in a softmax over the threads. */
  readonly share: number;
  /** Weighted share of the question's terms that the best entry does not hold. */
  readonly uncovered: number;
  /** Highest weight of a Latin term that the best entry does not hold. */
  readonly uncoveredName: number;
}

/** First guesses by hand, until the fit writes them. */
const WEIGHTS: Readonly<Record<keyof Evidence | 'bias', number>> = {
  bias: 2,
  share: 2,
  uncovered: -5,
  uncoveredName: -1.5,
};

export function confidenceOf(evidence: Evidence): number {
  const score =
    WEIGHTS.bias +
    WEIGHTS.share * evidence.share +
    WEIGHTS.uncovered * evidence.uncovered +
    WEIGHTS.uncoveredName * evidence.uncoveredName;
  return 1 / (1 + Math.exp(-score));
}
