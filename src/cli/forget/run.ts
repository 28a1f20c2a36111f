import { knownAdapters } from '../../app/adapters.js';
import { SOURCES } from '../../import/sources/index.js';
import { readSettings } from '../../settings.js';
import { forgetPerson } from '../../learning/forget.js';
import { TERMINAL_PLATFORM } from '../../learning/context.js';
import { createRecords } from '../../learning/records.js';
import { vaultOpener } from '../../learning/store-key.js';
import { NAMESPACES } from '../../store/contract.js';
import { openStore } from '../../store/open.js';

/** A store that is out of order rejects, and the command ends with that error. */
const SILENT = { lost: () => {}, recovered: () => {} };

/**
 * Removes a person from the store.
 * @param platform where they are this person; absent: on every platform
 * @returns how many records were removed; 0 where there is no store yet
 */
export async function forget(user: string, platform?: string): Promise<number> {
  const settings = readSettings(process.env);
  const adapters = await knownAdapters(settings.adapters);
  const imported = SOURCES.flatMap(({ platform: name }) => name ?? []);
  const known = [...new Set([...adapters.map(({ name }) => name), TERMINAL_PLATFORM, ...imported])];
  const platforms = platform === undefined ? known : [platform];
  const database = openStore(settings.store, SILENT);
  try {
    if (!(await database.exists())) return 0;
    const store = database.store(NAMESPACES.learning);
    const vault = await vaultOpener({ address: settings.store, secret: settings.storeKey, store })();
    const records = createRecords({ store, unreadable: () => undefined });
    return await forgetPerson(user, { database, records, vault, platforms, known });
  } finally {
    await database.close();
  }
}
