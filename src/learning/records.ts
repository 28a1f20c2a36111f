/** The records of learning in the store. One record, one key: each write stands by itself, and none is half done. */

import { createHash } from 'node:crypto';
import * as v from 'valibot';
import { REPLY_MILLISECONDS, type Store } from '../contract.js';
import { type Readers, readJson, type Unreadable } from '../stored.js';
import { IMPORTED, IMPORTED_TEXT, type Imported, type ImportedText } from './imported/model.js';

const language = v.picklist(['zh', 'en']);
const decision = v.picklist(['answer', 'suggest', 'none']);
const link = v.object({ title: v.string(), url: v.string() });

/** A reply that was shown, for its buttons. */
const SHOWN = v.object({
  question: v.string(),
  isFollowUp: v.boolean(),
  language,
  entry: v.exactOptional(v.string()),
  /** The drafted wording that the entry was found by. */
  drafted: v.exactOptional(v.string()),
  near: v.array(v.string()),
  project: v.exactOptional(v.string()),
  decision,
  at: v.number(),
});
export type ShownReply = v.InferOutput<typeof SHOWN>;

const VOTE = v.object({
  value: v.picklist(['helpful', 'unhelpful']),
  reason: v.exactOptional(v.string()),
  /** The wording that was voted on with it. */
  wording: v.exactOptional(v.string()),
  /** The id that it is counted under; a vote that is changed is counted only as what it is now. */
  event: v.exactOptional(v.string()),
  at: v.number(),
});
export type Vote = v.InferOutput<typeof VOTE>;

/** A question's wording that members confirmed for an entry, or a drafted one that led to an answer which did not help. */
const WORDING = v.object({
  entry: v.string(),
  text: v.string(),
  /** Whether it came with the files, as a draft; absent: a member asked so. */
  origin: v.exactOptional(v.literal('drafted')),
  status: v.picklist(['pending', 'live', 'rejected']),
  /** Who made it live. */
  by: v.exactOptional(v.picklist(['members', 'maintainer'])),
  at: v.number(),
});
export type Wording = v.InferOutput<typeof WORDING>;

/** A question that was handed over. */
const QUESTION = v.object({
  text: v.string(),
  language,
  /** The address of its first asker's message, as the vault sealed it; gone when the question is closed. */
  link: v.exactOptional(v.string()),
  project: v.exactOptional(v.string()),
  /** The entries that came nearest when it was asked, by id. */
  near: v.array(v.string()),
  /** Entries that the bot had answered with, by id: those who asked wanted something else. */
  refused: v.array(v.string()),
  status: v.picklist(['open', 'answered', 'rejected']),
  /** The entry that answers it. */
  entry: v.exactOptional(v.string()),
  at: v.number(),
  /** When it was closed. */
  closed: v.exactOptional(v.number()),
  /** The maintainers were not told yet: the platform of the asker, and until when the process that is telling them has time. */
  untold: v.exactOptional(v.object({ platform: v.string(), until: v.number() })),
});
export type OpenQuestion = v.InferOutput<typeof QUESTION>;

/** An answer that a maintainer wrote or saved. */
const SAVED = v.object({
  question: v.string(),
  answer: v.string(),
  links: v.pipe(v.array(link), v.readonly()),
  project: v.exactOptional(v.string()),
  status: v.picklist(['pending', 'accepted', 'merged', 'rejected']),
  /** The question that it was written for. */
  asked: v.exactOptional(v.string()),
  /** Where it stands outside of the bot, and since when (`YYYY-MM-DD`): of an answer that was imported. */
  url: v.exactOptional(v.string()),
  date: v.exactOptional(v.string()),
  at: v.number(),
});
export type SavedAnswer = v.InferOutput<typeof SAVED>;

/** Which gathered pair a message is a part of, by the id of its record. */
const GATHERED = v.object({ pair: v.string() });
export type GatheredMessage = v.InferOutput<typeof GATHERED>;

/** Somebody who waits for an answer. */
const WAITING = v.object({ platform: v.string(), place: v.string(), asker: v.string(), language });
export type Waiting = v.InferOutput<typeof WAITING>;

/** What happened, without the person and the words. */
const EVENT = v.object({
  at: v.number(),
  /** `shown`: an entry that was picked from a list, or delivered later. */
  kind: v.picklist([
    'answered',
    'suggested',
    'none',
    'silent',
    'shown',
    'list',
    'helpful',
    'unhelpful',
    'handed-over',
  ]),
  platform: v.string(),
  project: v.exactOptional(v.string()),
  entry: v.exactOptional(v.string()),
  /** Where a second reader was asked. */
  second: v.exactOptional(
    v.object({
      isAway: v.boolean(),
      /** What would have been decided without it, and what was decided. */
      local: decision,
      decided: decision,
      /** Whether it chose another entry than would have come first. */
      isOtherEntry: v.boolean(),
      /** How long the request took; 0 where there was none. */
      milliseconds: v.number(),
    }),
  ),
});
export type LearningEvent = v.InferOutput<typeof EVENT>;

/** Records of one kind under a prefix. */
interface RecordTable<T> {
  get(id: string): Promise<T | undefined>;
  /** @param owner whom it concerns, as the vault names people */
  put(id: string, value: T, owner?: string): Promise<void>;
  /**
   * Writes what `change` makes of the record as it is, unless that is `undefined`. Returns the record as it is then.
   * @param owner of a record that has none
   */
  update(
    id: string,
    change: (before: T | undefined) => T | undefined,
    owner?: string,
  ): Promise<T | undefined>;
  delete(id: string): Promise<void>;
  /** All whose id starts with `start`. */
  list(start?: string): Promise<readonly (readonly [id: string, value: T])[]>;
}

export interface Records {
  readonly shown: RecordTable<ShownReply>;
  /** Under `entry/person`. */
  readonly votes: RecordTable<Vote>;
  readonly wordings: RecordTable<Wording>;
  /** Under `wording/person`. */
  readonly confirmations: RecordTable<Record<string, never>>;
  readonly questions: RecordTable<OpenQuestion>;
  /** People who said that an entry did not help with a wording. Under `wording/person`. */
  readonly objections: RecordTable<Record<string, never>>;
  /** Under `question/person`. A {@link Waiting}, sealed by the vault. */
  readonly askers: RecordTable<{ sealed: string }>;
  readonly saved: RecordTable<SavedAnswer>;
  /** Pairs that were found elsewhere. An accepted one is a saved answer of the same id. */
  readonly imported: RecordTable<Imported>;
  /** The texts of those that wait, under the same ids. */
  readonly importedTexts: RecordTable<ImportedText>;
  /** The messages of gathered pairs. Under `platform/message`. */
  readonly gathered: RecordTable<GatheredMessage>;
  /** Under `YYYY-MM-DD/number`. */
  readonly events: RecordTable<LearningEvent>;
}

/** Two replicas that change one record at once try again; more than a few times means that something is wrong. */
const ATTEMPTS = 20;

const readAs = <T>(schema: v.GenericSchema<unknown, T>, text: string): T | undefined =>
  readJson(text, (value) => {
    const { success, output } = v.safeParse(schema, value);
    return success ? output : undefined;
  });

/** The shapes of the records, by the beginning of their keys. */
const SCHEMAS = {
  'shown/': SHOWN,
  'vote/': VOTE,
  'wording/': WORDING,
  'confirmed/': v.record(v.string(), v.never()),
  'objected/': v.record(v.string(), v.never()),
  'question/': QUESTION,
  'asker/': v.object({ sealed: v.string() }),
  'saved/': SAVED,
  'imported/': IMPORTED,
  'imported-text/': IMPORTED_TEXT,
  'gathered/': GATHERED,
  'event/': EVENT,
};

/** What reads a record, by the beginning of its key. */
export const LEARNING_READERS: Readers = Object.fromEntries(
  Object.entries(SCHEMAS).map(([prefix, schema]) => [
    prefix,
    (text: string) => readAs<unknown>(schema, text),
  ]),
);

/** Reads what the vault kept of an asker; `undefined` where it could not be opened. */
export const readWaiting = (text: string | undefined): Waiting | undefined =>
  text === undefined ? undefined : readAs(WAITING, text);

interface RecordsOptions {
  readonly store: Store;
  /** Milliseconds after which what people did is forgotten; what they taught stays. For ever by default. */
  readonly retention?: number;
  /** Called with the key of each record that cannot be read, which counts as none. */
  readonly unreadable: Unreadable;
}

export function createRecords({
  store,
  retention = Number.POSITIVE_INFINITY,
  unreadable,
}: RecordsOptions): Records {
  const table = <T>(prefix: string, schema: v.GenericSchema<unknown, T>, time?: number): RecordTable<T> => {
    const read = (key: string, text: string | undefined): T | undefined => {
      if (text === undefined) return undefined;
      const found = readAs(schema, text);
      if (found === undefined) unreadable(key);
      return found;
    };
    return {
      get: async (id) => read(prefix + id, await store.get(prefix + id)),
      put: (id, value, owner) => store.set(prefix + id, JSON.stringify(value), time, owner),
      async update(id, change, owner) {
        for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
          const text = await store.get(prefix + id);
          const before = read(prefix + id, text);
          const after = change(before);
          if (after === undefined) return before;
          if (await store.swap(prefix + id, text, JSON.stringify(after), time, owner)) return after;
        }
        throw new Error('a record was changed by others again and again');
      },
      delete: (id) => store.delete(prefix + id),
      async list(start = '') {
        const found = await store.list(prefix + start);
        return found.flatMap(([key, text]) => {
          const value = read(key, text);
          return value === undefined ? [] : [[key.slice(prefix.length), value] as const];
        });
      },
    };
  };
  return {
    shown: table('shown/', SCHEMAS['shown/'], Math.min(REPLY_MILLISECONDS, retention)),
    votes: table('vote/', SCHEMAS['vote/'], retention),
    wordings: table('wording/', SCHEMAS['wording/']),
    confirmations: table('confirmed/', SCHEMAS['confirmed/'], retention),
    objections: table('objected/', SCHEMAS['objected/'], retention),
    questions: table('question/', SCHEMAS['question/'], retention),
    askers: table('asker/', SCHEMAS['asker/'], retention),
    saved: table('saved/', SCHEMAS['saved/']),
    imported: table('imported/', SCHEMAS['imported/']),
    importedTexts: table('imported-text/', SCHEMAS['imported-text/']),
    gathered: table('gathered/', SCHEMAS['gathered/'], retention),
    events: table('event/', SCHEMAS['event/'], retention),
  };
}

/**
 * Changes a record that has the status `from`, unless `change` gives `undefined`.
 * @returns the record as it is changed; `undefined` where nothing was changed
 */
export async function changeFrom<T extends { readonly status: string }>(
  table: RecordTable<T>,
  id: string,
  from: T['status'],
  change: (before: T) => T | undefined,
): Promise<T | undefined> {
  let changed: T | undefined;
  await table.update(id, (before) => {
    changed = before?.status === from ? change(before) : undefined;
    return changed;
  });
  return changed;
}

/** Deletes all whose id starts with `start`. */
export async function deleteUnder<T>(table: RecordTable<T>, start: string): Promise<void> {
  for (const [id] of await table.list(start)) await table.delete(id);
}

/** Up to so many ids are looked up one by one; beyond, reading the whole table costs less. */
const FEW = 20;

/** How many records of a table whose ids are `id/other` stand under each of these ids. */
export async function countUnder<T>(
  table: RecordTable<T>,
  ids: readonly string[],
): Promise<(id: string) => number> {
  const starts = ids.length > FEW ? [''] : ids.map((id) => `${id}/`);
  const found = await Promise.all(starts.map((start) => table.list(start)));
  const counts = new Map<string, number>();
  for (const [key] of found.flat()) {
    const id = key.slice(0, key.indexOf('/'));
    counts.set(id, (counts.get(id) ?? 0) + 1);
  }
  return (id) => counts.get(id) ?? 0;
}

/** An id that the same parts always give; 16 hexadecimal digits. */
export function idOf(...parts: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 16);
}

/** A text as one part of a key that holds several, whatever its characters. */
export const keyPart = encodeURIComponent;
