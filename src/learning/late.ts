/** Answers that come later: brought to each who asked, in the place where they asked, once at most. */

import * as v from 'valibot';
import type { Context, Waiting } from './context.js';
import { closedQuestion, type OpenQuestion } from './records.js';
import type { Store } from '../contract.js';

/** Milliseconds for which a delivery is not tried by another replica: longer than anybody waits for one. */
const CLAIM_MILLISECONDS = 365 * 24 * 60 * 60 * 1000;

const WAITING = v.object({
  platform: v.string(),
  place: v.string(),
  asker: v.string(),
  language: v.picklist(['zh', 'en']),
});

export interface Late {
  /**
   * Delivers what is answered. Never rejects.
   * @param isNew whether there is new knowledge, in which an open question may find its answer
   */
  run(isNew: boolean): Promise<void>;
}

export function createLate(context: Context, store: Store): Late {
  const { records, parts, platforms, logger, vault } = context;

  /** A question that knowledge answers which was not there when it was asked. */
  const answered = async (id: string, question: OpenQuestion): Promise<OpenQuestion> => {
    if (question.status !== 'open') return question;
    const entry = await parts.answering.answers(question.text);
    if (entry === undefined || question.refused.includes(entry.id)) return question;
    const closed = await records.questions.update(id, (before) =>
      before?.status === 'open' ? closedQuestion(before, 'answered', entry.id) : undefined,
    );
    return closed ?? question;
  };

  const waitingOf = async (sealed: string): Promise<Waiting | undefined> => {
    const text = (await vault()).open(sealed);
    const parsed = v.safeParse(WAITING, text === undefined ? undefined : JSON.parse(text));
    return parsed.success ? parsed.output : undefined;
  };

  const deliver = async (id: string, question: OpenQuestion): Promise<void> => {
    const entry = question.entry === undefined ? undefined : parts.entries.get(question.entry);
    if (question.status !== 'answered' || entry === undefined) return;
    for (const [key, { sealed }] of await records.askers.list(`${id}/`)) {
      const waiting = await waitingOf(sealed);
      if (waiting === undefined) {
        logger.error('an asker’s address cannot be read: STORE_KEY is not the one that it was sealed with');
        continue;
      }
      const { platform, place, asker, language } = waiting;
      if (!platforms.names().includes(platform)) continue;
      // Claimed first: told twice is worse than, after a crash in between, not told.
      if (!(await store.claim(`delivered/${key}/${question.at}`, CLAIM_MILLISECONDS))) continue;
      try {
        const reply = parts.answering.late(question.text, entry, language, platform);
        await platforms.deliver(platform, { place, asker }, reply);
        logger.info('a late answer was delivered', { platform, entry: entry.id });
      } catch (error) {
        logger.error('a late answer could not be delivered: its asker cannot be reached', {
          error,
          platform,
          entry: entry.id,
        });
      }
      await records.askers.delete(key);
    }
  };

  const once = async (isNew: boolean): Promise<void> => {
    for (const [id, question] of await records.questions.list()) {
      if (question.status === 'rejected') continue;
      // One that fails must not keep the others from being told.
      try {
        await deliver(id, isNew ? await answered(id, question) : question);
      } catch (error) {
        logger.error('an open question could not be looked at', { error });
      }
    }
  };

  let running: Promise<void> = Promise.resolve();
  /** What the next run is for; `undefined` where none is queued. */
  let queued: { isNew: boolean } | undefined;
  return {
    run(isNew) {
      if (queued !== undefined) {
        queued.isNew ||= isNew;
        return running;
      }
      const order = { isNew };
      queued = order;
      running = running.then(async () => {
        queued = undefined;
        await once(order.isNew).catch((error: unknown) =>
          logger.warn('the open questions could not be read', { error }),
        );
      });
      return running;
    },
  };
}
