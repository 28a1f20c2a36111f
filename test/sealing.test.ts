import { expect, it } from 'vitest';
import { sealerFrom } from '../src/sealing.js';

const one = sealerFrom('one secret', 'a test');
const TEXT = '{"bot":{"token":"made up 字"}}';

/** The same text with its last byte changed. */
function changed(sealed: string): string {
  const bytes = Buffer.from(sealed, 'base64url');
  bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1;
  return bytes.toString('base64url');
}

it('what is sealed is another text each time, and none that can be read', () => {
  const sealed = one.seal(TEXT);
  expect(one.seal(TEXT)).not.toBe(sealed);
  expect(Buffer.from(sealed, 'base64url').includes('made up')).toBe(false);
  expect(one.open(sealed)).toBe(TEXT);
  expect(one.open(one.seal(''))).toBe('');
});

it('what was sealed with another secret, for another use, or was changed does not open', () => {
  expect(sealerFrom('another', 'a test').open(one.seal(TEXT))).toBeUndefined();
  expect(sealerFrom('one secret', 'another').open(one.seal(TEXT))).toBeUndefined();
  expect(one.open(changed(one.seal(TEXT)))).toBeUndefined();
});

it.each([0, 1, 11, 12, 13, 16, 20, 27, 28, 29])('%s bytes that nobody sealed open as nothing', (length) => {
  expect(one.open(Buffer.alloc(length, 7).toString('base64'))).toBeUndefined();
});

it('a text that is no base64 opens as nothing', () => {
  expect(one.open('字 {"a": 1}')).toBeUndefined();
});

it('opens what the versions before sealed in plain base64', () => {
  const sealed = 'Pz3siqEt67qgSZLoxkrXtvbgbtQP/lhX35GycYLspsPDQn1D6ihdTnoJ5l8zNSV+BFRjA29im2FzZP0=';
  const old = sealerFrom('a made-up key of enough characters', 'qabot slack installations');
  expect(old.open(sealed)).toBe(TEXT);
});
