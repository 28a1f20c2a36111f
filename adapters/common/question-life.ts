/**
 * The life of a question: it may be edited or deleted while its answer is looked for, and after. Of the words nothing is kept: where
 * they are needed they are read from the platform.
 */

import { createHash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { Question, Reply, Store } from '../../src/contract.js';
import { type Json, string } from './json.js';

/** What became of a message after it was read. */
export type Change = 'edited' | 'deleted';

/** Milliseconds for which it is known that a message is being answered, or has changed before it is. */
const CHANGE_MILLISECONDS = 60 * 60 * 1000;
const ANSWERING = 'answering';
/**
 * Changes of other messages are known to this process for a minute, and to nobody else: a platform may tell of a change before it
 * tells of the message.
 */
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

/** How a question is answered on a platform. */
export interface Answering {
  /** Who wrote it. */
  readonly asker: string;
  /** What the message says. */
  readonly text: string;
  /** Whether it may have changed without anybody having been told, so that it is read again first. */
  readonly isStale?: boolean;
  /** What it says now; `undefined` where it is gone or asks nothing any more. */
  readonly readAgain: () => Promise<string | undefined>;
  readonly ask: (text: string) => Promise<Reply | undefined>;
  /** Reacts to what needs no answer. */
  readonly react: () => Promise<void>;
  /** Whether the reply may be posted (`Channels.enter`). */
  readonly mayPost: () => Promise<boolean>;
  readonly post: (reply: Reply, text: string) => Promise<void>;
  /** Carries a change over to the reply that stands. */
  readonly follow: (change: Change) => Promise<void>;
}

/** A message that has changed. */
interface Changing {
  readonly mayAsk: boolean;
  /** Where the platform tells it. */
  readonly author?: string;
  /** Whether a reply to it stands. */
  readonly isAnswered: () => Promise<boolean>;
}

export type QuestionLife = ReturnType<typeof createQuestionLife>;

/** A `message` is an id that no other message of the platform has. */
export function createQuestionLife(store: Store) {
  const readChange = async (message: string): Promise<Change | undefined> => {
    const value = await store.get(`change/${message}`);
    return value === 'edited' || value === 'deleted' ? value : undefined;
  };
  const recent = new LRUCache<string, Change>(RECENT);

  /** Notes that the message is being answered. Returns how it changed before. */
  const begin = async (message: string, asker: string): Promise<Change | undefined> => {
    const noted = await readChange(message);
    const before = recent.get(message) ?? noted;
    // Where a change comes in between, it stays noted, and `end` finds it.
    if (before !== 'deleted')
      await store.swap(`change/${message}`, noted, ANSWERING, CHANGE_MILLISECONDS, asker);
    return before;
  };
  /** How it has changed since. */
  const since = async (message: string): Promise<Change | undefined> => {
    const noted = await readChange(message);
    if (noted === 'edited') await store.swap(`change/${message}`, noted, ANSWERING, CHANGE_MILLISECONDS);
    return noted;
  };
  const end = async (message: string): Promise<Change | undefined> => {
    const change = await readChange(message);
    await store.delete(`change/${message}`);
    return change;
  };
  /** Without the store a question is answered as it came. */
  const known = (read: Promise<Change | undefined>): Promise<Change | undefined> =>
    read.catch(() => undefined);

  const speak = async (
    message: string,
    before: Change | undefined,
    { text, isStale = false, readAgain, ask, react, mayPost, post }: Answering,
  ): Promise<void> => {
    let change = before ?? (isStale ? 'edited' : undefined);
    let now: string | undefined = text;
    for (let round = 1; ; round += 1) {
      if (change === 'edited') now = await readAgain();
      if (change === 'deleted' || now === undefined) return;
      const reply = await ask(now);
      // Looked at again right before speaking.
      change = round < MOST_ROUNDS ? await known(since(message)) : undefined;
      if (change !== undefined) continue;
      if (reply?.kind === 'acknowledgement') return await react();
      if (reply !== undefined && (await mayPost())) await post(reply, now);
      return;
    }
  };

  return {
    /** Answers a message, as it stands when the answer is there. A change that comes while the answer is posted is followed. */
    async answer(message: string, answering: Answering): Promise<void> {
      const before = await known(begin(message, answering.asker));
      if (before === 'deleted') return;
      let after: Change | undefined;
      try {
        await speak(message, before, answering);
      } finally {
        after = await known(end(message));
      }
      if (after !== undefined) await answering.follow(after);
    },
    /** Notes a change of a message that is being answered, or `mayAsk` and is not answered yet. */
    async noteChange(
      message: string,
      change: Change,
      { mayAsk, author, isAnswered }: Changing,
    ): Promise<void> {
      const key = `change/${message}`;
      const before = await store.get(key);
      if (before === undefined) recent.set(message, change);
      const isNoted = before !== undefined || (mayAsk && !(await isAnswered()));
      if (before === 'deleted' || !isNoted) return;
      await store.set(key, change, CHANGE_MILLISECONDS, author);
    },
  };
}
