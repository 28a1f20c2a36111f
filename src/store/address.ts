/** What STORE_URL names, told without loading an engine. */

import { fileURLToPath } from 'node:url';

/** Whether STORE_URL names a PostgreSQL server. */
export const isPostgres = (address: string): boolean => /^postgres(?:ql)?:/i.test(address);

/** The path of the SQLite file that STORE_URL names as `file:///x`, `file:x` or `x`. */
export const sqlitePath = (address: string): string =>
  address.startsWith('file://') ? fileURLToPath(address) : address.replace(/^file:/, '');
