/** What came of a second reader's readings, counted and printed. */

import type { Decision } from '../../engine/judge.js';
import { table } from '../../evaluate/print.js';
import type { SecondReader, Verdict } from '../../second-reader/contract.js';

/** What the bot did: an answer, right or wrong, a suggestion, or neither. */
export type Outcome = 'right' | 'wrong' | 'suggested' | 'silent';

export function outcomeOf(decision: Decision, isRight: boolean): Outcome {
  if (decision === 'answer') return isRight ? 'right' : 'wrong';
  return decision === 'suggest' ? 'suggested' : 'silent';
}

interface Tally {
  local(outcome: Outcome): void;
  second(outcome: Outcome): void;
  withoutAnswer(verdict: Verdict | undefined): void;
  figures(): {
    readonly asked: number;
    readonly local: Readonly<Record<Outcome, number>>;
    readonly second: Readonly<Record<Outcome, number>>;
    readonly withoutAnswer: Readonly<Record<'none' | 'suggested' | 'answered' | 'away', number>>;
  };
}

export function createTally(): Tally {
  const local = { right: 0, wrong: 0, suggested: 0, silent: 0 };
  const second = { ...local };
  const withoutAnswer = { none: 0, suggested: 0, answered: 0, away: 0 };
  return {
    local: (outcome) => void (local[outcome] += 1),
    second: (outcome) => void (second[outcome] += 1),
    withoutAnswer(verdict) {
      if (verdict === undefined) withoutAnswer.away += 1;
      else if (verdict.pick === 0) withoutAnswer.none += 1;
      else if (verdict.sure && verdict.differs === undefined) withoutAnswer.answered += 1;
      else withoutAnswer.suggested += 1;
    },
    figures: () => ({
      asked: Object.values(local).reduce((sum, count) => sum + count, 0),
      local,
      second,
      withoutAnswer,
    }),
  };
}

/** A second reader that is watched. */
interface Timed {
  readonly read: SecondReader;
  figures(): { readonly requests: number; readonly away: number; readonly medianMilliseconds: number };
}

export function timing(read: SecondReader): Timed {
  const took: number[] = [];
  let away = 0;
  return {
    async read(reading) {
      const begun = performance.now();
      const verdict = await read(reading);
      took.push(performance.now() - begun);
      if (verdict === undefined) away += 1;
      return verdict;
    },
    figures: () => ({
      requests: took.length,
      away,
      medianMilliseconds: Math.round(took.toSorted((a, b) => a - b)[Math.floor(took.length / 2)] ?? 0),
    }),
  };
}

type Figures = { readonly drawn: number } & ReturnType<Tally['figures']> & ReturnType<Timed['figures']>;

export function printed({ drawn: all, asked, local, second, withoutAnswer, ...timed }: Figures): string {
  const { none, suggested, answered, away } = withoutAnswer;
  return [
    `${asked} questions, drafted to ${all} entries`,
    table([
      ['', 'right', 'wrong', 'suggested', 'silent'],
      row('the bot by itself', local),
      row('with the second reader', second),
    ]),
    `Asked again with the answer taken out: ${none} rightly left alone, ${suggested} suggested, ${answered} answered wrongly, ${away} away`,
    `${timed.requests} readings, ${timed.away} of them away; median ${timed.medianMilliseconds} ms`,
    '',
  ].join('\n\n');
}

function row(name: string, counts: Readonly<Record<Outcome, number>>): readonly string[] {
  return [name, ...[counts.right, counts.wrong, counts.suggested, counts.silent].map(String)];
}
