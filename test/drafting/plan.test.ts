import { describe, expect, it } from 'vitest';
import type { FoundItem } from '../../src/drafting/files.js';
import { planTasks } from '../../src/drafting/plan.js';
import { questionHash } from '../../src/drafting/question-hash.js';
import { entriesOf } from './entries.js';

const ENTRIES = entriesOf(
  { id: 'a', question: 'How do I reload the configuration?', answer: 'Send SIGHUP.' },
  { id: 'b', question: 'Does it run on Windows?', answer: 'No.' },
);

const item = (entry: string, by: string, question: string | undefined): FoundItem => ({
  entry,
  by,
  question: question === undefined ? undefined : questionHash(question),
  wordings: ['x'],
  path: 'a.wordings.yaml',
});
const A = ENTRIES[0]?.question;

describe('what is drafted', () => {
  it.each<[string, readonly FoundItem[], readonly string[], readonly string[]]>([
    ['everything at first', [], ['a', 'b'], ['a', 'b']],
    ['not what a model drafted', [item('a', 'model:m', A)], ['b'], ['a', 'b']],
    ['what a model drafted for another question', [item('a', 'model:m', 'Old?')], ['a', 'b'], ['a', 'b']],
    ['not what only moved', [item('gone', 'model:m', A)], ['b'], ['a', 'b']],
    ['never what a person wrote or checked', [item('a', 'person:mia', A)], ['b'], ['b']],
    [
      'never what a person wrote by hand, without the hash',
      [item('a', 'person:mia', undefined)],
      ['b'],
      ['b'],
    ],
    [
      'a question that changed after a person wrote',
      [item('a', 'person:mia', 'Old?')],
      ['a', 'b'],
      ['a', 'b'],
    ],
    ['not what a nameless model drafted', [item('a', 'model', A)], ['b'], ['a', 'b']],
    ['never what a nameless person wrote', [item('a', 'person', A)], ['b'], ['b']],
    ['what members confirmed wordings for', [item('a', 'confirmed', A)], ['a', 'b'], ['a', 'b']],
  ])('%s', (_, items, tasks, again) => {
    const ids = (all: boolean): readonly string[] =>
      planTasks(ENTRIES, items, all).tasks.map(({ entry }) => entry.id);
    expect(ids(false)).toEqual(tasks);
    expect(ids(true)).toEqual(again);
  });

  it('only drafts of a model are replaced', () => {
    const items = [
      item('a', 'person:mia', 'Old?'),
      item('a', 'model:m', 'Old?'),
      item('b', 'confirmed', 'Old?'),
    ];
    expect(planTasks(ENTRIES, items, true).tasks.map(({ replaced }) => replaced)).toEqual([
      items[1],
      undefined,
    ]);
  });

  it('not what has drafts from elsewhere', () => {
    const [first, second] = ENTRIES;
    if (first === undefined || second === undefined) throw new Error('two entries');
    const entries = [{ ...first, drafted: ['reload it'] }, second];
    expect(planTasks(entries, [], false)).toMatchObject({ drafted: 1, tasks: [{ entry: { id: 'b' } }] });
  });

  it('has a key for each question of each entry', () => {
    const twins = entriesOf(
      { id: 'a', question: 'Why?', answer: 'x' },
      { id: 'b', question: 'Why?', answer: 'y' },
    );
    const changed = entriesOf({ id: 'a', question: 'Why not?', answer: 'x' });
    const keys = [...planTasks(twins, [], false).tasks, ...planTasks(changed, [], false).tasks].map(
      ({ key }) => key,
    );
    expect(new Set(keys).size).toBe(3);
  });
});

it('the hash does not see case, script, spaces and punctuation', () => {
  expect(questionHash('MOSN 支持 Eureka 嗎？')).toBe(questionHash('mosn支持eureka吗'));
  expect(questionHash('MOSN 支持 Eureka 吗')).toMatch(/^[0-9a-f]{16}$/);
  expect(questionHash('a')).not.toBe(questionHash('b'));
});
