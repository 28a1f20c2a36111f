/** Several messages in a row that are one question: 在吗 / mosn 的 eureka / 支持吗. */

import { setTimeout as sleep } from 'node:timers/promises';
import type { Bot, Question, Reply } from '../contract.js';

interface BurstsOptions {
  readonly bot: Bot;
  /** Milliseconds that a message which asks nothing yet waits for the next one; 0 waits for nothing. */
  readonly wait: number;
  readonly asksNothingYet: (question: Question) => boolean;
  /** Rejects when `signal` aborts; timers by default. */
  readonly pause?: (milliseconds: number, signal: AbortSignal) => Promise<unknown>;
}

export interface Bursts {
  /** The same bot, which asks what belongs together as one question. Where its `ask` gives silence, a later one may bring the answer. */
  readonly bot: Bot;
  /** Whether a message that the member addressed to the bot waits in this stream. */
  awaits(stream: string, asker: string): boolean;
  /** Asks what waits, at once; from now on nothing waits. */
  close(): void;
}

/** Messages that are joined at most: who writes more of them without a question tells a story. */
const MOST_MESSAGES = 5;

interface Waiting {
  readonly question: Question;
  /** How many messages it is made of. */
  readonly messages: number;
  /** Ends the waiting, as a later message takes the question over. */
  readonly takeOver: AbortController;
}

const keyOf = (stream: string, asker: string): string => JSON.stringify([stream, asker]);

/** What waits is known to this process alone: a replica that gets the next message asks it by itself. */
export function createBursts({
  bot,
  wait,
  asksNothingYet,
  pause = (milliseconds, signal) => sleep(milliseconds, undefined, { signal }),
}: BurstsOptions): Bursts {
  const waiting = new Map<string, Waiting>();
  const closing = new AbortController();

  const ask = async (given: Question): Promise<Reply | undefined> => {
    const { stream, asker } = given;
    if (stream === undefined || wait === 0) return await bot.ask(given);
    const key = keyOf(stream, asker);
    const before = waiting.get(key);
    waiting.delete(key);
    before?.takeOver.abort();
    const question = before === undefined ? given : joined(before.question, given);
    const messages = (before?.messages ?? 0) + 1;
    if (closing.signal.aborted || messages === MOST_MESSAGES || !asksNothingYet(given))
      return await bot.ask(question);
    const takeOver = new AbortController();
    waiting.set(key, { question, messages, takeOver });
    await pause(wait, AbortSignal.any([takeOver.signal, closing.signal])).catch(() => undefined);
    if (takeOver.signal.aborted) return undefined;
    waiting.delete(key);
    return await bot.ask(question);
  };

  return {
    bot: { ...bot, ask },
    awaits: (stream, asker) => waiting.get(keyOf(stream, asker))?.question.attention === 'addressed',
    close: () => closing.abort(),
  };
}

/** The answer goes where the last message stands. */
function joined(before: Question, next: Question): Question {
  const isAddressed = before.attention === 'addressed' || next.attention === 'addressed';
  return {
    ...next,
    text: [before.text, next.text].filter((text) => text !== '').join('\n'),
    attention: isAddressed ? 'addressed' : 'overheard',
    context: next.context ?? before.context,
  };
}
