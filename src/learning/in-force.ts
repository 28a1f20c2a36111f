/** What was learned and is in force: entries that maintainers accepted, and wordings that were confirmed. */

import { setImmediate as letOthersRun } from 'node:timers/promises';
import type { EntryTable } from '../bot/entry-table.js';
import { groupBy } from '../group-by.js';
import type { Entry } from '../knowledge/model.js';
import type { LiveMatcher } from '../match/contract.js';
import { savedEntryId } from '../knowledge/saved-answer-id.js';
import { isoDay } from '../text/iso-day.js';
import { detectLanguage } from '../text/language.js';
import { sameForm } from '../text/same.js';
import { texts } from '../texts/texts.js';
import type { Records, SavedAnswer, Wording } from './records.js';

/** Wordings by entry. */
type Wordings = ReadonlyMap<string, readonly string[]>;

export interface LearnedKnowledge {
  /** Answers that maintainers accepted, except those that came back with the files. */
  readonly entries: readonly Entry[];
  /** The wordings of each entry that count, those that come with the files among them. */
  readonly wordings: Wordings;
  /**
   * The drafted wordings that are left, for each entry of the files that has lost some: people have decided on the others, which are
   * confirmed since, or wrong.
   */
  readonly drafted: Wordings;
}

export interface InForceOptions {
  readonly records: Pick<Records, 'saved' | 'wordings'>;
  readonly entries: EntryTable;
  readonly matcher: LiveMatcher;
  /** Wordings that come with the files, by entry. */
  readonly confirmed: Readonly<Record<string, readonly string[]>>;
}

/** Milliseconds of work after which others who wait for the process have a turn. */
const TURN_MILLISECONDS = 20;

/** Await it between two pieces of work. */
type Pace = () => Promise<void>;

function pacing(): Pace {
  let began = performance.now();
  return async () => {
    if (performance.now() - began < TURN_MILLISECONDS) return;
    await letOthersRun();
    began = performance.now();
  };
}

/** Keeps the entry table and the matcher as the store says. */
export class InForce {
  readonly #options: InForceOptions;
  /** What came in with the files, by id: it is not indexed twice. */
  readonly #files: ReadonlyMap<string, Entry>;
  /** The accepted answers that are in force, as JSON, by the id of their entry. */
  #accepted: ReadonlyMap<string, string> = new Map();
  #wordings: Wordings = new Map();
  #drafted: Wordings = new Map();
  #latest: Promise<unknown> = Promise.resolve();

  constructor(options: InForceOptions) {
    this.#options = options;
    this.#files = new Map(Array.from(options.entries.all(), (entry) => [entry.id, entry]));
  }

  /** The wordings of an entry that count now. */
  wordings(entry: string): readonly string[] {
    return this.#wordings.get(entry) ?? [];
  }

  /**
   * Reads the store and brings entries and wordings up to date. Rejects when the store cannot be read; then nothing changes.
   * @returns whether anything is known now that was not before
   */
  refresh(): Promise<boolean> {
    // One after the other: what was read first must not be put in force last.
    const done = this.#latest.then(() => this.#refresh(pacing()));
    this.#latest = done.catch(() => undefined);
    return done;
  }

  /** Reads what the store has in force, and changes nothing. Rejects when the store cannot be read. */
  async read(pace = pacing()): Promise<LearnedKnowledge> {
    const { records, confirmed } = this.#options;
    // Reading SQLite keeps the process from other work, so the tables are read one after the other.
    const entries = (await records.saved.list())
      .filter(([, { status }]) => status === 'accepted')
      .map(([id, saved]) => entryOf(savedEntryId(id), saved))
      .filter(({ id }) => !this.#files.has(id));
    await pace();
    const fromFiles = Object.entries(confirmed).flatMap(([entry, list]) =>
      list.map((text) => ({ entry, text })),
    );
    const decided = (await records.wordings.list())
      .map(([, one]) => one)
      .filter(({ status }) => status !== 'pending');
    const live = decided.filter(({ status }) => status === 'live');
    await pace();
    const saved = new Map(entries.map((entry) => [entry.id, entry]));
    const wordings = new Map<string, readonly string[]>();
    for (const [id, list] of groupBy([...fromFiles, ...live], ({ entry }) => entry)) {
      const all = list.map(({ text }) => text);
      wordings.set(id, distinct(saved.get(id) ?? this.#files.get(id), all));
      await pace();
    }
    return { entries, wordings, drafted: this.#draftedLeft(decided) };
  }

  #draftedLeft(decided: readonly Wording[]): Wordings {
    const left = new Map<string, readonly string[]>();
    for (const [id, list] of groupBy(decided, ({ entry }) => entry)) {
      const drafted = this.#files.get(id)?.drafted ?? [];
      const forms = new Set(drafted.length === 0 ? [] : list.map(({ text }) => sameForm(text)));
      const others = drafted.filter((text) => !forms.has(sameForm(text)));
      if (others.length < drafted.length) left.set(id, others);
    }
    return left;
  }

  /** The entry table and the matcher agree at every pause. */
  async #refresh(pace: Pace): Promise<boolean> {
    const { entries, matcher } = this.#options;
    const learned = await this.read(pace);
    const accepted = new Map(learned.entries.map((entry) => [entry.id, JSON.stringify(entry)]));
    for (const id of this.#accepted.keys()) {
      if (accepted.has(id)) continue;
      entries.remove(id);
      matcher.remove(id);
      await pace();
    }
    let isNew = false;
    const before = new Map(this.#wordings);
    for (const entry of learned.entries) {
      if (this.#accepted.get(entry.id) === accepted.get(entry.id)) continue;
      isNew = true;
      entries.put(entry);
      matcher.put(entry);
      // An entry that was put in again has no wordings yet.
      before.delete(entry.id);
      await pace();
    }
    this.#accepted = accepted;
    for (const id of new Set([...this.#drafted.keys(), ...learned.drafted.keys()])) {
      const entry = this.#files.get(id);
      const list = learned.drafted.get(id);
      if (entry === undefined || JSON.stringify(list) === JSON.stringify(this.#drafted.get(id))) continue;
      const put = { ...entry, drafted: list ?? entry.drafted };
      entries.put(put);
      matcher.put(put);
      await pace();
    }
    this.#drafted = learned.drafted;
    for (const id of new Set([...before.keys(), ...learned.wordings.keys()])) {
      const list = learned.wordings.get(id) ?? [];
      if (JSON.stringify(list) === JSON.stringify(before.get(id) ?? [])) continue;
      isNew = true;
      matcher.learn(id, list);
      await pace();
    }
    this.#wordings = learned.wordings;
    return isNew;
  }
}

/** Each wording once, without those that stand in the entry itself. */
function distinct(entry: Entry | undefined, list: readonly string[]): readonly string[] {
  const seen = new Set([entry?.question ?? '', ...(entry?.alternates ?? [])].map(sameForm));
  return list.toSorted().filter((text) => {
    const form = sameForm(text);
    return !seen.has(form) && seen.add(form);
  });
}

function entryOf(
  id: string,
  { question, answer, links, project, url, at, date = isoDay(at) }: SavedAnswer,
): Entry {
  const turn = { question, alternates: [], answer, links, line: 1 };
  const title = texts(detectLanguage(answer), 'saved.title');
  const source = { path: id, line: 1, title, date, url };
  const thread = { id, n: 1, tags: [], turns: [turn], source, project };
  return { id, thread, turn: 0, question, alternates: [], answer, links, project };
}
