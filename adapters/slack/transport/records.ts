/** What is kept of replies, so that they can be changed, removed and read to the end after a restart. */

import { createHash, randomBytes } from 'node:crypto';
import {
  EMPTY_REPLY,
  type Host,
  type Language,
  type Reply,
  REPLY_MILLISECONDS,
} from '../../../src/contract.js';
import { type Json, knownLanguage, object, parsed, string, strings } from '../../common/json.js';
import { type Answered, readAnswered } from '../../common/question-life.js';
import { createReader } from '../../common/stored.js';

/** A question that a reply answers. Its words are not kept: Slack has them. */
export interface Asked extends Answered {
  readonly ts: string;
  /** Its address, where the one who asks did not write it. */
  readonly link?: string;
}

/** A reply that stands in a channel. */
export interface Sent {
  readonly team: string;
  readonly channel: string;
  readonly ts: string;
  readonly thread?: string;
  /** Who may remove it, beside the maintainers. */
  readonly askers: readonly string[];
  readonly language: Language;
  /** Absent for a reply to a button. */
  readonly question?: Asked;
  /** The entry that the channel was told of (`channels.posted`). */
  readonly entry?: string;
}

/** A reply that can be shared, or an answer too long for its message. */
interface Kept {
  readonly reply: Reply;
  /** Who asked, and with what words; only for what can be shared. */
  readonly asker?: string;
  readonly asked?: string;
}

/** Bytes of an id, 96 bits: nobody guesses one. */
const ID_BYTES = 12;

export function newId(): string {
  return randomBytes(ID_BYTES).toString('base64url');
}

/** The id of the one message that answers something, whoever posts it. */
export function idOf(key: string): string {
  return createHash('sha256').update(key).digest().subarray(0, ID_BYTES).toString('base64url');
}

export type Records = ReturnType<typeof createRecords>;

/**
 * The records on the adapter's store, each tagged with the one who asked or pressed. A `message` is the message's place, as
 * `placeOf` gives it.
 */
export function createRecords(host: Pick<Host, 'store' | 'unreadable'>) {
  const { store } = host;
  const read = createReader(host);
  const sent = (id: string): Promise<Sent | undefined> => read(`sent/${id}`, parseSent);

  return {
    sent,
    async putSent(id: string, record: Sent): Promise<void> {
      const [owner] = record.askers;
      await store.set(`sent/${id}`, JSON.stringify(record), REPLY_MILLISECONDS, owner);
      if (record.question !== undefined) await store.set(replyKey(record), id, REPLY_MILLISECONDS, owner);
    },
    /** The reply to a question. */
    async replyTo(message: string): Promise<readonly [id: string, sent: Sent] | undefined> {
      const id = await store.get(`replyTo/${message}`);
      const found = id === undefined ? undefined : await sent(id);
      return id === undefined || found === undefined ? undefined : [id, found];
    },
    async forget(id: string): Promise<void> {
      const found = await sent(id);
      await store.delete(`sent/${id}`);
      if (found?.question !== undefined) await store.delete(replyKey(found));
    },
    /** @param owner who asked, where it is known */
    keep: (id: string, kept: Kept, owner: string | undefined): Promise<void> =>
      store.set(`kept/${id}`, JSON.stringify(kept), REPLY_MILLISECONDS, owner),
    kept: (id: string): Promise<Kept | undefined> => read(`kept/${id}`, parseKept),
    /** Notes that somebody pressed a button of this reply. */
    putPressed: (message: string, presser: string): Promise<void> =>
      store.set(`pressed/${message}`, '1', REPLY_MILLISECONDS, presser),
    wasPressed: async (message: string): Promise<boolean> =>
      (await store.get(`pressed/${message}`)) !== undefined,
  };
}

function replyKey({ team, channel, question }: Sent): string {
  return `replyTo/${team}/${channel}/${question?.ts ?? ''}`;
}

/** What reads a record, by the beginning of its key. */
export const RECORDS = { 'sent/': parseSent, 'kept/': parseKept } as const;

function parseSent(value: string): Sent | undefined {
  const found = parsed(value);
  const [team, channel, ts] = ['team', 'channel', 'ts'].map((name) => string(found[name]));
  if (team === undefined || channel === undefined || ts === undefined) return undefined;
  return {
    team,
    channel,
    ts,
    thread: string(found['thread']),
    askers: strings(found['askers']),
    language: knownLanguage(found['language']) ?? 'zh',
    question: parseAsked(object(found['question'])),
    entry: string(found['entry']),
  };
}

function parseAsked(found: Json): Asked | undefined {
  const ts = string(found['ts']);
  return ts === undefined ? undefined : { ...readAnswered(found), ts, link: string(found['link']) };
}

function parseKept(value: string): Kept | undefined {
  const found = parsed(value);
  const reply = object(found['reply']);
  if (typeof reply['text'] !== 'string') return undefined;
  // The tokens of an old reply may have expired, so its choices and buttons are left out.
  const words: Reply = {
    kind: 'answer',
    language: 'zh',
    ...EMPTY_REPLY,
    ...reply,
    alternatives: [],
    followUps: [],
    actions: [],
    form: undefined,
  };
  return { reply: words, asker: string(found['asker']), asked: string(found['asked']) };
}
