import { expect, it } from 'vitest';
import { isMisleading, linkable } from '../../adapters/slack/outbound/links.js';
import { shorten } from '../../adapters/common/text.js';
import { mrkdwn, namedIn, unescape } from '../../adapters/slack/outbound/text.js';

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

it.each([
  ['https://example.org/a?b=1&c=2', true],
  ['http://localhost:8080/x', true],
  ['javascript:alert(1)', false],
  ['https://user:word@example.org/', false],
  ['https://example.org/a|b', false],
  ['https://example.org/a b', false],
  ['//example.org', false],
])('%s may be a link: %s', (url, may) => {
  expect(linkable(url) !== undefined).toBe(may);
});

it.each([
  ['the docs', 'https://example.org', false],
  ['example.org', 'https://www.example.org/x', false],
  ['https://bank.example/login', 'https://evil.example/', true],
  ['bank.example', 'https://bank.example.evil.example/', true],
  ['ｂａｎｋ．ｅｘａｍｐｌｅ', 'https://evil.example/', true],
])('%s on %s misleads: %s', (label, url, misleads) => {
  expect(isMisleading(label, url)).toBe(misleads);
});

it('cuts after escaping, and never inside of a character or an entity', () => {
  expect(mrkdwn('<<<<', 9)).toBe('&lt;&lt;…');
  expect(mrkdwn('🌱🌱🌱', 5)).toBe('🌱🌱…');
  expect(shorten('🌱🌱🌱', 4)).toBe('🌱…');
});
