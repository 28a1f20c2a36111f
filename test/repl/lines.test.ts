import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { textWidth } from '../../adapters/common/columns.js';
import { lineWidth, paint, span, wrap } from '../../adapters/repl/lines.js';

const lines = (text: string, width: number): readonly string[] =>
  wrap([span(text)], width).map((line) => paint(line, false));

describe('wrap', () => {
  it.each([
    ['at spaces', 'one two three', 8, ['one two', 'three']],
    ['exactly at the edge', 'four five', 4, ['four', 'five']],
    ['between wide characters', '配置文件在哪里', 6, ['配置文', '件在哪', '里']],
    ['never half a wide character', '配置文件', 5, ['配置', '文件']],
    ['no comma at a line’s beginning', '配置文，件', 6, ['配置', '文，件']],
    ['no opening bracket at a line’s end', '配置（文件）', 6, ['配置', '（文', '件）']],
    ['Latin inside of Han as a word', '设置timeout参数', 10, ['设置', 'timeout参', '数']],
    ['a word longer than a line', 'abcdefghij', 4, ['abcd', 'efgh', 'ij']],
    ['at line feeds', 'a\n\nb', 10, ['a', '', 'b']],
    ['an empty text', '', 10, ['']],
    ['an emoji as one', '👩‍👩‍👧👩‍👩‍👧👩‍👩‍👧', 4, ['👩‍👩‍👧👩‍👩‍👧', '👩‍👩‍👧']],
    ['marks stay on their letter', 'e\u0301e\u0301e\u0301', 2, ['e\u0301e\u0301', 'e\u0301']],
  ])('breaks %s', (_, text, width, expected) => {
    expect(lines(text, width)).toEqual(expected);
  });

  it('never breaks a whole span, and keeps what clings to it', () => {
    const address = span('https://example.org/a/b/c', [], true);
    const wrapped = wrap([span('see ('), address, span('), then go')], 10);
    expect(wrapped.map((line) => paint(line, false))).toEqual([
      'see',
      '(https://example.org/a/b/c),',
      'then go',
    ]);
  });

  it('keeps a word of two looks together', () => {
    const wrapped = wrap([span('aa bb'), span('cc', ['bold'])], 6);
    expect(wrapped.map((line) => paint(line, false))).toEqual(['aa', 'bbcc']);
  });

  it('keeps looks across lines', () => {
    const wrapped = wrap([span('one two', ['bold'])], 4);
    expect(wrapped.map((line) => paint(line, true))).toEqual([
      '\u001B[1mone\u001B[22m',
      '\u001B[1mtwo\u001B[22m',
    ]);
  });

  const text = fc.string({
    unit: fc.constantFrom('a', 'b', ' ', '.', ',', '(', ')', '中', '文', '，', '（', '）', '\n', 'é', '👍'),
    maxLength: 80,
  });

  it('fits every line and loses nothing but spaces', () => {
    fc.assert(
      fc.property(text, fc.integer({ min: 6, max: 40 }), (source, width) => {
        const wrapped = wrap([span(source)], width);
        for (const line of wrapped) expect(lineWidth(line)).toBeLessThanOrEqual(width);
        const joined = wrapped.map((line) => paint(line, false)).join('');
        expect(joined.replace(/\s/g, '')).toBe(source.replace(/\s/g, ''));
      }),
    );
  });

  it('is greedy: the first word of a line would not have fitted on the line before', () => {
    fc.assert(
      fc.property(fc.array(fc.stringMatching(/^[a-z]{1,6}$/), { maxLength: 20 }), (words) => {
        const wrapped = lines(words.join(' '), 10);
        for (const [index, line] of wrapped.slice(1).entries()) {
          const first = line.split(' ')[0] ?? '';
          expect(textWidth(`${wrapped[index]} ${first}`)).toBeGreaterThan(10);
        }
      }),
    );
  });
});
