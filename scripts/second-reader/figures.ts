/** What the second reader is sent, and what it changes, as tables. */

import { type Outcome, outcomeOf } from '../../src/cli/eval/live-figures.js';
import { percent, table } from '../../src/evaluate/print.js';
import { groupBy } from '../../src/group-by.js';
import { MOST_CANDIDATES } from '../../src/second-reader/contract.js';
import type { AskedQuery } from '../../src/evaluate/metrics.js';
import { precisionTable } from '../eval/figures.js';
import { CHAT, type Judged } from './data.js';

const isAnswerable = ({ query }: Judged): boolean => query.gold.length > 0;

/** The place of the first right match before the second reader was asked, from 1. */
function localPlace({ reading, judgement, gold }: Judged): number | undefined {
  const matches = reading?.candidates ?? judgement.matching.matches;
  const place = matches.findIndex(({ entry }) => gold.has(entry.id));
  return place < 0 ? undefined : place + 1;
}

/** A line a set: how much of it would be sent, and how often the right entry is there to be chosen. */
export function sentTable(judged: readonly Judged[]): string {
  const lines = [...groupBy(judged, ({ set }) => set)].map(([set, own]) => {
    const sent = own.filter(({ reading }) => reading !== undefined);
    const found = own.filter((one) => (localPlace(one) ?? Number.POSITIVE_INFINITY) <= MOST_CANDIDATES);
    return [
      set,
      String(own.length),
      String(sent.length),
      percent(sent.length / own.length),
      String(own.filter(isAnswerable).length),
      String(found.length),
      String(found.filter((one) => sent.includes(one)).length),
    ];
  });
  return table([
    ['', 'count', 'sent', 'sent %', 'answerable', `right in first ${MOST_CANDIDATES}`, 'and sent'],
    ...lines,
  ]);
}

const OUTCOMES: readonly Outcome[] = ['right', 'wrong', 'suggested', 'silent'];

function localOutcome(one: Judged): Outcome {
  const { decision, second } = one.judgement;
  return outcomeOf(second?.local ?? decision, localPlace(one) === 1);
}

function secondOutcome({ judgement, gold }: Judged): Outcome {
  const [first] = judgement.matching.matches;
  return outcomeOf(judgement.decision, first !== undefined && gold.has(first.entry.id));
}

/** A line a set and kind: what the bot does by itself, and with the second reader. */
export function outcomesTable(judged: readonly Judged[]): string {
  const measured = judged.filter(({ set }) => set !== CHAT);
  const groups = [...groupBy(measured, ({ set }) => set)].flatMap(([set, own]) => [
    [set, own] as const,
    ...[...groupBy(own, ({ query }) => query.kind)].map(([kind, some]) => [`  ${kind}`, some] as const),
  ]);
  const counts = (own: readonly Judged[], outcome: (one: Judged) => Outcome): readonly string[] =>
    OUTCOMES.map((wanted) => String(own.filter((one) => outcome(one) === wanted).length));
  return table([
    [
      '',
      'count',
      'away',
      ...OUTCOMES.map((name) => `local ${name}`),
      ...OUTCOMES.map((name) => `2nd ${name}`),
    ],
    ...groups.map(([name, own]) => [
      name,
      String(own.length),
      String(own.filter(isAway).length),
      ...counts(own, localOutcome),
      ...counts(own, secondOutcome),
    ]),
  ]);
}

export function isAway({ judgement }: Judged): boolean {
  return judgement.second !== undefined && judgement.second.verdict === undefined;
}

/** Precision and recall at the default dial and along it, by itself and with the second reader. */
export function precisionLines(judged: readonly Judged[]): string {
  const blocks = [...groupBy(judged, ({ set }) => set)]
    .filter(
      ([, own]) => own.some(isAnswerable) && own.some(({ judgement }) => judgement.second !== undefined),
    )
    .flatMap(([set, own]) => [
      `${set}, local: ${atDial(own, localOutcome)}`,
      precisionTable(own.map(asLocal)),
      `${set}, with the second reader: ${atDial(own, secondOutcome)}`,
      precisionTable(own.map(asSecond)),
    ]);
  return blocks.join('\n');
}

function atDial(own: readonly Judged[], outcome: (one: Judged) => Outcome): string {
  const right = own.filter((one) => outcome(one) === 'right').length;
  const wrong = own.filter((one) => outcome(one) === 'wrong').length;
  const recall = right / own.filter(isAnswerable).length;
  return `precision ${percent(right / (right + wrong))} % at recall ${percent(recall)} %`;
}

function asLocal(one: Judged): AskedQuery {
  const matches = one.reading?.candidates ?? one.judgement.matching.matches;
  return {
    kind: one.query.kind,
    answerable: isAnswerable(one),
    rank: localPlace(one),
    confidence: matches[0]?.confidence ?? 0,
  };
}

function asSecond(one: Judged): AskedQuery {
  const { verdict } = one.judgement.second ?? {};
  if (verdict === undefined) return asLocal(one);
  const { pick, sure, differs } = verdict;
  const [first] = one.judgement.matching.matches;
  return {
    kind: one.query.kind,
    answerable: isAnswerable(one),
    rank: first !== undefined && one.gold.has(first.entry.id) ? 1 : undefined,
    // What is never answered with has no place on the dial.
    confidence: pick > 0 && sure && differs === undefined ? (first?.confidence ?? 0) : 0,
  };
}
