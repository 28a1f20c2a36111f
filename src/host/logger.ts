import { pino } from 'pino';
import type { LogLevel } from '../config/settings.js';
import type { Logger } from '../contract.js';

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
  return {
    debug: (message, fields) => logger.debug(fields ?? {}, message),
    info: (message, fields) => logger.info(fields ?? {}, message),
    warn: (message, fields) => logger.warn(fields ?? {}, message),
    error: (message, fields) => logger.error(fields ?? {}, message),
  };
}
