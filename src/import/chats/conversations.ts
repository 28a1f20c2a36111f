/** Puts messages of a channel that belong together into conversations, where threads, replies, mentions or silence around them say so. */

import type { ImportedMessage } from '../model.js';

export interface ChatMessage extends ImportedMessage {
  readonly author: string;
  /** Milliseconds since 1970. */
  readonly time: number;
  /** The thread that it stands in, by the id of its first message. */
  readonly thread?: string;
  /** Ids of the members whom it names. */
  readonly mentions: readonly string[];
}

export interface Conversation {
  /** In the order of their times. */
  readonly messages: readonly ChatMessage[];
  /** Whether the platform says that they belong together: a thread, or replies. */
  readonly isThread: boolean;
}

interface Open {
  readonly key: string;
  readonly messages: ChatMessage[];
  readonly authors: Set<string>;
  isThread: boolean;
}

/** Conversations that may still get an answer. In a channel of 500 messages a day it is over a week. */
const MOST_OPEN = 5_000;
/** Messages that are kept of one; what a long chat says later answers nothing. */
export const MOST_MESSAGES = 200;
const MINUTE = 60 * 1000;
/** Somebody goes on, or the two go on with each other. */
const GOES_ON = 10 * MINUTE;
/** An answer to somebody by name. */
const BY_NAME = 6 * 60 * MINUTE;
/** An answer to the last one who spoke, where nobody else has spoken for that long before. */
const ANSWERS = 10 * MINUTE;

/** Takes the messages of one channel in the order of their times. */
export class Conversations {
  /** By their keys; the one with the newest message stands last. */
  readonly #open = new Map<string, Open>();
  readonly #byMessage = new Map<string, Open>();
  /** Where each member wrote last. */
  readonly #byAuthor = new Map<string, Open>();
  #last: ChatMessage | undefined;
  /** The two conversations with the newest messages. */
  #newest: readonly Open[] = [];

  /** @returns conversations that are over by now */
  *take(message: ChatMessage): Generator<Conversation> {
    // Slack shows some messages in two places.
    if (this.#byMessage.has(message.id)) return;
    const open = this.#placeOf(message);
    if (message.thread === undefined && message.replyTo === undefined) this.#last = message;
    if (open === undefined) return;
    this.#byAuthor.set(message.author, open);
    this.#newest = [open, ...this.#newest.filter((other) => other !== open)].slice(0, 2);
    if (open.messages.length < MOST_MESSAGES) {
      open.messages.push(message);
      open.authors.add(message.author);
      this.#byMessage.set(message.id, open);
    }
    this.#open.delete(open.key);
    this.#open.set(open.key, open);
    if (this.#open.size > MOST_OPEN) {
      const [oldest] = this.#open.values();
      if (oldest !== undefined) yield this.#close(oldest);
    }
  }

  /** The rest of the conversations, when the channel is at its end. */
  *end(): Generator<Conversation> {
    for (const open of this.#open.values()) yield this.#close(open);
    this.#last = undefined;
    this.#newest = [];
  }

  #close(open: Open): Conversation {
    this.#open.delete(open.key);
    for (const { id, author } of open.messages) {
      this.#byMessage.delete(id);
      if (this.#byAuthor.get(author) === open) this.#byAuthor.delete(author);
    }
    return { messages: open.messages, isThread: open.isThread };
  }

  /** The conversation of a message; a reply to what is gone has none. */
  #placeOf(message: ChatMessage): Open | undefined {
    const { id, thread, replyTo } = message;
    const target = thread ?? replyTo;
    if (target === undefined || target === id) return this.#besides(message) ?? this.#begin(id);
    const open = this.#byMessage.get(target);
    if (open === undefined) return undefined;
    // A thread begins with its first message, whatever was said before that in the channel.
    const begun = thread === undefined || open.key === thread ? open : this.#split(open, thread);
    begun.isThread = true;
    return begun;
  }

  #split(open: Open, id: string): Open {
    const at = open.messages.findIndex((message) => message.id === id);
    const first = open.messages[at];
    if (first === undefined) return open;
    open.messages.splice(at, 1);
    const begun = this.#begin(id);
    begun.messages.push(first);
    begun.authors.add(first.author);
    this.#byMessage.set(id, begun);
    return begun;
  }

  #begin(key: string): Open {
    const open: Open = { key, messages: [], authors: new Set(), isThread: false };
    this.#open.set(key, open);
    return open;
  }

  /** Of a message without a thread: where it plainly goes on. */
  #besides({ author, time, mentions }: ChatMessage): Open | undefined {
    const named = mentions.map((member) => this.#byAuthor.get(member)).find((open) => open !== undefined);
    if (mentions.length > 0) return named !== undefined && within(named, time, BY_NAME) ? named : undefined;
    const last = this.#last === undefined ? undefined : this.#byMessage.get(this.#last.id);
    if (last === undefined) return undefined;
    if (last.authors.has(author)) return within(last, time, GOES_ON) ? last : undefined;
    return last.authors.size === 1 && within(last, time, ANSWERS) && this.#isAlone(last, time)
      ? last
      : undefined;
  }

  /** Whether nobody else has spoken in the channel lately. */
  #isAlone(open: Open, time: number): boolean {
    return this.#newest.every((other) => other === open || !within(other, time, ANSWERS));
  }
}

const within = ({ messages }: Open, time: number, longest: number): boolean =>
  time - (messages.at(-1)?.time ?? Number.NEGATIVE_INFINITY) <= longest;
