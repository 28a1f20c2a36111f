import { pino } from 'pino';
import type { LogLevel } from '../settings.js';
import type { Logger } from '../contract.js';
import { QabotError } from '../errors.js';

/** Writes JSON lines to standard error, so that standard output stays the program's own. */
export function createLogger(
  level: LogLevel,
  redact: (line: string) => string,
  destination: { write(line: string): void } = process.stderr,
): Logger {
  const logger = pino(
    {
      level,
      base: null,
      hooks: { streamWrite: redact },
      serializers: { error: pino.stdSerializers.err },
    },
    destination,
  );
  const at =
    (wanted: LogLevel): Logger[LogLevel] =>
    (message, fields = {}) =>
      logger[isToldOnce(fields['error']) ? 'debug' : wanted](fields, message);
  return { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') };
}

/** The host tells when the store is lost and when it is back; everybody who uses it in between has nothing to add. */
function isToldOnce(error: unknown): boolean {
  return error instanceof QabotError && error.isStoreOutage;
}
