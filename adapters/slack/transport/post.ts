/**
 * Posting a message once. `chat.postMessage` takes no key that would make a second try harmless (`client_msg_id` belongs to
 * Slack's own clients: https://github.com/slackapi/java-slack-sdk/issues/852), so after a fault that leaves it open whether Slack
 * has taken the message, the conversation is read before it is posted again.
 */

import { setTimeout as sleep } from 'node:timers/promises';
import type { WebClient } from '@slack/web-api';
import type { Logger } from '../../../src/contract.js';
import { attempt, call, CallError, logged } from './call.js';
import { type Json, list, object, string } from '../../common/json.js';

/** Tries after the first, about 0.3, 0.6 and 1.2 s apart, as of the other calls. */
const RETRIES = 3;
const FIRST_PAUSE_MILLISECONDS = 300;
/** Milliseconds by which this clock and Slack's may differ: what Slack allows itself. https://docs.slack.dev/authentication/verifying-requests-from-slack */
const SKEW_MILLISECONDS = 300_000;
/** Messages that are looked through. */
const MOST_READ = 200;

export interface Post {
  /** Waits for 429 and retries faults by itself. */
  readonly client: WebClient;
  /** The same, but gives up at the first fault. */
  readonly once: WebClient;
  /** Of `chat.postMessage`. */
  readonly parameters: Json;
  /** Words that are in the message's blocks and in no other message. */
  readonly mark: string;
  readonly logger: Logger;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** @throws {CallError} when Slack refuses it, or could not be reached and it cannot be told whether it was taken */
export async function post({ client, once, parameters, mark, logger, now }: Post): Promise<Json> {
  const begun = now();
  for (let tried = 0; ; tried += 1) {
    try {
      return await attempt(once, 'chat.postMessage', parameters);
    } catch (error) {
      const isOpen = error instanceof CallError && error.reason === 'unreachable';
      if (!isOpen || tried === RETRIES) throw logged(error, logger);
      const { retryAfter } = error.fault;
      await sleep(retryAfter ?? FIRST_PAUSE_MILLISECONDS * 2 ** tried);
      // What was put off was not taken.
      if (retryAfter !== undefined) continue;
      const taken = await find(client, parameters, mark, begun, logger);
      if (taken === 'unknown') throw logged(error, logger);
      if (taken !== undefined) return taken;
    }
  }
}

/** The message where it was posted before; `unknown` where that cannot be read. */
async function find(
  client: WebClient,
  { channel, thread_ts: thread }: Json,
  mark: string,
  begun: number,
  logger: Logger,
): Promise<Json | 'unknown' | undefined> {
  // A direct message that is only opened by posting has no id yet.
  if (typeof channel !== 'string' || !/^[CDG]/.test(channel)) return 'unknown';
  const range = { channel, oldest: String((begun - SKEW_MILLISECONDS) / 1000), limit: MOST_READ };
  try {
    const { messages } =
      thread === undefined
        ? await call(client, 'conversations.history', range, logger)
        : await call(client, 'conversations.replies', { ...range, ts: thread }, logger);
    const found = list(messages)
      .map(object)
      .find(({ blocks }) => JSON.stringify(blocks ?? '').includes(mark));
    return found === undefined ? undefined : { ok: true, channel, ts: string(found['ts']) };
  } catch (error) {
    if (!(error instanceof CallError)) throw error;
    // Where Slack can be reached but does not let us read, an answer twice is better than none.
    return error.reason === 'unreachable' ? 'unknown' : undefined;
  }
}
