import { describe, expect, it } from 'vitest';
import { createLogger } from '../../src/app/logger.js';
import { createRedactor } from '../../src/app/redaction.js';

/** What the log holds after an error whose text quotes the secret. */
function logged(secret: string, quote: (secret: string) => string): string {
  let lines = '';
  const redact = createRedactor({ MY_SECRET: secret });
  const logger = createLogger('info', redact, { write: (line) => void (lines += line) });
  logger.error(`refused ${quote(secret)}`, { error: new Error(quote(secret)), given: quote(secret) });
  return lines;
}

/** As a server quotes it, whose answer is in the text of an error. */
const inJson = (text: string): string => JSON.stringify({ token: text });

const trimmed = (text: string): string => text.trim();
const inAddress = (text: string): string => encodeURIComponent(text.trim());
const inForm = (text: string): string => new URLSearchParams({ token: text }).toString();

describe('a secret in the log', () => {
  it.each([
    ['plain', 'correct-horse-battery'],
    ['with a quotation mark', 'correct"horse"battery'],
    ['with a backslash', 'correct\\horse\\battery'],
    ['with both, and a line feed', 'correct"\\horse\nbattery'],
    ['with white space around it', ' correct-horse-battery\n'],
    ['with what addresses and forms write otherwise', "correct@horse+b'a ttery"],
  ])('cannot be read: %s', (_, secret) => {
    for (const quote of [String, inJson, trimmed, inAddress, inForm]) {
      const lines = logged(secret, quote);
      expect(lines).toContain('[redacted]');
      for (const part of ['correct', 'horse', 'battery']) expect(lines).not.toContain(part);
    }
  });

  it('cannot be read where another secret is its beginning', () => {
    const redact = createRedactor({ A_TOKEN: 'abcdefgh', B_TOKEN: 'abcdefghijkl' });
    expect(redact('abcdefghijkl')).toBe('[redacted]');
  });

  it('is left where it is shorter than an ordinary word', () => {
    expect(createRedactor({ MY_TOKEN: 'abc' })('abc')).toBe('abc');
  });
});
