/** Arbitrary texts of members, replies and forms: made of what platforms give a meaning to, so that they meet the renderers' rules. */

import * as fc from 'fast-check';
import {
  type Form,
  type Language,
  MAX_FIELD_LENGTH,
  MAX_FIELDS,
  MAX_TOKEN_LENGTH,
  type Reply,
} from '../../src/contract.js';
import { HOSTILE } from '../../src/testing/replies.js';
import { makeReply } from '../../src/testing/fakes.js';
import { KINDS } from '../support/circle/community.js';

const MARKS = [
  '**',
  '*',
  '_',
  '`',
  '```',
  '```\n',
  '~~',
  '|',
  '\n|--|\n',
  '| a | b |\n|--|--|\n| c | d |\n',
  '> ',
  '\n> ',
  '- ',
  '\n1. ',
  '\n# ',
  '    ',
  '[',
  '](',
  ')',
  '<',
  '>',
  '&',
  '\\',
  '\n',
  '\n\n',
  '@everyone',
  '<!here>',
  '<@1>',
  '<@U0000001>',
  '<#C1>',
  '中文字',
  'word ',
  'https://example.org/a_(b)',
  'discord.gg/x',
  '😀',
  '\u001B[2J',
  '\u009B31m',
  '&#27;[2J',
  '\u202E',
  '字'.repeat(40),
  'x'.repeat(300),
] as const;

/** A text as anybody may write it, from nothing to more than any platform takes. */
export const anyText = fc.oneof(
  { weight: 6, arbitrary: fc.array(fc.constantFrom(...MARKS), { maxLength: 60 }).map((all) => all.join('')) },
  { weight: 3, arbitrary: fc.string({ unit: 'grapheme', maxLength: 60 }) },
  { weight: 2, arbitrary: fc.string({ unit: 'binary', maxLength: 300 }) },
  { weight: 1, arbitrary: fc.string({ maxLength: 20 }).map((word) => `${word} `.repeat(200)) },
  { weight: 1, arbitrary: fc.constantFrom('', ...Object.values(HOSTILE)) },
);

/** An address that a renderer must keep as a link. */
export const anyAddress = fc
  .tuple(fc.integer({ min: 0, max: 99_999 }), fc.constantFrom(0, 0, 0, 900, 1900))
  .map(([n, length]) => `https://example.org/page/${n}/${'x'.repeat(length)}`);

const url = fc.oneof(anyAddress, fc.webUrl(), anyText);

export const anyToken = fc.oneof(
  fc.stringMatching(/^[A-Za-z0-9_-]{1,40}$/),
  fc.integer({ min: 0, max: 9_999_999 }).map((n) => `do-${n}`.padEnd(MAX_TOKEN_LENGTH, 'x')),
);

const choices = fc.array(fc.record({ label: anyText, token: anyToken }), { maxLength: 30 });

export const anyReply: fc.Arbitrary<Reply> = fc
  .record({
    kind: fc.constantFrom('answer', 'suggest', 'none', 'list', 'notice'),
    language: fc.constantFrom<Language>('zh', 'en'),
    lead: anyText,
    text: anyText,
    question: anyText,
    project: fc.record({
      name: anyText,
      description: anyText,
      repository: url,
      documentation: url,
      issues: url,
    }),
    links: fc.array(fc.record({ title: anyText, url }), { maxLength: 8 }),
    source: fc.record({ path: anyText, line: fc.nat(), title: anyText, date: anyText, url }),
    alternatives: choices,
    followUps: choices,
    actions: fc.array(fc.record({ kind: fc.constantFrom(...KINDS), label: anyText, token: anyToken }), {
      maxLength: 12,
    }),
  })
  .map((parts) => makeReply(parts));

export const anyForm: fc.Arbitrary<Form> = fc.record({
  title: anyText,
  token: anyToken,
  submit: anyText,
  fields: fc.uniqueArray(
    fc.record({
      name: fc.stringMatching(/^[a-z]{1,20}$/),
      label: anyText,
      value: anyText,
      lines: fc.constantFrom('one', 'many'),
      required: fc.boolean(),
      maxLength: fc.integer({ min: 1, max: MAX_FIELD_LENGTH }),
    }),
    { selector: ({ name }) => name, minLength: 1, maxLength: MAX_FIELDS },
  ),
});
