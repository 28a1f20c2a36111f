import { TOKENS } from '../text/secrets.js';

/** Variables whose values are never printed, whatever their shape. */
const SECRET_NAMES = /TOKEN|SECRET|PASSWORD|KEY/;
/** The address of a server holds a password; the path of a file is told when something is wrong with it. */
const isSecretAddress = (name: string, value: string): boolean =>
  name.endsWith('STORE_URL') && value.includes('://');
/** Shorter values would redact ordinary words. */
const LEAST_SECRET_LENGTH = 6;

/**
 * A secret as it is, as JSON writes it, and as JSON inside of JSON writes it, for a log line may quote what a server answered; and
 * as addresses and forms write it.
 */
function writings(value: string): readonly string[] {
  const inAddress = encodeURIComponent(Buffer.from(value).toString());
  const inForm = new URLSearchParams({ '': value }).toString().slice(1);
  return [value, escaped(value), escaped(escaped(value)), inAddress, inForm];
}

const escaped = (text: string): string => JSON.stringify(text).slice(1, -1);

/** Replaces every secret in `line` with `[redacted]`: known shapes, and the values of secret variables. */
export function createRedactor(
  environment: Readonly<Record<string, string | undefined>>,
): (line: string) => string {
  const secrets = Object.entries(environment)
    // The settings are read without the white space around them.
    .flatMap(([name, value = '']) => [[name, value] as const, [name, value.trim()] as const])
    .filter(
      ([name, value]) =>
        (SECRET_NAMES.test(name) || isSecretAddress(name, value)) && value.length >= LEAST_SECRET_LENGTH,
    )
    .flatMap(([, value]) => writings(value));
  // The longest first: another secret may begin with the same characters.
  const values = [...new Set(secrets)].toSorted((a, b) => b.length - a.length);
  return (line) => {
    let redacted = line;
    for (const value of values) redacted = redacted.replaceAll(value, '[redacted]');
    for (const secret of TOKENS) redacted = redacted.replace(secret, '[redacted]');
    return redacted;
  };
}
