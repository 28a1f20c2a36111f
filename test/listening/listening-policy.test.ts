import { expect, it } from 'vitest';
import { type Facts, listeningPolicy } from '../../src/listening/listening-policy.js';
import type { Overheard } from '../../src/contract.js';

const on = { listening: true };
const off = { listening: false };
const begin: Overheard = { channel: 'c', place: 'p', asker: 'ann', begins: true, names: [], text: 'How?' };
const follow: Overheard = { ...begin, begins: false };
const facts = (more: Partial<Facts>): Facts => ({
  settings: on,
  isQuiet: false,
  takesPart: false,
  hasSpokenUnasked: false,
  askerBegan: false,
  hasOthers: false,
  goesOn: false,
  ...more,
});

it.each([
  ['a question in a channel that is off', begin, { settings: off }, 'leave'],
  ['a question in a channel that is on', begin, {}, 'wait'],
  ['a question to somebody by name', { ...begin, names: ['ben'] }, {}, 'leave'],
  ['a picture without a word', { ...begin, text: '' }, {}, 'leave'],
  ['a thread that was told to be quiet', follow, { isQuiet: true, conversation: 'invited' }, 'leave'],
  ['somebody in another’s thread', follow, { hasOthers: true }, 'leave'],
  ['the asker’s second message, nobody having answered', follow, { askerBegan: true }, 'wait'],
  ['the asker’s second message after a person', follow, { askerBegan: true, hasOthers: true }, 'leave'],
  ['somebody else after the bot', follow, { hasSpokenUnasked: true }, 'leave'],
  [
    'a follow-up to an answer nobody asked for',
    follow,
    { conversation: 'uninvited', hasSpokenUnasked: true },
    'overheard',
  ],
  [
    'the same after the channel was switched off',
    follow,
    { conversation: 'uninvited', settings: off },
    'leave',
  ],
  [
    'a follow-up of whoever began the post',
    { ...follow, isOwnPost: true },
    { conversation: 'uninvited', askerBegan: true, hasSpokenUnasked: true },
    'addressed',
  ],
  [
    'the same after a person',
    { ...follow, isOwnPost: true },
    { conversation: 'uninvited', askerBegan: true, hasSpokenUnasked: true, hasOthers: true },
    'overheard',
  ],
  ['the rest of a question to the bot', begin, { settings: off, goesOn: true }, 'addressed'],
  ['words to somebody by name instead', { ...begin, names: ['ben'] }, { goesOn: true }, 'leave'],
  ['a follow-up to a mention', follow, { conversation: 'invited', settings: off }, 'addressed'],
  [
    'a follow-up to a mention, with company',
    follow,
    { conversation: 'invited', hasOthers: true },
    'overheard',
  ],
] as const)('%s', (_, message, more, verdict) => {
  expect(listeningPolicy(message, facts(more))).toBe(verdict);
});
