/**
 * The life of a question: it may be edited or deleted while its answer is looked for, and after. Of the words nothing is kept: where
 * they are needed they are read from the platform.
 */

import { createHash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { Question, Reply, Store } from '../../src/contract.js';
import { type Json, string } from './json.js';

export type Change = 'edited' | 'deleted';

/** Milliseconds for which it is known that a message has changed before it was answered: longer than any question waits. */
const CHANGE_MILLISECONDS = 60 * 60 * 1000;
/** Changes that this process alone knows of: a platform may tell of a change while the message is being read, or before it. */
const RECENT = { max: 1000, ttl: 60 * 1000 };
/** Answers that are made anew because the question was edited meanwhile; a later edit changes the reply that stands. */
const MOST_ROUNDS = 3;

/** Tells whether a text is still the same. The reply's id is part of it, so that equal texts have different ones. */
export function fingerprintOf(id: string, text: string): string {
  return createHash('sha256').update(`${id}/${text}`).digest('base64url');
}

/** What is kept of a question that a reply answers. */
export interface Answered extends Pick<Question, 'attention' | 'precision' | 'followUp'> {
  /** Of the words that were answered, by {@link fingerprintOf}. */
  readonly fingerprint: string;
}

export function readAnswered({ fingerprint, attention, precision, followUp }: Json): Answered {
  return {
    fingerprint: string(fingerprint) ?? '',
    attention: attention === 'overheard' ? 'overheard' : 'addressed',
    precision: typeof precision === 'number' ? precision : undefined,
    followUp: followUp === true,
  };
}

export interface Answering {
  readonly text: string;
  /** Whether it may have changed without anybody having been told, so that it is read again first. */
  readonly isStale?: boolean;
  /** What it says now; `undefined` where it is gone. */
  readonly readAgain: () => Promise<string | undefined>;
  readonly ask: (text: string) => Promise<Reply | undefined>;
  readonly react: () => Promise<void>;
  /** Whether the reply may be posted (`Channels.enter`). */
  readonly mayPost: () => Promise<boolean>;
  readonly post: (reply: Reply, text: string) => Promise<void>;
  /** Carries a change that came while the reply was posted over to it. */
  readonly follow: (change: Change) => Promise<void>;
}

export type QuestionLife = ReturnType<typeof createQuestionLife>;

/** A `message` is an id that no other message of the platform has. */
export function createQuestionLife(store: Store) {
  const recent = new LRUCache<string, Change>(RECENT);

  /** How the message has changed since this was called last. Without the store a question is answered as it came. */
  const changeOf = async (message: string): Promise<Change | undefined> => {
    const key = `change/${message}`;
    const noted = await store.get(key).catch(() => undefined);
    const change = recent.get(message) ?? (noted === 'edited' || noted === 'deleted' ? noted : undefined);
    recent.delete(message);
    if (noted !== undefined) await store.delete(key).catch(() => undefined);
    return change;
  };

  const speak = async (
    message: string,
    { text, isStale = false, readAgain, ask, react, mayPost, post }: Answering,
  ): Promise<void> => {
    let change = (await changeOf(message)) ?? (isStale ? 'edited' : undefined);
    let now: string | undefined = text;
    for (let round = 1; ; round += 1) {
      if (change === 'edited') now = await readAgain();
      if (change === 'deleted' || now === undefined) return;
      const reply = await ask(now);
      // Looked at again right before speaking.
      change = round < MOST_ROUNDS ? await changeOf(message) : undefined;
      if (change !== undefined) continue;
      if (reply?.kind === 'acknowledgement') return await react();
      if (reply !== undefined && (await mayPost())) await post(reply, now);
      return;
    }
  };

  return {
    /** Answers a message, as it stands when the answer is there. A change that comes while the answer is posted is followed. */
    async answer(message: string, answering: Answering): Promise<void> {
      let after: Change | undefined;
      try {
        await speak(message, answering);
      } finally {
        after = await changeOf(message);
      }
      if (after !== undefined) await answering.follow(after);
    },
    /**
     * Notes a change of a message that no reply answers yet.
     * @param mayAsk whether it may be a question, so that other replicas are to know
     * @param author where the platform tells it
     */
    async noteChange(message: string, change: Change, mayAsk: boolean, author?: string): Promise<void> {
      recent.set(message, change);
      if (mayAsk) await store.set(`change/${message}`, change, CHANGE_MILLISECONDS, author);
    },
  };
}
