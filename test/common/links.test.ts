import { expect, it } from 'vitest';
import { isMisleading, linkable, splitAddresses } from '../../adapters/common/links.js';

it.each([
  ['https://example.org/a?b=1&c=2', true],
  ['http://localhost:8080/x', true],
  ['javascript:alert(1)', false],
  ['https://user:word@example.org/', false],
  ['https://example.org/a|b', false],
  ['https://example.org/a b', false],
  ['https://example.org/a`b', false],
  ['https://example.org/a\\b', false],
  ['https://example.org/a\u202Eb', false],
  ['https://example.org/\uD83D', false],
  ['https://bank\u00ADevil.example/', false],
  ['//example.org', false],
])('%s may be a link: %s', (url, may) => {
  expect(linkable(url) !== undefined).toBe(may);
});

it.each<readonly [label: string, url: string, misleads: boolean]>([
  ['the docs', 'https://example.org', false],
  ['example.org', 'https://www.example.org/x', false],
  ['https://bank.example/login', 'https://evil.example/', true],
  ['photo.jpg', 'https://example.org/photo.jpg', false],
  ['bank.example', 'https://bank.example.evil.example/', true],
  ['ｂａｎｋ．ｅｘａｍｐｌｅ', 'https://evil.example/', true],
  ...['\u200B', '\u2060', '\u00AD', '\uFEFF', '\u{E0061}'].map(
    (hidden) => [`bank${hidden}.exa${hidden}mple`, 'https://evil.example/', true] as const,
  ),
  ['bank。example', 'https://evil.example/', true],
  ['bank｡example', 'https://evil.example/', true],
  ...['。', '｡', '．', '․', '܁', '܂', '٠', '۰', 'ꓸ', '꘎'].map(
    (stop) => [`bank${stop}com`, 'https://evil.example/', true] as const,
  ),
  ['bаnk.com', 'https://bank.com/', true],
  ['bank.c0m', 'https://evil.example/', true],
  ['bank.c\u0323om', 'https://evil.example/', true],
  ['bank.℮u', 'https://evil.example/', true],
  ['SOFARPC 5.9.0beta1', 'https://example.org/', false],
  ['192.0.2.1', 'https://evil.example/', true],
  ['192.0.2.1', 'http://192.0.2.1/x', false],
  ['version 1.2.3', 'https://example.org/', false],
])('%s on %s misleads: %s', (label, url, misleads) => {
  expect(isMisleading(label, url)).toBe(misleads);
});

it.each([
  ['see https://example.org/a.', 'https://example.org/a'],
  ['见https://example.org/a，然后', 'https://example.org/a'],
  ['(https://example.org/a_(b))', 'https://example.org/a_(b)'],
  ['"https://example.org/a"', 'https://example.org/a'],
])('finds the address in %s', (text, address) => {
  const parts = splitAddresses(text);
  expect(parts.filter(({ isAddress }) => isAddress)).toEqual([{ text: address, isAddress: true }]);
  expect(parts.map((part) => part.text).join('')).toBe(text);
});

it('looks for hosts in a long label in no time', () => {
  const begun = performance.now();
  expect(isMisleading('a-'.repeat(20_000), 'https://example.org/')).toBe(false);
  expect(performance.now() - begun).toBeLessThan(500);
});
