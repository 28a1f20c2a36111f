import { normaliseScript } from './script.js';

const NOT_LETTERS = /[^\p{L}\p{Nd}]+/gu;

/** Letters and digits alone, in simplified script and lower case. */
export function lettersOf(text: string): string {
  return normaliseScript(text).toLowerCase().replace(NOT_LETTERS, '');
}
