/** Which errors of the engines mean that the database is out of order, and what a person does about it. */

import { type ErrorCode, QabotError } from '../errors.js';

export interface Fault {
  readonly error: QabotError;
  /** Whether what is there can still be read. */
  readonly readable: boolean;
  /**
   * What has to happen before it is worth another try: some time, opening anew, or that somebody puts another file there. `none`: the
   * database works, and other calls go on.
   */
  readonly remedy: 'none' | 'wait' | 'reopen' | 'replace';
}

/** What the codes that a pattern matches mean; without `fault` they say nothing about the database. The first match counts. */
interface Rule {
  readonly codes: RegExp;
  readonly fault?: Pick<Fault, 'readable' | 'remedy'> & { readonly code: ErrorCode };
}

const rule = (codes: RegExp, code: ErrorCode, remedy: Fault['remedy'], readable = false): Rule => ({
  codes,
  fault: { code, remedy, readable },
});

/** https://www.sqlite.org/rescode.html, and the codes of the file system. */
const SQLITE_RULES: readonly Rule[] = [
  rule(/^SQLITE_(CORRUPT|NOTADB)/, 'store-damaged', 'replace'),
  rule(/^(SQLITE_FULL|ENOSPC|EDQUOT)/, 'store-full', 'wait', true),
  rule(/^SQLITE_(BUSY|LOCKED)/, 'store-locked', 'wait', true),
  rule(/^(SQLITE_(READONLY|CANTOPEN|PERM)|EACCES|EPERM|EROFS|ENOTDIR|EEXIST)/, 'store-unwritable', 'reopen'),
  { codes: /^SQLITE_(ERROR|CONSTRAINT|MISMATCH|MISUSE|TOOBIG|RANGE)/ },
  rule(/^(SQLITE_|EIO)/, 'store-disk', 'reopen'),
];

/**
 * https://www.postgresql.org/docs/current/errcodes-appendix.html, and the codes of the network. Connections that no longer answer
 * are of no use, and a server may come back without our table (42P01): both are opened anew.
 */
const POSTGRES_RULES: readonly Rule[] = [
  // A statement that took too long, no connection that is free, a lock that others hold: the server is there and busy.
  rule(/^(57014|53300|55P03|40P01|40001|EBUSY)$/, 'store-slow', 'none', true),
  rule(/^(28|3D|42501|SASL$|SSL$)/, 'store-refused', 'wait'),
  rule(/^42P01/, 'store-server', 'reopen'),
  // A disk that is full, a server that takes no writes at the moment.
  rule(/^(53100|25006)$/, 'store-server', 'wait', true),
  rule(/^(08|57)/, 'store-unreachable', 'reopen'),
  rule(/^(53|55|58|XX|40)/, 'store-server', 'wait'),
  { codes: /^(?=.*\d)[0-9A-Z]{5}$/ },
  // Faults of the network have a word as their code (ECONNREFUSED).
  rule(/^[A-Z_]+$/, 'store-unreachable', 'reopen'),
];

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : '');

const faultIn = (rules: readonly Rule[], code: string): Rule['fault'] =>
  rules.find(({ codes }) => codes.test(code))?.fault;

/** Whether a newer program has changed the tables: somebody must update this one. */
const isNewer = (error: unknown): error is QabotError =>
  error instanceof QabotError && error.code === 'store-newer';

/** Whether another connection to the file is just writing, which is usually over soon. */
export const isBusy = (error: unknown): boolean =>
  faultIn(SQLITE_RULES, codeOf(error))?.code === 'store-locked';

/** What an error of SQLite or of the file system says about the file; `undefined` where it says nothing of the kind. */
export function sqliteFault(error: unknown, path: string): Fault | undefined {
  // The engine gives no code with the error that a file cannot be opened: `...ConnectionFailed("... qabot.db: 14")`.
  const isUnopened = /ConnectionFailed\(.*: \d+"\)/s.test(messageOf(error));
  const code = codeOf(error) || (isUnopened ? 'SQLITE_CANTOPEN' : '');
  if (isNewer(error)) return { error, readable: false, remedy: 'reopen' };
  const fault = faultIn(SQLITE_RULES, code);
  return fault && { ...fault, error: new QabotError(fault.code, { path, code }, { cause: error }) };
}

/**
 * What an error of PostgreSQL or of the network says about the server; `undefined` where it says nothing of the kind. The error
 * itself is not passed on: its text may name the host, the user and the database.
 */
export function postgresFault(error: unknown): Fault | undefined {
  if (isNewer(error)) return { error, readable: false, remedy: 'reopen' };
  const own = codeOf(error);
  const isKnown = POSTGRES_RULES.some(({ codes }) => codes.test(own));
  const code = isKnown ? own : codeOfMessage(messageOf(error));
  const fault = faultIn(POSTGRES_RULES, code);
  return fault && { ...fault, error: new QabotError(fault.code, { code }) };
}

/** A code for an error without a known one, as pg's own are. */
function codeOfMessage(message: string): string {
  // The server wants a password that is missing, or has not the encryption that the address asks for.
  if (message.startsWith('SASL')) return 'SASL';
  if (/\bSSL\b/.test(message)) return 'SSL';
  if (/timeout/i.test(message)) return 'ETIMEDOUT';
  return /terminated|closed|not queryable/i.test(message) ? 'ECONNRESET' : '';
}
