import type { Logger } from '../contract.js';
import { createRedactor } from '../app/redaction.js';

/** For commands that answer and end: warnings and errors as plain lines on standard error, nothing else. */
export function plainLogger(): Logger {
  const redact = createRedactor(process.env);
  const print = (message: string, fields: Readonly<Record<string, unknown>> = {}): void => {
    const { error } = fields;
    const reason = error instanceof Error ? `: ${error.message}` : '';
    process.stderr.write(`${redact(`qabot: ${message}${reason}`)}\n`);
  };
  return { debug: () => {}, info: () => {}, warn: print, error: print };
}
