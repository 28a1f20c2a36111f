/** Puts what was learned into force: entries that maintainers accepted, and wordings that were confirmed. */

import { setImmediate as breathe } from 'node:timers/promises';
import type { EntryTable } from '../bot/entry-table.js';
import type { Entry } from '../knowledge/model.js';
import type { LiveMatcher } from '../match/contract.js';
import { savedEntryId } from '../knowledge/saved-answer-id.js';
import { isoDay } from '../text/iso-day.js';
import { detectLanguage } from '../text/language.js';
import { sameForm } from '../text/same.js';
import { texts } from '../texts/texts.js';
import type { Records, Saved } from './records.js';

/** What the store has in force. */
export interface InForce {
  /** Answers that maintainers accepted, but for those that came back with the files. */
  readonly entries: readonly Entry[];
  /** The wordings of each entry that count, those that come with the files among them. */
  readonly wordings: ReadonlyMap<string, readonly string[]>;
}

export interface Live {
  /** What the store has in force, without bringing anything up to date. Rejects when the store cannot be read. */
  read(): Promise<InForce>;
  /**
   * Reads the store and brings entries and wordings up to date. Rejects when the store cannot be read; then nothing changes.
   * @returns whether anything is known now that was not before
   */
  refresh(): Promise<boolean>;
  /** The wordings of an entry that count now. */
  wordings(entry: string): readonly string[];
}

export interface LiveOptions {
  readonly records: Pick<Records, 'saved' | 'wordings'>;
  readonly entries: EntryTable;
  readonly matcher: LiveMatcher;
  /** Wordings that come with the files, by entry. */
  readonly confirmed: Readonly<Record<string, readonly string[]>>;
}

/** Milliseconds of work after which whoever else waits for the process has a turn. */
const TURN_MILLISECONDS = 20;

/** To be awaited between two pieces of work. */
function pacing(): () => Promise<void> {
  let began = performance.now();
  return async () => {
    if (performance.now() - began < TURN_MILLISECONDS) return;
    await breathe();
    began = performance.now();
  };
}

export function createLive({ records, entries, matcher, confirmed }: LiveOptions): Live {
  // What came in with the files is not indexed twice.
  const files = new Map(Array.from(entries.all(), (entry) => [entry.id, entry]));
  let accepted = new Map<string, string>();
  let learned: ReadonlyMap<string, readonly string[]> = new Map();

  const entriesNow = async (): Promise<readonly Entry[]> =>
    (await records.saved.list())
      .filter(([, saved]) => saved.status === 'accepted')
      .map(([id, saved]) => entryOf(savedEntryId(id), saved))
      .filter(({ id }) => !files.has(id));

  const wordingsNow = async (): Promise<ReadonlyMap<string, readonly string[]>> => {
    const found = new Map<string, string[]>(Object.entries(confirmed).map(([id, list]) => [id, [...list]]));
    for (const [, { entry, text, status }] of await records.wordings.list()) {
      if (status !== 'live') continue;
      const list = found.get(entry);
      if (list === undefined) found.set(entry, [text]);
      else list.push(text);
    }
    return found;
  };

  const read = async (pace: () => Promise<void>): Promise<InForce> => {
    // SQLite is read without letting go of the process, so one after the other.
    const found = await entriesNow();
    await pace();
    const given = await wordingsNow();
    await pace();
    const saved = new Map(found.map((entry) => [entry.id, entry]));
    const wordings = new Map<string, readonly string[]>();
    for (const [id, list] of given) {
      wordings.set(id, distinct(saved.get(id) ?? files.get(id), list));
      await pace();
    }
    return { entries: found, wordings };
  };

  const refresh = async (): Promise<boolean> => {
    const pace = pacing();
    let isNew = false;
    const { entries: found, wordings } = await read(pace);
    const next = new Map(found.map((entry) => [entry.id, JSON.stringify(entry)]));
    for (const id of accepted.keys()) {
      if (next.has(id)) continue;
      entries.remove(id);
      matcher.remove(id);
      await pace();
    }
    const before = new Map(learned);
    for (const entry of found) {
      if (accepted.get(entry.id) === next.get(entry.id)) continue;
      isNew = true;
      entries.put(entry);
      matcher.put(entry);
      // Put anew, an entry has no wordings yet.
      before.delete(entry.id);
      await pace();
    }
    accepted = next;
    for (const id of new Set([...before.keys(), ...wordings.keys()])) {
      const list = wordings.get(id) ?? [];
      if (JSON.stringify(list) === JSON.stringify(before.get(id) ?? [])) continue;
      isNew = true;
      matcher.learn(id, list);
      await pace();
    }
    learned = wordings;
    return isNew;
  };

  let turn: Promise<unknown> = Promise.resolve();
  return {
    read: () => read(pacing()),
    refresh() {
      // One after the other: what was read first must not be put in force last.
      const done = turn.then(refresh);
      turn = done.catch(() => undefined);
      return done;
    },
    wordings: (entry) => learned.get(entry) ?? [],
  };
}

/** Each wording once, and none that the entry has anyway. */
function distinct(entry: Entry | undefined, list: readonly string[]): readonly string[] {
  const seen = new Set([entry?.question ?? '', ...(entry?.alternates ?? [])].map(sameForm));
  return list.toSorted().filter((text) => {
    const form = sameForm(text);
    return !seen.has(form) && seen.add(form);
  });
}

function entryOf(id: string, { question, answer, links, project, at }: Saved): Entry {
  const turn = { question, alternates: [], answer, links, line: 1 };
  const source = {
    path: id,
    line: 1,
    title: texts(detectLanguage(answer), 'saved.title'),
    date: isoDay(at),
  };
  return {
    id,
    thread: {
      id,
      n: 1,
      tags: [],
      turns: [turn],
      source,
      project,
    },
    turn: 0,
    question,
    alternates: [],
    answer,
    links,
    project,
  };
}
