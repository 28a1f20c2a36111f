import { expect, it } from 'vitest';
import { createTally } from '../../src/cli/knowledge/draft-tally.js';
import { planTasks } from '../../src/drafting/plan.js';
import { entriesOf } from './entries.js';

const [task] = planTasks(entriesOf({ id: 'a', question: 'Why?', answer: 'So.' }), [], false).tasks;
if (task === undefined) throw new Error('a task');
const done = { task, kept: 2, dropped: ['repeat', 'version', 'repeat'], path: 'a.wordings.yaml' } as const;
const failed = { task, kept: 0, dropped: [], failure: 'no' } as const;

const CLEAR = '\r\u001B[2K';

function terminal(isTTY: boolean, columns = 80) {
  const lines: string[] = [];
  return { lines, isTTY, columns, write: (text: string): boolean => lines.push(text) > 0 };
}

it('shows on a terminal how far it is, and takes the line away at the end', () => {
  const screen = terminal(true);
  const tally = createTally(4, screen);
  tally.add(done);
  tally.add(failed);
  tally.clear();
  expect(screen.lines).toEqual([
    `${CLEAR}[------------------------] 0/4 done`,
    expect.stringMatching(/\[#{6}-{18}\] 1\/4 done, about \d+ s left$/),
    expect.stringMatching(/\[#{12}-{12}\] 2\/4 done, 1 failed, about \d+ s left$/),
    CLEAR,
  ]);
});

it('keeps within a narrow terminal', () => {
  const screen = terminal(true, 20);
  createTally(4, screen).add(done);
  expect(screen.lines.map((line) => line.length - CLEAR.length)).toEqual([19, 19]);
});

it('shows nothing in a pipe', () => {
  const screen = terminal(false);
  const tally = createTally(4, screen);
  tally.add(done);
  tally.clear();
  expect(screen.lines).toEqual([]);
});

it('counts', () => {
  const tally = createTally(3, terminal(false));
  for (const outcome of [done, done, failed]) tally.add(outcome);
  expect(tally.left()).toBe(1);
  expect(tally.failures()).toEqual(['a is left for the next run: no']);
  expect(tally.summary()).toEqual([
    'wrote a.wordings.yaml (2 entries)',
    '2 entries drafted with 4 wordings, 1 left',
    '6 drafts dropped: 4 repeat another wording, 2 lose the version number',
  ]);
});
