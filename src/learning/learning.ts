/** The circle: what members say of answers, what goes to maintainers, and what comes back from them. */

import type { Action, Language, Logger, Press, Reply, ReviewQueue, Store } from '../contract.js';
import type { BotParts } from '../bot/bot.js';
import { notice } from '../bot/compose.js';
import type { AskedQuestion, Learner } from '../bot/learner.js';
import { QabotError } from '../errors.js';
import type { Project } from '../knowledge/model.js';
import type { LiveMatcher } from '../match/contract.js';
import { LRUCache } from 'lru-cache';
import { isoDay } from '../text/iso-day.js';
import { type TextKey, texts } from '../texts/texts.js';
import { type Context, type Platforms, UNKNOWN_PLATFORM } from './context.js';
import { createFeedback } from './votes.js';
import { createHandOver } from './hand-over.js';
import { createItems } from './review/items.js';
import { createLate } from './late-answers.js';
import { createLive, type Live } from './in-force.js';
import { createRecords, type Event, type Records, type Shown } from './records.js';
import { createReview } from './review/review.js';
import { type Command, isForMaintainers, newId, readToken, tokenFor, type Verb } from './tokens.js';
import type { Vault } from './vault.js';

export interface LearningOptions {
  readonly store: Store;
  /** Tells the replicas, this process among them, that something was learned. */
  readonly announce: () => Promise<void>;
  readonly vault: () => Promise<Vault>;
  readonly parts: BotParts;
  readonly matcher: LiveMatcher;
  readonly projects: readonly Project[];
  /** Confirmed wordings that come with the files, by entry. */
  readonly confirmed: Readonly<Record<string, readonly string[]>>;
  readonly platforms: Platforms;
  /** Different people who make a wording live. */
  readonly confirmations: number;
  /** Milliseconds after which what people did is forgotten. */
  readonly retention: number;
  /** Whether every question is noted; otherwise only what somebody votes on or hands over. */
  readonly isCounting: boolean;
  readonly logger: Logger;
  /** Milliseconds. */
  readonly now: () => number;
}

export interface Learning {
  readonly learner: Learner;
  readonly records: Records;
  readonly live: Live;
  /** What waits for a maintainer. */
  review(language: Language, limit: number): Promise<ReviewQueue>;
  /** What was learned and is in force, to be changed or taken back. */
  inForce(language: Language, limit: number): Promise<ReviewQueue>;
  /** Takes in what was learned elsewhere or before, and delivers what can be. Never rejects. */
  refresh(): Promise<void>;
  /** To be called before the adapters stop: nothing more is delivered, and what was not waits for the next start. */
  endDeliveries(): void;
  /** Says in the log where the key is wrong, rather than at the first vote. Never rejects. */
  checkKey(): Promise<void>;
  /** Resolves when what was begun is written. */
  settled(): Promise<void>;
}

/** What came nearest, for a maintainer to look at; further down is noise. */
const NEAR_KEPT = 3;

/** Replies whose buttons this process knows without the store. */
const SHOWN_KEPT = 2000;

const OFFERED = {
  helpful: 'helpful.label',
  unhelpful: 'unhelpful.label',
  'ask-maintainers': 'ask.label',
} as const satisfies Record<string, TextKey>;

export function createLearning(options: LearningOptions): Learning {
  const { store, parts, logger, now, isCounting } = options;
  const records = createRecords(store, options.retention);
  const shownHere = new LRUCache<string, Shown>({ max: SHOWN_KEPT });
  const begun = new Set<Promise<unknown>>();

  /** Writes that no answer waits for. */
  const behind = (work: Promise<unknown>): void => {
    const done = work.catch((error: unknown) => logger.debug('something could not be noted', { error }));
    begun.add(done);
    void done.finally(() => begun.delete(done));
  };

  const count: Context['count'] = (event, before) => {
    const at = now();
    const id = `${isoDay(at)}/${at}-${newId()}`;
    behind(records.events.put(id, { ...event, at }));
    if (before !== undefined) behind(records.events.delete(before));
    return id;
  };

  const live = createLive({ ...options, records, entries: parts.entries });
  const context: Context = {
    ...options,
    records,
    live,
    count,
    async changed() {
      const isNew = await live.refresh();
      behind(late.run(isNew));
      behind(options.announce());
    },
  };
  const late = createLate(context, store, options.retention);
  const items = createItems(context);
  const handOver = createHandOver(context, items);
  const feedback = createFeedback(context, items);
  const review = createReview(context, items, handOver);

  const noted = (outcome: AskedQuestion): readonly Action[] => {
    const { question, isFollowUp, attention, language, decision, entry, near, project, platform } = outcome;
    const isSilent = attention === 'overheard' && decision !== 'answer';
    if (isCounting) {
      const kind = isSilent ? 'silent' : outcome.isMatched ? KINDS[decision] : 'shown';
      count({
        kind,
        platform: platform ?? UNKNOWN_PLATFORM,
        project,
        entry: entry?.id,
      });
    }
    if (isSilent) return [];
    const id = newId();
    const shown: Shown = {
      question,
      isFollowUp,
      language,
      decision,
      at: now(),
      near: near.slice(0, NEAR_KEPT).map((one) => one.id),
      entry: entry?.id,
      project,
    };
    shownHere.set(id, shown);
    if (isCounting) behind(records.shown.put(id, shown));
    const offer = (kind: keyof typeof OFFERED, verb: Verb): Action => ({
      kind,
      label: texts(language, OFFERED[kind]),
      token: tokenFor(verb, 'r', id),
    });
    return [
      ...(entry === undefined ? [] : [offer('helpful', 'helpful'), offer('unhelpful', 'unhelpful')]),
      offer('ask-maintainers', 'ask'),
    ];
  };

  const onShown = async (verb: Verb, id: string, press: Press, language: Language): Promise<Reply> => {
    const shown = shownHere.get(id) ?? (await records.shown.get(id));
    if (shown === undefined) return notice(language, texts(language, 'press.expired'));
    if (verb === 'helpful' || verb === 'unhelpful') return await feedback.vote(id, shown, verb, press);
    if (verb === 'reason') return await feedback.reason(shown, press);
    return verb === 'ask' ? handOver.form(id, shown) : await handOver.open(shown, press);
  };

  /** Whether it was said that the key is wrong. */
  let isKeyTold = false;

  const carryOut = async (command: Command, press: Press, language: Language): Promise<Reply | undefined> => {
    if (isForMaintainers(command)) {
      if (press.maintainer !== true) return notice(language, texts(language, 'review.denied'));
      return await review.carryOut(command, press, language);
    }
    const { verb, target, id } = command;
    return target === 'r' && id !== undefined ? await onShown(verb, id, press, language) : undefined;
  };

  return {
    records,
    live,
    learner: {
      noted,
      listed(platform = UNKNOWN_PLATFORM, project) {
        if (!isCounting) return;
        count({ kind: 'list', platform, project });
      },
      async press(press, language) {
        const command = readToken(press.token);
        if (command === undefined) return undefined;
        try {
          return await carryOut(command, press, language);
        } catch (error) {
          if (!(error instanceof QabotError)) throw error;
          const isKey = error.code === 'store-key' || error.code === 'store-key-file';
          if (!isKey && !error.isStoreOutage) throw error;
          // The store tells its own loss, once; the wrong key is told here, as nothing else would.
          if (isKey && !isKeyTold) logger.error(error.message);
          isKeyTold ||= isKey;
          return notice(language, texts(language, 'store.away'));
        }
      },
    },
    review: (language, limit) => items.queue(language, limit),
    inForce: (language, limit) => items.inForce(language, limit),
    async refresh() {
      try {
        const isNew = await live.refresh();
        await late.run(isNew);
      } catch (error) {
        // The store has told its loss itself; what is known goes on answering.
        logger.debug('what was learned could not be read', { error });
      }
    },
    endDeliveries: () => late.end(),
    async checkKey() {
      try {
        await options.vault();
      } catch (error) {
        // An outage of the store is told by the store.
        if (!(error instanceof QabotError) || error.isStoreOutage) return;
        isKeyTold = true;
        logger.error(error.message);
      }
    },
    async settled() {
      while (begun.size > 0) await Promise.all(begun);
    },
  };
}

const KINDS = { answer: 'answered', suggest: 'suggested', none: 'none' } as const satisfies Record<
  AskedQuestion['decision'],
  Event['kind']
>;
