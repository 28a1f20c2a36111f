import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { askingFeatures, askingOf } from '../../src/match/asking/asking.js';
import { formGrams, formOf, plainWords } from '../../src/match/asking/form.js';

const PLAIN = plainWords('');
const features = (message: string) => askingFeatures(message, PLAIN);
const grams = (message: string) => formGrams(formOf(message), PLAIN);

/** Made-up names, so that the subject cannot have been seen by the fit. */
describe('who asks the room', () => {
  it.each([
    'Zephyra 的研磨度有人调过没',
    '求教，Zephyra 一直报 E41，水箱也重新放过了',
    'anyone got the Zephyra steam wand to work with oat milk?',
    'stuck on E41 since this morning, no idea what it wants. any pointers?',
    '想了解下 Zephyra 的除垢周期一般是多久，先谢过各位',
  ])('%s', (message) => {
    expect(askingOf(message).value).toBeGreaterThan(0.5);
    expect(askingOf(message).looksLike).toBeUndefined();
  });

  it.each([
    ['E41 解决了，原来是水箱没有放到位', 'report'],
    ['Zephyra 3.2 is out, release notes: https://zephyra.example/3.2', 'news'],
    ['我打算下周把除垢的脚本写完，先测两天再合', 'plan'],
    ['谢谢大家', 'thanks'],
    ['@小周 你那台 Zephyra 修好了没', 'named'],
    ['You can set the grind on the side, just turn it left', 'answer'],
    ['nvm, found it in the manual myself', 'withdrawn'],
  ])('%s is %s', (message, kind) => {
    expect(askingOf(message).value).toBeLessThan(0.5);
    expect(askingOf(message).looksLike).toBe(kind);
  });
});

describe('the form of a message', () => {
  it('is the same whatever it is about', () => {
    expect(grams('有人用过 Zephyra 的蒸汽棒吗')).toEqual(grams('有人用过 Brewmate 的蒸汽棒吗'));
  });

  it('takes traditional script, full width and upper case for the same', () => {
    expect(features('為什麼報錯？')).toEqual(features('为什么报错?'));
    expect(features('HOW DO I DO THIS?')).toEqual(features('how do i do this?'));
  });

  it('leaves out what a message quotes, and knows that it quotes', () => {
    const quoting = features('> 怎么除垢？\n每月一次');
    expect(quoting.marks.has('how')).toBe(false);
    expect(quoting.marks.has('quotes')).toBe(true);
  });

  it('is read in a few milliseconds, however long the message and whatever it holds', () => {
    for (const filler of [
      'x',
      ' ',
      '你',
      '你好 ',
      '？',
      '\n',
      '> ',
      '`',
      ':a',
      '<@',
      'a.',
      '谢',
      '先',
      '@',
      '求',
    ] as const) {
      const message = filler.repeat(4000).slice(0, 4000);
      const begun = performance.now();
      askingOf(message);
      expect(performance.now() - begun, JSON.stringify(filler)).toBeLessThan(250);
    }
  });

  it('gives a probability for any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (text) => {
        const { value } = askingOf(text);
        expect(value).toBeGreaterThanOrEqual(0);
        expect(value).toBeLessThanOrEqual(1);
      }),
    );
  });
});
