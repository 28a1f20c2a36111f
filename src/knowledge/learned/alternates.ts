/** `alternates.yaml`: the wordings that members have confirmed for entries of the files. */

import { dump } from 'js-yaml';
import { type ConfirmedWordings, evenedText } from './record.js';
import { listOf, textOf } from '../readers/front-matter.js';
import type { ReadWordings } from '../wordings/format.js';
import { type Read, readList } from '../yaml-files.js';

/** The first line; a file without it is not ours to write over. */
export const ALTERNATES_MARK = '# Written by "qabot knowledge export --learned".';

const EXPLANATION = '# Wordings that members have confirmed, by the id of the entry that answers them.';

/** Reads `confirmed: [{entry, question, wordings: [...]}]`. */
export function readAlternates(path: string, text: string): Read<ReadWordings> {
  return readList(path, text, 'confirmed', (item) => {
    const entry = textOf(item, 'entry');
    if (entry === undefined) return 'wordings have no entry';
    return { entry, by: 'confirmed', wordings: listOf(item['wordings']), line: 1 };
  });
}

/** Sorted by entry and wording, each once. `undefined` where there is nothing to write. */
export function alternatesText(confirmed: readonly ConfirmedWordings[]): string | undefined {
  const items = confirmed
    .map(({ entry, question, wordings }) => ({
      entry,
      question: evenedText(question),
      wordings: [...new Set(wordings.map(evenedText))].filter((wording) => wording !== '').toSorted(),
    }))
    .filter(({ wordings }) => wordings.length > 0)
    .toSorted((a, b) => (a.entry < b.entry ? -1 : 1));
  if (items.length === 0) return undefined;
  return `${ALTERNATES_MARK}\n${EXPLANATION}\n${dump({ confirmed: items }, { lineWidth: -1 })}`;
}
