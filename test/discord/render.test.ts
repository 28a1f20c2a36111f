import { describe, expect, it } from 'vitest';
import { render } from '../../adapters/discord/outbound/render-reply.js';
import type { Reply } from '../../src/contract.js';
import * as samples from '../../src/testing/replies.js';
import { makeReply, keyTexts } from '../../src/testing/fakes.js';
import { KINDS } from '../support/circle/community.js';
import { bodyOf, isLong, OWN, pageOf, shown } from '../support/discord/rendering.js';
import { componentsIn, faultsOf, textOf as toText } from '../support/discord/rules.js';

const manyChoices = (word: string): Reply['followUps'] =>
  Array.from({ length: 30 }, (_, index) => ({
    label: word.repeat(75),
    token: `t${word === '前' ? 'a' : 'b'}${index}`,
  }));

describe('Markdown', () => {
  it.each([
    ['a heading of level 2', '## Setup', '## Setup'],
    ['a heading of level 5', '##### Setup', '**Setup**'],
    ['bold, italic and struck', '**a** *b* ~~c~~', '**a** *b* ~~c~~'],
    ['bold in italic', '*a **b** c*', '*a **b** c*'],
    ['inline code', 'run `npm start` now', 'run `npm start` now'],
    ['code with backticks', '`` a`b ``', '`` a`b ``'],
    ['a list', '- a\n- b\n  - c', '- a\n- b\n  - c'],
    ['a numbered list that starts at 3', '3. a\n4. b', '3. a\n4. b'],
    ['tasks', '- [x] a\n- [ ] b', '- ☑ a\n- ☐ b'],
    ['a quote', '> a\n>\n> > b', '> a\n\n> b'],
    ['a fence', '```ts\nconst a = 1;\n```', '```ts\nconst a = 1;\n```'],
    ['a table of two columns', '| a | b |\n|--|--|\n| x | y |', '**a** · **b**\n- **x**: y'],
    [
      'a table of three columns',
      '| a | b | c |\n|--|--|--|\n| x | y | z |',
      '- **a**: x · **b**: y · **c**: z',
    ],
    ['a masked link', '[the guide](https://example.org/a_b)', '[the guide](<https://example.org/a_b>)'],
    ['a bare link', 'https://example.org/a_b', '<https://example.org/a_b>'],
    ['a link in Chinese', '见https://example.org/a_b，然后', '见<https://example.org/a_b>，然后'],
    [
      'a false label',
      '[https://bank.example](https://other.example/)',
      '<https://bank.example> (<https://other.example/>)',
    ],
    ['an invitation', 'join discord.gg/abc_d now', 'join `discord.gg/abc_d` now'],
    ['an invitation into an e-mail address', 'discord.gg/x@some.example/y', '`discord.gg/x@some.example/y`'],
    ['a masked invitation', '[join](https://discord.gg/abc)', 'join (`https://discord.gg/abc`)'],
    [
      'a masked invitation with a hidden mark',
      '[join](https://dis\u00ADcord.gg/abc)',
      'join (`https://dis\u00ADcord.gg/abc`)',
    ],
    ['an invitation with a hidden mark', 'https://dis\u00ADcord.gg/abc', '`https://dis\u00ADcord.gg/abc`'],
    ['an address with a control character', '<https://example.org/a\u0081b>', '`https://example.org/ab`'],
    [
      'a false label with a hidden mark',
      '[bank\u200B.example](https://other.example/)',
      'bank\u200B.example (<https://other.example/>)',
    ],
    ['a script address', '[x](javascript:alert)', 'x (`javascript:alert`)'],
    ['marks in words', 'snake_case \\*not\\* 2 < 3', 'snake\\_case \\*not\\* 2 \\< 3'],
    ['a mention that an address completes', '@everyone@here.example', '@\u2060everyone@\u2060here.example'],
    ['mentions', '<@1> <@&2> @everyone', '\\<@1\\> \\<@&2\\> @\u2060everyone'],
    ['soft line ends', '中文\n换行 and\nEnglish', '中文换行 and English'],
    ['an image', '![a picture](https://example.org/p.png)', '[a picture](<https://example.org/p.png>)'],
    ['a line that would begin a list', '\\- a', '\\- a'],
    ['HTML', 'a<br>b', 'a\nb'],
    ['tags', 'a <b>b</b> <!-- c -->d', 'a b d'],
    ['a log with colours', 'a \u001B[31mred\u001B[0m', 'a red'],
    ['a footnote', 'a[^1]\n\n[^1]: b', 'a\\[1\\]\n\n\\[1\\] b'],
    [
      'a label too long to stand for its address',
      `[${'x'.repeat(400)}](https://example.org/)`,
      `${'x'.repeat(400)} (<https://example.org/>)`,
    ],
    ['quotes too deep', `${'>'.repeat(60)} **a**`, `${'\\>'.repeat(60)} \\*\\*a\\*\\*`],
    ['a list indented with tabs', '-\ta\n\t- b', '- a\n  - b'],
    ['generic types', 'List<String>', 'List\\<String\\>'],
  ])('%s', (_, markdown, expected) => {
    expect(shown(markdown)).toBe(expected);
  });

  it('takes a fence inside code apart', () => {
    expect(shown('````\n```\ninner\n```\n````').match(/```/g)).toHaveLength(2);
  });

  it('closes a fence at the end of a page and opens it again on the next', () => {
    const lines = Array.from({ length: 400 }, (_, index) => `line ${index} of the log`);
    const reply = makeReply({ kind: 'answer', text: `\`\`\`java\n${lines.join('\n')}\n\`\`\`` });
    expect(isLong(reply)).toBe(true);
    const pages = [render(reply, { texts: keyTexts }), ...[1, 2].map((page) => pageOf(reply, page))];
    const texts = pages.map((page) =>
      componentsIn(page)
        .map((one) => toText(one['content'] ?? ''))
        .join(''),
    );
    for (const text of texts) expect(text).toMatch(/^```java\n[\s\S]*\n```$/);
    const all = texts.join('\n');
    for (const line of lines) expect(all).toContain(`${line}\n`);
  });
});

describe('a message', () => {
  it.each(Object.entries(samples.EVERY_KIND))('of kind %s is as Discord takes it', (_, reply) => {
    expect(faultsOf('message', bodyOf(render(reply, { texts: keyTexts, buttons: OWN })))).toEqual([]);
  });

  it.each(Object.entries(samples.HOSTILE))('holds %s everywhere', (_, text) => {
    const reply = samples.everywhere(text);
    expect(faultsOf('message', bodyOf(render(reply, { texts: keyTexts, buttons: OWN })))).toEqual([]);
  });

  it('offers every action that the reply carries', () => {
    const reply = makeReply({
      kind: 'answer',
      text: 'x',
      actions: KINDS.map((kind) => ({ kind, label: kind, token: `t${kind}` })),
    });
    const ids = componentsIn(render(reply, { texts: keyTexts, buttons: OWN })).map((one) => one['custom_id']);
    for (const kind of KINDS) expect(ids).toContain(`act:${kind}:t${kind}`);
  });
});

it('keeps a page of Chinese below the limit of bytes', () => {
  const reply = {
    ...samples.everywhere('字'.repeat(9000)),
    followUps: manyChoices('后'),
    alternatives: manyChoices('前'),
    actions: KINDS.map((kind) => ({ kind, label: '按'.repeat(80), token: `t${kind}` })),
  };
  expect(faultsOf('message', bodyOf(render(reply, { texts: keyTexts, buttons: OWN })))).toEqual([]);
  expect(faultsOf('message', bodyOf(pageOf(reply, 1)))).toEqual([]);
});

it('offers an action that is carried twice once', () => {
  const why = { kind: 'why', label: 'Why', token: 't' } as const;
  const reply = makeReply({ kind: 'answer', text: 'x', actions: [why, why] });
  expect(faultsOf('message', bodyOf(render(reply, { texts: keyTexts })))).toEqual([]);
});
