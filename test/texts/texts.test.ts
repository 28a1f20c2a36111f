import { expect, it } from 'vitest';
import { FEATURES } from '../../src/match/rank/features.js';
import { RELEVANCE_FEATURES } from '../../src/match/relevance/relevance.js';
import { CATALOGUES, texts } from '../../src/texts/texts.js';

const places = (sentence: string | undefined): readonly string[] =>
  [...(sentence ?? '').matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name).toSorted();

it('has every sentence in both languages, with the same places', () => {
  expect(Object.keys(CATALOGUES.en).toSorted()).toEqual(Object.keys(CATALOGUES.zh).toSorted());
  for (const [key, sentence] of Object.entries(CATALOGUES.zh)) {
    expect([key, places(CATALOGUES.en[key])]).toEqual([key, places(sentence)]);
  }
});

it('fills places, leaves those without a value, and returns unknown keys as they are', () => {
  expect(texts('en', 'command.unknown', { command: '/x' })).toBe('There is no command `/x`.');
  expect(texts('en', 'command.unknown')).toContain('{command}');
  expect(texts('zh', 'no.such.key')).toBe('no.such.key');
});

it('fills a place with a value that looks like a place', () => {
  expect(texts('en', 'command.unknown', { command: '{command}' })).toBe('There is no command `{command}`.');
});

it('has a plain name for every part of a score', () => {
  const names = [...FEATURES, 'asks', 'subject', ...RELEVANCE_FEATURES.map(({ name }) => name)];
  expect(names.filter((name) => CATALOGUES.en[`part.${name}`] === undefined)).toEqual([]);
});
