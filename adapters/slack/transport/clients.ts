/** How Slack's Web API is called: with retries, and with a log that tells nothing of what is sent. */

import { ConsoleLogger, type Logger as SlackLogger } from '@slack/logger';
import type { WebClient } from '@slack/web-api';
import type { Logger } from '../../../src/contract.js';
import { messageOf } from './faults.js';

/**
 * Retries of a call that met a fault of the network or of Slack: about 0.3, 0.6 and 1.2 s apart. 429 is no retry: the
 * client waits as long as Retry-After says. https://docs.slack.dev/tools/node-slack-sdk/web-api#automatic-retries
 */
const RETRY = { retries: 3, factor: 2, minTimeout: 300, randomize: true } as const;

/** Milliseconds that one call may take before it counts as lost. */
const CALL_MILLISECONDS = 15_000;

/** A client of the same workspace that gives up at the first fault. */
export const onceOf =
  (Client: typeof WebClient, apiUrl: string | undefined, logger: Logger) =>
  (client: WebClient): WebClient => {
    const known = once.get(client);
    if (known !== undefined) return known;
    const made = new Client(client.token, {
      ...clientOptions(apiUrl, logger),
      retryConfig: { retries: 0 },
      rejectRateLimitedCalls: true,
    });
    once.set(client, made);
    return made;
  };

const once = new WeakMap<WebClient, WebClient>();

export const clientOptions = (apiUrl: string | undefined, logger: Logger) => ({
  slackApiUrl: apiUrl,
  retryConfig: RETRY,
  timeout: CALL_MILLISECONDS,
  logger: slackLogger(logger),
});

/** Bolt's log lines as ours; its own chatter below a warning is for debugging only. */
export function slackLogger(logger: Logger): SlackLogger {
  let level = new ConsoleLogger().getLevel();
  return {
    debug: () => undefined,
    info: (...parts: readonly unknown[]) => logger.debug(line(parts)),
    warn: (...parts: readonly unknown[]) => logger.warn(line(parts)),
    error: (...parts: readonly unknown[]) => logger.error(line(parts)),
    setLevel(chosen) {
      level = chosen;
    },
    getLevel: () => level,
    setName: () => undefined,
  };
}

/** The words of the line; objects other than errors are left out, as they may hold what was sent. */
function line(parts: readonly unknown[]): string {
  return parts
    .filter((part) => part instanceof Error || typeof part !== 'object')
    .map(messageOf)
    .join(' ');
}
