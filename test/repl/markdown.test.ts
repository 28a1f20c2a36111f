import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { markdownLines } from '../../adapters/repl/markdown.js';
import { paint } from '../../adapters/repl/lines.js';

const show = (markdown: string, width = 40, colour = false): readonly string[] =>
  markdownLines(markdown, width, colour).map((line) => paint(line, colour));

const MARKS = '* _ ` [ ] ( ) < > | - # ! \n 1. a 中 ~ &#27; \u001B[31m \\ :// \t <br> [^1] :'
  .split(' ')
  .concat(' ', '  ');

/** `x` and a space 20,000 times, in lines of 40 columns. */
const LONG = Array.from({ length: 1000 }, () => 'x '.repeat(20).trimEnd());

describe('markdownLines', () => {
  it.each([
    ['marks of emphasis', '**a** *b* ~~c~~', ['a b c']],
    ['code keeps its backticks', '`a*b`', ['`a*b`']],
    ['a link', '[docs](https://example.org/a_b)', ['docs (https://example.org/a_b)']],
    ['an address', 'see https://example.org/a.', ['see https://example.org/a.']],
    ['an address with a control character', '<https://example.org/a\u0081b>', ['https://example.org/ab']],
    ['an address as its own label', '[example.org](https://example.org)', ['https://example.org']],
    ['a link by reference', '[docs][1]\n\n[1]: https://example.org', ['docs (https://example.org)']],
    ['an image', '![code](https://example.org/q.png)', ['code (https://example.org/q.png)']],
    ['headings', '## Title\ntext', ['Title', '', 'text']],
    ['line ends', 'a\nb', ['a b']],
    ['line ends between Han', '配置\n文件', ['配置文件']],
    ['hard breaks', 'a  \nb\\\nc', ['a', 'b', 'c']],
    ['a tight list', '- a\n- b\n  - c', ['- a', '- b', '  - c']],
    ['a loose list', '- a\n\n- b', ['- a', '', '- b']],
    ['a numbered list', '3. a\n4. b', ['3. a', '4. b']],
    ['tasks', '- [x] a\n- [ ] b', ['- [x] a', '- [ ] b']],
    ['an empty item', '- a\n-\n- b', ['- a', '-', '- b']],
    ['a quote', '> a\n> b\n>\n> c', ['│ a b', '│', '│ c']],
    ['code with its indent', '```js\nif (a) {\n  b();\n}\n```', ['    if (a) {', '      b();', '    }']],
    ['code in a list', '1. a\n\n   ```\n   b\n   ```', ['1. a', '', '       b']],
    ['a rule', 'a\n\n---\n\nb', ['a', '', '─'.repeat(40), '', 'b']],
    ['generics, which are no tags', 'Map<String, List<T>> a', ['Map<String, List<T>> a']],
    ['tags', 'a<br>b <b>c</b> <a href="https://example.org">d</a>', ['a', 'b c https://example.org d']],
    ['a block of HTML', '<p>a</p>\n<!-- b -->', ['a']],
    ['quotes too deep', `${'>'.repeat(60)} **a**`, ['>'.repeat(40), `${'>'.repeat(20)} **a**`]],
    ['paragraphs of a text too long', `**a**\nb\n\n\n${'x '.repeat(20_000)}`, ['**a**', 'b', '', ...LONG]],
    ['nothing', '  \n ', []],
  ])('shows %s', (_, markdown, expected) => {
    expect(show(markdown)).toEqual(expected);
  });

  it('colours code instead of keeping its backticks', () => {
    expect(show('`a`', 40, true)).toEqual(['\u001B[36ma\u001B[39m']);
  });

  it('lines up the columns of a table, wide characters counted', () => {
    expect(show('| 词 | score |\n|---|--:|\n| 连接池 | 3.25 |\n| a | 12.5 |')).toEqual([
      '词      score',
      '──────  ─────',
      '连接池   3.25',
      'a        12.5',
    ]);
  });

  it('writes a table row by row where it does not fit', () => {
    expect(show('| name | note |\n|---|---|\n| a | long words here |\n| b | |', 16)).toEqual([
      'name: a',
      'note: long words',
      'here',
      '',
      'name: b',
    ]);
  });

  it('does not wrap code', () => {
    const code = 'x'.repeat(60);
    expect(show(`\`\`\`\n${code}\n\`\`\``, 20)).toEqual([`    ${code}`]);
  });

  it('shows no escape sequence, however it is written', () => {
    const shown = show('\u001B[2Ja &#27;[2J &#x9b;2J `\u001B]0;t\u0007b`\n\n    \u001B[31mc').join('\n');
    expect(shown).not.toMatch(/(?!\n)\p{Cc}/u);
  });

  it('shows the words of what is nested too deep for the parser', () => {
    expect(show(`${'>'.repeat(8000)} deep`).join('')).toContain('deep');
  });

  it('never throws and never shows a control character', () => {
    const unit = fc.constantFrom(...MARKS);
    fc.assert(
      fc.property(fc.string({ unit, maxLength: 60 }), fc.boolean(), (markdown, colour) => {
        const plain = show(markdown, 20, false).join('\n');
        expect(plain).not.toMatch(/(?!\n)\p{Cc}/u);
        expect(() => show(markdown, Number.POSITIVE_INFINITY, colour)).not.toThrow();
      }),
    );
  });
});
