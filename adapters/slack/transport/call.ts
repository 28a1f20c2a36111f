/** Calls of the Web API whose faults are told with the method and the fix, and never end the program. */

import type { WebClient } from '@slack/web-api';
import type { Logger } from '../../../src/contract.js';
import { type Json, list, object, string } from '../../common/json.js';

/** What to do about an `ok: false`. https://docs.slack.dev/reference/methods lists the errors of each method. */
const FIXES: Readonly<Record<string, string>> = {
  missing_scope:
    'add the scope that is named under "needed" in "OAuth & Permissions" and install the app again',
  not_in_channel: 'invite the bot into the channel',
  channel_not_found: 'invite the bot into the channel',
  is_archived: 'the channel is archived',
  expired_trigger_id: 'Slack opens a window within 3 s of a press only: is the machine or the network slow?',
  restricted_action: 'a workspace admin must allow the app to post there',
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

/** Errors after which a workspace's token is of no use any more. */
export const REVOKED: ReadonlySet<string> = new Set([
  'account_inactive',
  'token_revoked',
  'invalid_auth',
  'token_expired',
]);

export interface Fault {
  /** The Web API's method. */
  readonly method: string;
  /** Slack's own word for it, or `unreachable`. */
  readonly reason: string;
  /** Milliseconds after which Slack wants to be asked again. */
  readonly retryAfter?: number;
  /** For the log. */
  readonly details: Readonly<Record<string, unknown>>;
}

export class CallError extends Error {
  readonly reason: string;

  constructor(
    readonly fault: Fault,
    cause: unknown,
  ) {
    super(`${fault.method}: ${fault.reason}`, { cause });
    this.name = 'CallError';
    this.reason = fault.reason;
  }
}

/**
 * Carries out a call. 429 is waited for and faults of the network are retried by the client itself.
 * @throws {CallError} after it was logged
 */
export async function call(
  client: WebClient,
  method: string,
  parameters: Readonly<Record<string, unknown>>,
  logger: Logger,
): Promise<Json> {
  try {
    return await attempt(client, method, parameters);
  } catch (error) {
    throw logged(error, logger);
  }
}

/** The same, for a caller that logs by itself. */
export async function attempt(
  client: WebClient,
  method: string,
  parameters: Readonly<Record<string, unknown>>,
): Promise<Json> {
  try {
    return object(await client.apiCall(method, { ...parameters }));
  } catch (error) {
    throw new CallError(faultOf(method, error), error);
  }
}

/** The error, once it is in the log. */
export function logged(error: unknown, logger: Logger): unknown {
  if (!(error instanceof CallError)) return error;
  const { method, reason, details } = error.fault;
  logger.error(`Slack refused ${method}: ${reason}`, { method, reason, ...details });
  return error;
}

function faultOf(method: string, error: unknown): Fault {
  const data = object(object(error)['data']);
  const reason = string(data['error']) ?? 'unreachable';
  const needed = string(data['needed']);
  const messages = list(object(data['response_metadata'])['messages']);
  const seconds = object(error)['retryAfter'];
  return {
    method,
    reason,
    ...(typeof seconds === 'number' ? { retryAfter: seconds * 1000 } : {}),
    details: {
      ...(FIXES[reason] === undefined ? {} : { fix: FIXES[reason] }),
      needed,
      ...(messages.length === 0 ? {} : { details: messages }),
      ...(reason === 'unreachable' ? { cause: error instanceof Error ? error.message : String(error) } : {}),
    },
  };
}
