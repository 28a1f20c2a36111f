import { expect, it } from 'vitest';
import { namedIn, toMarkdown, unescape } from '../../adapters/common/mrkdwn.js';

it.each([
  ['*bold* _italic_ ~gone~', '**bold** _italic_ ~~gone~~'],
  ['这是*重点*吗', '这是**重点**吗'],
  ['2 * 3 * 4 and a*b*c', '2 * 3 * 4 and a*b*c'],
  ['<@U1> ask <@U2|ben> in <#C1|help> <#C2>', 'ask ben in #help'],
  ['<!here> <!channel|@channel> <!subteam^S1|@team> <!date^1^{date}|today>', 'channel team today'],
  ['see <https://example.org/a?b=1&amp;c=2>', 'see https://example.org/a?b=1&c=2'],
  ['*see <https://example.org/*a*|the docs>*', '**see [the docs](https://example.org/*a*)**'],
  ['see <http://example.org|example.org>', 'see http://example.org'],
  ['<mailto:a@example.org|a@example.org>', 'a@example.org'],
  ['• one\n    ◦ two\n• three', '- one\n    - two\n- three'],
  ['1. one\n2. two', '1. one\n2. two'],
  ['&gt; quoted\nand not', '> quoted\nand not'],
  ['run `a *b* &lt;c&gt;` now', 'run `a *b* <c>` now'],
  [
    'so:\n```\nif (a &lt; b) {\n  *x* = `y`;\n}\n```\ndone',
    'so:\n\n```\nif (a < b) {\n  *x* = `y`;\n}\n```\n\ndone',
  ],
  ['```curl <https://example.org>```', '```\ncurl https://example.org\n```'],
  ['&amp;lt;', '&lt;'],
  ['  \n ', ''],
])('%j is %j', (text, expected) => {
  expect(toMarkdown(text)).toBe(expected);
});

it.each([
  ['<@UBOT> how &lt;b&gt; &amp;amp;?', 'how <b> &amp;?'],
  ['ask <@U1> or <@U2|ben> in <#C1|help> or <#C2>', 'ask @U1 or @ben in #help or #C2'],
  ['<!here> <!subteam^S1|@team> <!date^1^{date}|today>', '@here @team today'],
  ['see <https://example.org/a?b=1&amp;c=2>', 'see https://example.org/a?b=1&c=2'],
  [
    'see <http://example.org|example.org> and <https://example.org|the docs>',
    'see http://example.org and the docs (https://example.org)',
  ],
  ['```\n&lt;tag&gt;\n```', '```\n<tag>\n```'],
])('%s reads as %s', (typed, expected) => {
  expect(unescape(typed, 'UBOT')).toBe(expected);
});

it('finds who is spoken to', () => {
  expect(namedIn('<@UBOT> <@U1> <@U2|ben>', 'UBOT')).toEqual(['U1', 'U2']);
});
