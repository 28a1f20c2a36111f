/** The second reader at an OpenAI-compatible endpoint. */

import { LRUCache } from 'lru-cache';
import { type Chat, ChatFault, createChat } from '../chat/client.js';
import type { Logger, Store } from '../contract.js';
import type { Reading, SecondReader, Verdict } from './contract.js';
import { createDailyLimit } from './daily-limit.js';
import { createGuard } from './guard.js';
import { renderRequest, requestHash, type SecondReaderRequest } from './render.js';
import { VERDICT_FORM, verdictIn } from './reply.js';

export interface SecondReaderOptions {
  readonly url: string;
  readonly model: string;
  readonly key?: string;
  /** Milliseconds for the whole, a second try included. */
  readonly timeout: number;
  /** Requests a day. */
  readonly dailyLimit: number;
  /** Where the day's requests are counted; absent: in memory. */
  readonly store?: Store;
  readonly logger: Logger;
  /** Takes out the secrets that the process knows itself. */
  readonly redact: (text: string) => string;
  /** Milliseconds that a server which did not answer is left alone; half a minute when absent. */
  readonly rest?: number;
  /** Milliseconds; the system's clock by default. */
  readonly now?: () => number;
}

/** As long as chat servers take to be started again. */
const REST_MILLISECONDS = 30_000;

/** Verdicts kept in memory, each some hundred bytes, and for how long: the same question comes again within a day, if at all. */
const MOST_KEPT = 1_000;
const KEPT_MILLISECONDS = 24 * 60 * 60 * 1000;

/** Times that it is asked until its reply is a verdict. */
const TRIES = 2;

export function createSecondReader(options: SecondReaderOptions): SecondReader {
  const { url, model, key, timeout, dailyLimit, store, logger, redact, now } = options;
  const limit = createDailyLimit({ limit: dailyLimit, store, now });
  const chat = createChat({
    url,
    model,
    key,
    timeout,
    form: VERDICT_FORM,
    // There is no time for them.
    retries: 0,
    beforeRequest: async () => {
      if (!(await limit.take()))
        throw new ChatFault(`the ${dailyLimit} requests of CHAT_DAILY_LIMIT are used up for today`, 'entry');
    },
  });
  const guard = createGuard({ timeout, rest: options.rest ?? REST_MILLISECONDS, logger });
  const kept = new LRUCache<string, Verdict>({ max: MOST_KEPT, ttl: KEPT_MILLISECONDS });

  return async (reading) => {
    const request = renderRequest(reading, redact);
    const hash = requestHash(request);
    const known = kept.get(hash);
    if (known !== undefined) return { ...known, isKept: true };
    const verdict = await guard((signal) => verdictFrom(chat, request, reading, signal));
    if (verdict !== undefined) kept.set(hash, verdict);
    return verdict;
  };
}

/** @throws {ChatFault} */
async function verdictFrom(
  chat: Chat,
  { system, user }: SecondReaderRequest,
  reading: Reading,
  signal: AbortSignal,
): Promise<Verdict> {
  const messages = [
    { role: 'system', content: system },
    { role: 'user', content: user },
  ] as const;
  let fault = new ChatFault('the model’s reply is not the JSON that was asked for', 'answer');
  for (let tries = 0; tries < TRIES; tries += 1) {
    try {
      const verdict = verdictIn(await chat.ask(messages, signal), reading);
      if (verdict !== undefined) return verdict;
    } catch (error) {
      if (!(error instanceof ChatFault) || error.reach !== 'answer') throw error;
      fault = error;
    }
  }
  throw fault;
}
