import { createHash } from 'node:crypto';
import { lettersOf } from '../text/script.js';

const DIGITS = 16;

/** 16 hex digits that tell whether a question is still the same, without repeating its text. */
export function questionHash(question: string): string {
  return createHash('sha256').update(lettersOf(question)).digest('hex').slice(0, DIGITS);
}
