/**
 * Calls of the Web API, and posting a message once. `chat.postMessage` takes no key that would make a second try harmless
 * (`client_msg_id` belongs to Slack's own clients: https://github.com/slackapi/java-slack-sdk/issues/852). So after a fault that
 * leaves open whether Slack has taken the message, the conversation is read before the message is posted again.
 */

import { setTimeout as sleep } from 'node:timers/promises';
import type { WebClient } from '@slack/web-api';
import type { Logger } from '../../../src/contract.js';
import { type Json, list, object, string } from '../../common/json.js';
import { CallError, logged } from './faults.js';

/** @throws {CallError} without a line in the log, which is the caller's to write */
export async function attempt(client: WebClient, method: string, parameters: Json): Promise<Json> {
  try {
    return object(await client.apiCall(method, { ...parameters }));
  } catch (error) {
    throw new CallError(method, parameters, error);
  }
}

/**
 * The same with a line in the log. The client itself waits for 429 and retries faults of the network.
 * @throws {CallError} after it was logged
 */
export async function call(
  client: WebClient,
  method: string,
  parameters: Json,
  logger: Logger,
): Promise<Json> {
  try {
    return await attempt(client, method, parameters);
  } catch (error) {
    throw logged(error, logger);
  }
}

/** Tries after the first, about 0.3, 0.6 and 1.2 s apart, as for other calls. */
const RETRIES = 3;
const FIRST_PAUSE_MILLISECONDS = 300;
/** Milliseconds by which this clock and Slack's may differ: what Slack allows itself. https://docs.slack.dev/authentication/verifying-requests-from-slack */
const SKEW_MILLISECONDS = 300_000;

/** Messages of a conversation that are read at once. */
export const MOST_READ = 200;

interface Post {
  /** Waits for 429 and retries faults by itself. */
  readonly client: WebClient;
  /** The same, but gives up at the first fault. */
  readonly once: WebClient;
  /** Of `chat.postMessage`. */
  readonly parameters: Json;
  /** Words that are in the blocks of this message and of no other. */
  readonly mark: string;
  /** Where it may have been posted before: from when on, in milliseconds since 1970. */
  readonly since?: number;
  readonly logger: Logger;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** @throws {CallError} when Slack refuses the message, or could not be reached and nobody can tell whether it took the message */
export async function post({ client, once, parameters, mark, since, logger, now }: Post): Promise<Json> {
  const begun = since ?? now();
  const before = since === undefined ? undefined : await find(client, parameters, mark, begun, logger);
  if (before !== undefined && before !== 'unknown') return before;
  for (let tried = 0; ; tried += 1) {
    try {
      return await attempt(once, 'chat.postMessage', parameters);
    } catch (error) {
      const isOpen = error instanceof CallError && error.reason === 'unreachable';
      if (!isOpen || tried === RETRIES) throw logged(error, logger);
      const { retryAfter } = error;
      await sleep(retryAfter ?? FIRST_PAUSE_MILLISECONDS * 2 ** tried);
      // Slack has not taken what it put off.
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
  // A direct message that is opened by posting has no id before.
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
