/** What is kept of replies, so that they can be changed, removed and read to the end after a restart. */

import { randomBytes } from 'node:crypto';
import {
  EMPTY_REPLY,
  type Language,
  type Reply,
  REPLY_MILLISECONDS,
  type Store,
} from '../../../src/contract.js';
import { type Json, knownLanguage, object, string, strings } from '../../common/json.js';
import { type Answered, readAnswered } from '../../common/question-life.js';

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

export type Records = ReturnType<typeof createRecords>;

/** The records on the adapter's store. A `message` is the message's place, as `placeOf` gives it. */
export function createRecords(store: Store) {
  const sent = async (id: string): Promise<Sent | undefined> => parseSent(await store.get(`sent/${id}`));

  return {
    sent,
    async putSent(id: string, record: Sent): Promise<void> {
      await store.set(`sent/${id}`, JSON.stringify(record), REPLY_MILLISECONDS);
      if (record.question !== undefined) await store.set(replyKey(record), id, REPLY_MILLISECONDS);
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
    keep: (id: string, kept: Kept): Promise<void> =>
      store.set(`kept/${id}`, JSON.stringify(kept), REPLY_MILLISECONDS),
    kept: async (id: string): Promise<Kept | undefined> => parseKept(await store.get(`kept/${id}`)),
    /** Notes that somebody pressed a button of this reply. */
    putPressed: (message: string): Promise<void> => store.set(`pressed/${message}`, '1', REPLY_MILLISECONDS),
    wasPressed: async (message: string): Promise<boolean> =>
      (await store.get(`pressed/${message}`)) !== undefined,
  };
}

function replyKey({ team, channel, question }: Sent): string {
  return `replyTo/${team}/${channel}/${question?.ts ?? ''}`;
}

function parse(value: string | undefined): Json {
  return value === undefined ? {} : object(JSON.parse(value));
}

function parseSent(value: string | undefined): Sent | undefined {
  const found = parse(value);
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

function parseKept(value: string | undefined): Kept | undefined {
  const found = parse(value);
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
