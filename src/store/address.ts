/** What STORE_URL names. */

import { fileURLToPath } from 'node:url';

/** Whether it is a PostgreSQL server. */
export const isPostgres = (address: string): boolean => /^postgres(?:ql)?:/i.test(address);

/** The path of the SQLite file: `file:///x`, `file:x` and `x` are written alike. */
export const sqlitePath = (address: string): string =>
  address.startsWith('file://') ? fileURLToPath(address) : address.replace(/^file:/, '');
