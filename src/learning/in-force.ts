/** What was learned and is in force: entries that maintainers accepted, and wordings that were confirmed. */

import { setImmediate as nextTurn } from 'node:timers/promises';
import type { EntryTable } from '../bot/entry-table.js';
import { groupBy } from '../bot/group-by.js';
import type { Entry } from '../knowledge/model.js';
import type { LiveMatcher } from '../match/contract.js';
import { savedEntryId } from '../knowledge/saved-answer-id.js';
import { isoDay } from '../text/iso-day.js';
import { detectLanguage } from '../text/language.js';
import { sameForm } from '../text/same.js';
import { texts } from '../texts/texts.js';
import type { Records, Saved } from './records.js';

/** Wordings by entry. */
type Wordings = ReadonlyMap<string, readonly string[]>;

export interface LearnedKnowledge {
  /** Answers that maintainers accepted, except those that came back with the files. */
  readonly entries: readonly Entry[];
  /** The wordings of each entry that count, those that come with the files among them. */
  readonly wordings: Wordings;
}

export interface InForce {
  /** What the store has in force, without bringing anything up to date. Rejects when the store cannot be read. */
  read(): Promise<LearnedKnowledge>;
  /**
   * Reads the store and brings entries and wordings up to date. Rejects when the store cannot be read; then nothing changes.
   * @returns whether anything is known now that was not before
   */
  refresh(): Promise<boolean>;
  /** The wordings of an entry that count now. */
  wordings(entry: string): readonly string[];
}

export interface InForceOptions {
  readonly records: Pick<Records, 'saved' | 'wordings'>;
  readonly entries: EntryTable;
  readonly matcher: LiveMatcher;
  /** Wordings that come with the files, by entry. */
  readonly confirmed: Readonly<Record<string, readonly string[]>>;
}

/** What the entry table and the matcher hold of what was learned. */
interface State {
  /** Accepted answers as JSON, by the id of their entry. */
  readonly entries: ReadonlyMap<string, string>;
  readonly wordings: Wordings;
}

type Pace = () => Promise<void>;

/** Milliseconds of work after which others who wait for the process have a turn. */
const TURN_MILLISECONDS = 20;

/** To be awaited between two pieces of work. */
function pacing(): Pace {
  let began = performance.now();
  return async () => {
    if (performance.now() - began < TURN_MILLISECONDS) return;
    await nextTurn();
    began = performance.now();
  };
}

export function createInForce(options: InForceOptions): InForce {
  // What came in with the files is not indexed twice.
  const files = new Map(Array.from(options.entries.all(), (entry) => [entry.id, entry]));
  let state: State = { entries: new Map(), wordings: new Map() };
  let turn: Promise<unknown> = Promise.resolve();

  const refresh = async (): Promise<boolean> => {
    const pace = pacing();
    const learned = await readLearned(options, files, pace);
    const next = {
      entries: new Map(learned.entries.map((entry) => [entry.id, JSON.stringify(entry)])),
      wordings: learned.wordings,
    };
    const isNew = await putInForce(options, learned.entries, state, next, pace);
    state = next;
    return isNew;
  };
  return {
    read: () => readLearned(options, files, pacing()),
    refresh() {
      // One after the other: what was read first must not be put in force last.
      const done = turn.then(refresh);
      turn = done.catch(() => undefined);
      return done;
    },
    wordings: (entry) => state.wordings.get(entry) ?? [],
  };
}

async function readLearned(
  { records, confirmed }: InForceOptions,
  files: ReadonlyMap<string, Entry>,
  pace: Pace,
): Promise<LearnedKnowledge> {
  // Reading SQLite keeps the process from other work, so the tables are read one after the other.
  const entries = (await records.saved.list())
    .filter(([, { status }]) => status === 'accepted')
    .map(([id, saved]) => entryOf(savedEntryId(id), saved))
    .filter(({ id }) => !files.has(id));
  await pace();
  const fromFiles = Object.entries(confirmed).flatMap(([entry, list]) =>
    list.map((text) => ({ entry, text })),
  );
  const live = (await records.wordings.list())
    .map(([, one]) => one)
    .filter(({ status }) => status === 'live');
  await pace();
  const saved = new Map(entries.map((entry) => [entry.id, entry]));
  const wordings = new Map<string, readonly string[]>();
  for (const [id, list] of groupBy([...fromFiles, ...live], ({ entry }) => entry)) {
    const all = list.map(({ text }) => text);
    wordings.set(id, distinct(saved.get(id) ?? files.get(id), all));
    await pace();
  }
  return { entries, wordings };
}

/**
 * Brings the entry table and the matcher from one state to the next; they agree at every pause.
 * @returns whether anything is known now that was not before
 */
async function putInForce(
  { entries, matcher }: InForceOptions,
  learned: readonly Entry[],
  before: State,
  next: State,
  pace: Pace,
): Promise<boolean> {
  let isNew = false;
  for (const id of before.entries.keys()) {
    if (next.entries.has(id)) continue;
    entries.remove(id);
    matcher.remove(id);
    await pace();
  }
  const known = new Map(before.wordings);
  for (const entry of learned) {
    if (before.entries.get(entry.id) === next.entries.get(entry.id)) continue;
    isNew = true;
    entries.put(entry);
    matcher.put(entry);
    // An entry that was put in again has no wordings yet.
    known.delete(entry.id);
    await pace();
  }
  for (const id of new Set([...known.keys(), ...next.wordings.keys()])) {
    const list = next.wordings.get(id) ?? [];
    if (JSON.stringify(list) === JSON.stringify(known.get(id) ?? [])) continue;
    isNew = true;
    matcher.learn(id, list);
    await pace();
  }
  return isNew;
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
  const title = texts(detectLanguage(answer), 'saved.title');
  const source = { path: id, line: 1, title, date: isoDay(at) };
  const thread = { id, n: 1, tags: [], turns: [turn], source, project };
  return { id, thread, turn: 0, question, alternates: [], answer, links, project };
}
