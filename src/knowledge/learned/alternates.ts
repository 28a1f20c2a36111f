/** `alternates.yaml`: the wordings that members have confirmed for entries of the files. */

import { dump } from 'js-yaml';
import { type ConfirmedWordings, evenedText } from './record.js';
import type { Entry, Finding } from '../model.js';
import { listOf, textOf } from '../readers/front-matter.js';
import { warning } from '../readers/reader.js';
import { type Read, readList } from '../yaml-files.js';

/** The first line; a file without it is not ours to write over. */
export const ALTERNATES_MARK = '# Written by "qabot knowledge export --learned".';

const EXPLANATION = '# Wordings that members have confirmed, by the id of the entry that answers them.';

/** Reads `confirmed: [{entry, question, wordings: [...]}]`. */
export function readAlternates(path: string, text: string): Read<ConfirmedWordings> {
  return readList(path, text, 'confirmed', (item) => {
    const entry = textOf(item, 'entry');
    if (entry === undefined) return 'wordings have no entry';
    return { entry, question: textOf(item, 'question') ?? '', wordings: listOf(item['wordings']) };
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

/** What a file confirms. */
export interface AlternatesFile {
  readonly path: string;
  readonly items: readonly ConfirmedWordings[];
}

/** The wordings by entry, and a finding for each entry that is not there. */
export function resolveAlternates(
  files: readonly AlternatesFile[],
  entries: readonly Entry[],
): {
  readonly confirmed: Readonly<Record<string, readonly string[]>>;
  readonly findings: readonly Finding[];
} {
  const known = new Set(entries.map(({ id }) => id));
  const found = new Map<string, readonly string[]>();
  const findings: Finding[] = [];
  for (const { path, items } of files) {
    for (const { entry, wordings } of items) {
      if (known.has(entry)) found.set(entry, [...new Set([...(found.get(entry) ?? []), ...wordings])]);
      else
        findings.push(
          warning(path, 1, 'entry-unknown', `no entry has the id "${entry}"; its wordings are left out`),
        );
    }
  }
  return { confirmed: Object.fromEntries(found), findings };
}
