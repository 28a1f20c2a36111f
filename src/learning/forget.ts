/** Takes one person out of the store. */

import type { Database, Spared } from '../store/contract.js';
import type { Records } from './records.js';
import type { Vault } from './vault.js';

/** The namespace of the records. */
const LEARNING = 'learning';
/** Records that no person owns. */
const OTHERS = ['saved/', 'wording/', 'question/', 'event/'] as const;

/**
 * Removes votes with their reasons, confirmations, what waits for them and what the adapters keep under their id. A question
 * that only they had open goes with it; answers that maintainers saved stay, as no
 * one's, and so do figures, others' questions and those that found nothing, which never carried a name.
 * @param id as the platform writes it
 * @param platforms on which they may be this id
 * @returns how many records were removed
 */
export async function forgetPerson(
  id: string,
  platforms: readonly string[],
  {
    database,
    records,
    vault,
    known,
  }: {
    readonly database: Database;
    readonly records: Records;
    readonly vault: Vault;
    /** The names of all platforms, each the namespace of an adapter. */
    readonly known: readonly string[];
  },
): Promise<number> {
  const people = new Set(platforms.map((platform) => vault.person(platform, id)));
  const isTheirs = (key: string): boolean => people.has(key.slice(key.lastIndexOf('/') + 1));
  let removed = 0;
  const asked = new Set<string>();
  for (const table of [records.votes, records.confirmations, records.objections, records.askers]) {
    for (const [key] of await table.list()) {
      if (!isTheirs(key)) continue;
      await table.delete(key);
      removed += 1;
      if (table === records.askers) asked.add(key.slice(0, key.indexOf('/')));
    }
  }
  for (const question of asked) {
    if ((await records.askers.list(`${question}/`)).length > 0) continue;
    await records.questions.delete(question);
    removed += 1;
  }
  for (const person of people) removed += await database.forget(person);
  // What is here under a person is under a hash. A text that mentions them is others', and an id may be the name of a platform.
  const isOthers: Spared = (namespace, key) =>
    namespace === LEARNING
      ? OTHERS.some((prefix) => key.startsWith(prefix))
      : known.includes(namespace) && !platforms.includes(namespace);
  return removed + (await database.forget(id, isOthers));
}
