/** What learning gives and costs: the same questions asked with and without the confirmed wordings. */

import { thresholdsFor } from '../../src/engine/thresholds.js';
import { decide } from '../../src/engine/judge.js';
import { table } from '../../src/evaluate/print.js';
import { detectLanguage } from '../../src/text/language.js';
import { createMatcher, type IndexedMatcher } from '../../src/match/matcher.js';
import type { Learning, Question, Trial } from './data.js';

export interface Asked {
  readonly question: Question;
  /** 1-based place of the first right match; absent where none of the first ten is right. */
  readonly rank?: number;
  readonly confidence: number;
  /** Whether it is answered when it is addressed to the bot, and when it is overheard, at the default precision. */
  readonly answered: boolean;
  readonly answeredOverheard: boolean;
}

/** A question before and after. */
export type Pair = readonly [before: Asked, after: Asked];

const DEPTH = 10;
const TABLE = thresholdsFor();

export async function ask(matcher: IndexedMatcher, question: Question): Promise<Asked> {
  const { matches, overheard } = await matcher.match({ text: question.text, limit: DEPTH });
  const place = matches.findIndex(({ entry }) => question.gold.has(entry.id));
  const confidence = matches[0]?.confidence ?? 0;
  const isAnswered = (attention: 'addressed' | 'overheard'): boolean =>
    matches.length > 0 && decide({ matches, overheard }, attention, TABLE) === 'answer';
  return {
    question,
    rank: place < 0 ? undefined : place + 1,
    confidence,
    answered: isAnswered('addressed'),
    answeredOverheard: isAnswered('overheard'),
  };
}

/** Confirms the wordings of a trial, asks, and takes them back. */
export async function during<T>(
  matcher: IndexedMatcher,
  { confirmed }: Trial,
  work: () => Promise<T>,
): Promise<T> {
  for (const [id, texts] of confirmed) matcher.learn(id, texts);
  const result = await work();
  for (const id of confirmed.keys()) matcher.learn(id, []);
  return result;
}

async function askAll(matcher: IndexedMatcher, questions: readonly Question[]): Promise<readonly Asked[]> {
  const asked: Asked[] = [];
  for (const question of questions) asked.push(await ask(matcher, question));
  return asked;
}

/** Pairs by the set that they are reported under. */
export async function tryAll({ bases, trials }: Learning): Promise<ReadonlyMap<string, readonly Pair[]>> {
  const matchers = new Map([...bases].map(([name, base]) => [name, createMatcher(base)]));
  const pairs = new Map<string, readonly Pair[]>();
  for (const trial of trials) {
    const matcher = matchers.get(trial.base);
    if (matcher === undefined) continue;
    const before = await askAll(matcher, trial.questions);
    const after = await during(matcher, trial, () => askAll(matcher, trial.questions));
    const own = before.flatMap((one, place): readonly Pair[] => {
      const other = after[place];
      return other === undefined ? [] : [[one, other]];
    });
    pairs.set(trial.set, [...(pairs.get(trial.set) ?? []), ...own]);
  }
  return pairs;
}

function share<T>(list: readonly T[], test: (one: T) => boolean): number {
  return list.length === 0 ? Number.NaN : list.filter(test).length / list.length;
}

const percent = (value: number): string => (Number.isNaN(value) ? '-' : (100 * value).toFixed(1));
const change = (measure: (asked: readonly Asked[]) => string, pairs: readonly Pair[]): string =>
  `${measure(pairs.map(([before]) => before))} > ${measure(pairs.map(([, after]) => after))}`;

const MEASURES: Readonly<Record<string, (asked: readonly Asked[]) => string>> = {
  'top-1': (asked) => percent(share(asked, ({ rank }) => rank === 1)),
  'top-3': (asked) => percent(share(asked, ({ rank = DEPTH }) => rank <= 3)),
  MRR: (asked) =>
    (asked.reduce((sum, { rank }) => sum + (rank === undefined ? 0 : 1 / rank), 0) / asked.length).toFixed(3),
  'answered right': (asked) => percent(share(asked, ({ answered, rank }) => answered && rank === 1)),
  'answered wrong': (asked) => percent(share(asked, ({ answered, rank }) => answered && rank !== 1)),
  precision: (asked) =>
    percent(
      share(
        asked.filter(({ answered }) => answered),
        ({ rank }) => rank === 1,
      ),
    ),
};

export function answerableTable(sets: ReadonlyMap<string, readonly Pair[]>): string {
  const line = (name: string, pairs: readonly Pair[]): readonly string[] => [
    name,
    String(pairs.length),
    ...Object.values(MEASURES).map((measure) => change(measure, pairs)),
  ];
  const lines = [...sets].flatMap(([set, all]) => {
    const pairs = all.filter(([{ question }]) => question.gold.size > 0);
    if (pairs.length === 0) return [];
    const kinds = [...new Set(pairs.map(([{ question }]) => question.kind))];
    const english = pairs.filter(([{ question }]) => detectLanguage(question.text) === 'en');
    return [
      line(set, pairs),
      ...(kinds.length > 1
        ? kinds.map((kind) =>
            line(
              `  ${kind}`,
              pairs.filter(([{ question }]) => question.kind === kind),
            ),
          )
        : []),
      ...(english.length > 0 && english.length < pairs.length ? [line('  in English', english)] : []),
    ];
  });
  return `${table([['before > after, %', 'count', ...Object.keys(MEASURES)], ...lines])}\n`;
}

/** How many of the questions that nothing answers are answered all the same. */
export function unanswerableTable(sets: ReadonlyMap<string, readonly Pair[]>): string {
  const lines = [...sets].flatMap(([set, all]) => {
    const pairs = all.filter(([{ question }]) => question.gold.size === 0);
    const kinds = [...new Set(pairs.map(([{ question }]) => question.kind))];
    return kinds.map((kind) => {
      const own = pairs.filter(([{ question }]) => question.kind === kind);
      const count = (name: 'answered' | 'answeredOverheard'): string =>
        change((asked) => String(asked.filter((one) => one[name]).length), own);
      return [`${set}: ${kind}`, String(own.length), count('answered'), count('answeredOverheard')];
    });
  });
  return `${table([['answered though nothing answers it', 'count', 'addressed', 'overheard'], ...lines])}\n`;
}

/** How many questions are right that were not, and the other way round. */
export function moved(pairs: readonly Pair[]): string {
  const gained = pairs.filter(([before, after]) => before.rank !== 1 && after.rank === 1).length;
  const lost = pairs.filter(([before, after]) => before.rank === 1 && after.rank !== 1).length;
  return `+${gained} -${lost}`;
}
