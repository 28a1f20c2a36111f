/** What `npm run eval` makes its histories and figures of. */

import { expect, it } from 'vitest';
import { draftedWhere, isHalf, partsOf, placed, questionsIn } from '../../scripts/eval/data.js';
import { precisionTable, rightWhereFalse } from '../../scripts/eval/figures.js';
import { loadKnowledge } from '../../src/knowledge/load.js';

const knowledge = await loadKnowledge([]);
const ids = (entries: readonly { readonly id: string }[]): readonly string[] =>
  entries.map(({ id }) => id).toSorted();

it('parts hold every entry once, whole posts, and at least so many turns', () => {
  const parts = partsOf(knowledge, 8);
  expect(parts.length).toBeGreaterThan(1);
  expect(Math.min(...parts.map(({ entries }) => entries.length))).toBeGreaterThanOrEqual(8);
  expect(ids(parts.flatMap(({ entries }) => entries))).toEqual(ids(knowledge.entries));
  const posts = parts.flatMap(({ entries }) => [...new Set(entries.map(({ thread }) => thread.source.path))]);
  expect(posts).toHaveLength(new Set(posts).size);
});

it('the two halves of the posts together are drafted once', () => {
  const drafted = [0, 1].flatMap((half) =>
    draftedWhere(knowledge, (entry) => isHalf(entry, half)).entries.filter(
      ({ drafted: texts = [] }) => texts.length > 0,
    ),
  );
  expect(ids(drafted)).toEqual(ids(knowledge.entries.filter(({ drafted: texts = [] }) => texts.length > 0)));
  expect(drafted.length).toBeGreaterThan(0);
});

it('a question is answered inside, elsewhere or nowhere', () => {
  const [entry] = knowledge.entries;
  const kindOf = (gold: readonly string[]): string =>
    placed({ id: '', query: '', kind: '', gold }, knowledge).kind;
  expect([[entry?.id ?? ''], ['other#1.1'], []].map(kindOf)).toEqual([
    'answer inside',
    'answer elsewhere',
    'no answer anywhere',
  ]);
});

it('messages without gold are read as questions that nothing answers', () => {
  const [first] = questionsIn('test/data/groupchat.jsonl', 'chat');
  expect(first).toMatchObject({ kind: 'chat', gold: [], query: '早' });
});

const outcome = (confidence: number, rank?: number) => ({
  kind: '',
  answerable: rank !== undefined,
  rank,
  confidence,
});

it('precision is read at the confidence that gives the wanted share of right answers', () => {
  const outcomes = [outcome(0.9, 1), outcome(0.8), outcome(0.7, 1), outcome(0.6, 2)];
  const [shares, precisions] = precisionTable(outcomes)
    .split('\n')
    .map((line) => line.split(/ {2,}/).slice(1));
  expect(precisions?.[shares?.indexOf('60.0') ?? -1]).toBe('66.7');
  expect(precisions?.[shares?.indexOf('70.0') ?? -1]).toBe('-');
});

it('right answers count above what too many of the others reach', () => {
  const others = [0.9, 0.5, 0.4, 0.3].map((confidence) => outcome(confidence));
  const asked = [outcome(0.8, 1), outcome(0.5, 1), outcome(0.95, 2), outcome(0.2, 1)];
  expect(rightWhereFalse([...others, ...asked], 0.25)).toBe(0.25);
});
