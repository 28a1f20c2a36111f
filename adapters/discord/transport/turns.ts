/** One piece of heavy work at a time: acknowledgements never queue behind answers. */

import type { Bot } from '../../../src/contract.js';

export interface Turns {
  /** The same bot. Matching is synchronous: a hundred questions that come at once would hold the loop for seconds. */
  readonly bot: Bot;
  /** No turn begins while this is under way, for a second at most. */
  hold(acknowledgement: Promise<unknown>): void;
}

/** Milliseconds; well below the three seconds that Discord gives. */
const HOLD_MILLISECONDS = 1000;

export function createTurns(bot: Bot): Turns {
  const waiting: (() => void)[] = [];
  /** What cannot be announced and given later passes the others. */
  const urgent: (() => void)[] = [];
  const held = new Set<Promise<unknown>>();
  let isRunning = false;

  const run = async (): Promise<void> => {
    isRunning = true;
    while (urgent.length + waiting.length > 0) {
      // Timers and the network have their turn before the next question.
      await new Promise((resolve) => setImmediate(resolve));
      if (held.size > 0) await soon(Promise.all(held));
      (urgent.shift() ?? waiting.shift())?.();
    }
    isRunning = false;
  };
  const turn = (isUrgent: boolean): Promise<void> =>
    new Promise((resolve) => {
      (isUrgent ? urgent : waiting).push(resolve);
      if (!isRunning) void run();
    });

  return {
    hold(acknowledgement) {
      const quiet = acknowledgement.catch(() => undefined).finally(() => held.delete(quiet));
      held.add(quiet);
    },
    bot: {
      async ask(question) {
        await turn(false);
        return await bot.ask(question);
      },
      // A press may bring a form.
      async press(press) {
        await turn(true);
        return await bot.press(press);
      },
      async complete(text, limit) {
        await turn(true);
        return await bot.complete(text, limit);
      },
    },
  };
}

async function soon(work: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, HOLD_MILLISECONDS);
  });
  await Promise.race([work, late]);
  clearTimeout(timer);
}
