import { readSettings } from '../../app/settings.js';
import { forgetPerson } from '../../learning/forget.js';
import { vaultOpener } from '../../learning/store-key.js';
import { createRecords } from '../../learning/records.js';
import { openStore } from '../../store/open.js';

/** Nothing is logged: a store that is out of order rejects, and the command says so. */
const SILENT = { lost: () => {}, recovered: () => {} };

/**
 * Removes a person from the store. Rejects when the store is out of order.
 * @param platforms on which the person may have this id
 * @param known platforms that are known
 * @returns how many records were removed; 0 where there is no store yet
 */
export async function forget(
  user: string,
  platforms: readonly string[],
  known: readonly string[],
): Promise<number> {
  const settings = readSettings(process.env);
  const database = openStore(settings.store, SILENT);
  try {
    if (!(await database.exists())) return 0;
    const store = database.store('learning');
    const vault = await vaultOpener({ address: settings.store, secret: settings.storeKey, store })();
    const records = createRecords(store, Number.POSITIVE_INFINITY);
    return await forgetPerson(user, { database, records, vault, platforms, known });
  } finally {
    await database.close();
  }
}
