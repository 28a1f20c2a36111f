/** Where `qabot knowledge export --learned` reads what was learned. */

import type { Opened } from '../../app/open-service.js';
import type { ConfirmedWordings, LearnedRecord } from '../../knowledge/learned/record.js';
import { isSavedEntry } from '../../knowledge/saved-answer-id.js';
import type { LearnedKnowledge } from '../../learning/in-force.js';
import { ALL_KNOWLEDGE, withService } from '../with-service.js';

interface Learned {
  /** Saved answers that are accepted; as the files have them where they came in that way already. */
  readonly entries: readonly LearnedRecord[];
  /** Confirmed wordings of entries that come from files. */
  readonly confirmed: readonly ConfirmedWordings[];
}

/** Rejects when the store cannot be read. */
export async function readLearned(): Promise<Learned> {
  return await withService(ALL_KNOWLEDGE, { tellsOutage: false, training: 'none' }, async (opened) => {
    if (!(await opened.database.exists())) return { entries: [], confirmed: [] };
    const learned = await opened.service.learning.inForce.read();
    return { entries: recordsOf(opened, learned), confirmed: confirmedOf(opened, learned) };
  });
}

/** Those that came in with the files are among them, so that an export into their folder leaves them where they are. */
function recordsOf({ service }: Opened, { entries, wordings }: LearnedKnowledge): readonly LearnedRecord[] {
  return [...service.entries.all(), ...entries]
    .filter(({ id }) => isSavedEntry(id))
    .map(({ id, question, alternates, answer, links, project, thread }) => {
      const { url, date = '' } = thread.source;
      return {
        id,
        question,
        alternates: [...alternates, ...(wordings.get(id) ?? [])],
        answer,
        links,
        date,
        project,
        url,
      };
    });
}

function confirmedOf({ service }: Opened, { wordings }: LearnedKnowledge): readonly ConfirmedWordings[] {
  return [...service.entries.all()]
    .filter(({ id }) => !isSavedEntry(id))
    .map(({ id, question }) => ({ entry: id, question, wordings: wordings.get(id) ?? [] }))
    .filter((one) => one.wordings.length > 0);
}
