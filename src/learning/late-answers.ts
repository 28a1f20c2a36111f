/** Answers that come later: each who asked gets them in the place where they asked, once at most. */

import { setImmediate as letOthersRun } from 'node:timers/promises';
import type { Store } from '../contract.js';
import { savedEntryId } from '../knowledge/saved-answer-id.js';
import type { Entry } from '../knowledge/model.js';
import { holdsNames } from '../text/same.js';
import type { LearningContext } from './context.js';
import { deleteUnder, type OpenQuestion, readWaiting, type Waiting } from './records.js';
import { announceLeft } from './hand-over.js';
import { closedQuestion } from './review/decisions.js';

/** Milliseconds after which nobody is still delivering an answer that was claimed. */
const STALE_MILLISECONDS = 60 * 60 * 1000;

/** Milliseconds that a process has to send one answer, before another does. */
const SENDING_MILLISECONDS = 60_000;

const claimOf = (key: string, { at }: OpenQuestion): string => `delivered/${key}/${at}`;

/** An answer that a maintainer wrote for a question. */
interface Accepted {
  readonly entry: string;
  /** When it was accepted. */
  readonly at: number;
}

export class LateAnswers {
  readonly #context: LearningContext;
  readonly #store: Store;
  readonly #retention: number;
  /** Askers whose address cannot be read; the log tells of each once. */
  readonly #unreadable = new Set<string>();
  #running: Promise<void> = Promise.resolve();
  #isQueued = false;
  /** Whether some knowledge was not looked at yet. At first it was not: the files may have changed since the last run. */
  #hasUnseen = true;
  #hasEnded = false;

  /**
   * @param store where deliveries are claimed
   * @param retention milliseconds for which an asker is remembered, and so who was told
   */
  constructor(context: LearningContext, store: Store, retention: number) {
    this.#context = context;
    this.#store = store;
    this.#retention = retention;
  }

  /**
   * Delivers what is answered. Never rejects. Without adapters, as in a command that only looks into the store, it does nothing:
   * a process that cannot deliver an answer must not close its question.
   * @param isNew whether there is new knowledge, in which an open question may find its answer
   */
  run(isNew: boolean): Promise<void> {
    this.#hasUnseen ||= isNew;
    const isIdle = this.#hasEnded || this.#context.platforms.names().length === 0;
    if (this.#isQueued || isIdle) return this.#running;
    this.#isQueued = true;
    this.#running = this.#running.then(async () => {
      this.#isQueued = false;
      const looksForAnswers = this.#hasUnseen;
      this.#hasUnseen = false;
      await this.#deliverAll(looksForAnswers).catch((error: unknown) => {
        this.#hasUnseen ||= looksForAnswers;
        this.#context.logger.warn('the open questions could not be read', { error });
      });
    });
    return this.#running;
  }

  /** From now on nothing more is delivered, as the adapters are about to stop; what is in hand is finished. */
  end(): void {
    this.#hasEnded = true;
  }

  /** @param looksForAnswers whether open questions are matched too, beside those that are answered and not delivered */
  async #deliverAll(looksForAnswers: boolean): Promise<void> {
    const { records, logger } = this.#context;
    const waiting = new Set((await records.askers.list()).map(([key]) => key.slice(0, key.indexOf('/'))));
    const accepted = looksForAnswers ? await acceptedFor(this.#context) : new Map<string, Accepted>();
    for (const [id, question] of await records.questions.list()) {
      if (this.#hasEnded) return;
      const isOpen = question.status === 'open';
      await announceLeft(this.#context, id, question).catch((error: unknown) =>
        logger.error('the maintainers could not be told of a question', { error }),
      );
      if (isOpen ? !looksForAnswers : !waiting.has(id)) continue;
      // Matching takes milliseconds, and thousands may be open: those who ask just now must not wait for all of them.
      await letOthersRun();
      // One that fails must not keep the others from being told.
      try {
        const known = isOpen ? await answered(this.#context, id, question, accepted.get(id)) : question;
        await this.#deliver(id, known);
      } catch (error) {
        logger.error('an open question could not be looked at', { error });
      }
    }
  }

  /** Tells everybody who waits for this question. */
  async #deliver(id: string, question: OpenQuestion): Promise<void> {
    const { records, parts } = this.#context;
    if (question.status === 'rejected') {
      // The process that rejected it ended before it deleted the addresses.
      await deleteUnder(records.askers, `${id}/`);
      return;
    }
    const entry = question.entry === undefined ? undefined : parts.entries.get(question.entry);
    if (question.status !== 'answered' || entry === undefined) return;
    for (const [key, { sealed }] of await records.askers.list(`${id}/`)) {
      if (this.#hasEnded) return;
      const waiting = readWaiting((await this.#context.vault()).open(sealed));
      if (waiting === undefined) this.#reportUnreadable(key);
      else if (await this.#claim(key, question, waiting.platform)) {
        await tell(this.#context, question, entry, waiting);
        await this.#store.set(claimOf(key, question), '', this.#retention);
        await records.askers.delete(key);
      }
    }
  }

  #reportUnreadable(key: string): void {
    if (this.#unreadable.has(key)) return;
    this.#unreadable.add(key);
    this.#context.logger.error(
      'an asker’s address cannot be read: STORE_KEY is not the one that it was sealed with',
    );
  }

  /** Claims an asker for this process, and drops one who cannot be told or was told long since. */
  async #claim(key: string, question: OpenQuestion, platform: string): Promise<boolean> {
    const { records, platforms, logger, now } = this.#context;
    if (!platforms.names().includes(platform)) return false;
    if (!platforms.canDeliver(platform)) {
      logger.warn(`a late answer could not be delivered: the adapter ${platform} cannot deliver later`);
      await records.askers.delete(key);
      return false;
    }
    // For as long as sending takes: where the process ends meanwhile, another one sends, and the platform knows what stands.
    const claim = claimOf(key, question);
    if (!(await this.#store.claim(claim, SENDING_MILLISECONDS, key.slice(key.indexOf('/') + 1)))) {
      // The process that claimed it has told them long since, or has ended; the address is not needed any more.
      if (now() - (question.closed ?? now()) > STALE_MILLISECONDS) await records.askers.delete(key);
      return false;
    }
    // It was not begun, so the next start does it.
    if (this.#hasEnded) await this.#store.delete(claim);
    return !this.#hasEnded;
  }
}

/** Answers that were accepted for a question, by that question: the process may have ended before it closed the question. */
async function acceptedFor({ records }: LearningContext): Promise<ReadonlyMap<string, Accepted>> {
  const accepted = new Map<string, Accepted>();
  for (const [id, { status, asked, at }] of await records.saved.list()) {
    if (status === 'accepted' && asked !== undefined) accepted.set(asked, { entry: savedEntryId(id), at });
  }
  return accepted;
}

/** Closes the question where knowledge answers it now. */
async function answered(
  context: LearningContext,
  id: string,
  question: OpenQuestion,
  accepted: Accepted | undefined,
): Promise<OpenQuestion> {
  // A question that was asked again after an answer was accepted wants another one.
  const isOwn = accepted !== undefined && accepted.at >= question.at;
  const entry = isOwn ? accepted.entry : await foundFor(context, question.text);
  if (entry === undefined || question.refused.includes(entry)) return question;
  const closed = await context.records.questions.update(id, (before) =>
    before?.status === 'open' ? closedQuestion(before, 'answered', context.now(), entry) : undefined,
  );
  return closed ?? question;
}

/**
 * The entry that the bot would answer with now. The asker is not there to see that a name or a number is another one, so each of
 * them must be the same.
 */
async function foundFor({ parts, inForce }: LearningContext, text: string): Promise<string | undefined> {
  const entry = await parts.answering.answers(text);
  if (entry === undefined) return undefined;
  const { id, question, alternates, answer, project = '' } = entry;
  const all = [question, ...alternates, ...inForce.wordings(id), answer, project].join('\n');
  return holdsNames(all, text) ? id : undefined;
}

async function tell(
  { parts, platforms, logger }: LearningContext,
  question: OpenQuestion,
  entry: Entry,
  { platform, place, asker, language }: Waiting,
): Promise<void> {
  try {
    const reply = parts.answering.late(question.text, entry, language, { platform, asker });
    await platforms.deliver(platform, { place, asker }, reply);
    logger.info('a late answer was delivered', { platform, entry: entry.id });
  } catch (error) {
    logger.error('a late answer could not be delivered: its asker cannot be reached', {
      error,
      platform,
      entry: entry.id,
    });
  }
}
