/** The curve of the overheard confidence at the rate of real channels, and what it lets through. */

import { groupBy } from '../../src/group-by.js';
import { percent, table } from '../../src/evaluate/print.js';
import { type CurvePoint, precisionCurve } from '../fit/curve.js';
import type { HeardScored } from './overheard.js';

/**
 * What a channel is made of: one message in thirty asks the room (in the two real channels of `../shared/eval/prepare_talk.py` 5 % of the
 * messages open a conversation with a question mark), half of what is asked is known, one in twenty of the rest is about an
 * entry as closely as the written ones.
 */
const RATES = { known: 1 / 60, unknown: 1 / 60, quiet: 1 / 20 } as const;
const TALK_RATE = 1 - RATES.known - RATES.unknown - RATES.quiet;

/** Cross-validated, each history the same. A part that a history lacks is as in all others together. */
export function overheardCurve(outcomes: readonly HeardScored[]): readonly CurvePoint[] {
  const rates = { ...RATES, talk: TALK_RATE };
  const parts = groupBy(
    outcomes.filter(({ isTest }) => !isTest),
    ({ part }) => part,
  );
  const answers = [...parts].flatMap(([part, own]) => {
    const byHistory = [...groupBy(own, ({ history }) => history).values()];
    return byHistory.flatMap((rows) =>
      rows.map(({ confidence, right }) => ({
        confidence,
        right,
        weight: rates[part] / byHistory.length / rows.length,
      })),
    );
  });
  return precisionCurve(answers);
}

const SHOWN = [0.8, 0.9, 0.95];

/** By history and part: messages, and shares of them that are answered rightly and wrongly. */
export function overheardFigures(outcomes: readonly HeardScored[], curve: readonly CurvePoint[]): string {
  const thresholds = SHOWN.map((wanted) => curve.find(([precision]) => precision === wanted)?.[1] ?? 1);
  const groups = groupBy(
    outcomes,
    ({ history, part, isTest }) => `${isTest ? 'test ' : ''}${part}, ${history}`,
  );
  const lines = [...groups]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, rows]) => [
      name,
      String(rows.length),
      ...thresholds.flatMap((threshold) => {
        const said = rows.filter(({ confidence }) => confidence >= threshold);
        const right = said.filter((one) => one.right);
        return [percent(right.length / rows.length), percent((said.length - right.length) / rows.length)];
      }),
    ]);
  const titles = thresholds.flatMap((threshold, at) => [`right % at ${SHOWN[at]} (${threshold})`, 'wrong %']);
  return `\nmessages of a channel, cross-validated, and those of the test\n${table([['', 'messages', ...titles], ...lines])}\n`;
}
