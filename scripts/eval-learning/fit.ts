/**
 * Fits how far a confirmed wording lifts its entry: a search by steps, from a seeded source, for the numbers that bring most held-out
 * wordings to the front while questions that no wording is meant for stay where they are.
 */

import { randomSource } from '../../src/evaluate/calibration.js';
import type { LiftModel, Near, Nearness, NearnessName } from '../../src/match/confirmed/nearness.js';
import { LIFT_MODEL, liftOf, NEARNESS, NEARNESS_SIGNS } from '../../src/match/confirmed/nearness.js';
import { createMatcher } from '../../src/match/matcher.js';
import type { Learning, Question, Trial } from './data.js';
import { during } from './figures.js';

/** A question with what stands at the front without learning, and what could come there. */
export interface Instance {
  readonly group: string;
  readonly weight: number;
  readonly isBeside: boolean;
  /** Best scores without learning, of right entries and of the others. */
  readonly right: number;
  readonly wrong: number;
  readonly rows: readonly {
    readonly isRight: boolean;
    readonly score: number;
    readonly near: Pick<Near, 'nearness' | 'isSame'>;
    readonly doubt: number;
  }[];
}

/** Matches whose scores are looked at: all that the ranker compares. */
const DEPTH = 40;
const NOWHERE = -99;

/** What the mean of a set counts for; a question of purpose `beside` that is lost counts for so many points of held-out wordings. */
const WEIGHTS = { wordings: 100, alternates: 20, faq: 3 } as const;
const LOSS = 1;

/** In units of the score: a lead of three times as much is safe, so that the search does not live on hair's breadths. */
const LEAD_SCALE = 0.15;

const SEED = 3;
const STEPS = 2500;
const FIRST_STEP = 1.5;

/** Questions with an answer, asked while the wordings of their trial are confirmed and lift nothing. */
export async function instancesOf({ bases, trials }: Learning): Promise<readonly Instance[]> {
  const instances: Instance[] = [];
  for (const trial of trials) {
    const base = bases.get(trial.base);
    const answerable = trial.questions.filter(({ gold }) => gold.size > 0);
    if (base === undefined || answerable.length === 0 || trial.purpose === 'stray') continue;
    let rows: Lifted[] = [];
    const matcher = createMatcher(base, {
      lift(near, doubt) {
        rows.push({ entry: near.wording.entry, near, doubt });
        return 0;
      },
    });
    const weight = weightOf(trial, answerable.length);
    await during(matcher, trial, async () => {
      for (const question of answerable) {
        rows = [];
        const { matches } = await matcher.match({ text: question.text, limit: DEPTH });
        const scores = new Map(matches.map(({ entry, score }) => [entry.id, score]));
        instances.push(instanceOf(question, scores, rows, weight, trial.purpose === 'beside'));
      }
    });
  }
  return instances;
}

interface Lifted {
  readonly entry: string;
  readonly near: Near;
  readonly doubt: number;
}

function weightOf({ purpose, base, set }: Trial, questions: number): number {
  if (purpose === 'beside') return LOSS;
  const [kind, parts] =
    base === 'community'
      ? (['wordings', 6] as const)
      : set.endsWith('alternates')
        ? (['alternates', 2] as const)
        : (['faq', 2] as const);
  return WEIGHTS[kind] / parts / questions;
}

function instanceOf(
  { gold, group }: Question,
  scores: ReadonlyMap<string, number>,
  lifted: readonly Lifted[],
  weight: number,
  isBeside: boolean,
): Instance {
  const best = (isRight: boolean): number =>
    Math.max(NOWHERE, ...[...scores].filter(([id]) => gold.has(id) === isRight).map(([, score]) => score));
  return {
    group,
    weight,
    isBeside,
    right: best(true),
    wrong: best(false),
    rows: lifted.flatMap(({ entry, near, doubt }) => {
      const score = scores.get(entry);
      return score === undefined ? [] : [{ isRight: gold.has(entry), score, near, doubt }];
    }),
  };
}

function lead(instance: Instance, model: LiftModel): number {
  let { right, wrong } = instance;
  for (const { isRight, score, near, doubt } of instance.rows) {
    const value = liftOf(near, doubt, model);
    if (value === 0) continue;
    if (isRight) right = Math.max(right, score + value);
    else wrong = Math.max(wrong, score + value);
  }
  return right - wrong;
}

const safety = (difference: number): number => 1 / (1 + Math.exp(-difference / LEAD_SCALE));

function worth(instances: readonly Instance[], model: LiftModel): number {
  let sum = 0;
  for (const instance of instances) {
    const gain = safety(lead(instance, model)) - safety(instance.right - instance.wrong);
    sum += instance.weight * (instance.isBeside ? Math.min(0, gain) : gain);
  }
  return sum;
}

/** The numbers in a row: the weights as amounts, then the other three. */
function asRow({ weights, least, most, power }: LiftModel): readonly number[] {
  return [...NEARNESS.map((name) => Math.abs(weights[name])), least, most, power];
}

function asModel(row: readonly number[]): LiftModel {
  const [least = 0, most = 0, power = 0] = row.slice(NEARNESS.length);
  const weight = (name: NearnessName): number => NEARNESS_SIGNS[name] * (row[NEARNESS.indexOf(name)] ?? 0);
  const weights: Nearness = {
    grams: weight('grams'),
    concepts: weight('concepts'),
    newConcepts: weight('newConcepts'),
    ahead: weight('ahead'),
    otherProject: weight('otherProject'),
    leaderOnly: weight('leaderOnly'),
    reverse: weight('reverse'),
  };
  return { weights, least, most, power };
}

/** Amounts that a number may take. */
const LIMITS: readonly (readonly [number, number])[] = [
  ...NEARNESS.map(() => [0, 6] as const),
  [0, 3],
  [1, 8],
  [0, 2],
];

const ROUND = 100;

export function fit(instances: readonly Instance[], start: LiftModel = LIFT_MODEL): LiftModel {
  const random = randomSource(SEED);
  let best = asRow(start);
  let greatest = worth(instances, start);
  for (let step = 0; step < STEPS; step += 1) {
    const size = FIRST_STEP * (1 - step / STEPS);
    const row = best.map((value, at) => {
      const [low, high] = LIMITS[at] ?? [0, 1];
      const moved = random() < 0.3 ? value + size * (2 * random() - 1) : value;
      return Math.round(ROUND * Math.min(high, Math.max(low, moved))) / ROUND;
    });
    const value = worth(instances, asModel(row));
    if (value > greatest) [best, greatest] = [row, value];
  }
  return asModel(best);
}

function line(name: string, [all = 0, before = 0, after = 0]: readonly number[]): string {
  return `${name}: ${all} questions, right at first ${before} > ${after}`;
}

/** Right at first without and with learning, each group by a model that did not see it. */
export function crossValidated(
  instances: readonly Instance[],
  foldOf: (group: string) => number,
  folds: number,
): string {
  const count = { heldOut: [0, 0, 0], beside: [0, 0, 0] };
  for (let fold = 0; fold < folds; fold += 1) {
    const model = fit(instances.filter(({ group }) => foldOf(group) !== fold));
    for (const instance of instances.filter(({ group }) => foldOf(group) === fold)) {
      if (!instance.isBeside && instance.weight !== WEIGHTS.wordings / 960) continue;
      const own = count[instance.isBeside ? 'beside' : 'heldOut'];
      own[0] = (own[0] ?? 0) + 1;
      if (instance.right > instance.wrong) own[1] = (own[1] ?? 0) + 1;
      if (lead(instance, model) > 0) own[2] = (own[2] ?? 0) + 1;
    }
  }
  return `${line('held-out wordings', count.heldOut)}\n${line('questions beside', count.beside)}`;
}

export function modelSource({ weights, least, most, power }: LiftModel): string {
  return `/**
 * How far a confirmed wording lifts its entry. Found by differential evolution over the worth that
 * scripts/eval-learning/fit.ts computes; \`npm run eval:learning -- --fit\` searches on from here and writes this file anew.
 */

/** Units of the ranker's score for each part of the nearness. */
export const NEARNESS_WEIGHTS = {
${NEARNESS.map((name) => `  ${name}: ${weights[name]},`).join('\n')}
};

/** What a wording must reach before it counts, and the most that it lifts, in units of the ranker's score. */
export const LEAST_NEARNESS = ${least};
export const MOST_LIFT = ${most};

/** The power of the doubt about the best match that a lift is multiplied by: where the bot is sure, learning changes little. */
export const DOUBT_POWER = ${power};
`;
}
