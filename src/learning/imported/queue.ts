/** Puts pairs that were found elsewhere before the maintainers, each once, whatever they have decided on it before. */

import { savedEntryId } from '../../knowledge/saved-answer-id.js';
import type { LearningContext } from '../context.js';
import { idOf } from '../records.js';
import type { Imported, ImportedPair, ImportedText } from './model.js';

/**
 * What became of a pair:
 * - `added`: it waits for a maintainer now
 * - `changed`: it waits again, since its source has changed after a maintainer accepted or edited it; or it waited, and is as new as its source
 * - `known`: it waits already, or was accepted or merged
 * - `rejected-before`: a maintainer has rejected it, and it stays so
 */
export type QueueState = 'added' | 'changed' | 'known' | 'rejected-before';

export interface Queued {
  readonly state: QueueState;
  /** The entry that answers the question already, by id. The review offers to merge the question into it, as a wording. */
  readonly near?: string;
}

/** The id of a pair's record. An accepted pair is a saved answer of the same id. */
export const importedId = (source: string): string => idOf('imported', source);

/**
 * Adds a pair to the review. Rejects with what the store rejects with; the same pair can be given again then.
 * Nothing is answered from it before a maintainer has accepted it.
 */
export async function queueImported(
  context: Pick<LearningContext, 'records' | 'parts' | 'ownerOf' | 'now'>,
  pair: ImportedPair,
): Promise<Queued> {
  const { records } = context;
  const id = importedId(pair.id);
  const digest = idOf(pair.question, pair.answer);
  const found = await records.imported.get(id);
  // Its text may have been deleted with somebody's wish to be forgotten.
  const isWhole = found?.status !== 'pending' || (await records.importedTexts.get(id)) !== undefined;
  const before = isWhole ? found : undefined;
  const inForce = before !== undefined && (await records.saved.get(id))?.status === 'accepted';
  const state = stateOf(before, digest, inForce);
  if (state === 'known' || state === 'rejected-before') return { state, near: before?.near };
  const known = (await context.parts.answering.answers(pair.question))?.id;
  // What was accepted of it before is no other entry.
  const near = known === savedEntryId(id) ? undefined : known;
  const owner = async (who: ImportedPair['askedBy']): Promise<string | undefined> =>
    who === undefined ? undefined : await context.ownerOf(who);
  const isKept = before?.status === 'pending' && before.isEdited === true;
  // The text comes first: a record in the list always has its text.
  if (!isKept) await records.importedTexts.put(id, textOf(pair), await owner(pair.answeredBy));
  const change = (now: Imported | undefined): Imported | undefined => {
    // Somebody decided meanwhile.
    if (now?.status !== found?.status || now?.digest !== found?.digest) return undefined;
    if (isKept && now !== undefined) return { ...now, digest, isChanged: true };
    // What waits already is nothing new.
    const at = before?.status === 'pending' ? before.at : context.now();
    return recordOf(pair, digest, at, near, inForce);
  };
  await records.imported.update(id, change, await owner(pair.askedBy));
  return { state, near };
}

/** @param isInForce whether it was accepted and answers questions now */
function stateOf(before: Imported | undefined, digest: string, isInForce: boolean): QueueState {
  if (before === undefined) return 'added';
  if (before.status === 'rejected') return 'rejected-before';
  if (before.digest === digest || before.status === 'merged') return 'known';
  return before.status === 'pending' || isInForce ? 'changed' : 'known';
}

function recordOf(
  { id, question, url, project, votes, confidence, isMarked, asked, gathered }: ImportedPair,
  digest: string,
  at: number,
  near: string | undefined,
  isInForce: boolean,
): Imported {
  return {
    status: 'pending',
    source: id,
    question,
    url,
    project,
    votes,
    confidence,
    isMarked,
    near,
    asked,
    digest,
    isChanged: isInForce ? true : undefined,
    isGathered: gathered === undefined ? undefined : true,
    at,
  };
}

function textOf({
  answer,
  links = [],
  wordings = [],
  date,
  thread = [],
  gathered,
}: ImportedPair): ImportedText {
  return { answer, links: [...links], wordings: [...wordings], date, thread: [...thread], gathered };
}

/**
 * Takes a pair back that waits, as when its message was deleted. One that a maintainer has decided on stays as it is.
 * @param source {@link ImportedPair.id}
 * @returns whether it waited
 */
export async function dropImported(
  { records }: Pick<LearningContext, 'records'>,
  source: string,
): Promise<boolean> {
  const id = importedId(source);
  if ((await records.imported.get(id))?.status !== 'pending') return false;
  await records.imported.delete(id);
  await records.importedTexts.delete(id);
  return true;
}
