/** Asks questions of a history through the engine, and prints what came of it. */

import type { Attention } from '../../src/contract.js';
import { teachClassifier } from '../../src/engine/classifier.js';
import { createJudge, isWithheld, sureness } from '../../src/engine/judge.js';
import { thresholdsFor } from '../../src/engine/thresholds.js';
import { type AskedQuery, coverageAt, ranking } from '../../src/evaluate/metrics.js';
import { percent, table } from '../../src/evaluate/print.js';
import { type GoldQuery, goldResolver } from '../../src/evaluate/queries.js';
import { ask, unanswered } from '../../src/evaluate/report.js';
import { groupBy } from '../../src/group-by.js';
import type { Knowledge } from '../../src/knowledge/model.js';
import type { Matching } from '../../src/match/contract.js';
import { createMatcher } from '../../src/match/matcher.js';

const THRESHOLDS = thresholdsFor();

const RECALLS = [0.4, 0.5, 0.6, 0.7, 0.75, 0.8, 0.85];

/** What was asked and how it went; `answered` is the decision at the default precision. */
export interface Asked extends AskedQuery {
  readonly attention: Attention;
}

/** Asks the questions. `attention` absent: the bot is addressed. */
export type Asker = (queries: readonly GoldQuery[], attention?: Attention) => Promise<readonly Asked[]>;

/** What `openEngine` makes of a history that is read already, with a trained classifier and without a snapshot. */
export async function openAsker(knowledge: Knowledge): Promise<Asker> {
  const matcher = createMatcher(knowledge);
  await teachClassifier({ knowledge, matcher, training: 'wait', snapshots: [] });
  const judge = createJudge({ matcher, thresholds: THRESHOLDS });
  const goldOf = goldResolver(knowledge.entries);
  return async (queries, attention = 'addressed') => {
    const outcomes = await ask(
      {
        async match(query) {
          const judgement = await judge({ ...query, attention });
          const { matching } = judgement;
          return isWithheld(judgement) ? unanswered(matching) : withSureness(matching, attention);
        },
      },
      queries,
      goldOf,
    );
    return outcomes.map((outcome) => ({ ...outcome, attention }));
  };
}

/** The first match with the confidence that decides, which is another one for an overheard message. */
function withSureness(matching: Matching, attention: Attention): Matching {
  const [first, ...others] = matching.matches;
  if (first === undefined) return matching;
  return { ...matching, matches: [{ ...first, confidence: sureness(matching, attention) }, ...others] };
}

export function isAnswered({ attention, confidence }: Asked): boolean {
  return confidence >= THRESHOLDS[attention].answer;
}

export function isSuggested({ attention, confidence }: Asked): boolean {
  const { suggest, answer } = THRESHOLDS[attention];
  return confidence >= suggest && confidence < answer;
}

const COLUMNS = ['count', 'first %', 'in three %', 'right %', 'wrong %', 'silent %'];

function row(name: string, outcomes: readonly Asked[]): readonly string[] {
  const { top1, top3 } = ranking(outcomes);
  const isAnswerable = outcomes.some(({ answerable }) => answerable);
  const answered = outcomes.filter(isAnswered);
  const share = (part: readonly Asked[]): string => percent(part.length / outcomes.length);
  return [
    name,
    String(outcomes.length),
    percent(top1),
    percent(top3),
    isAnswerable ? share(answered.filter(({ rank }) => rank === 1)) : '-',
    share(answered.filter(({ rank }) => rank !== 1)),
    percent(1 - answered.length / outcomes.length),
  ];
}

/** A line a group of outcomes. Silent is what was not answered: nothing, or suggestions. */
export function outcomeTable(groups: Iterable<readonly [name: string, outcomes: readonly Asked[]]>): string {
  return table([['', ...COLUMNS], ...[...groups].map(([name, outcomes]) => row(name, outcomes))]);
}

export function byKind(outcomes: readonly Asked[]): readonly (readonly [string, readonly Asked[]])[] {
  return [...groupBy(outcomes, ({ kind }) => kind)];
}

export function answerableOf(outcomes: readonly Asked[]): readonly Asked[] {
  return outcomes.filter((outcome) => outcome.answerable);
}

/** Precision where so many of the answerable questions are answered rightly; NaN where no threshold gives as many. */
function precisionAt(outcomes: readonly AskedQuery[], recall: number): number {
  const right = outcomes.filter(({ rank }) => rank === 1).map(({ confidence }) => confidence);
  const count = Math.ceil(recall * outcomes.filter((outcome) => outcome.answerable).length);
  const threshold = right.toSorted((a, b) => b - a)[count - 1];
  return threshold === undefined ? Number.NaN : coverageAt(outcomes, threshold).precision;
}

export function precisionTable(outcomes: readonly AskedQuery[]): string {
  return table([
    ['answered rightly, of the answerable %', ...RECALLS.map((recall) => percent(recall))],
    ['precision %', ...RECALLS.map((recall) => percent(precisionAt(outcomes, recall)))],
  ]);
}

/** Share of the answerable questions answered rightly at the confidence that lets through at most `share` of the others, 0..1. */
export function rightWhereFalse(outcomes: readonly AskedQuery[], share: number): number {
  const others = outcomes.filter((outcome) => !outcome.answerable).map(({ confidence }) => confidence);
  const limit = others.toSorted((a, b) => b - a)[Math.floor(share * others.length)] ?? 0;
  const asked = outcomes.filter((outcome) => outcome.answerable);
  return asked.filter(({ rank, confidence }) => rank === 1 && confidence > limit).length / asked.length;
}
