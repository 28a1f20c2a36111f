import { describe, expect, it } from 'vitest';
import { exactFirst } from '../../src/match/rank/rank.js';
import type { Match } from '../../src/match/contract.js';
import { entriesOf, thread, turn } from '../support/knowledge.js';

const ENTRIES = entriesOf([
  thread('a#1', 'Kestrel', [
    turn('Kestrel 支持热升级吗？', 'yes'),
    turn('那要怎么配置呢？', 'so'),
    turn('那么在 Windows 系统上热升级又要怎么配置呢？', 'no'),
  ]),
  thread('a#2', 'Heron', [turn('怎么配置超时时间呢？', 'so')]),
  thread('a#3', 'Heron', [turn('怎么配置超时时间呢', 'twice')]),
]);

const matches = (...ids: readonly string[]): readonly Match[] =>
  ids.map((id, place) => {
    const entry = ENTRIES.find((one) => one.id === id);
    if (entry === undefined) throw new Error(id);
    return { entry, wording: entry.question, score: 1 - place / 10, confidence: 0.3, terms: [], parts: [] };
  });

describe('the very words of a question', () => {
  it.each([
    ['come first', 'Kestrel 支持热升级吗？', ['a#2.1', 'a#1.1'], 'a#1.1', true],
    [
      'count without greeting, marks and case',
      '大家好，请问kestrel支持热升级吗',
      ['a#2.1', 'a#1.1'],
      'a#1.1',
      true,
    ],
    ['are not those of half a question', 'Kestrel 支持热升级', ['a#2.1', 'a#1.1'], 'a#2.1', false],
    ['say too little in a later turn', '那要怎么配置呢？', ['a#2.1', 'a#1.2'], 'a#2.1', false],
    [
      'say enough in a long later turn',
      '那么在windows系统上热升级又要怎么配置呢',
      ['a#2.1', 'a#1.3'],
      'a#1.3',
      true,
    ],
    ['of two threads say nothing', '怎么配置超时时间呢？', ['a#1.1', 'a#2.1', 'a#3.1'], 'a#1.1', false],
    ['bring nothing that was not found', 'Kestrel 支持热升级吗？', ['a#2.1'], 'a#2.1', false],
  ])('%s', (_, text, ids, first, isSure) => {
    const [best, ...others] = exactFirst(text, matches(...ids));
    expect(best?.entry.id).toBe(first);
    expect(best?.confidence).toBe(isSure ? 0.99 : 0.3);
    expect(others).toHaveLength(ids.length - 1);
    expect(best?.score).toBeGreaterThanOrEqual(Math.max(...others.map(({ score }) => score), 0));
  });
});
