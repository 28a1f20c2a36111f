import * as fc from 'fast-check';
import stringWidth from 'string-width';
import { describe, expect, it } from 'vitest';
import { textWidth } from '../../adapters/common/columns.js';

describe('textWidth', () => {
  it('is what the library says, for every character of the basic plane', () => {
    for (let code = 0; code < 0x10_000; code += 1) {
      const character = String.fromCharCode(code);
      if (textWidth(character) !== stringWidth(character)) expect.fail(`U+${code.toString(16)}`);
    }
  });

  it('is what the library says, for mixed text', () => {
    const unit = fc.constantFrom(
      ...Array.from('aZ 0~、。「」〜中㐀鿿！～“”…—é한ﾞか゛'),
      '\u200D',
      '\uFE0F',
      '👍',
      '\u0301',
      '\u302A',
    );
    fc.assert(
      fc.property(fc.string({ unit, maxLength: 12 }), (text) => {
        expect(textWidth(text)).toBe(stringWidth(text));
      }),
    );
  });
});
