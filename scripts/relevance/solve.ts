/** The fit of the two logistic models whose product is the relevance. */

import { logistic } from '../../src/logistic.js';
import { RELEVANCE_FEATURES, type RelevanceModel } from '../../src/match/relevance/relevance.js';

export interface Row {
  readonly features: Readonly<Record<string, number>>;
  readonly label: 0 | 1;
  readonly weight: number;
}

/**
 * Strength of the pull of the weights towards 0, against the mean loss of a row. Cross-validated, 0.002 does about as
 * well; 0.0005 and 0.005 did worse with an earlier set of features.
 */
const RIDGE = 0.001;

const STEPS = 600;

/** Adam's settings (Kingma & Ba 2015); full batches, so nothing is random. */
const RATE = 0.05;
const MOMENTUM = 0.9;
const SCALE_MOMENTUM = 0.999;
const TINY = 1e-9;

export function solve(rows: readonly Row[], ridge = RIDGE): RelevanceModel {
  const count = RELEVANCE_FEATURES.length;
  const asksAt = count;
  const subjectAt = count + 1;
  const weights = new Float64Array(count + 2);
  const mean = new Float64Array(count + 2);
  const square = new Float64Array(count + 2);
  const sides = RELEVANCE_FEATURES.map(({ side }) => side === 'asks');
  const signs = RELEVANCE_FEATURES.map(({ sign }) => sign);
  // Features are mostly 0: the places and the values of the others.
  const sparse = rows.map(({ features }) =>
    RELEVANCE_FEATURES.flatMap(({ name }, at) => {
      const value = features[name] ?? 0;
      return value === 0 ? [] : [{ at, value, asks: sides[at] ?? false }];
    }),
  );
  const total = rows.reduce((sum, { weight }) => sum + weight, 0);

  for (let step = 1; step <= STEPS; step += 1) {
    const gradient = new Float64Array(count + 2);
    rows.forEach(({ label, weight }, row) => {
      let asks = weights[asksAt] ?? 0;
      let subject = weights[subjectAt] ?? 0;
      const items = sparse[row] ?? [];
      for (const item of items) {
        const part = (weights[item.at] ?? 0) * item.value;
        if (item.asks) asks += part;
        else subject += part;
      }
      const a = logistic(asks);
      const s = logistic(subject);
      // The slope of -log(as) or -log(1 - as) over the log-odds of each side.
      const outer = label === 1 ? -1 : (a * s) / Math.max(TINY, 1 - a * s);
      const share = (weight / total) * outer;
      const ofAsks = share * (1 - a);
      const ofSubject = share * (1 - s);
      gradient[asksAt] = (gradient[asksAt] ?? 0) + ofAsks;
      gradient[subjectAt] = (gradient[subjectAt] ?? 0) + ofSubject;
      for (const { at, value, asks: isAsks } of items) {
        gradient[at] = (gradient[at] ?? 0) + value * (isAsks ? ofAsks : ofSubject);
      }
    });
    for (let at = 0; at < count + 2; at += 1) {
      const weight = weights[at] ?? 0;
      const slope = (gradient[at] ?? 0) + (at < count ? ridge * weight : 0);
      const m = MOMENTUM * (mean[at] ?? 0) + (1 - MOMENTUM) * slope;
      const v = SCALE_MOMENTUM * (square[at] ?? 0) + (1 - SCALE_MOMENTUM) * slope * slope;
      mean[at] = m;
      square[at] = v;
      const move = m / (1 - MOMENTUM ** step) / (Math.sqrt(v / (1 - SCALE_MOMENTUM ** step)) + TINY);
      // The steps shrink to nothing, so that the end does not depend on where the last swing stood.
      const next = weight - RATE * (1 - step / (STEPS + 1)) * move;
      const sign = signs[at] ?? 0;
      weights[at] = sign === 0 ? next : sign * Math.max(0, sign * next);
    }
  }
  const rounded = (at: number): number => Number((weights[at] ?? 0).toFixed(4)) || 0;
  return {
    asks: rounded(asksAt),
    subject: rounded(subjectAt),
    weights: Object.fromEntries(RELEVANCE_FEATURES.map(({ name }, at) => [name, rounded(at)])),
  };
}
