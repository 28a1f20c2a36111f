/**
 * A part of `npm run fit`: fits src/match/asking/model.json, whether a message asks the room, and prints what it is worth.
 * `npm run fit:asking [-- --data test/data] [-- --talk ../talk] [-- --dry]`. `--talk` is real talk, laid out by ../shared/eval/prepare_talk.py.
 */

import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { groupBy } from '../src/group-by.js';
import type { AskingModel } from '../src/match/asking/asking.js';
import { areaUnderRoc } from '../src/evaluate/metrics.js';
import { percent, table } from '../src/evaluate/print.js';
import { type Message, postMessages, realMessages, writtenMessages } from './asking/data.js';
import { oddsAfter, solveAsking } from './asking/solve.js';
import { foldOf, FOLDS } from './fit/folds.js';

const { values } = parseArgs({
  options: {
    shared: { type: 'string', default: '../shared' },
    data: { type: 'string', default: 'test/data' },
    talk: { type: 'string', default: '../talk' },
    dry: { type: 'boolean', default: false },
  },
});

/** A line a part: two thousand grams would fill as many. */
function lines(model: AskingModel): string {
  const parts = Object.entries(model).map(
    ([name, value]) => `  ${JSON.stringify(name)}: ${JSON.stringify(value)}`,
  );
  return `{\n${parts.join(',\n')}\n}`;
}

interface Scored extends Message {
  readonly odds: number;
}

function scoredBy(training: readonly Message[], messages: readonly Message[]): readonly Scored[] {
  const oddsOf = oddsAfter(training);
  return messages.map((message) => ({ ...message, odds: oddsOf(message.text) }));
}

/** Each part scored by a model that was fitted on the others. */
function validated(
  messages: readonly Message[],
  partOf: (message: Message) => string | number,
): readonly Scored[] {
  return [...groupBy(messages, partOf)].flatMap(([part, own]) =>
    scoredBy(
      messages.filter((message) => partOf(message) !== part),
      own,
    ),
  );
}

/** Shares of the messages that ask nothing which are let through. */
const LET_THROUGH = [0.02, 0.05, 0.1];

function line(name: string, scored: readonly Scored[]): readonly string[] {
  const own = scored.filter(({ voice }) => voice !== '');
  const oddsWhere = (isAsking: boolean): readonly number[] =>
    own
      .filter(({ asks }) => asks === isAsking)
      .map(({ odds }) => odds)
      .toSorted((a, b) => b - a);
  const [asking, quiet] = [oddsWhere(true), oddsWhere(false)];
  const shares = LET_THROUGH.map((share) => {
    const least = quiet[Math.floor(share * quiet.length)] ?? 0;
    return percent(asking.filter((odds) => odds > least).length / asking.length);
  });
  return [name, String(own.length), areaUnderRoc(asking, quiet).toFixed(3), ...shares];
}

const fit = [
  ...writtenMessages(values.data, 'fit'),
  ...realMessages(values.data, values.talk),
  ...(await postMessages(values.shared)),
];
const written = writtenMessages(values.data, 'test');
const test = scoredBy(fit, written);
process.stdout.write(
  table([
    ['', 'messages', 'area', ...LET_THROUGH.map((share) => `asking % at ${100 * share} %`)],
    line(
      `${FOLDS} folds by post`,
      validated(fit, ({ group }) => foldOf(group)),
    ),
    line(
      'each writer by the others',
      validated(fit, ({ voice }) => voice.slice(0, 1)),
    ),
    line('test posts', test),
    line(
      'test, community',
      test.filter(({ base }) => base === ''),
    ),
    line(
      'test, other fields',
      test.filter(({ base }) => base !== ''),
    ),
  ]),
);
// What is shipped has seen the test as well: the figures above are of models that had not.
if (!values.dry) {
  const shipped = solveAsking([...fit, ...written]);
  writeFileSync('src/match/asking/model.json', `${lines(shipped)}\n`);
}
