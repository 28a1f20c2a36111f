import { QabotError } from '../errors.js';

/**
 * Bytes of a key in UTF-8. PostgreSQL takes no more than 2,704 in a row of an index
 * (https://www.postgresql.org/docs/current/btree.html#BTREE-LIMITS), and a namespace stands beside the key.
 */
const MOST_KEY_BYTES = 2000;

/** PostgreSQL takes no NUL, SQLite ends a text at one, and half of a surrogate pair is no UTF-8. */
const UNSTORABLE = /[\0\p{Surrogate}]/u;

/** Every store refuses what one of them could not keep as it is. @throws {QabotError} `store-text` */
export function checkTexts(key: string, ...values: readonly string[]): void {
  if ([key, ...values].some((text) => UNSTORABLE.test(text)) || Buffer.byteLength(key) > MOST_KEY_BYTES) {
    throw new QabotError('store-text', { most: String(MOST_KEY_BYTES) });
  }
}

/** The order of keys: by code point, which is the order of bytes in UTF-8. */
export const byCodePoint = (a: string, b: string): number => Buffer.compare(Buffer.from(a), Buffer.from(b));

const LAST = 0x10ffff;

/** The end of the range of keys that start with `prefix`: the first text after them all; `undefined` where there is none. */
export function afterPrefix(prefix: string): string | undefined {
  const points = Array.from(prefix);
  while (points.length > 0) {
    const point = points.pop()?.codePointAt(0) ?? LAST;
    // The halves of surrogate pairs are no characters of their own.
    if (point < LAST) return points.join('') + String.fromCodePoint(point === 0xd7ff ? 0xe000 : point + 1);
  }
  return undefined;
}
