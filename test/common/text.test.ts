import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clean, cleanLine, cutAt, quiet, shorten } from '../../adapters/common/text.js';

describe('clean', () => {
  it.each([
    ['colours', 'a\u001B[31mb\u001B[0mc', 'abc'],
    ['the 8-bit introducer', 'a\u009B31mb', 'ab'],
    ['a title', 'a\u001B]0;evil\u0007b', 'ab'],
    ['a title with a string terminator', 'a\u001B]0;evil\u001B\\b', 'ab'],
    ['a hyperlink', '\u001B]8;;https://example.org\u0007text\u001B]8;;\u0007', 'text'],
    ['the clipboard', 'a\u001B]52;c;ZXZpbA==\u001B\\b', 'ab'],
    ['a device control string', 'a\u001BP1$r\u001B\\b', 'ab'],
    ['an unclosed string, no further than its line', 'a\u001B]0;evil\nb', 'a\nb'],
    ['an 8-bit title', 'a\u009D0;evil\u0007b', 'ab'],
    ['the beginning alone of an unclosed 8-bit string', 'it\u009Ds here', 'its here'],
    ['a reset', 'a\u001Bcb', 'ab'],
    ['a lone escape', 'a\u001B', 'a'],
    ['an escape behind an escape', '\u001B\u001B[31mx', 'x'],
    ['a sequence that appears when another is taken out', '\u001B\u001B[0m[31mx', '[31mx'],
    ['backspaces and bells', 'a\bb\u0007c\u007F', 'abc'],
    ['carriage returns', 'a\r\nb\rc', 'a\nb\nc'],
    ['tabs', 'a\tb', 'a    b'],
    ['turned directions', 'a\u202Eb\u2066c', 'abc'],
    ['half characters', 'a\uD83Db', 'ab'],
    ['nothing of ordinary text', '中文 “quotes” 👩‍👩‍👧 é', '中文 “quotes” 👩‍👩‍👧 é'],
  ])('takes out %s', (_, text, expected) => {
    expect(clean(text)).toBe(expected);
  });

  it('leaves no control character of any text', () => {
    const unit = fc.oneof(
      fc.constantFrom('\u001B', '[', ']', '\u009B', '\u009D', '\u0007', '\\', 'm', '\n', '\r', '\u202E', 'x'),
      fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
    );
    fc.assert(
      fc.property(fc.string({ unit, maxLength: 60 }), (text) => {
        expect(clean(text)).not.toMatch(/(?!\n)\p{Cc}/u);
        expect(clean(clean(text))).toBe(clean(text));
        expect(cleanLine(text)).not.toContain('\n');
      }),
    );
  });
});

it.each([
  ['@everyone and @here', '@\u2060everyone and @\u2060here'],
  ['@channel, @channels', '@\u2060channel, @channels'],
  ['@', '@\u2060'],
  ['me@example.org, @ben', 'me@example.org, @ben'],
])('%j addresses nobody as %j', (text, expected) => {
  expect(quiet(text)).toBe(expected);
});

it('never cuts inside of a character', () => {
  expect(shorten('🌱🌱🌱', 4)).toBe('🌱…');
  expect(cutAt('🌱🌱🌱', 3)).toBe(2);
});

it.each([
  ['a line', 'one two\nthree four', 14, 8],
  ['a sentence', 'One two. Three', 12, 8],
  ['a word', 'one two three', 11, 8],
  ['a character', 'one twothreefour', 12, 12],
])('cuts after %s', (_, text, room, at) => {
  expect(cutAt(text, room)).toBe(at);
});
