import { type Remark, remarkIn } from './courtesy.js';
import { ownWords } from './question-text.js';

const EMOJI = /\p{Extended_Pictographic}|:[+\w-]+:/u;
const WORD = /[\p{L}\p{Nd}?？]/u;

/** {@link remarkIn} of a message as it was written. */
export function remarkOf(message: string): Remark | undefined {
  const text = ownWords(message);
  if (!WORD.test(text) && EMOJI.test(message)) return { kind: 'assent', isWhole: true };
  return remarkIn(text);
}
