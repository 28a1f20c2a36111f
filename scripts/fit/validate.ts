/** Cross-validation: every case is scored by a model that saw neither it nor its group. */

import { groupBy } from '../../src/group-by.js';
import { rankBy, type RankedCandidate } from '../../src/match/rank/rank.js';
import { EVIDENCE, EVIDENCE_SIGNS, evidenceFor } from '../../src/match/rank/evidence.js';
import { FEATURE_SIGNS, FEATURES } from '../../src/match/rank/features.js';
import type { AskedQuery } from '../../src/evaluate/metrics.js';
import type { Case } from './data.js';
import { FOLDS, foldOf } from './folds.js';
import { fitListwise } from './listwise.js';
import { fitLogistic, type Logistic, probability } from './logistic.js';

/** Fitted on standardised features; ten times less or more changes little. */
const RANK_RIDGE = 0.01;
const CONFIDENCE_RIDGE = 0.005;

export const RANK_SIGNS = FEATURES.map((name) => FEATURE_SIGNS[name]);
export const CONFIDENCE_SIGNS = EVIDENCE.map((name) => EVIDENCE_SIGNS[name]);

export function fitRanker(cases: readonly Case[]): readonly number[] {
  return fitListwise(
    cases.filter(({ weight }) => weight > 0),
    { signs: RANK_SIGNS, ridge: RANK_RIDGE },
  );
}

/** A case with its candidates in the order of a ranker that did not see it. */
export interface Judged {
  readonly asked: Case;
  readonly ranked: readonly RankedCandidate[];
  readonly right: boolean;
  /** The evidence for the first match; absent where there are no candidates. */
  readonly row?: readonly number[];
}

function judge(asked: Case, weights: readonly number[]): Judged {
  const ranked = rankBy(asked.candidates, weights);
  const [first] = ranked;
  if (first === undefined) return { asked, ranked, right: false };
  const evidence = evidenceFor(0, ranked, asked.question);
  return {
    asked,
    ranked,
    right: goldIn(asked).has(first.candidate.prepared.entry.id),
    row: EVIDENCE.map((name) => evidence[name]),
  };
}

/** Splits of the cases: folds of the community's threads, and every other knowledge as a whole. */
function splits(cases: readonly Case[]): readonly ((one: Case) => boolean)[] {
  const others = new Set(cases.map(({ knowledge }) => knowledge).filter((name) => name !== 'community'));
  return [
    ...Array.from(
      { length: FOLDS },
      (_, fold) =>
        (one: Case): boolean =>
          one.knowledge === 'community' && foldOf(one.group) === fold,
    ),
    ...[...others].map(
      (name) =>
        (one: Case): boolean =>
          one.knowledge === name,
    ),
  ];
}

export function validateRanker(cases: readonly Case[]): readonly Judged[] {
  const judged = new Map<Case, Judged>();
  for (const isHeldOut of splits(cases)) {
    const weights = fitRanker(cases.filter((one) => !isHeldOut(one)));
    for (const one of cases) if (isHeldOut(one)) judged.set(one, judge(one, weights));
  }
  return cases.map((one) => judged.get(one)).filter((one) => one !== undefined);
}

export function fitConfidence(judged: readonly Judged[]): Logistic {
  const examples = judged.flatMap((one) => {
    const { asked, right, row } = one;
    const isIn = row !== undefined && asked.confidenceWeight > 0 && !differs(one);
    return isIn ? [{ weight: asked.confidenceWeight, row, right }] : [];
  });
  return fitLogistic(examples, CONFIDENCE_SIGNS, CONFIDENCE_RIDGE);
}

/** A case with what became of it, by models that did not see it. */
export interface ValidatedCase extends AskedQuery {
  readonly asked: Case;
}

/** Every case with the confidence of a model that did not see it. */
export function validateConfidence(judged: readonly Judged[]): readonly ValidatedCase[] {
  const outcomes = new Map<Judged, ValidatedCase>();
  const isIn = splits(judged.map(({ asked }) => asked));
  for (const isHeldOut of isIn) {
    const model = fitConfidence(judged.filter(({ asked }) => !isHeldOut(asked)));
    for (const one of judged) {
      if (!isHeldOut(one.asked)) continue;
      const gold = goldIn(one.asked);
      const place = one.ranked.findIndex(({ candidate }) => gold.has(candidate.prepared.entry.id));
      outcomes.set(one, {
        asked: one.asked,
        kind: one.asked.query.kind,
        answerable: one.asked.query.gold.length > 0,
        rank: place < 0 ? undefined : place + 1,
        // What plainly differs is no answer at any confidence.
        confidence: one.row === undefined || differs(one) ? 0 : probability(model, one.row),
      });
    }
  }
  return judged.map((one) => outcomes.get(one)).filter((one) => one !== undefined);
}

/** What plainly differs is never answered, whatever its confidence. */
function differs({ ranked: [first] }: Judged): boolean {
  return first?.candidate.differences().plain !== undefined;
}

/** With weights by which all other knowledge together counts as much as the community's, each of it the same. */
export function balanced(
  outcomes: readonly ValidatedCase[],
): readonly (ValidatedCase & { readonly weight: number })[] {
  const groups = groupBy(
    outcomes.filter(({ asked }) => asked.confidenceWeight > 0),
    ({ asked }) => asked.knowledge,
  );
  return [...groups].flatMap(([knowledge, own]) => {
    const all = own.reduce((sum, { asked }) => sum + asked.confidenceWeight, 0);
    const share = knowledge === 'community' ? 1 : 1 / (groups.size - 1);
    return own.map((one) => ({ ...one, weight: (share * one.asked.confidenceWeight) / all }));
  });
}

/** Ids of the candidates that answer a case. */
function goldIn({ candidates, right }: Case): ReadonlySet<string> {
  return new Set(candidates.filter((_, place) => right[place]).map(({ prepared }) => prepared.entry.id));
}
