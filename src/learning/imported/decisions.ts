/** What a maintainer decides on an imported pair. Each decision is made once: `undefined` where somebody else has decided already. */

import { savedEntryId } from '../../knowledge/saved-answer-id.js';
import { sameForm } from '../../text/same.js';
import type { LearningContext } from '../context.js';
import { changeFrom, idOf, type SavedAnswer } from '../records.js';
import type { Imported, ImportedText } from './model.js';

type DecidingContext = Pick<LearningContext, 'records' | 'now'>;

/** A pair that waits, with its text. */
export type WaitingPair = Imported & ImportedText;

export async function waitingPair(
  { records }: DecidingContext,
  id: string,
): Promise<WaitingPair | undefined> {
  const imported = await records.imported.get(id);
  if (imported?.status !== 'pending') return undefined;
  const text = await records.importedTexts.get(id);
  return text === undefined ? undefined : { ...imported, ...text };
}

/** Makes it a saved answer, which is in force with the next refresh. */
export async function acceptImported(context: DecidingContext, id: string): Promise<SavedAnswer | undefined> {
  const pair = await waitingPair(context, id);
  if (pair === undefined) return undefined;
  const { question, answer, links, project, asked, url, date, wordings } = pair;
  const { saved } = context.records;
  const at = context.now();
  const accepted: SavedAnswer = {
    question,
    answer,
    links,
    project,
    status: 'accepted',
    asked,
    url,
    date,
    at,
  };
  const before = await saved.get(id);
  // The answer comes first: if the process ends in between, the pair waits still, and accepting it again changes nothing.
  await saved.put(id, accepted);
  if ((await settle(context, id, 'accepted')) === undefined) {
    await (before === undefined ? saved.delete(id) : saved.put(id, before));
    return undefined;
  }
  await addWordings(context, savedEntryId(id), wordings);
  return accepted;
}

/** An answer in force stays as it is, where only the source's change to it is rejected. */
export async function rejectImported(context: DecidingContext, id: string): Promise<Imported | undefined> {
  const inForce = (await context.records.saved.get(id))?.status === 'accepted';
  return await settle(context, id, inForce ? 'accepted' : 'rejected');
}

/** Makes its question, and the other ways to ask it, wordings of an entry. */
export async function mergeImported(
  context: DecidingContext,
  id: string,
  entry: string,
): Promise<Imported | undefined> {
  const pair = await waitingPair(context, id);
  const merged = pair === undefined ? undefined : await settle(context, id, 'merged');
  if (pair !== undefined && merged !== undefined)
    await addWordings(context, entry, [pair.question, ...pair.wordings]);
  return merged;
}

/** What is decided keeps no words: its source's id and digest are enough to know it again. */
async function settle(
  { records }: DecidingContext,
  id: string,
  status: 'accepted' | 'rejected' | 'merged',
): Promise<Imported | undefined> {
  const settled = await changeFrom(records.imported, id, 'pending', (before) => ({
    ...before,
    status,
    question: '',
    url: undefined,
    near: undefined,
    isEdited: undefined,
    isChanged: undefined,
  }));
  if (settled !== undefined) await records.importedTexts.delete(id);
  return settled;
}

/** Adds wordings that a maintainer has confirmed. */
export async function addWordings(
  { records, now }: DecidingContext,
  entry: string,
  texts: readonly string[],
): Promise<void> {
  for (const text of texts) {
    const confirmed = { entry, text, status: 'live', by: 'maintainer', at: now() } as const;
    await records.wordings.update(idOf(entry, sameForm(text)), () => confirmed);
  }
}
