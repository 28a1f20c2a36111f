/** Several messages in a row that are one question: 在吗 / mosn 的 eureka / 支持吗. */

import { setTimeout as sleep } from 'node:timers/promises';
import type { Bot, Question, Reply } from '../contract.js';
import { isWithdrawn } from '../text/withdrawn.js';

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

/** Members whose messages wait at most; what comes beside them is asked as it stands. */
const MOST_WAITING = 500;

interface Waiting {
  readonly question: Question;
  /** Ends the waiting, as a later message takes the question over. */
  readonly takeOver: AbortController;
}

/** What waits is known to this process alone: a replica that gets the next message asks it by itself. */
export function createBursts({
  bot,
  wait,
  asksNothingYet,
  pause = (milliseconds, signal) => sleep(milliseconds, undefined, { signal }),
}: BurstsOptions): Bursts {
  const waiting = new Set<Waiting>();
  const closing = new AbortController();

  /** A member goes on beside the first message, or in the thread that it begins. */
  const find = (stream: string, asker: string): Waiting | undefined =>
    [...waiting].find(
      ({ question }) => question.asker === asker && (question.stream === stream || question.place === stream),
    );

  const ask = async (given: Question): Promise<Reply | undefined> => {
    // What is no question is refused by the bot.
    if (wait === 0 || !isPartOfStream(given)) return await bot.ask(given);
    const { stream, asker } = given;
    const before = find(stream, asker);
    before?.takeOver.abort();
    // "nvm" takes back what waits.
    const question = before === undefined || isWithdrawn(given.text) ? given : joined(before.question, given);
    const mayWait = !closing.signal.aborted && waiting.size < MOST_WAITING;
    if (!mayWait || !asksNothingYet(given)) return await bot.ask(question);
    const takeOver = new AbortController();
    const one = { question, takeOver };
    waiting.add(one);
    takeOver.signal.addEventListener('abort', () => waiting.delete(one));
    await pause(wait, AbortSignal.any([takeOver.signal, closing.signal])).catch(() => undefined);
    if (takeOver.signal.aborted) return undefined;
    waiting.delete(one);
    return await bot.ask(question);
  };

  return {
    bot: { ...bot, ask },
    awaits: (stream, asker) => find(stream, asker)?.question.attention === 'addressed',
    close: () => closing.abort(),
  };
}

/** An adapter may be somebody else's and in plain JavaScript. */
function isPartOfStream(given: Question): given is Question & { readonly stream: string } {
  const { text, asker, place, stream } = { ...given };
  return [text, asker, place, stream].every((value) => typeof value === 'string');
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
