/** What is kept of replies, so that their buttons work after a restart. */

import { randomBytes } from 'node:crypto';
import type { Language, Store } from '../../../src/contract.js';
import type { Pages } from '../outbound/render-reply.js';

/** A reply that stands in a channel. */
export interface Sent {
  readonly place: string;
  /** Who may remove it, beside the maintainers. */
  readonly askers: readonly string[];
  readonly language: Language;
  /** How many replies of the bot came before it in the same exchange. */
  readonly depth: number;
}

/** Milliseconds for which a reply can be removed or read on: a quarter of a year. */
const KEPT_MILLISECONDS = 90 * 24 * 60 * 60 * 1000;
/** Bytes of an id, 96 bits: nobody guesses one. */
const ID_BYTES = 12;

export interface Records {
  putSent(message: string, sent: Sent): Promise<void>;
  sent(message: string): Promise<Sent | undefined>;
  /** @returns an id, to be carried by a button */
  keep(pages: Pages): Promise<string>;
  kept(id: string): Promise<Pages | undefined>;
  /** An exchange that moved into a thread goes on in its old place. */
  putAlias(thread: string, place: string): Promise<void>;
  alias(thread: string): Promise<string | undefined>;
}

export function createRecords(store: Store): Records {
  return {
    putSent: (message, sent) => store.set(`sent/${message}`, JSON.stringify(sent), KEPT_MILLISECONDS),
    sent: async (message) => parseSent(await store.get(`sent/${message}`)),
    async keep(pages) {
      const id = randomBytes(ID_BYTES).toString('base64url');
      await store.set(`kept/${id}`, JSON.stringify(pages), KEPT_MILLISECONDS);
      return id;
    },
    kept: async (id) => parsePages(await store.get(`kept/${id}`)),
    putAlias: (thread, place) => store.set(`thread/${thread}`, place, KEPT_MILLISECONDS),
    alias: (thread) => store.get(`thread/${thread}`),
  };
}

function parse(value: string | undefined): Readonly<Record<string, unknown>> | undefined {
  const found: unknown = value === undefined ? undefined : JSON.parse(value);
  return typeof found === 'object' && found !== null ? { ...found } : undefined;
}

const language = (value: unknown): Language => (value === 'en' ? 'en' : 'zh');
const strings = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [];

function parseSent(value: string | undefined): Sent | undefined {
  const found = parse(value);
  const place = found?.['place'];
  if (found === undefined || typeof place !== 'string') return undefined;
  return {
    place,
    askers: strings(found['askers']),
    language: language(found['language']),
    depth: Number(found['depth']) || 0,
  };
}

function parsePages(value: string | undefined): Pages | undefined {
  const found = parse(value);
  const pages = strings(found?.['pages']);
  return found === undefined || pages.length === 0
    ? undefined
    : { language: language(found['language']), pages };
}
