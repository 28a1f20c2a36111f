/** Which records of the store cannot be read, for `qabot doctor`. */

import { warning } from '../../../adapters/common/settings.js';
import { BOT_READERS } from '../../bot/stored-shapes.js';
import type { Adapter, DoctorFinding } from '../../contract.js';
import { INBOX_RECORDS } from '../../inbox.js';
import { LEARNING_READERS } from '../../learning/records.js';
import { CHANNEL_READERS } from '../../listening/channels.js';
import { type Database, NAMESPACES } from '../../store/contract.js';
import type { Readers } from '../../stored.js';

/** Records that are named; of more their number says enough. */
const MOST_NAMED = 20;

/** One warning for each record that cannot be read. Rejects when the store cannot be read. */
export async function recordFindings(
  database: Database,
  adapters: readonly Adapter[],
): Promise<readonly DoctorFinding[]> {
  const damaged = [
    ...(await unreadable(database, NAMESPACES.learning, LEARNING_READERS)),
    ...(await unreadable(database, NAMESPACES.bot, BOT_READERS)),
  ];
  for (const { name, ...adapter } of adapters) {
    const readers = { ...CHANNEL_READERS, ...INBOX_RECORDS, ...(await adapter.records?.()) };
    damaged.push(...(await unreadable(database, name, readers)));
  }
  const named = damaged
    .slice(0, MOST_NAMED)
    .map(
      (record) =>
        `The record ${record} in the store cannot be read and is left out: take it from a copy, or delete it`,
    );
  const more = damaged.length - named.length;
  return [...named, ...(more === 0 ? [] : [`${more} further records in the store cannot be read`])].map(
    warning,
  );
}

/** The keys of the records that `readers` cannot read, each with its namespace. */
async function unreadable(
  database: Database,
  namespace: string,
  readers: Readers,
): Promise<readonly string[]> {
  const found: string[] = [];
  for (const [prefix, read] of Object.entries(readers)) {
    for (const [key, value] of await database.store(namespace).list(prefix)) {
      if (read(value) === undefined) found.push(`${JSON.stringify(key)} of ${namespace}`);
    }
  }
  return found;
}
