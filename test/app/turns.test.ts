import { setImmediate as nextLoop } from 'node:timers/promises';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createTurns } from '../../src/app/turns.js';
import type { Bot } from '../../src/contract.js';
import { makeReply, gate } from '../../src/testing/fakes.js';

const asked = (text: string) => ({ text, asker: 'a', place: 'p', attention: 'addressed' }) as const;

/** A bot that writes down what it was asked, in order. */
function recording(): { readonly bot: Bot; readonly order: string[] } {
  const order: string[] = [];
  const note = async (text: string) => {
    order.push(text);
    return makeReply({ text });
  };
  const bot: Bot = {
    ask: ({ text }) => note(text),
    press: ({ token }) => note(token),
    complete: async (text) => {
      order.push(text);
      return [];
    },
  };
  return { bot, order };
}

afterEach(() => {
  vi.useRealTimers();
});

describe('turns', () => {
  it('let the network be read between two questions', async () => {
    const { bot, order } = recording();
    const turns = createTurns(bot);
    const answered = Promise.all(['one', 'two', 'three'].map((text) => turns.bot.ask(asked(text))));
    const seen: number[] = [];
    while (order.length < 3) {
      await nextLoop();
      seen.push(order.length);
    }
    expect(seen).toEqual(expect.arrayContaining([1, 2]));
    expect((await answered).map((reply) => reply?.text)).toEqual(['one', 'two', 'three']);
    expect(order).toEqual(['one', 'two', 'three']);
  });

  it('let presses and completions pass the questions that wait', async () => {
    const { bot, order } = recording();
    const turns = createTurns(bot);
    await Promise.all([
      turns.bot.ask(asked('one')),
      turns.bot.ask(asked('two')),
      turns.bot.press({ token: 'press', asker: 'a', place: 'p' }),
      turns.bot.complete('complete', 5),
    ]);
    expect(order).toEqual(['press', 'complete', 'one', 'two']);
  });

  it('are one queue, whichever adapter asks, and begin again after a pause', async () => {
    const { bot, order } = recording();
    const turns = createTurns(bot);
    await turns.bot.ask(asked('one'));
    await nextLoop();
    await turns.bot.ask(asked('two'));
    expect(order).toEqual(['one', 'two']);
  });

  it('pass on what the bot rejects with, and go on', async () => {
    const turns = createTurns({ ...recording().bot, ask: () => Promise.reject(new Error('no index')) });
    await expect(turns.bot.ask(asked('one'))).rejects.toThrow('no index');
    expect(await turns.bot.press({ token: 'press', asker: 'a', place: 'p' })).toMatchObject({
      text: 'press',
    });
  });

  it.each([
    ['given', () => undefined],
    [
      'refused',
      () => {
        throw new Error('the message is gone');
      },
    ],
  ])('do not begin before an acknowledgement is %s', async (_, end) => {
    const { bot, order } = recording();
    const turns = createTurns(bot);
    const acknowledgement = gate<void>();
    turns.acknowledging(acknowledgement.promise.then(end));
    const answered = turns.bot.ask(asked('one'));
    for (let round = 0; round < 5; round += 1) await nextLoop();
    expect(order).toEqual([]);
    acknowledgement.open();
    await answered;
    expect(order).toEqual(['one']);
  });

  it('wait a second for an acknowledgement, and no longer', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const { bot, order } = recording();
    const turns = createTurns(bot);
    turns.acknowledging(new Promise(() => undefined));
    const answered = turns.bot.ask(asked('one'));
    await nextLoop();
    await vi.advanceTimersByTimeAsync(999);
    expect(order).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    await answered;
    expect(order).toEqual(['one']);
  });

  it('wait for it once, however many questions come', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const { bot, order } = recording();
    const turns = createTurns(bot);
    turns.acknowledging(new Promise(() => undefined));
    const answered = Promise.all(['one', 'two', 'three'].map((text) => turns.bot.ask(asked(text))));
    await nextLoop();
    await vi.advanceTimersByTimeAsync(1000);
    await answered;
    expect(order).toEqual(['one', 'two', 'three']);
  });

  it('go on where the acknowledgement is no promise', async () => {
    const { bot } = recording();
    const turns = createTurns(bot);
    Reflect.apply(turns.acknowledging, undefined, [undefined]);
    expect(await turns.bot.ask(asked('one'))).toMatchObject({ text: 'one' });
    Reflect.apply(turns.acknowledging, undefined, [Object.assign(Promise.resolve(), { catch: undefined })]);
    expect(await turns.bot.ask(asked('one'))).toMatchObject({ text: 'one' });
  });
});
