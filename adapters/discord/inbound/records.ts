/** What is kept of replies, so that their buttons work after a restart. */

import { randomBytes } from 'node:crypto';
import { type Host, type Language, REPLY_MILLISECONDS } from '../../../src/contract.js';
import { type Json, knownLanguage, object, parsed, string, strings } from '../../common/json.js';
import { type Answered, readAnswered } from '../../common/question-life.js';
import { createReader } from '../../common/stored.js';
import type { Pages } from '../outbound/render-reply.js';

/** A question that a reply answers. Its words are not kept: Discord has them. */
export interface Asked extends Answered {
  readonly message: string;
  /** The channel that the reply stands in. */
  readonly repliedIn: string;
}

/** A reply that stands in a channel. */
export interface Sent {
  readonly place: string;
  /** Who may remove it, besides the maintainers. */
  readonly askers: readonly string[];
  readonly language: Language;
  /** How many replies of the bot came before it in the same exchange. */
  readonly depth: number;
  /** Absent for a reply to a command or a button. */
  readonly question?: Asked;
  /** What `channels.posted` was told of it. */
  readonly posted?: { readonly channel: string; readonly entry: string };
}

/** Bytes of an id, 96 bits: nobody guesses one. */
const ID_BYTES = 12;

export type Records = ReturnType<typeof createRecords>;

/** Each of them rejects when the store cannot be reached. Each record is tagged with the one who asked or pressed. */
export function createRecords(host: Pick<Host, 'store' | 'unreadable'>) {
  const { store } = host;
  const read = createReader(host);
  return {
    /** @param post the forum post of which a button of the reply shows whether it is solved */
    async putSent(message: string, sent: Sent, post?: string): Promise<void> {
      const [owner] = sent.askers;
      await store.set(`sent/${message}`, JSON.stringify(sent), REPLY_MILLISECONDS, owner);
      if (sent.question !== undefined)
        await store.set(`replyTo/${sent.question.message}`, message, REPLY_MILLISECONDS, owner);
      if (post !== undefined) await store.set(`solvable/${post}/${message}`, '1', REPLY_MILLISECONDS, owner);
    },
    /** The id of the reply to a message. */
    replyTo: async (message: string): Promise<string | undefined> => await store.get(`replyTo/${message}`),
    async forget(message: string, { question }: Sent): Promise<void> {
      await store.delete(`sent/${message}`);
      if (question !== undefined) await store.delete(`replyTo/${question.message}`);
    },
    /** Notes that somebody pressed a button of this reply. */
    putPressed: (message: string, presser: string): Promise<void> =>
      store.set(`pressed/${message}`, '1', REPLY_MILLISECONDS, presser),
    wasPressed: async (message: string): Promise<boolean> =>
      (await store.get(`pressed/${message}`)) !== undefined,
    /** The replies in a forum post that show whether it is solved. */
    async solvable(post: string): Promise<readonly string[]> {
      const prefix = `solvable/${post}/`;
      return (await store.list(prefix)).map(([key]) => key.slice(prefix.length));
    },
    sent: (message: string): Promise<Sent | undefined> => read(`sent/${message}`, readSent),
    /** @returns an id, to be carried by a button */
    async keep(pages: Pages, owner: string | undefined): Promise<string> {
      const id = randomBytes(ID_BYTES).toString('base64url');
      await store.set(`kept/${id}`, JSON.stringify(pages), REPLY_MILLISECONDS, owner);
      return id;
    },
    kept: (id: string): Promise<Pages | undefined> => read(`kept/${id}`, readPages),
    /** An exchange that moved into a thread keeps its old place. */
    async putAlias(thread: string, place: string, asker: string): Promise<void> {
      await store.set(`thread/${thread}`, place, REPLY_MILLISECONDS, asker);
    },
    alias: async (thread: string): Promise<string | undefined> => await store.get(`thread/${thread}`),
  };
}

/** What reads a record, by the beginning of its key. */
export const RECORDS = { 'sent/': readSent, 'kept/': readPages } as const;

function readSent(value: string): Sent | undefined {
  const found = parsed(value);
  const place = string(found['place']);
  if (place === undefined) return undefined;
  const depth = Number(found['depth']) || 0;
  const posted = object(found['posted']);
  const [channel, entry] = [string(posted['channel']), string(posted['entry'])];
  return {
    place,
    askers: strings(found['askers']),
    language: knownLanguage(found['language']) ?? 'zh',
    depth,
    question: readAsked(object(found['question'])),
    posted: channel === undefined || entry === undefined ? undefined : { channel, entry },
  };
}

function readAsked(found: Json): Asked | undefined {
  const [message, repliedIn] = [string(found['message']), string(found['repliedIn'])];
  if (message === undefined || repliedIn === undefined) return undefined;
  return { ...readAnswered(found), message, repliedIn };
}

function readPages(value: string): Pages | undefined {
  const found = parsed(value);
  const pages = strings(found['pages']);
  return pages.length === 0 ? undefined : { language: knownLanguage(found['language']) ?? 'zh', pages };
}
