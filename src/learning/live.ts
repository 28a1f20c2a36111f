/** Puts what was learned into force: entries that maintainers accepted, and wordings that were confirmed. */

import type { EntryTable } from '../bot/entry-table.js';
import type { Entry } from '../knowledge/model.js';
import type { LiveMatcher } from '../match/contract.js';
import { savedEntryId } from '../knowledge/saved-id.js';
import { detectLanguage } from '../text/language.js';
import { sameForm } from '../text/same.js';
import { texts } from '../texts/texts.js';
import type { Records, Saved } from './records.js';

export interface Live {
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

export function createLive({ records, entries, matcher, confirmed }: LiveOptions): Live {
  // What came in with the files is not indexed twice.
  const inFiles = new Set(Array.from(entries.all(), ({ id }) => id));
  let accepted = new Map<string, string>();
  let learned = new Map<string, readonly string[]>();

  const entriesNow = async (): Promise<readonly Entry[]> =>
    (await records.saved.list())
      .filter(([, saved]) => saved.status === 'accepted')
      .map(([id, saved]) => entryOf(savedEntryId(id), saved))
      .filter(({ id }) => !inFiles.has(id));

  const wordingsNow = async (): Promise<ReadonlyMap<string, readonly string[]>> => {
    const found = new Map<string, string[]>(Object.entries(confirmed).map(([id, list]) => [id, [...list]]));
    for (const [, { entry, text, status }] of await records.wordings.list()) {
      if (status === 'live') found.set(entry, [...(found.get(entry) ?? []), text]);
    }
    return found;
  };

  /** Each wording once, and none that the entry has anyway. */
  const distinct = (id: string, list: readonly string[]): readonly string[] => {
    const entry = entries.get(id);
    const seen = new Set([entry?.question ?? '', ...(entry?.alternates ?? [])].map(sameForm));
    return list.toSorted().filter((text) => !seen.has(sameForm(text)) && seen.add(sameForm(text)));
  };

  const refresh = async (): Promise<boolean> => {
    let isNew = false;
    const [found, wordings] = await Promise.all([entriesNow(), wordingsNow()]);
    const next = new Map(found.map((entry) => [entry.id, JSON.stringify(entry)]));
    for (const id of accepted.keys()) {
      if (next.has(id)) continue;
      entries.remove(id);
      matcher.remove(id);
    }
    for (const entry of found) {
      if (accepted.get(entry.id) === next.get(entry.id)) continue;
      isNew = true;
      entries.put(entry);
      matcher.put(entry);
      // Put anew, an entry has no wordings yet.
      learned.delete(entry.id);
    }
    accepted = next;
    const now = new Map([...wordings].map(([id, list]) => [id, distinct(id, list)]));
    for (const id of new Set([...learned.keys(), ...now.keys()])) {
      const list = now.get(id) ?? [];
      if (JSON.stringify(list) === JSON.stringify(learned.get(id) ?? [])) continue;
      isNew = true;
      matcher.learn(id, list);
    }
    learned = now;
    return isNew;
  };

  let turn: Promise<unknown> = Promise.resolve();
  return {
    refresh() {
      // One after the other: what was read first must not be put in force last.
      const done = turn.then(refresh);
      turn = done.catch(() => undefined);
      return done;
    },
    wordings: (entry) => learned.get(entry) ?? [],
  };
}

function entryOf(id: string, { question, answer, links, project, at }: Saved): Entry {
  const turn = { question, alternates: [], answer, links, line: 1 };
  const source = {
    path: id,
    line: 1,
    title: texts(detectLanguage(answer), 'saved.title'),
    date: new Date(at).toISOString().slice(0, 'YYYY-MM-DD'.length),
  };
  return {
    id,
    thread: {
      id,
      n: 1,
      tags: [],
      turns: [turn],
      source,
      ...(project === undefined ? {} : { project }),
    },
    turn: 0,
    question,
    alternates: [],
    answer,
    links,
    ...(project === undefined ? {} : { project }),
  };
}
