/** Keeps the asking within bounds: in time, in number at once, and away from a server that does not answer. */

import {
  BrokenCircuitError,
  BulkheadRejectedError,
  bulkhead,
  circuitBreaker,
  ConsecutiveBreaker,
  handleWhen,
  wrap,
} from 'cockatiel';
import pTimeout from 'p-timeout';
import { ChatFault } from '../chat/client.js';
import type { Logger } from '../contract.js';
import { reasonOf } from '../errors.js';

interface GuardOptions {
  /** Milliseconds for the whole, waiting included. */
  readonly timeout: number;
  /** Milliseconds that a server which did not answer is left alone. */
  readonly rest: number;
  readonly logger: Logger;
}

/** The result of the work, or `undefined`. Never rejects. A line in the log says when it goes away, and when it is back. */
type Guard = <T>(work: (signal: AbortSignal) => Promise<T>) => Promise<T | undefined>;

/** Requests at once: a model that takes a second answers four questions in one, more than any channel asks. */
const MOST_AT_ONCE = 4;
/** Requests that wait. What is further behind would not have its turn in time. */
const MOST_WAITING = 8;
/** Requests in a row that the server did not answer: it will not answer the next either. */
const MOST_LOST = 3;

/** What is wrong with one answer alone, such as a refusal, a member could bring about for everybody. */
function isOfServer(error: Error): boolean {
  return error instanceof ChatFault && (error.reach === 'server' || error.reach === 'run');
}

export function createGuard({ timeout, rest, logger }: GuardOptions): Guard {
  const breaker = circuitBreaker(handleWhen(isOfServer), {
    halfOpenAfter: rest,
    breaker: new ConsecutiveBreaker(MOST_LOST),
  });
  const policy = wrap(bulkhead(MOST_AT_ONCE, MOST_WAITING), breaker);
  let isAway = false;

  return async (work) => {
    const signal = AbortSignal.timeout(timeout);
    try {
      const result = await pTimeout(
        policy.execute(() => work(signal), signal),
        { milliseconds: timeout, message: 'the model took too long' },
      );
      if (isAway) logger.info('The second reader is back');
      isAway = false;
      return result;
    } catch (error) {
      if (!isAway && !(error instanceof BrokenCircuitError))
        logger.warn('The second reader is away; the bot decides by itself until it is back', {
          reason: error instanceof BulkheadRejectedError ? 'too many questions at once' : reasonOf(error),
        });
      isAway = true;
      return undefined;
    }
  };
}
