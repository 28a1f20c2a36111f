/** Where `qabot insights` reads what happened. */

import { close, openCircle, type Opened } from '../host/open.js';
import type { InsightsData, OpenQuestion } from '../insights/model.js';
import { createSimilarity } from '../insights/similarity.js';
import { conceptTables, createConceptFinder } from '../match/concepts.js';
import { sameForm } from '../text/same.js';
import type { KnowledgeOptions } from './options.js';
import { plainLogger } from './plain-logger.js';

/** Rejects when the store cannot be read. */
export async function readInsights(options: KnowledgeOptions): Promise<InsightsData> {
  const opened = await openCircle({ ...options, logger: plainLogger(), lost: () => {} });
  try {
    const isThere = await opened.database.exists();
    if (isThere) await opened.circle.refresh();
    const open = isThere ? [...(await handedOver(opened)), ...(await unanswered(opened))] : [];
    const events = isThere ? (await opened.circle.learning.records.events.list()).map(([, one]) => one) : [];
    const { glossary } = opened.engine.knowledge;
    const concepts = createConceptFinder(conceptTables(glossary));
    return {
      events,
      open,
      entries: [...opened.circle.entries.all()],
      similarity: createSimilarity(
        open.map(({ text }) => text),
        (text) => concepts.find(text),
      ),
    };
  } finally {
    await close(opened);
  }
}

async function handedOver({ circle }: Opened): Promise<readonly OpenQuestion[]> {
  const { questions, askers } = circle.learning.records;
  const waiting = await askers.list();
  return (await questions.list())
    .filter(([, { status }]) => status === 'open')
    .map(([id, { text, at, project }]) => ({
      id,
      text,
      at,
      askers: waiting.filter(([key]) => key.startsWith(`${id}/`)).length,
      handedOver: true,
      ...(project === undefined ? {} : { project }),
    }));
}

/** Questions that nothing was found for, those in the same words as one; whoever asked twice counts twice. */
async function unanswered({ circle }: Opened): Promise<readonly OpenQuestion[]> {
  const { questions, shown } = circle.learning.records;
  const handed = new Set((await questions.list()).map(([, { text }]) => sameForm(text)));
  const found = new Map<string, OpenQuestion>();
  for (const [id, { question: text, decision, isFollowUp, at, project }] of await shown.list()) {
    const form = sameForm(text);
    if (decision !== 'none' || isFollowUp || handed.has(form)) continue;
    const known = found.get(form);
    const first = known === undefined || at < known.at;
    found.set(form, {
      id: known?.id ?? id,
      text: known?.text ?? text,
      at: first ? at : known.at,
      askers: (known?.askers ?? 0) + 1,
      handedOver: false,
      ...(project === undefined ? {} : { project }),
    });
  }
  return [...found.values()];
}
