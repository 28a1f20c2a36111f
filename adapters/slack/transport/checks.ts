/** What is looked at before Bolt: its receivers take any shape, and what they throw then ends the process. */

import type { HTTPModuleFunctions, HTTPReceiver, SocketModeReceiver } from '@slack/bolt';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Logger } from '../../../src/contract.js';
import { isObject } from '../../common/json.js';

/**
 * Seconds that a request's time may differ from ours, to either side. Bolt refuses what is older and lets any later time through,
 * so that a request which was signed ahead could be sent again and again.
 * https://docs.slack.dev/authentication/verifying-requests-from-slack
 */
const CLOCK_SECONDS = 5 * 60;

const STATUS = { malformed: 400, forged: 401, tooLarge: 413 } as const;

type BodyFunctions = Pick<
  typeof HTTPModuleFunctions,
  'defaultBodyLimit' | 'isRawBodyError' | 'parseAndVerifyHTTPRequest' | 'parseHTTPRequestBody'
>;

interface RequestChecks {
  readonly signingSecret: string;
  readonly logger: Logger;
}

/** Has the receiver handle only what is signed now and holds an object; everything else is refused with its status. */
export function checkRequests(receiver: HTTPReceiver, functions: BodyFunctions, checks: RequestChecks): void {
  const { requestListener } = receiver;
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const refused = await refusalOf(request, functions, checks.signingSecret);
    if (refused === undefined) return requestListener(request, response);
    checks.logger.warn('a request to the Slack adapter was refused', { ...refused });
    response.writeHead(refused.status).end();
  };
  receiver.requestListener = (request, response) => {
    // Everything else is the installation's, or for nobody.
    if (request.method !== 'POST' || !isForEvents(request)) return requestListener(request, response);
    answer(request, response).catch((error: unknown) => {
      checks.logger.error('a request to the Slack adapter could not be handled', { error });
      response.destroy();
    });
  };
}

/** As Bolt reads an address, which may hold a host or dots. */
function isForEvents({ url = '' }: IncomingMessage): boolean {
  const base = 'http://localhost';
  return URL.canParse(url, base) && new URL(url, base).pathname === '/slack/events';
}

interface Refusal {
  readonly status: number;
  readonly reason: string;
}

async function refusalOf(
  request: IncomingMessage,
  functions: BodyFunctions,
  signingSecret: string,
): Promise<Refusal | undefined> {
  const { defaultBodyLimit: bodyLimit, isRawBodyError, parseAndVerifyHTTPRequest } = functions;
  try {
    const buffered = await parseAndVerifyHTTPRequest({ signingSecret, bodyLimit }, request);
    const seconds = Number(request.headers['x-slack-request-timestamp'] ?? Number.NaN);
    if (Math.abs(Date.now() / 1000 - seconds) > CLOCK_SECONDS) {
      return { status: STATUS.forged, reason: 'its time is not ours: compare the clocks' };
    }
    return isObjectIn(functions.parseHTTPRequestBody, buffered)
      ? undefined
      : { status: STATUS.malformed, reason: 'its body holds no object' };
  } catch (error) {
    const reason = error instanceof Error ? error.message : '';
    const isTooLarge = isRawBodyError(error) && error.type === 'entity.too.large';
    return { status: isTooLarge ? STATUS.tooLarge : STATUS.forged, reason };
  }
}

function isObjectIn<Buffered>(parse: (request: Buffered) => unknown, request: Buffered): boolean {
  try {
    return isObject(parse(request));
  } catch {
    return false;
  }
}

/** Has the client drop the frames that it cannot read, with a line in the log. */
export function containFrames(client: SocketModeReceiver['client'], logger: Logger): void {
  const event = 'ws_message';
  for (const read of client.listeners(event)) {
    client.off(event, read);
    client.on(event, (...frame: readonly unknown[]) => {
      // It reads asynchronously, which its type does not say.
      const reading: Promise<unknown> = new Promise((resolve) => resolve(Reflect.apply(read, client, frame)));
      reading.catch((error: unknown) =>
        logger.warn('a frame from Slack was dropped: it has not the shape of one', { error }),
      );
    });
  }
}
