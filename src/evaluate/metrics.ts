/** How good the matching is, in the field's usual figures. */

/** One question, asked and judged. */
export interface AskedQuery {
  readonly kind: string;
  /** Whether anything in the knowledge answers it. */
  readonly answerable: boolean;
  /** 1-based place of the first right match; absent where none of the matches is right. */
  readonly rank?: number;
  /** Confidence of the first match; 0 where there is none. */
  readonly confidence: number;
}

export interface Ranking {
  readonly count: number;
  /** Shares of 0..1. */
  readonly top1: number;
  readonly top3: number;
  /** Mean reciprocal rank, with matches past the tenth counting nothing. */
  readonly mrr: number;
}

const MRR_DEPTH = 10;

function mean(values: readonly number[]): number {
  return values.length === 0 ? Number.NaN : values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Over the answerable ones among `outcomes`. */
export function ranking(outcomes: readonly AskedQuery[]): Ranking {
  const ranks = outcomes
    .filter(({ answerable }) => answerable)
    .map(({ rank }) => rank ?? Number.POSITIVE_INFINITY);
  return {
    count: ranks.length,
    top1: mean(ranks.map((rank) => (rank <= 1 ? 1 : 0))),
    top3: mean(ranks.map((rank) => (rank <= 3 ? 1 : 0))),
    mrr: mean(ranks.map((rank) => (rank <= MRR_DEPTH ? 1 / rank : 0))),
  };
}

/**
 * Area under the ROC curve: how often a positive score is above a negative one, ties counting half (Mann & Whitney,
 * 1947). NaN where either is empty.
 */
export function areaUnderRoc(positive: readonly number[], negative: readonly number[]): number {
  let wins = 0;
  for (const high of positive) for (const low of negative) wins += high > low ? 1 : high === low ? 0.5 : 0;
  return wins / (positive.length * negative.length);
}

export interface Coverage {
  readonly threshold: number;
  /** Share of the answerable questions that are answered right. */
  readonly answeredRight: number;
  /** Share of right ones among all that is answered. */
  readonly precision: number;
  /** Share of the unanswerable ones that are answered all the same, by kind. */
  readonly falseAnswers: Readonly<Record<string, number>>;
}

export function coverageAt(outcomes: readonly AskedQuery[], threshold: number): Coverage {
  const answered = outcomes.filter(({ confidence }) => confidence >= threshold);
  const right = answered.filter(({ rank }) => rank === 1).length;
  const unanswerable = outcomes.filter(({ answerable }) => !answerable);
  const kinds = [...new Set(unanswerable.map(({ kind }) => kind))];
  return {
    threshold,
    answeredRight: right / outcomes.filter(({ answerable }) => answerable).length,
    precision: right / answered.length,
    falseAnswers: Object.fromEntries(
      kinds.map((kind) => {
        const all = unanswerable.filter((outcome) => outcome.kind === kind);
        return [kind, all.filter(({ confidence }) => confidence >= threshold).length / all.length];
      }),
    ),
  };
}
