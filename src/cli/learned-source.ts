/** Where `qabot knowledge export --learned` reads what was learned. */

import { close, openCircle, type Opened } from '../host/open.js';
import type { ConfirmedWordings, LearnedRecord } from '../knowledge/learned.js';
import { isSavedEntry } from '../knowledge/saved-id.js';
import { plainLogger } from './plain-logger.js';

export interface Learned {
  /** Saved answers that are accepted; as the files have them where they came in that way already. */
  readonly entries: readonly LearnedRecord[];
  /** Confirmed wordings of entries that come from files. */
  readonly confirmed: readonly ConfirmedWordings[];
}

/** Rejects when the store cannot be read. */
export async function readLearned(): Promise<Learned> {
  const opened = await openCircle({ projects: true, glossary: true, logger: plainLogger(), lost: () => {} });
  try {
    if (!(await opened.database.exists())) return { entries: [], confirmed: [] };
    await opened.circle.refresh();
    // Which goes on without what it cannot read; an export without it must not look like one of a store that is empty.
    await opened.circle.learning.records.saved.list();
    return { entries: recordsOf(opened), confirmed: confirmedOf(opened) };
  } finally {
    await close(opened);
  }
}

/** Those that came in with the files are among them, so that an export into their folder leaves them where they are. */
function recordsOf({ circle }: Opened): readonly LearnedRecord[] {
  const { live } = circle.learning;
  return [...circle.entries.all()]
    .filter(({ id }) => isSavedEntry(id))
    .map(({ id, question, alternates, answer, links, project, thread }) => {
      const { url, date = '' } = thread.source;
      return {
        id,
        question,
        alternates: [...alternates, ...live.wordings(id)],
        answer,
        links,
        date,
        ...(project === undefined ? {} : { project }),
        ...(url === undefined ? {} : { url }),
      };
    });
}

function confirmedOf({ circle }: Opened): readonly ConfirmedWordings[] {
  const { live } = circle.learning;
  return [...circle.entries.all()]
    .filter(({ id }) => !isSavedEntry(id))
    .map(({ id, question }) => ({ entry: id, question, wordings: live.wordings(id) }))
    .filter(({ wordings }) => wordings.length > 0);
}
