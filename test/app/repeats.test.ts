import { beforeEach, expect, it } from 'vitest';
import { withoutRepeats } from '../../src/app/repeats.js';
import type { Bot, Question, Reply } from '../../src/contract.js';
import { type ClosableChannels, createChannels } from '../../src/listening/channels.js';
import { memoryStore } from '../../src/store/memory.js';
import { fakeBot, makeReply } from '../../src/testing/fakes.js';

const MINUTE = 60_000;
const WHOLE = makeReply({
  kind: 'answer',
  text: 'Water it.',
  question: 'How do I grow a seed?',
  entry: 'garden#1',
  actions: [{ kind: 'why', label: 'Why', token: 'w' }],
  followUps: [{ label: 'And beans?', token: 't' }],
});
const question: Question = { text: 'How?', asker: 'ann', place: 'p', attention: 'addressed', channel: 'c' };

let now: number;
let channels: ClosableChannels;
let bot: Bot;
beforeEach(() => {
  now = 0;
  const silent = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };
  channels = createChannels({ store: memoryStore(() => now), logger: silent, wait: 0 });
  const asked = fakeBot();
  asked.onAsk('How?', () => WHOLE);
  bot = withoutRepeats(asked, channels);
});

it('shows an answer whole until it was posted', async () => {
  expect(await bot.ask(question)).toBe(WHOLE);
  expect(await bot.ask(question)).toBe(WHOLE);
});

it('points to an answer that was posted in the channel, by its address or else by its question', async () => {
  await channels.posted('c', WHOLE, 'https://example.org/1');
  const line = await bot.ask(question);
  expect(line).toMatchObject({
    kind: 'answer',
    entry: 'garden#1',
    text: '',
    followUps: [],
    actions: WHOLE.actions,
  });
  expect(line?.lead).toContain('[How do I grow a seed?](https://example.org/1)');
  await channels.posted('c', WHOLE);
  expect((await bot.ask(question))?.lead).toMatch(/above|further up: How do I grow a seed\?$/);
});

it.each([
  ['in another channel', { channel: 'd' }],
  ['where the asker alone reads it', { channel: undefined }],
])('shows it whole %s', async (_, more) => {
  await channels.posted('c', WHOLE);
  expect(await bot.ask({ ...question, ...more })).toBe(WHOLE);
});

it('shows it whole again ten minutes after it was whole', async () => {
  await channels.posted('c', WHOLE);
  now = 9 * MINUTE;
  const line = await bot.ask(question);
  expect(line?.text).toBe('');
  // The line itself is no answer to point to.
  await channels.posted('c', line ?? WHOLE);
  now = 11 * MINUTE;
  expect(await bot.ask(question)).toBe(WHOLE);
});

it('says whose question it answers above the line', async () => {
  await channels.posted('c', WHOLE);
  const quoting = { ...WHOLE, lead: '> ben: How?\n\nThis may help.' };
  const line = await withoutRepeats({ ...bot, ask: async () => quoting }, channels).ask(question);
  expect(line?.lead).toMatch(/^> ben: How\?\n\n.*How do I grow a seed\?$/);
});

it('shows the answers to several questions whole', async () => {
  await channels.posted('c', WHOLE);
  const both = withoutRepeats({ ...bot, ask: async () => WHOLE }, channels);
  expect(await both.ask({ ...question, text: 'How do I grow a seed? What is a spade?' })).toBe(WHOLE);
});

it('takes what is no answer, and no question, as it comes', async () => {
  const none: Reply = makeReply({ kind: 'none' });
  const plain = withoutRepeats({ ...bot, ask: async () => none }, channels);
  await channels.posted('c', none);
  expect(await plain.ask(question)).toBe(none);
  const untyped: { ask(given: unknown): Promise<unknown> } = plain;
  expect(await untyped.ask(null)).toBe(none);
});
