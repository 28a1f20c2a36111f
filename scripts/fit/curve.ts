/** From the precision that is wanted to the confidence that reaches it. */

/** A point of the curve: answering from `confidence` on, `precision` of the answers are right. */
export type CurvePoint = readonly [precision: number, confidence: number];

/** An answer with what a model that did not see it says of it. */
export interface ValidatedAnswer {
  /** 0..1. */
  readonly confidence: number;
  readonly right: boolean;
  readonly weight: number;
}

const PRECISIONS = [0.5, 0.6, 0.7, 0.75, 0.8, 0.85, 0.9, 0.92, 0.95, 0.97, 0.99] as const;

/** Digits of the confidence that are kept: more would be noise. */
const DIGITS = 3;

/** The least confidence from which on so many of the cross-validated answers, all together, are right. */
export function precisionCurve(outcomes: readonly ValidatedAnswer[]): readonly CurvePoint[] {
  const judged = outcomes.filter(({ weight }) => weight > 0).toSorted((a, b) => b.confidence - a.confidence);
  let weight = 0;
  let right = 0;
  const precisions = judged.map((one) => {
    weight += one.weight;
    right += one.right ? one.weight : 0;
    return { confidence: one.confidence, precision: right / weight };
  });
  return PRECISIONS.map((wanted): CurvePoint => {
    const reached = precisions.findLast(({ precision }) => precision >= wanted);
    return [wanted, Number((reached?.confidence ?? 1).toFixed(DIGITS))];
  });
}
