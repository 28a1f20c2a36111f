import type { Entry } from '../knowledge/model.js';
import { groupBy } from '../group-by.js';

/** The entries that the bot answers from, as they are now. */
export interface EntryTable {
  get(id: string): Entry | undefined;
  /** The entries of a thread, in order. */
  thread(id: string): readonly Entry[];
  all(): Iterable<Entry>;
  /** Puts an entry in, or in place of the one with its id. */
  put(entry: Entry): void;
  /** An unknown id is no error. */
  remove(id: string): void;
}

export function createEntryTable(entries: readonly Entry[]): EntryTable {
  const table = new Map(entries.map((entry) => [entry.id, entry]));
  const threads = groupBy(entries, (entry) => entry.thread.id);
  const remove = (id: string): void => {
    const old = table.get(id);
    if (old === undefined) return;
    table.delete(id);
    const rest = (threads.get(old.thread.id) ?? []).filter((entry) => entry.id !== id);
    if (rest.length === 0) threads.delete(old.thread.id);
    else threads.set(old.thread.id, rest);
  };
  return {
    get: (id) => table.get(id),
    thread: (id) => threads.get(id) ?? [],
    all: () => table.values(),
    put(entry) {
      remove(entry.id);
      table.set(entry.id, entry);
      const turns = [...(threads.get(entry.thread.id) ?? []), entry];
      threads.set(
        entry.thread.id,
        turns.toSorted((a, b) => a.turn - b.turn),
      );
    },
    remove,
  };
}
