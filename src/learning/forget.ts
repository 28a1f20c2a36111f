/** Removes one person from the store. */

import { type Database, NAMESPACES, type Spared } from '../store/contract.js';
import type { Records } from './records.js';
import type { Vault } from './vault.js';

/** Prefixes of records that may mention somebody in a text, and are removed for their owner alone. */
const TEXTS = ['saved/', 'imported/', 'imported-text/', 'wording/', 'question/', 'event/'] as const;

interface ForgetOptions {
  readonly database: Database;
  readonly records: Records;
  readonly vault: Vault;
  /** Platforms on which the person may have this id. */
  readonly platforms: readonly string[];
  /** Platforms that are known: what the others of them keep under the same id belongs to somebody else. */
  readonly known: readonly string[];
}

/**
 * Removes a person's records and whatever names their id: votes with their reasons, confirmations, addresses, the texts that they
 * wrote, what adapters keep. What became a part of the history stays, as nobody's: answers that were accepted, wordings that count.
 * So do texts that others stand behind too: a question that they wait for, a wording that they voted on. Figures name nobody.
 * @param id as the platform writes it
 * @returns how many records were removed
 */
export async function forgetPerson(
  id: string,
  { database, records, vault, platforms, known }: ForgetOptions,
): Promise<number> {
  const people = new Set(platforms.map((platform) => vault.person(platform, id)));
  const others = await sharedWith(records, (person) => !people.has(person));
  const asked = (await records.askers.list()).map(([key]) => key).filter((key) => people.has(lastOf(key)));
  const staying = await stayingKeys(records, others);
  const isStaying: Spared = (namespace, key) => namespace === NAMESPACES.learning && staying.has(key);
  let removed = 0;
  // Questions from the time before records had owners.
  for (const question of new Set(asked.map(firstOf))) {
    if (others.has(question)) continue;
    await records.questions.delete(question);
    removed += 1;
  }
  for (const person of people) removed += await database.forget(person, isStaying);
  // Learning's own records name people by hashes, which are removed by now. A text may still mention the id, or hold a platform's
  // name that is somebody's id.
  const isOthers: Spared = (namespace, key) =>
    namespace === NAMESPACES.learning
      ? TEXTS.some((prefix) => key.startsWith(prefix))
      : known.includes(namespace) && !platforms.includes(namespace);
  removed += await database.forget(id, isOthers);
  removed += await removeHalves(records);
  await database.overwriteDeleted();
  return removed;
}

/** An imported pair is two records of two people: asker and answerer. Neither stays without the other. */
async function removeHalves({ imported, importedTexts }: Records): Promise<number> {
  const waiting = (await imported.list()).filter(([, { status }]) => status === 'pending');
  const pairs = new Set(waiting.map(([id]) => id));
  const texts = new Set((await importedTexts.list()).map(([id]) => id));
  const bare = [...pairs].filter((id) => !texts.has(id));
  const loose = [...texts].filter((id) => !pairs.has(id));
  for (const id of bare) await imported.delete(id);
  for (const id of loose) await importedTexts.delete(id);
  return bare.length + loose.length;
}

const firstOf = (key: string): string => key.slice(0, key.indexOf('/'));
const lastOf = (key: string): string => key.slice(key.lastIndexOf('/') + 1);

/** The ids of the questions that others wait for, and of the wordings that they voted on. */
async function sharedWith(
  { askers, confirmations, objections }: Records,
  isOther: (person: string) => boolean,
): Promise<ReadonlySet<string>> {
  const lists = [await askers.list(), await confirmations.list(), await objections.list()];
  const keys = lists.flatMap((list) => list.map(([key]) => key));
  return new Set(keys.filter((key) => isOther(lastOf(key))).map(firstOf));
}

/** The keys of the texts that stay although the person may have written them. */
async function stayingKeys(
  { saved, imported, wordings, questions }: Records,
  others: ReadonlySet<string>,
): Promise<ReadonlySet<string>> {
  const accepted = (await saved.list()).filter(([, { status }]) => status === 'accepted');
  const counting = (await wordings.list()).filter(([id, { status }]) => status === 'live' || others.has(id));
  // What a maintainer decided on holds no words, and must not come back with the next import.
  const decided = (await imported.list()).filter(([, { status }]) => status !== 'pending');
  const awaited = (await questions.list()).filter(([id]) => others.has(id));
  return new Set([
    ...accepted.map(([id]) => `saved/${id}`),
    ...decided.map(([id]) => `imported/${id}`),
    ...counting.map(([id]) => `wording/${id}`),
    ...awaited.map(([id]) => `question/${id}`),
  ]);
}
