import { beforeEach, describe, expect, it } from 'vitest';
import { type Bursts, createBursts } from '../../src/app/bursts.js';
import type { Question } from '../../src/contract.js';
import { readSettings } from '../../src/settings.js';
import { fakeBot, type FakeBot, gate, type Gate } from '../../src/testing/fakes.js';

const said = (text: string, more: Partial<Question> = {}): Question => ({
  text,
  asker: 'ann',
  place: `c/${text}`,
  stream: 'c',
  attention: 'addressed',
  ...more,
});

let bot: FakeBot;
let waits: Gate<void>[];
let bursts: Bursts;
const open = (wait = 4000): void => {
  bursts = createBursts({
    bot,
    wait,
    asksNothingYet: ({ text }) => !/\?$|nvm/.test(text),
    pause: (_, signal) => {
      const waiting = gate<void>();
      waits.push(waiting);
      return Promise.race([
        waiting.promise,
        new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(new Error('ended')))),
      ]);
    },
  });
};
const texts = (): readonly string[] => bot.asked.map(({ text }) => text);

beforeEach(() => {
  bot = fakeBot();
  waits = [];
  open();
});

describe('messages of one member in a row', () => {
  it('are one question, answered where the last one stands', async () => {
    const first = bursts.bot.ask(said('hi'));
    const second = bursts.bot.ask(said('mosn and eureka'));
    const last = await bursts.bot.ask(said('supported?'));
    expect(await Promise.all([first, second])).toEqual([undefined, undefined]);
    expect(last?.lead).toContain('supported?');
    expect(bot.asked).toMatchObject([{ text: 'hi\nmosn and eureka\nsupported?', place: 'c/supported?' }]);
  });

  it('are taken back by a word, which is then all that is asked', async () => {
    const first = bursts.bot.ask(said('mosn and eureka'));
    await bursts.bot.ask(said('nvm, found it'));
    expect(await first).toBeUndefined();
    expect(texts()).toEqual(['nvm, found it']);
  });

  it('are asked after the wait where nothing more comes', async () => {
    const first = bursts.bot.ask(said('hi'));
    expect(bot.asked).toEqual([]);
    waits[0]?.open();
    expect((await first)?.kind).toBe('none');
    await bursts.bot.ask(said('supported?'));
    expect(texts()).toEqual(['hi', 'supported?']);
  });

  it('may go on in the thread that the first one begins', async () => {
    void bursts.bot.ask(said('hi'));
    await bursts.bot.ask(said('supported?', { stream: 'c/hi', place: 'c/hi' }));
    expect(texts()).toEqual(['hi\nsupported?']);
  });

  it('are addressed to the bot as soon as one of them is', async () => {
    void bursts.bot.ask(said('hi'));
    expect(bursts.awaits('c', 'ann')).toBe(true);
    await bursts.bot.ask(said('supported?', { attention: 'overheard' }));
    expect(bot.asked[0]?.attention).toBe('addressed');
    expect(bursts.awaits('c', 'ann')).toBe(false);
    void bursts.bot.ask(said('mosn', { attention: 'overheard' }));
    expect(bursts.awaits('c', 'ann')).toBe(false);
  });
});

it.each([
  ['another member', said('supported?', { asker: 'ben' })],
  ['another channel', said('supported?', { stream: 'd' })],
  ['a command', said('supported?', { stream: undefined })],
])('%s is not waited for', async (_, other) => {
  const first = bursts.bot.ask(said('hi'));
  await bursts.bot.ask(other);
  expect(texts()).toEqual(['supported?']);
  waits[0]?.open();
  await first;
  expect(texts()).toEqual(['supported?', 'hi']);
});

it('asks at once where nothing is waited for, and what waits at the end', async () => {
  const first = bursts.bot.ask(said('hi'));
  bursts.close();
  expect((await first)?.kind).toBe('none');
  await bursts.bot.ask(said('hello'));
  open(0);
  await bursts.bot.ask(said('hey'));
  expect(texts()).toEqual(['hi', 'hello', 'hey']);
});

const waitOf = (QABOT_BURST_WAIT?: string): number => readSettings({ QABOT_BURST_WAIT }).burstWait;

it('waits as long as the settings say', () => {
  expect([waitOf(), waitOf('0'), waitOf('2.5')]).toEqual([4, 0, 2.5]);
  expect(() => waitOf('31')).toThrow('QABOT_BURST_WAIT is "31"; it takes a number of seconds from 0 to 30');
});

it('leaves it to the bot to refuse what is no question', async () => {
  const asked: unknown[] = [];
  const { bot: guarded } = createBursts({
    bot: { ...bot, ask: async (question) => void asked.push(question) },
    wait: 1,
    asksNothingYet: () => {
      throw new Error('it was read');
    },
  });
  const untyped: { ask(question: unknown): Promise<unknown> } = guarded;
  for (const junk of [undefined, null, 1, { stream: 'c' }, { ...said('hi'), text: 1 }])
    await untyped.ask(junk);
  expect(asked).toHaveLength(5);
});
