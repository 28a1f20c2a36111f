import { describe, expect, it } from 'vitest';
import { createTurns } from '../../src/app/turns.js';
import { MOST_WAITING, MOST_WAITING_IN_PLACE } from '../../src/app/waiting.js';
import type { Bot, Question, Reply } from '../../src/contract.js';
import { gate, makeReply } from '../../src/testing/fakes.js';
import { texts } from '../../src/texts/texts.js';

const question = (channel: string, more: Partial<Question> = {}): Question => ({
  text: 'how?',
  asker: 'ann',
  place: `${channel}/1`,
  channel,
  stream: channel,
  attention: 'addressed',
  ...more,
});

/** Turns that stand still until `open` is called, with a clock of their own. */
function standing() {
  let time = 0;
  let asked = 0;
  const held = gate<undefined>();
  const bot: Bot = {
    async ask() {
      asked += 1;
      await held.promise;
      return makeReply({ text: 'answer' });
    },
    press: async () => makeReply({ text: 'pressed' }),
    complete: async () => [],
  };
  const turns = createTurns(bot, () => time);
  turns.acknowledging(held.promise);
  return {
    turns,
    open: () => held.open(undefined),
    asked: () => asked,
    pass: (milliseconds: number) => (time += milliseconds),
  };
}

const ask = ({ turns }: ReturnType<typeof standing>, ...given: readonly Question[]) =>
  given.map((one) => turns.bot.ask(one));
const times = (count: number, make: (at: number) => Question): readonly Question[] =>
  Array.from({ length: count }, (_, at) => make(at));
const texted = (replies: readonly (Reply | undefined)[]) => replies.map((reply) => reply?.text);

describe('the questions that wait', () => {
  it('are so many in a place at most, which is told once a minute, in the question’s language', async () => {
    const on = standing();
    const waiting = ask(on, ...times(MOST_WAITING_IN_PLACE, () => question('a')));
    expect(texted(await Promise.all(ask(on, question('a'), question('a'))))).toEqual([
      texts('en', 'busy'),
      undefined,
    ]);
    on.pass(60_000);
    expect(texted(await Promise.all(ask(on, question('a', { text: '怎么升级' }))))).toEqual([
      texts('zh', 'busy'),
    ]);
    const other = ask(on, question('b'));
    on.open();
    expect(new Set(texted(await Promise.all([...waiting, ...other])))).toEqual(new Set(['answer']));
    expect(on.asked()).toBe(MOST_WAITING_IN_PLACE + 1);
  });

  it('are so many in all places together', async () => {
    const on = standing();
    const waiting = ask(on, ...times(MOST_WAITING, (at) => question(`c${at}`)));
    expect(texted(await Promise.all(ask(on, question('a'))))).toEqual([texts('en', 'busy')]);
    on.open();
    await Promise.all(waiting);
    expect(texted(await Promise.all(ask(on, question('a'))))).toEqual(['answer']);
  });

  it('drop what is overheard without a word, and tell each user of a command', async () => {
    const on = standing();
    const waiting = ask(on, ...times(MOST_WAITING_IN_PLACE, () => question('a')));
    const command = question('a', { stream: undefined });
    expect(
      texted(await Promise.all(ask(on, question('a', { attention: 'overheard' }), command, command))),
    ).toEqual([undefined, texts('en', 'busy'), texts('en', 'busy')]);
    on.open();
    await Promise.all(waiting);
  });

  it('let one more message a place and minute in at the border, if it is meant for the bot', async () => {
    const on = standing();
    expect(on.turns.admits('a', 'overheard')).toBe(true);
    const waiting = ask(on, ...times(MOST_WAITING_IN_PLACE, () => question('a')));
    const admitted = (attention: Question['attention']) => on.turns.admits('a', attention);
    expect([admitted('overheard'), admitted('addressed'), admitted('addressed')]).toEqual([
      false,
      true,
      false,
    ]);
    on.pass(60_000);
    expect(admitted('addressed')).toBe(true);
    on.open();
    await Promise.all(waiting);
    expect(admitted('overheard')).toBe(true);
  });

  it('leave room for presses, which are as many at most', async () => {
    const on = standing();
    const press = { token: 't', asker: 'ann', place: 'p' };
    const waiting = Array.from({ length: MOST_WAITING }, () => on.turns.bot.press(press));
    expect((await on.turns.bot.press(press)).text).toBe(texts('en', 'busy'));
    expect(await on.turns.bot.complete('a', 3)).toEqual([]);
    on.open();
    expect(new Set(texted(await Promise.all(waiting)))).toEqual(new Set(['pressed']));
  });
});
