import { expect, it } from 'vitest';
import { FEATURES } from '../../src/match/rank/features.js';
import { SUBJECT_FEATURES } from '../../src/match/relevance/relevance.js';
import { builtInAdapters } from '../../src/app/adapters.js';
import { CATALOGUES, type Catalogues, createTexts, texts } from '../../src/texts/texts.js';

const places = (sentence: string | undefined): readonly string[] =>
  [...(sentence ?? '').matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name).toSorted();

function expectBothLanguages({ zh, en }: Catalogues): void {
  expect(Object.keys(en).toSorted()).toEqual(Object.keys(zh).toSorted());
  for (const [key, sentence] of Object.entries(zh)) {
    expect([key, places(en[key])]).toEqual([key, places(sentence)]);
  }
}

it('has every sentence in both languages, with the same places', () => expectBothLanguages(CATALOGUES));

it('has every sentence of an adapter in both languages, begun with its name', async () => {
  for (const { name, texts: own } of await builtInAdapters()) {
    if (own === undefined) throw new Error(`${name} has no sentences`);
    expectBothLanguages(own);
    expect(Object.keys(own.en).filter((key) => !key.startsWith(`${name}.`))).toEqual([]);
  }
});

it('looks among the sentences of the adapter first, then among those of the core', () => {
  const own = { zh: { 'webhook.hi': '你好，{name}' }, en: { 'webhook.hi': 'Hi, {name}', fault: 'Oh no.' } };
  const say = createTexts(own);
  expect(say('zh', 'webhook.hi', { name: 'Ann' })).toBe('你好，Ann');
  expect([say('en', 'fault'), say('zh', 'fault')]).toEqual(['Oh no.', texts('zh', 'fault')]);
  expect(texts('en', 'webhook.hi')).toBe('webhook.hi');
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
  const names = [...FEATURES, 'asks', 'subject', ...SUBJECT_FEATURES];
  expect(names.filter((name) => CATALOGUES.en[`part.${name}`] === undefined)).toEqual([]);
});
