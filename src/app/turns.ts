/**
 * Turn taking: one question at a time, and between two of them a look at the network. Matching is synchronous, so a hundred
 * questions that come at once would otherwise hold the event loop for seconds, and no platform would get its acknowledgements.
 */

import pTimeout from 'p-timeout';
import type { Bot, Host } from '../contract.js';

/** Milliseconds; well below the three seconds in which the platforms want an acknowledgement. */
const ACKNOWLEDGING_MILLISECONDS = 1000;

interface Turns extends Pick<Host, 'acknowledging'> {
  /** The same bot, each of whose calls waits for its turn. Presses and completions pass the questions that wait. */
  readonly bot: Bot;
}

/** One queue for the whole process: its adapters share one event loop. */
export function createTurns(bot: Bot): Turns {
  const questions: (() => void)[] = [];
  /** Presses and completions: a member looks at a button or a half-typed word, and some platforms take no late reply to them. */
  const urgent: (() => void)[] = [];
  const acknowledgements = new Set<Promise<unknown>>();
  let isRunning = false;

  const run = async (): Promise<void> => {
    isRunning = true;
    while (urgent.length + questions.length > 0) {
      // Timers and the network have their turn before the next question.
      await new Promise((resolve) => setImmediate(resolve));
      await Promise.all(acknowledgements);
      (urgent.shift() ?? questions.shift())?.();
    }
    isRunning = false;
  };
  const turn = (queue: (() => void)[]): Promise<void> =>
    new Promise((resolve) => {
      queue.push(resolve);
      if (!isRunning) void run();
    });

  return {
    acknowledging(work) {
      // A third party's work may be no promise. One that hangs holds the questions up once, not each of them.
      const settled = pTimeout(Promise.resolve(work), { milliseconds: ACKNOWLEDGING_MILLISECONDS })
        .catch(() => undefined)
        .finally(() => acknowledgements.delete(settled));
      acknowledgements.add(settled);
    },
    bot: {
      async ask(question) {
        await turn(questions);
        return await bot.ask(question);
      },
      async press(press) {
        await turn(urgent);
        return await bot.press(press);
      },
      async complete(text, limit) {
        await turn(urgent);
        return await bot.complete(text, limit);
      },
    },
  };
}
