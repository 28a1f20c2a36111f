/** A prepared entry as text and back, so that a start need not read its candidates again. */

import type { Entry } from '../../knowledge/model.js';
import { type PreparedEntry, preparedOf, wordingOf } from '../analyse/entry.js';

type Counts = readonly (readonly [term: number, packed: number])[];

interface Saved {
  readonly language: PreparedEntry['language'];
  readonly counts: { readonly word: Counts; readonly gram: Counts; readonly concept: Counts };
  readonly lengths: PreparedEntry['lengths'];
  readonly wordings: readonly Pick<PreparedEntry['wordings'][number], 'ids' | 'letters'>[];
}

/** One line. */
export function savedEntry({ language, counts, lengths, wordings }: PreparedEntry): string {
  const saved: Saved = {
    language,
    counts: { word: [...counts.word], gram: [...counts.gram], concept: [...counts.concept] },
    lengths,
    wordings: wordings.map(({ ids, letters }) => ({ ids, letters })),
  };
  return JSON.stringify(saved);
}

/** The line that {@link savedEntry} gave of the same entry. */
export function restoredEntry(line: string, entry: Entry): PreparedEntry {
  const { language, counts, lengths, wordings }: Saved = JSON.parse(line);
  const texts = [entry.question, ...entry.alternates];
  return preparedOf({
    entry,
    language,
    lengths,
    counts: { word: new Map(counts.word), gram: new Map(counts.gram), concept: new Map(counts.concept) },
    wordings: wordings.map(({ ids, letters }, place) => wordingOf(texts[place] ?? '', ids, letters)),
  });
}
