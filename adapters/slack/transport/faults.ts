/**
 * Faults of calls to Slack, and what the log tells of any error: the method, Slack's word for the fault and the fix. Errors of
 * Slack's libraries hold answers, headers and addresses (whoever has a `response_url` can post), so no error is logged as it is.
 */

import type { Logger } from '../../../src/contract.js';
import { closedCopy } from '../../common/closed-error.js';
import { type Json, object, string, strings } from '../../common/json.js';

/** What to do about an `ok: false`. https://docs.slack.dev/reference/methods lists the errors of each method. */
const FIXES: Readonly<Record<string, string>> = {
  missing_scope:
    'add the scope that is named under "needed" in "OAuth & Permissions" and install the app again',
  not_in_channel: 'invite the bot into the channel',
  channel_not_found: 'invite the bot into the channel',
  is_archived: 'the channel is archived',
  expired_trigger_id: 'Slack opens a window within 3 s of a press only: is the machine or the network slow?',
  restricted_action: 'a workspace admin must allow the app to post there',
  restricted_action_read_only_channel: 'a workspace admin must allow the app to post there',
  restricted_action_thread_locked: 'the thread is locked',
  invalid_auth: 'copy SLACK_BOT_TOKEN again from "OAuth & Permissions"',
  not_authed: 'copy SLACK_BOT_TOKEN again from "OAuth & Permissions"',
  account_inactive: 'install the app again: it was removed from the workspace',
  token_revoked: 'install the app again: its token was revoked',
  token_expired: 'install the app again: its token has expired',
  invalid_blocks: 'this is a fault of the bot: please report it with the log line',
  msg_too_long: 'this is a fault of the bot: please report it with the log line',
  msg_blocks_too_long: 'this is a fault of the bot: please report it with the log line',
  ratelimited: 'Slack limits the rate and the retries are used up',
};

/** Errors which say that the bot cannot write in a channel at all. https://docs.slack.dev/reference/methods/chat.postMessage#errors */
export const CLOSED: ReadonlySet<string> = new Set([
  'not_in_channel',
  'channel_not_found',
  'is_archived',
  'restricted_action',
  'restricted_action_read_only_channel',
]);

/** Errors which say that Slack does not take these words. Same page. */
export const REFUSED_WORDS: ReadonlySet<string> = new Set([
  'msg_too_long',
  'msg_blocks_too_long',
  'invalid_blocks',
]);

/** Whether the bot cannot write in the channel, or in this thread of it. */
export const isRefusedPlace = ({ reason }: CallError): boolean =>
  CLOSED.has(reason) || reason.startsWith('restricted_action');

/** Errors after which a workspace's token is of no use any more. */
export const REVOKED: ReadonlySet<string> = new Set([
  'account_inactive',
  'token_revoked',
  'invalid_auth',
  'token_expired',
]);

/** Slack refused a call, or could not be reached. It holds nothing of what was sent or answered. */
export class CallError extends Error {
  override readonly name = 'CallError';
  /** Slack's own word, such as `not_in_channel`, or `unreachable`. */
  readonly reason: string;
  /** Milliseconds after which Slack wants to be asked again. */
  readonly retryAfter?: number;
  /** What else the log tells. */
  readonly details: Json;

  /**
   * @param method of the Web API
   * @param parameters of the call; only the channel is kept
   * @param error from Slack's client
   */
  constructor(
    readonly method: string,
    parameters: Json,
    error: unknown,
  ) {
    const { data, retryAfter } = object(error);
    const { error: word, needed, response_metadata: about } = object(data);
    const reason = string(word) ?? 'unreachable';
    super(`${method}: ${reason}`);
    this.reason = reason;
    if (typeof retryAfter === 'number') this.retryAfter = retryAfter * 1000;
    const messages = strings(object(about)['messages']).map(withoutKeys);
    this.details = {
      channel: string(parameters['channel']) ?? string(parameters['channel_id']),
      fix: FIXES[reason],
      needed: string(needed),
      details: messages.length === 0 ? undefined : messages,
      cause: reason === 'unreachable' ? messageOf(error) : undefined,
    };
  }
}

/** Logs the error of a call, and returns any error as it is; other errors are logged where they are caught. */
export function logged(error: unknown, logger: Logger): unknown {
  if (error instanceof CallError) {
    const { method, reason, details } = error;
    logger.error(`Slack refused ${method}: ${reason}`, { method, reason, ...details });
  }
  return error;
}

/** The error with its message, without keys, and its codes. */
export function loggable(error: unknown): unknown {
  return error instanceof Error ? closedCopy(error, messageOf(error)) : withoutKeys(String(error));
}

/** The error's words and those of its causes. */
export function messageOf(error: unknown): string {
  if (!(error instanceof Error)) return withoutKeys(String(error));
  // The message of JSON.parse quotes what could not be read.
  const own = error instanceof SyntaxError ? 'what was read is no JSON' : withoutKeys(error.message);
  return error.cause instanceof Error ? `${own}: ${messageOf(error.cause)}` : own;
}

/** The text with addresses cut down to their hosts, and without queries and tokens. */
function withoutKeys(text: string): string {
  return text
    .replace(/\b((?:https?|wss?):\/\/[^\s/?#"'<>]+)[^\s"'<>)]*/gi, '$1/…')
    .replace(/\?(?<=\/[^\s?]*\?)[^\s"'<>)]+/g, '?…')
    .replace(/\bx(?:app|ox[a-z])(?:\.xox[a-z])?-[\w-]+/g, '[token]');
}
