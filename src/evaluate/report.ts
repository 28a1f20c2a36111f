/** Asks every question and puts the figures together. */

import type { Matcher, Matching } from '../match/contract.js';
import { type Calibration, calibration } from './calibration.js';
import {
  areaUnderRoc,
  type Coverage,
  coverageAt,
  type AskedQuery,
  type Ranking,
  ranking,
} from './metrics.js';
import type { GoldQuery } from './queries.js';

export interface Report {
  readonly overall: Ranking;
  readonly kinds: Readonly<Record<string, Ranking>>;
  readonly unanswerable: number;
  /** Area under the ROC of confidence: answerable against unanswerable, and rightly answered against unanswerable. */
  readonly rocAnswerable: number;
  readonly rocRight: number;
  readonly calibration: Calibration;
  readonly coverage: readonly Coverage[];
}

const THRESHOLDS = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9] as const;

/** Matches that are looked through for the first right one. */
const DEPTH = 10;

/** What was found, with no confidence left: for what is kept from being an answer at any threshold. */
export function unanswered(matching: Matching): Matching {
  return { ...matching, matches: matching.matches.map((match) => ({ ...match, confidence: 0 })) };
}

/** Asks every question and finds the first right match. `matcher` may decide by more than the matcher alone, as the bot does. */
export async function ask(
  matcher: Pick<Matcher, 'match'>,
  queries: readonly GoldQuery[],
  goldOf: (query: GoldQuery) => ReadonlySet<string>,
): Promise<readonly AskedQuery[]> {
  const asked: AskedQuery[] = [];
  for (const query of queries) {
    const { matches } = await matcher.match({ text: query.query, limit: DEPTH });
    const gold = goldOf(query);
    const place = matches.findIndex(({ entry }) => gold.has(entry.id));
    asked.push({
      kind: query.kind,
      answerable: query.gold.length > 0,
      rank: place < 0 ? undefined : place + 1,
      confidence: matches[0]?.confidence ?? 0,
    });
  }
  return asked;
}

function confidences(outcomes: readonly AskedQuery[]): readonly number[] {
  return outcomes.map(({ confidence }) => confidence);
}

/** `thresholds` are added to the table's own: those that the bot decides by. */
export function report(outcomes: readonly AskedQuery[], thresholds: readonly number[] = []): Report {
  const answerable = outcomes.filter((outcome) => outcome.answerable);
  const unanswerable = outcomes.filter((outcome) => !outcome.answerable);
  const kinds = [...new Set(answerable.map(({ kind }) => kind))];
  return {
    overall: ranking(outcomes),
    kinds: Object.fromEntries(
      kinds.map((kind) => [kind, ranking(answerable.filter((one) => one.kind === kind))]),
    ),
    unanswerable: unanswerable.length,
    rocAnswerable: areaUnderRoc(confidences(answerable), confidences(unanswerable)),
    rocRight: areaUnderRoc(
      confidences(answerable.filter(({ rank }) => rank === 1)),
      confidences(unanswerable),
    ),
    calibration: calibration(outcomes.map(({ confidence, rank }) => ({ confidence, right: rank === 1 }))),
    coverage: [...new Set([...THRESHOLDS, ...thresholds])]
      .toSorted((a, b) => a - b)
      .map((threshold) => coverageAt(outcomes, threshold)),
  };
}
