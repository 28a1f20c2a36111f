/** What is kept of replies, so that their buttons work after a restart. */

import { randomBytes } from 'node:crypto';
import { type Language, REPLY_MILLISECONDS, type Store } from '../../../src/contract.js';
import { type Json, knownLanguage, object, string, strings } from '../../common/json.js';
import type { Pages } from '../outbound/render-reply.js';

/** A reply that stands in a channel. */
export interface Sent {
  readonly place: string;
  /** Who may remove it, besides the maintainers. */
  readonly askers: readonly string[];
  readonly language: Language;
  /** How many replies of the bot came before it in the same exchange. */
  readonly depth: number;
  /** What `channels.posted` was told of it. */
  readonly posted?: { readonly channel: string; readonly entry: string };
}

/** Bytes of an id, 96 bits: nobody guesses one. */
const ID_BYTES = 12;

export type Records = ReturnType<typeof createRecords>;

/** Each of them rejects when the store cannot be reached. */
export function createRecords(store: Store) {
  return {
    async putSent(message: string, sent: Sent): Promise<void> {
      await store.set(`sent/${message}`, JSON.stringify(sent), REPLY_MILLISECONDS);
    },
    async sent(message: string): Promise<Sent | undefined> {
      return readSent(await store.get(`sent/${message}`));
    },
    /** @returns an id, to be carried by a button */
    async keep(pages: Pages): Promise<string> {
      const id = randomBytes(ID_BYTES).toString('base64url');
      await store.set(`kept/${id}`, JSON.stringify(pages), REPLY_MILLISECONDS);
      return id;
    },
    async kept(id: string): Promise<Pages | undefined> {
      return readPages(await store.get(`kept/${id}`));
    },
    /** An exchange that moved into a thread keeps its old place. */
    async putAlias(thread: string, place: string): Promise<void> {
      await store.set(`thread/${thread}`, place, REPLY_MILLISECONDS);
    },
    alias: async (thread: string): Promise<string | undefined> => await store.get(`thread/${thread}`),
  };
}

function readSent(value: string | undefined): Sent | undefined {
  const found = parse(value);
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
    posted: channel === undefined || entry === undefined ? undefined : { channel, entry },
  };
}

function readPages(value: string | undefined): Pages | undefined {
  const found = parse(value);
  const pages = strings(found['pages']);
  return pages.length === 0 ? undefined : { language: knownLanguage(found['language']) ?? 'zh', pages };
}

const parse = (value: string | undefined): Json =>
  object(value === undefined ? undefined : JSON.parse(value));
