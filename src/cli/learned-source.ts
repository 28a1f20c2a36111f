/** Where `qabot knowledge export --learned` reads what was learned. */

import { close, openCircle, type Opened } from '../host/open.js';
import type { ConfirmedWordings, LearnedRecord } from '../knowledge/learned.js';
import { isSavedEntry, savedEntryId } from '../knowledge/saved-id.js';
import { plainLogger } from './plain-logger.js';

export interface Learned {
  /** Saved answers that are accepted; as the files have them where they came in that way already. */
  readonly entries: readonly LearnedRecord[];
  /** Confirmed wordings of entries that come from files. */
  readonly confirmed: readonly ConfirmedWordings[];
}

/** Rejects when the store cannot be read. */
export async function readLearned(): Promise<Learned> {
  const opened = await openCircle({ projects: true, glossary: true, logger: plainLogger() });
  try {
    if (!(await opened.database.exists())) return { entries: [], confirmed: [] };
    await opened.circle.refresh();
    return { entries: await recordsOf(opened), confirmed: confirmedOf(opened) };
  } finally {
    await close(opened);
  }
}

async function recordsOf({ circle }: Opened): Promise<readonly LearnedRecord[]> {
  const { records, live } = circle.learning;
  return (await records.saved.list()).flatMap(([key, { status, at }]) => {
    const id = savedEntryId(key);
    const entry = circle.entries.get(id);
    if (status !== 'accepted' || entry === undefined) return [];
    const { question, alternates, answer, links, project, thread } = entry;
    const { url } = thread.source;
    return [
      {
        id,
        question,
        alternates: [...alternates, ...live.wordings(id)],
        answer,
        links,
        date: thread.source.date ?? new Date(at).toISOString().slice(0, 'YYYY-MM-DD'.length),
        ...(project === undefined ? {} : { project }),
        ...(url === undefined ? {} : { url }),
      },
    ];
  });
}

function confirmedOf({ circle }: Opened): readonly ConfirmedWordings[] {
  const { live } = circle.learning;
  return [...circle.entries.all()]
    .filter(({ id }) => !isSavedEntry(id))
    .map(({ id, question }) => ({ entry: id, question, wordings: live.wordings(id) }))
    .filter(({ wordings }) => wordings.length > 0);
}
