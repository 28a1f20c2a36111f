/** Removes one person from the store. */

import { type Database, NAMESPACES, type Spared } from '../store/contract.js';
import type { Records } from './records.js';
import type { Vault } from './vault.js';

/** Prefixes of records that no person owns. */
const NOBODYS = ['saved/', 'wording/', 'question/', 'event/'] as const;

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
 * Removes a person's votes with their reasons, confirmations, addresses, and what the adapters keep under the id. Questions that
 * nobody else waits for are removed too. What never carried a name stays: answers that maintainers saved, figures, questions of
 * others and questions that found nothing.
 * @param id as the platform writes it
 * @returns how many records were removed
 */
export async function forgetPerson(
  id: string,
  { database, records, vault, platforms, known }: ForgetOptions,
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
  // Learning's own records name people by hashes, which are removed by now. A record of nobody's may still mention the id in a
  // text, or hold a platform's name that is somebody's id.
  const isOthers: Spared = (namespace, key) =>
    namespace === NAMESPACES.learning
      ? NOBODYS.some((prefix) => key.startsWith(prefix))
      : known.includes(namespace) && !platforms.includes(namespace);
  return removed + (await database.forget(id, isOthers));
}
