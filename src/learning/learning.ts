/** What the bot learns from people: votes on answers, questions that go to maintainers, and the answers that come back. */

import type { Language, Press, Reply, Store } from '../contract.js';
import { say } from '../bot/compose.js';
import type { Learner } from '../bot/learner.js';
import { QabotError } from '../errors.js';
import { NAMESPACES } from '../store/contract.js';
import { createUnreadable } from '../stored.js';
import { isoDay } from '../text/iso-day.js';
import type { LearningContext } from './context.js';
import { createGatherer, type Gather } from './gathered/gather.js';
import { createTelling } from './gathered/telling.js';
import type { ImportedFilter } from './imported/list.js';
import type { ImportedPair } from './imported/model.js';
import { type Queued, queueImported } from './imported/queue.js';
import { InForce, type InForceOptions } from './in-force.js';
import { LateAnswers } from './late-answers.js';
import { createRecords, type Records } from './records.js';
import { type ItemQueue, itemsInForce, waitingItems } from './review/items.js';
import { acceptAllImported, carryOutReview } from './review/verbs.js';
import { createShownReplies, type ShownReplies, type ShownRepliesOptions } from './shown-replies.js';
import { isMaintainerVerb, newId, readToken } from './tokens.js';

interface LearningOptions
  extends Pick<
      LearningContext,
      'vault' | 'ownerOf' | 'parts' | 'projects' | 'platforms' | 'confirmations' | 'logger' | 'now'
    >,
    Pick<InForceOptions, 'matcher' | 'confirmed'>,
    Pick<ShownRepliesOptions, 'isServing'> {
  readonly store: Store;
  /** Tells the replicas, this process among them, that something was learned. */
  readonly announce: () => Promise<void>;
  /** Milliseconds after which what people did is forgotten. */
  readonly retention: number;
  /** Reactions by which a maintainer marks a reply as the answer, as the platforms name them. */
  readonly ticks: readonly string[];
}

export interface Learning {
  readonly learner: Learner;
  readonly records: Records;
  readonly inForce: InForce;
  /**
   * What waits for a maintainer. Rejects when the store cannot be read.
   * @param filter only imported pairs that pass it
   */
  review(language: Language, limit: number, filter?: ImportedFilter): Promise<ItemQueue>;
  /** What was learned and is in force, to be changed or taken back. Rejects when the store cannot be read. */
  reviewInForce(language: Language, limit: number): Promise<ItemQueue>;
  /** See {@link queueImported}. */
  queueImported(pair: ImportedPair): Promise<Queued>;
  readonly gather: Gather;
  /** See {@link acceptAllImported}. */
  acceptAllImported(filter: ImportedFilter): Promise<number>;
  /** Takes in what was learned elsewhere or before, and delivers what can be. Never rejects. */
  refresh(): Promise<void>;
  /** Call it before the adapters stop: nothing more is delivered, and the rest waits for the next start. */
  endDeliveries(): void;
  /** Logs a wrong key now rather than at the first vote. Never rejects. */
  checkKey(): Promise<void>;
  /** Resolves when all writes that were begun are done. */
  settled(): Promise<void>;
}

export function createLearning(options: LearningOptions): Learning {
  const { store, parts, logger, now, retention } = options;
  const records = createRecords({
    store,
    retention,
    unreadable: createUnreadable(logger, NAMESPACES.learning),
  });
  const inForce = new InForce({ ...options, records, entries: parts.entries });
  const begun = new Set<Promise<unknown>>();
  const inBackground = (work: Promise<unknown>): void => {
    const done = work.catch((error: unknown) => logger.debug('something could not be noted', { error }));
    begun.add(done);
    void done.finally(() => begun.delete(done));
  };

  const context: LearningContext = {
    ...options,
    records,
    inForce,
    count(event, before) {
      const at = now();
      const id = `${isoDay(at)}/${at}-${newId()}`;
      inBackground(records.events.put(id, { ...event, at }));
      if (before !== undefined) inBackground(records.events.delete(before));
      return id;
    },
    async changed() {
      const isNew = await inForce.refresh();
      inBackground(lateAnswers.run(isNew));
      inBackground(options.announce());
    },
  };
  const lateAnswers = new LateAnswers(context, store, retention);
  const telling = createTelling(context, store);
  const shownReplies = createShownReplies({ context, isServing: options.isServing, inBackground });

  let isKeyReported = false;
  const reportKey = (error: QabotError): void => {
    if (!isKeyReported) logger.error(error.message);
    isKeyReported = true;
  };

  return {
    records,
    inForce,
    learner: {
      noted: (outcome) => shownReplies.noted(outcome),
      listed: (platform, project) => shownReplies.listed(platform, project),
      async press(press, language) {
        try {
          return await carryOut(context, shownReplies, press, language);
        } catch (error) {
          if (!(error instanceof QabotError)) throw error;
          // The store reports its own outage, once. Only this reports a wrong key.
          if (error.isStoreKey) reportKey(error);
          else if (!error.isStoreOutage) throw error;
          return say(language, 'store.away');
        }
      },
    },
    review: (language, limit, filter) => waitingItems(context, language, limit, filter),
    reviewInForce: (language, limit) => itemsInForce(context, language, limit),
    queueImported: (pair) => queueImported(context, pair),
    acceptAllImported: (filter) => acceptAllImported(context, filter),
    gather: createGatherer({ context, ticks: options.ticks, noted: () => telling.noted() }),
    async refresh() {
      try {
        await lateAnswers.run(await inForce.refresh());
        await telling.tell();
      } catch (error) {
        // The store has reported its outage. The bot goes on with what it knows.
        logger.debug('what was learned could not be read', { error });
      }
    },
    endDeliveries: () => lateAnswers.end(),
    async checkKey() {
      try {
        await options.vault();
      } catch (error) {
        if (error instanceof QabotError && !error.isStoreOutage) reportKey(error);
      }
    },
    async settled() {
      while (begun.size > 0) await Promise.all(begun);
    },
  };
}

/** Carries out a press; `undefined` where the token is none of learning's. */
async function carryOut(
  context: LearningContext,
  shownReplies: ShownReplies,
  press: Press,
  language: Language,
): Promise<Reply | undefined> {
  const command = readToken(press.token);
  if (command === undefined) return undefined;
  const { verb, record } = command;
  if (isMaintainerVerb(verb)) {
    return press.maintainer === true
      ? await carryOutReview(context, { ...command, verb }, press, language)
      : say(language, 'review.denied');
  }
  return record?.kind === 'shown' ? await shownReplies.press(verb, record.id, press, language) : undefined;
}
