import { beforeAll, describe, expect, it } from 'vitest';
import { richText } from '../../adapters/slack/outbound/pages.js';
import { bodyPages, render } from '../../adapters/slack/outbound/render-reply.js';
import { pieces, words as wordsOf } from '../../adapters/slack/outbound/rich-text.js';
import type { Reply } from '../../src/contract.js';
import { texts } from '../support/texts.js';
import * as samples from '../../src/testing/replies.js';
import { makeReply } from '../../src/testing/fakes.js';
import { addresses, blockFaults, PREPARE, prepareShapes, readable, record } from './shapes.js';

beforeAll(prepareShapes, PREPARE);

const BUTTONS = { more: 'id', share: 'id', quiet: 'id', remove: 'id' };
const show = (reply: Reply) => render(reply, { texts, buttons: BUTTONS });
const answer = (text: string): Reply => makeReply({ kind: 'answer', text });
const body = (text: string): unknown => show(answer(text)).blocks[0];

describe('shapes', () => {
  it.each([
    ...Object.entries(samples.EVERY_KIND),
    ...Object.entries(samples.HOSTILE).map(([name, text]) => [name, samples.everywhere(text)] as const),
  ])('of %s are Slack’s, inside the limits', (_, reply) => {
    const { text, blocks } = show(reply);
    expect(blockFaults(blocks)).toEqual([]);
    expect(text.length).toBeGreaterThan(0);
    expect(text.length).toBeLessThanOrEqual(4000);
    expect(text).not.toMatch(/<[@!#]/);
    expect(JSON.stringify(blocks)).not.toMatch(/@(everyone|here|channel)\b(?![^"]*"code":true)/);
  });

  it.each(Object.entries(samples.EVERY_KIND))('of %s hold all that it says', (_, reply) => {
    const all = readable(show(reply).blocks);
    for (const part of samples.readable(reply)) expect(all).toContain(part);
  });

  it('of feedback buttons are a context_actions block', () => {
    const reply = makeReply({
      text: 'x',
      actions: [
        { kind: 'helpful', label: '👍', token: 'h' },
        { kind: 'unhelpful', label: '👎', token: 'u' },
      ],
    });
    const { blocks } = show(reply);
    expect(blocks.map(({ type }) => type)).toContain('context_actions');
    expect(blockFaults(blocks)).toEqual([]);
  });
});

describe('Markdown', () => {
  it('keeps lists, nested ones too', () => {
    expect(body('- a\n  - b\n- c')).toMatchObject({
      elements: [
        { type: 'rich_text_list', style: 'bullet', indent: 0, elements: [{ elements: [{ text: 'a' }] }] },
        { type: 'rich_text_list', style: 'bullet', indent: 1, elements: [{ elements: [{ text: 'b' }] }] },
        { type: 'rich_text_list', style: 'bullet', indent: 0, elements: [{ elements: [{ text: 'c' }] }] },
      ],
    });
  });

  it('keeps the numbers of a list, also when code interrupts it', () => {
    expect(body('1. a\n2. b')).toMatchObject({ elements: [{ type: 'rich_text_list', style: 'ordered' }] });
    const interrupted = readable(body('1. a\n\n   ```\n   x\n   ```\n2. b'));
    expect(interrupted).toMatch(/1\. a|1\. \na/);
    expect(interrupted).toContain('2. ');
    expect(readable(body('3. c\n4. d'))).toContain('3. ');
  });

  it('keeps code, quotes and emphasis between Chinese characters', () => {
    expect(body('```js\nif (a < b) {}\n```')).toMatchObject({
      elements: [{ type: 'rich_text_preformatted', elements: [{ type: 'text', text: 'if (a < b) {}' }] }],
    });
    expect(body('> 引用\n> 两行')).toMatchObject({ elements: [{ type: 'rich_text_quote' }] });
    expect(body('这是**重点**吗')).toMatchObject({
      elements: [{ elements: [{ text: '这是' }, { text: '重点', style: { bold: true } }, { text: '吗' }] }],
    });
  });

  it('keeps the cells and the links of a table', () => {
    const shown = body('| 参数 | doc |\n|--|--|\n| timeout | [page](https://example.org/p) |');
    expect(readable(shown)).toContain('参数     doc\n───────  ────\ntimeout  page');
    expect(addresses(shown)).toEqual(['https://example.org/p']);
  });
});

describe('a text', () => {
  it.each([
    ['a log with colours', 'a \u001B[31mred\u001B[0m', 'a red'],
    ['tags', 'a <b>b</b> <!-- c -->d<br>e List<T>', 'a b d\ne List<T>'],
    ['an address with a control character', '<https://example.org/a\u0081b>', 'https://example.org/ab'],
    ['an address with a mark in it', '[x](<https://example.org/a`b>)', 'x (https://example.org/a`b)'],
    ['quotes too deep', `${'>'.repeat(60)} **a**`, `${'>'.repeat(60)} **a**`],
    ['a footnote in a quote', '> a[^1]\n>\n> [^1]: b', 'a[1]\n[1] b'],
  ])('with %s reads well', (_, markdown, expected) => {
    expect(wordsOf(pieces(markdown))).toBe(expected);
  });

  it('lines up numbers of a table on the right', () => {
    expect(wordsOf(pieces('| a | score |\n|--|--:|\n| x | 1 |'))).toBe('a  score\n─  ─────\nx      1');
  });

  it('too long for Markdown has links without the full stop behind them', () => {
    expect(addresses(pieces(`see https://example.org/a. ${'x'.repeat(40_000)}`))).toEqual([
      'https://example.org/a',
    ]);
  });
});

describe('harm', () => {
  it.each([
    ['<!channel> <@U0000001> <!subteam^S1>', /<!channel> <@U0000001>/],
    [
      '[https://bank.example](https://evil.example/x)',
      /https:\/\/bank\.example \(\nhttps:\/\/evil\.example\/x\n\)/,
    ],
    ['[x](javascript:alert(1))', /x \(javascript:alert\(1\)\)/],
  ])('%s is shown as it is', (text, expected) => {
    const shown = body(text);
    expect(readable(shown)).toMatch(expected);
    expect(JSON.stringify(shown)).not.toMatch(/"type":"(user|broadcast|usergroup)"/);
  });

  it('an address with a password is no link', () => {
    expect(addresses(body('<https://bank.example@evil.example/>'))).toEqual([]);
  });

  it('a label that names the address’s own host stays', () => {
    expect(body('[docs on example.org](https://www.example.org/docs)')).toMatchObject({
      elements: [{ elements: [{ type: 'link', text: 'docs on example.org' }] }],
    });
  });

  it('a link in the source or project line cannot be broken out of', () => {
    const reply: Reply = {
      ...samples.ANSWER,
      source: { path: 'p', line: 1, title: 'a|b>c<!channel>', url: 'https://example.org/a|b' },
    };
    const lines = JSON.stringify(show(reply).blocks.filter(({ type }) => type === 'context'));
    expect(lines).not.toContain('<!');
    expect(lines).not.toContain('a|b>');
  });

  it('a source whose title names another host shows its address beside it', () => {
    const url = 'https://evil.example/';
    const reply: Reply = { ...samples.ANSWER, source: { path: 'p', line: 1, title: 'bank。com', url } };
    expect(JSON.stringify(show(reply).blocks)).toContain(`bank。com (<${url}>)`);
  });
});

it('a long answer is cut at a paragraph, and its pages hold all of it', () => {
  const paragraphs = Array.from(
    { length: 60 },
    (_, index) => `Paragraph ${index} ${'word '.repeat(60)}end${index}.`,
  );
  const reply = answer(paragraphs.join('\n\n'));
  expect(show(reply).isLong).toBe(true);
  const first = readable(show(reply).blocks[0]);
  expect(first).toContain('end8.');
  expect(first.trimEnd()).toMatch(/end\d+\.$/);
  const whole = readable(bodyPages(reply, texts).map((page) => richText(page)));
  for (const index of paragraphs.keys()) expect(whole).toContain(`end${index}.`);
});

it.each([
  ['paragraph', (words: readonly string[]) => words.join(' ')],
  ['list', (words: readonly string[]) => words.map((word) => `- ${word}`).join('\n')],
  ['list of one', (words: readonly string[]) => `- ${words.join(' ')}\n- last`],
  ['block of code', (words: readonly string[]) => ['```', ...words, '```'].join('\n')],
  ['quote', (words: readonly string[]) => `> ${words.join(' ')}`],
  ['word', (words: readonly string[]) => words.join('')],
])('a %s longer than a page loses no word', (_, write) => {
  const words = Array.from({ length: 3000 }, (_one, index) => `w${index}x`);
  const pages = bodyPages(answer(write(words)), texts).map((page) => richText(page));
  expect(pages.length).toBeGreaterThan(1);
  for (const page of pages) expect(blockFaults(page)).toEqual([]);
  const shown = pages.map(readable).join('').replace(/\s/g, '');
  expect(shown).toContain(words.join(''));
});

it('reads well out loud', () => {
  const { text } = show({
    ...samples.ANSWER,
    text: '**Water** it:\n\n- [daily](https://example.org)\n- <b>warm</b> List<T>',
  });
  expect(text).toBe(
    'This was answered before\nQuestion: How do I grow a seed?\nWater it:\ndaily\nwarm List&lt;T&gt;\nSimilar questions:\n- How do I plant beans?\n- 怎么种土豆？',
  );
  expect(record(render(makeReply(), { texts }).blocks[0])['type']).toBe('section');
});
