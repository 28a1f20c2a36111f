/** Where `qabot insights` reads what happened. */

import type { KnowledgeOptions, Opened } from '../../app/open-service.js';
import type { InsightsData, OpenQuestion } from '../../insights/model.js';
import { createSimilarity } from '../../insights/similarity.js';
import { countUnder, type Records } from '../../learning/records.js';
import { conceptTables, createConceptFinder } from '../../match/analyse/concepts.js';
import { sameForm } from '../../text/same.js';
import { withService } from '../with-service.js';

/** Rejects when the store cannot be read. */
export async function readInsights(options: KnowledgeOptions): Promise<InsightsData> {
  return await withService(options, { tellsOutage: false, training: 'none' }, async (opened) => {
    const read = (await opened.database.exists())
      ? await readStore(opened)
      : { events: [], open: [], entries: [] };
    const { glossary } = opened.engine.knowledge;
    const concepts = createConceptFinder(conceptTables(glossary));
    return {
      ...read,
      // Learned entries are only read: no question is answered here, so nothing has to be put in force.
      entries: [...opened.service.entries.all(), ...read.entries],
      similarity: createSimilarity(
        read.open.map(({ text }) => text),
        (text) => concepts.find(text),
      ),
    };
  });
}

async function readStore({ service }: Opened): Promise<Pick<InsightsData, 'events' | 'open' | 'entries'>> {
  const { inForce, records } = service.learning;
  const { entries } = await inForce.read();
  const questions = await records.questions.list();
  const open = [...(await handedOver(questions, records)), ...(await unanswered(questions, records))];
  return { entries, open, events: (await records.events.list()).map(([, one]) => one) };
}

type Questions = Awaited<ReturnType<Records['questions']['list']>>;

async function handedOver(
  questions: Questions,
  { askers }: Pick<Records, 'askers'>,
): Promise<readonly OpenQuestion[]> {
  const open = questions.filter(([, { status }]) => status === 'open');
  const count = await countUnder(
    askers,
    open.map(([id]) => id),
  );
  return open.map(([id, { text, at, project }]) => ({
    id,
    text,
    at,
    askers: count(id),
    handedOver: true,
    project,
  }));
}

/** Questions that nothing was found for. Those in the same words are one; a person who asked twice counts twice. */
async function unanswered(
  questions: Questions,
  { shown }: Pick<Records, 'shown'>,
): Promise<readonly OpenQuestion[]> {
  const handed = new Set(questions.map(([, { text }]) => sameForm(text)));
  const found = new Map<string, OpenQuestion>();
  for (const [id, { question: text, decision, isFollowUp, at, project }] of await shown.list()) {
    if (decision !== 'none' || isFollowUp) continue;
    const form = sameForm(text);
    if (handed.has(form)) continue;
    const known = found.get(form);
    const first = known === undefined || at < known.at;
    found.set(form, {
      id: known?.id ?? id,
      text: known?.text ?? text,
      at: first ? at : known.at,
      askers: (known?.askers ?? 0) + 1,
      handedOver: false,
      project,
    });
  }
  return [...found.values()];
}
