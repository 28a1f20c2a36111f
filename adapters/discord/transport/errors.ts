/** What goes wrong with Discord: what to tell the admin, and how much of it a log may hold. */

import { DiscordAPIError, HTTPError, RateLimitError } from 'discord.js';
import { closedCopy, framesOf } from '../../common/closed-error.js';
import { fixOf, Refused } from './refusals.js';

/** https://docs.discord.com/developers/topics/opcodes-and-status-codes#gateway-gateway-close-event-codes */
export const CLOSE = { authentication: 4004, intents: 4014 } as const;
const CLOSE_REASONS: Readonly<Record<number, string>> = {
  [CLOSE.authentication]:
    'Discord does not take DISCORD_TOKEN: copy it again from "Bot" in the developer portal',
  4010: 'Discord does not take DISCORD_SHARDS: set it to "auto"',
  4011: 'The bot is in too many servers for its shards: set DISCORD_SHARDS to "auto"',
  4013: 'Discord does not know an intent of this version',
  [CLOSE.intents]:
    'Discord does not let the bot read messages: switch on "Message Content Intent" under "Bot" in the developer portal',
};

/** The gateway closed the connection for good; the message says what to change. */
export class GatewayFault extends Error {
  constructor(readonly code: number) {
    super(CLOSE_REASONS[code] ?? `Discord has closed the connection (${code})`);
    this.name = 'GatewayFault';
  }
}

/** Why the bot could not sign in, as a sentence that says what to change. */
export function signInFault(cause: unknown): Error {
  if (cause instanceof GatewayFault) return cause;
  const { code, status, message } = Object(cause);
  if (code === 'TokenInvalid' || status === 401) return new GatewayFault(CLOSE.authentication);
  return new Error(`Discord cannot be reached (${String(message)}): check the network and DISCORD_API_URL`, {
    cause: loggable(cause),
  });
}

/** Discord's number for what went wrong; `undefined` where it gave none. */
export function codeOf(error: unknown): number | undefined {
  return error instanceof DiscordAPIError && typeof error.code === 'number' ? error.code : undefined;
}

/** The refusal of a post in a channel; `undefined` where something else went wrong. */
export function refusedBy(error: unknown, channel: string): Refused | undefined {
  const code = codeOf(error);
  const fix = fixOf(code);
  return code === undefined || fix === undefined ? undefined : new Refused(code, channel, fix);
}

type RequestError = DiscordAPIError | HTTPError | RateLimitError;

/** A request that failed, with nothing that is a key or a member's text: the client's own errors hold address and body. */
export class RequestFault extends Error {
  /** Discord's own number. https://docs.discord.com/developers/topics/opcodes-and-status-codes#json */
  readonly code: number | string | undefined;
  /** The HTTP status. */
  readonly status: number | undefined;
  readonly method: string;
  /** The path without the key of an interaction. */
  readonly route: string;
  readonly channel: string | undefined;
  /** What is to be changed, where Discord refused the bot something. */
  readonly fix: string | undefined;

  constructor(error: RequestError) {
    super(messageOf(error));
    this.name = 'RequestFault';
    this.code = 'code' in error ? error.code : undefined;
    this.status = 'status' in error ? error.status : undefined;
    this.method = error.method;
    const path = URL.canParse(error.url) ? new URL(error.url).pathname : '';
    this.route = path.replace(/\/(interactions|webhooks)\/[^/]+\/[^/]+/, '/$1/:id/:token');
    this.channel = /\/channels\/(\d+)/.exec(path)?.[1];
    this.fix = fixOf(this.code);
    // Of a refusal the place in the code says nothing.
    const frames = this.fix === undefined ? framesOf(error) : [];
    this.stack = [`${this.name}: ${this.message}`, ...frames].join('\n');
  }
}

function isRequestError(error: unknown): error is RequestError {
  return error instanceof DiscordAPIError || error instanceof HTTPError || error instanceof RateLimitError;
}

/** The error's words and those of its causes, without what a request held. */
function messageOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (isRequestError(error)) {
    // Behind the name and the code of a field Discord may repeat the field's value, which may have several lines.
    return error.message
      .split('\n')
      .flatMap((line, index) => /^\S+\[\w+\](?=: )/.exec(line)?.[0] ?? (index === 0 ? line : []))
      .join('\n');
  }
  const causes: readonly unknown[] = error instanceof AggregateError ? error.errors : [error.cause];
  return [error.message, ...causes.filter((cause) => cause instanceof Error).map(messageOf)].join(': ');
}

/** An error that may be logged or handed on: those of requests as a {@link RequestFault}, of any other its words and its codes. */
export function loggable(error: unknown): unknown {
  if (isRequestError(error)) return new RequestFault(error);
  if (!(error instanceof Error))
    return typeof error === 'object' ? Object.prototype.toString.call(error) : error;
  const isPlain = Object.getOwnPropertyNames(error).every((name) => name === 'message' || name === 'stack');
  return isPlain ? error : closedCopy(error, messageOf(error));
}
