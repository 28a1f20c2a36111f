/**
 * Turn taking: one question at a time, and between two of them a look at the network. Matching is synchronous, so a hundred
 * questions that come at once would otherwise hold the event loop for seconds, and no platform would get its acknowledgements.
 */

import pTimeout from 'p-timeout';
import { say } from '../bot/compose.js';
import type { Bot, Host, Language, Question, Reply } from '../contract.js';
import { detectLanguage } from '../text/language.js';
import { createWaiting, MOST_WAITING, whereOf } from './waiting.js';

/** Milliseconds; well below the three seconds in which the platforms want an acknowledgement. */
const ACKNOWLEDGING_MILLISECONDS = 1000;

interface Turns extends Pick<Host, 'acknowledging' | 'admits'> {
  /** The same bot, each of whose calls waits for its turn. Presses and completions pass the questions that wait. */
  readonly bot: Bot;
}

/**
 * One queue for the whole process: its adapters share one event loop.
 * @param now milliseconds; the system's clock by default
 */
export function createTurns(bot: Bot, now: () => number = Date.now): Turns {
  const waiting = createWaiting(now);
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

  /** What is overheard is dropped, and who asks in a channel sees that others were told. A command is answered to its user alone. */
  const refused = (question: Question): Reply | undefined => {
    if (question.attention === 'overheard') return undefined;
    const isTold = question.stream !== undefined && !waiting.mayTell(whereOf(question));
    return isTold ? undefined : busy(question.language ?? detectLanguage(beginning(question.text)));
  };

  return {
    admits: waiting.admits,
    acknowledging(work) {
      // A third party's work may be no promise. One that hangs holds the questions up once, not each of them.
      const settled = pTimeout(Promise.resolve(work), { milliseconds: ACKNOWLEDGING_MILLISECONDS })
        .catch(() => undefined)
        .finally(() => acknowledgements.delete(settled));
      acknowledgements.add(settled);
    },
    bot: {
      async ask(question) {
        // An adapter may be somebody else's: what it hands in is checked by the bot.
        const where = whereOf({ ...question });
        if (!waiting.enter(where)) return refused(question);
        try {
          await turn(questions);
          return await bot.ask(question);
        } finally {
          waiting.leave(where);
        }
      },
      async press(press) {
        if (urgent.length >= MOST_WAITING) return busy(press.language ?? 'en');
        await turn(urgent);
        return await bot.press(press);
      },
      async complete(text, limit) {
        if (urgent.length >= MOST_WAITING) return [];
        await turn(urgent);
        return await bot.complete(text, limit);
      },
    },
  };
}

const busy = (language: Language): Reply => say(language, 'busy');

/** Characters that tell a language. */
const BEGINNING = 200;
const beginning = (text: unknown): string => (typeof text === 'string' ? text.slice(0, BEGINNING) : '');
