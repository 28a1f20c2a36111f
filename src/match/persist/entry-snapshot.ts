/** A prepared entry as text and back, so that a start need not read its candidates again. */

import type { Entry } from '../../knowledge/model.js';
import { byView, type View } from '../analyse/lexicon.js';
import { otherWordings, type PreparedEntry, preparedOf, wordingOf } from '../analyse/entry.js';

type Counts = readonly (readonly [term: number, packed: number])[];

interface EntrySnapshot {
  readonly language: PreparedEntry['language'];
  readonly counts: Readonly<Record<View, Counts>>;
  readonly lengths: PreparedEntry['lengths'];
  readonly wordings: readonly Pick<PreparedEntry['wordings'][number], 'ids' | 'letters'>[];
}

/** One line. */
export function entryLine({ language, counts, lengths, wordings }: PreparedEntry): string {
  const snapshot: EntrySnapshot = {
    language,
    counts: byView((view) => [...counts[view]]),
    lengths,
    wordings: wordings.map(({ ids, letters }) => ({ ids, letters })),
  };
  return JSON.stringify(snapshot);
}

/** The line that {@link entryLine} gave of the same entry. */
export function entryOfLine(line: string, entry: Entry): PreparedEntry {
  const { language, counts, lengths, wordings }: EntrySnapshot = JSON.parse(line);
  const texts = [entry.question, ...otherWordings(entry)];
  return preparedOf({
    entry,
    language,
    lengths,
    counts: byView((view) => new Map(counts[view])),
    wordings: wordings.map(({ ids, letters }, place) => wordingOf(texts[place] ?? '', ids, letters)),
  });
}
