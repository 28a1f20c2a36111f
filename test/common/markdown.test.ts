import { describe, expect, it } from 'vitest';
import { type MarkdownBlock, plainText } from '../../adapters/common/blocks.js';
import { readMarkdown } from '../../adapters/common/markdown.js';

/** One paragraph with this content. */
const paragraph = (...content: readonly unknown[]) => [{ kind: 'paragraph', content }];
const text = (words: string, ...marks: readonly string[]) => ({ kind: 'text', text: words, marks });
const BREAK = { kind: 'break' };

it.each([
  ['marks, from outside in', '**a *b***', paragraph(text('a ', 'bold'), text('b', 'bold', 'italic'))],
  ['a mark in itself once', '**a __b__**', paragraph(text('a b', 'bold'))],
  ['code', 'a `b`', paragraph(text('a '), { kind: 'code', text: 'b', marks: [] })],
  [
    'an image as a link to it',
    '![a](https://example.org)',
    paragraph({ kind: 'link', label: [text('a')], url: 'https://example.org', marks: [] }),
  ],
  [
    'a link by reference, the first definition counting',
    '[a]\n\n[a]: https://example.org/1\n[a]: https://example.org/2',
    paragraph({ kind: 'link', label: [text('a')], url: 'https://example.org/1', marks: [] }),
  ],
  ['an e-mail address as text', 'to <a@example.org>', paragraph(text('to a@example.org'))],
  ['a link to nowhere as text', '[a]()', paragraph(text('a'))],
  [
    'HTML as what it shows',
    'a<br>b</br><b>c</b> <T>',
    paragraph(text('a'), BREAK, text('b'), BREAK, text('c <T>')),
  ],
  ['type parameters as text', 'Consumer<S> or Map<P>', paragraph(text('Consumer<S> or Map<P>'))],
  ['a small type parameter too', 'std::vector<i> x', paragraph(text('std::vector<i> x'))],
  [
    'tags that are named as text',
    'put it in a <table> or <code>, not <b>in</b> </p>',
    paragraph(text('put it in a <table> or <code>, not in </p>')),
  ],
  [
    'tags in pairs over several blocks as nothing',
    '<details>\n\na<i> H<sub>2</sub>O</i>\n\n</details>',
    [...paragraph(), ...paragraph(text('a H2O')), ...paragraph()],
  ],
  [
    'the addresses of tags',
    '<a href="https://example.org">a</a> <img src="https://example.org/b.png">',
    paragraph(text(' https://example.org a  https://example.org/b.png ')),
  ],
  ['comments as nothing', 'a<!-- b -->c', paragraph(text('ac'))],
  ['a hard break', 'a\\\nb', paragraph(text('a'), BREAK, text('b'))],
  ['a line end of the source', 'a\nb', paragraph(text('a\nb'))],
  ['a control character as nothing', 'a\u0007b', paragraph(text('ab'))],
  [
    'a footnote',
    'a[^1]\n\n[^1]: b',
    [...paragraph(text('a[1]')), { kind: 'note', label: '1', blocks: paragraph(text('b')) }],
  ],
  [
    'tasks',
    '- [x] a\n- [ ] b',
    [
      {
        kind: 'list',
        start: undefined,
        loose: false,
        items: [
          { checked: true, blocks: paragraph(text('a')) },
          { checked: false, blocks: paragraph(text('b')) },
        ],
      },
    ],
  ],
  [
    'a table',
    '| a |\n|--:|\n| b |',
    [{ kind: 'table', rows: [[[text('a')]], [[text('b')]]], align: ['right'] }],
  ],
])('reads %s', (_, markdown, expected) => {
  expect(readMarkdown(markdown)).toEqual(expected);
});

const wordsIn = (blocks: readonly MarkdownBlock[]): string =>
  blocks.map((one) => (one.kind === 'paragraph' ? plainText(one.content) : '?')).join('\n\n');

describe('shows as written, at once,', () => {
  it.each([
    ['quotes', `${'>'.repeat(8000)} deep`],
    ['quotes with spaces', `${'> '.repeat(8000)}deep`],
    ['lists', `${'- '.repeat(8000)}deep`],
    ['numbered lists', `${'1. '.repeat(8000)}deep`],
    ['footnotes', `${'[^1]: '.repeat(4000)}deep`],
    ['all of them', `a\n\n   ${'> - 1) [^1]:'.repeat(2000)} deep`],
  ])('%s that are nested too deeply', (_, markdown) => {
    const begun = performance.now();
    expect(wordsIn(readMarkdown(markdown))).toBe(markdown);
    expect(performance.now() - begun).toBeLessThan(500);
  });

  it('a text that is too long, with its addresses as links', () => {
    const markdown = `**a** https://example.org/a.\n\n${'x'.repeat(40_000)}`;
    expect(readMarkdown(markdown)).toEqual([
      ...paragraph(
        text('**a** '),
        { kind: 'link', label: [], url: 'https://example.org/a', marks: [] },
        text('.'),
      ),
      ...paragraph(text('x'.repeat(40_000))),
    ]);
  });
});

it.each([
  ['a rule', '- '.repeat(40), 'rule'],
  ['a line of dashes', '-'.repeat(80), 'rule'],
  ['a deep quote that somebody may write', `${'> '.repeat(8)}a`, 'quote'],
  [
    'a list in lists',
    Array.from({ length: 10 }, (_, depth) => `${'  '.repeat(depth)}- a`).join('\n'),
    'list',
  ],
])('does not take %s for too deep', (_, markdown, kind) => {
  expect(readMarkdown(markdown).map((one) => one.kind)).toEqual([kind]);
});

it('shows what lies deeper than anybody reads as plain text', () => {
  expect(JSON.stringify(readMarkdown(`${'> '.repeat(30)}**a**`))).toContain('"text":"a","marks":[]');
  expect(JSON.stringify(readMarkdown(`${'*a _b '.repeat(30)}c${'_*'.repeat(30)}`))).toContain('c');
});
