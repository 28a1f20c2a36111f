import { expect, it } from 'vitest';
import { mentions, plainPart } from '../../src/store/person-mentions.js';

it.each([
  ['U012AB3CD', 'vote/e1/U012AB3CD', '', true],
  ['U012AB3CD', 'vote/e1/U012AB3CDE', '', false],
  ['U012AB3CD', 'vote/e1/XU012AB3CD', '', false],
  ['U012AB3CD', 'C1%2FU012AB3CD', '', true],
  ['U012AB3CD', 'vote/%zz/U012AB3CD', '', true],
  ['U012AB3CD', 'k', '{"a":[{"b":"U012AB3CD"}]}', true],
  ['U012AB3CD', 'k', '{"U012AB3CD":1}', true],
  ['U012AB3CD', 'k', '"<@U012AB3CD|lee> knows"', true],
  ['U012AB3CD', 'k', '"ask U012AB3CD."', true],
  ['U012AB3CD', 'k', '"U012AB3CD@example.org"', false],
  ['U012AB3CD', 'k', '"U012AB3CD.example"', false],
  ['U012AB3CD', 'k', 'no JSON, U012AB3CD', true],
  ['123456789012345678', 'k', '123456789012345678', true],
  ['123456789012345678', 'k', '{"id":123456789012345678}', true],
  ['123456789012345678', 'k', '{"id":1234567890123456789}', false],
  ['123456789012345678', 'k', '"<@!123456789012345678>"', true],
  // A name that is a word is not looked for in sentences.
  ['can', 'k', '"who can help?"', false],
  ['can', 'vote/can', '', true],
  ['can', 'k', '{"place":"general/can","asker":"x"}', true],
  ['can', 'k', '{"asker":"can"}', true],
  ['a b/c', 'vote/a%20b%2Fc', '', true],
  ['a/b', 'a/b', '', true],
  ['U1.*', 'k', '"U123"', false],
] as const)('%s in %s %s: %s', (person, key, value, expected) => {
  expect(mentions(person, key, value)).toBe(expected);
});

it.each([
  ['U012AB3CD', 'U012AB3CD'],
  ['a-bcd/ef', 'bcd'],
  ['小明', ''],
])('%s is searched for by its part %s', (person, part) => {
  expect(plainPart(person)).toBe(part);
});
