import { readSettings } from '../../app/settings.js';
import { forgetPerson } from '../../learning/forget.js';
import { vaultOpener } from '../../learning/store-key.js';
import { createRecords } from '../../learning/records.js';
import { openStore } from '../../store/open.js';

/** A store that is out of order rejects, and that is told. */
const SILENT = { lost: () => {}, recovered: () => {} };

/**
 * Removes a person from the store.
 * @returns how many records were removed; 0 where there is no store yet
 */
export async function forget(user: string, platforms: readonly string[]): Promise<number> {
  const settings = readSettings(process.env);
  const database = openStore(settings.store, SILENT);
  try {
    if (!(await database.exists())) return 0;
    const store = database.store('learning');
    const vault = await vaultOpener({ address: settings.store, secret: settings.storeKey, store })();
    const records = createRecords(store, Number.POSITIVE_INFINITY);
    return await forgetPerson(user, platforms, { database, records, vault });
  } finally {
    await database.close();
  }
}
