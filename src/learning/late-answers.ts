/** Answers that come later: brought to each who asked, in the place where they asked, once at most. */

import { setImmediate as breathe } from 'node:timers/promises';
import * as v from 'valibot';
import { savedEntryId } from '../knowledge/saved-answer-id.js';
import { holdsNames } from '../text/same.js';
import type { Context, Waiting } from './context.js';
import { closedQuestion, deleteUnder, type OpenQuestion } from './records.js';
import type { Store } from '../contract.js';

/** Milliseconds after which nobody is still delivering an answer that was claimed. */
const STALE_MILLISECONDS = 60 * 60 * 1000;

const WAITING = v.object({
  platform: v.string(),
  place: v.string(),
  asker: v.string(),
  language: v.picklist(['zh', 'en']),
});

/** An answer that a maintainer wrote for a question. */
interface Accepted {
  readonly entry: string;
  /** When it was accepted. */
  readonly at: number;
}

export interface Late {
  /**
   * Delivers what is answered. Never rejects. In a process without adapters, as a command that only looks, it does nothing:
   * whoever delivers nothing closes nothing either.
   * @param isNew whether there is new knowledge, in which an open question may find its answer
   */
  run(isNew: boolean): Promise<void>;
  /** From now on nothing more is delivered, as the adapters are about to stop; what is in hand is finished. */
  end(): void;
}

/** @param retention milliseconds for which an asker is remembered, and so who was told */
export function createLate(context: Context, store: Store, retention: number): Late {
  const { records, parts, platforms, live, logger, vault, now } = context;

  let hasEnded = false;
  /** Askers whose address cannot be read, each told once. */
  const unreadable = new Set<string>();

  /** Answers that were accepted for a question, by that question: who accepted one may have been cut off before it was closed. */
  const acceptedFor = async (): Promise<ReadonlyMap<string, Accepted>> =>
    new Map(
      (await records.saved.list()).flatMap(([id, { status, asked, at }]) =>
        status === 'accepted' && asked !== undefined
          ? [[asked, { entry: savedEntryId(id), at }] as const]
          : [],
      ),
    );

  /**
   * The entry that the bot would answer with now. Nobody asks just now, so nobody sees at a glance that a name or a number is another
   * one: it must be the same.
   */
  const found = async ({ text }: OpenQuestion): Promise<string | undefined> => {
    const entry = await parts.answering.answers(text);
    if (entry === undefined) return undefined;
    const { id, question, alternates, answer, project = '' } = entry;
    const all = [question, ...alternates, ...live.wordings(id), answer, project].join('\n');
    return holdsNames(all, text) ? id : undefined;
  };

  /** A question that knowledge answers which was not there when it was asked. */
  const answered = async (id: string, question: OpenQuestion, written?: Accepted): Promise<OpenQuestion> => {
    // One that was asked again since wants another answer.
    const own = written !== undefined && written.at >= question.at ? written.entry : undefined;
    const entry = own ?? (await found(question));
    if (entry === undefined || question.refused.includes(entry)) return question;
    const closed = await records.questions.update(id, (before) =>
      before?.status === 'open' ? closedQuestion(before, 'answered', now(), entry) : undefined,
    );
    return closed ?? question;
  };

  const waitingOf = async (sealed: string): Promise<Waiting | undefined> => {
    const text = (await vault()).open(sealed);
    const parsed = v.safeParse(WAITING, text === undefined ? undefined : JSON.parse(text));
    return parsed.success ? parsed.output : undefined;
  };

  const deliver = async (id: string, question: OpenQuestion): Promise<void> => {
    if (question.status === 'rejected') {
      // Whoever rejected it was cut off before the addresses were gone.
      await deleteUnder(records.askers, `${id}/`);
      return;
    }
    const entry = question.entry === undefined ? undefined : parts.entries.get(question.entry);
    if (question.status !== 'answered' || entry === undefined) return;
    for (const [key, { sealed }] of await records.askers.list(`${id}/`)) {
      if (hasEnded) return;
      const waiting = await waitingOf(sealed);
      if (waiting === undefined) {
        if (unreadable.has(key)) continue;
        unreadable.add(key);
        logger.error('an asker’s address cannot be read: STORE_KEY is not the one that it was sealed with');
        continue;
      }
      const { platform, place, asker, language } = waiting;
      if (!platforms.names().includes(platform)) continue;
      if (!platforms.canDeliver(platform)) {
        logger.warn(`a late answer could not be delivered: the adapter ${platform} cannot deliver later`);
        await records.askers.delete(key);
        continue;
      }
      // Claimed first: told twice is worse than, after a crash in between, not told.
      if (!(await store.claim(`delivered/${key}/${question.at}`, retention))) {
        // Whoever claimed it has told them long since, or was cut off; the address is not needed any more.
        if (now() - (question.closed ?? now()) > STALE_MILLISECONDS) await records.askers.delete(key);
        continue;
      }
      if (hasEnded) {
        // Not begun: the next start does it.
        await store.delete(`delivered/${key}/${question.at}`);
        return;
      }
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
    const waiting = new Set((await records.askers.list()).map(([key]) => key.slice(0, key.indexOf('/'))));
    const written = isNew ? await acceptedFor() : new Map<string, Accepted>();
    for (const [id, question] of await records.questions.list()) {
      if (hasEnded) return;
      const isOpen = question.status === 'open';
      if (isOpen ? !isNew : !waiting.has(id)) continue;
      // Matching takes milliseconds, and thousands may be open: those who ask just now must not wait for all of them.
      await breathe();
      // One that fails must not keep the others from being told.
      try {
        await deliver(id, isOpen ? await answered(id, question, written.get(id)) : question);
      } catch (error) {
        logger.error('an open question could not be looked at', { error });
      }
    }
  };

  let running: Promise<void> = Promise.resolve();
  let isQueued = false;
  /** Whether there is knowledge that was not looked at; at first there is, as the files may have changed since the last time. */
  let isOwed = true;
  return {
    run(isNew) {
      isOwed ||= isNew;
      if (isQueued || hasEnded || platforms.names().length === 0) return running;
      isQueued = true;
      running = running.then(async () => {
        isQueued = false;
        const wasOwed = isOwed;
        isOwed = false;
        await once(wasOwed).catch((error: unknown) => {
          isOwed ||= wasOwed;
          logger.warn('the open questions could not be read', { error });
        });
      });
      return running;
    },
    end() {
      hasEnded = true;
    },
  };
}
