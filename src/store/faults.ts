/** Which errors of the engines mean that the database is out of order, and what a person does about it. */

import { QabotError } from '../errors.js';

export interface Fault {
  readonly error: QabotError;
  /** Whether what is there can still be read. */
  readonly readable: boolean;
  /** What has to happen before it is worth another try: nothing, opening anew, or that somebody puts another file there. */
  readonly remedy: 'wait' | 'reopen' | 'replace';
}

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';

/** Whether another connection to the file is just writing, which is over soon as a rule. */
export const isBusy = (error: unknown): boolean => /^SQLITE_(BUSY|LOCKED)/.test(codeOf(error));

/**
 * What an error of SQLite (https://www.sqlite.org/rescode.html) or of the file system says about the file; `undefined` where it
 * says nothing of the kind.
 */
export function sqliteFault(error: unknown, path: string): Fault | undefined {
  // The engine gives no code with the error that a file cannot be opened: `...ConnectionFailed("... qabot.db: 14")`.
  const code =
    codeOf(error) ||
    (error instanceof Error && /ConnectionFailed\(.*: \d+"\)/s.test(error.message) ? 'SQLITE_CANTOPEN' : '');
  const fault = (
    kind: ConstructorParameters<typeof QabotError>[0],
    readable: boolean,
    remedy: Fault['remedy'],
  ): Fault => ({
    error: new QabotError(kind, { path, code }, { cause: error }),
    readable,
    remedy,
  });
  if (/^SQLITE_(CORRUPT|NOTADB)/.test(code)) return fault('store-damaged', false, 'replace');
  if (/^(SQLITE_FULL|ENOSPC|EDQUOT)/.test(code)) return fault('store-full', true, 'wait');
  if (isBusy(error)) return fault('store-locked', true, 'wait');
  if (/^(SQLITE_(READONLY|CANTOPEN|PERM)|EACCES|EPERM|EROFS|ENOTDIR|EEXIST)/.test(code)) {
    return fault('store-unwritable', false, 'reopen');
  }
  return /^(SQLITE_|EIO)/.test(code) && !/^SQLITE_(ERROR|CONSTRAINT|MISMATCH|MISUSE|TOOBIG|RANGE)/.test(code)
    ? fault('store-disk', false, 'reopen')
    : undefined;
}

function serverFault(
  kind: 'store-unreachable' | 'store-refused' | 'store-server',
  code: string,
  readable = false,
): Fault {
  return {
    error: new QabotError(kind, { code }),
    readable,
    // Connections that no longer answer are of no use, and a server may come back without our tables.
    remedy: kind === 'store-unreachable' || code === '42P01' ? 'reopen' : 'wait',
  };
}

/**
 * What an error of PostgreSQL (https://www.postgresql.org/docs/current/errcodes-appendix.html) or of the network says about the
 * server. The error itself is not passed on: its text may name the host, the user and the database.
 */
export function postgresFault(error: unknown): Fault | undefined {
  const code = codeOf(error);
  if (/^(28|3D|42501)/.test(code)) return serverFault('store-refused', code);
  if (code === '42P01') return serverFault('store-server', code);
  // A disk that is full, a server that takes no writes at the moment.
  if (/^(53100|25006)$/.test(code)) return serverFault('store-server', code, true);
  if (/^(08|57)/.test(code)) return serverFault('store-unreachable', code);
  if (/^(53|55|58|XX|40)/.test(code)) return serverFault('store-server', code);
  if (/^[0-9A-Z]{5}$/.test(code)) return undefined;
  // Faults of the network have a word as their code (ECONNREFUSED); pg's own ones of time and end have none.
  if (/^[A-Z_]+$/.test(code)) return serverFault('store-unreachable', code);
  const message = error instanceof Error ? error.message : '';
  // A password that is missing or a server without the encryption that the address asks for.
  if (/^SASL|\bSSL\b/.test(message))
    return serverFault('store-refused', message.startsWith('SASL') ? 'SASL' : 'SSL');
  if (/timeout/i.test(message)) return serverFault('store-unreachable', 'ETIMEDOUT');
  return /terminated|closed|not queryable/i.test(message)
    ? serverFault('store-unreachable', 'ECONNRESET')
    : undefined;
}
