/** Errors for the log. What a library puts into its errors (addresses, answers, bodies of requests) may hold keys and members' words. */

import type { Logger } from '../../src/contract.js';

/**
 * A copy of the error with these words, its codes and its place in the code, and nothing else. It stays of the same class, by which
 * the program's logger knows the errors of the store.
 */
export function closedCopy(error: Error, message: string): Error {
  const stack = [`${error.name}: ${message}`, ...framesOf(error)].join('\n');
  const kept = { name: error.name, message, stack, ...codesOf(error) };
  // Defined, not assigned: the class may have a getter of that name, as discord.js' errors have.
  const properties = Object.entries(kept).map(([name, value]) => [
    name,
    { value, configurable: true, enumerable: true, writable: true },
  ]);
  return Object.create(Object.getPrototypeOf(error), Object.fromEntries(properties));
}

function codesOf(error: Error): Readonly<Record<string, string | number>> {
  const codes = ['code', 'status', 'statusCode', 'method', 'reason'].flatMap((name) => {
    const value: unknown = Reflect.get(error, name);
    return typeof value === 'string' || typeof value === 'number' ? [[name, value]] : [];
  });
  return Object.fromEntries(codes);
}

/** The lines of an error's stack that name places in the code. */
export function framesOf({ stack = '' }: Error): readonly string[] {
  return stack.split('\n').filter((line) => /^ +at /.test(line));
}

/** The same logger, but that the `error` of its fields is what `loggable` makes of it. */
export function withErrors(logger: Logger, loggable: (error: unknown) => unknown): Logger {
  const at =
    (level: keyof Logger): Logger['error'] =>
    (message, fields = {}) =>
      logger[level](message, 'error' in fields ? { ...fields, error: loggable(fields['error']) } : fields);
  return { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') };
}
