/** Whether two people wrote the same question. */

import { lettersOf } from './script.js';
import { wordingText } from './question-text.js';
import { tokenise } from './tokenise.js';

/** What is left of a question when greetings, case, script, spaces and punctuation do not count. */
export function sameForm(text: string): string {
  const bare = wordingText(text);
  return lettersOf(bare === '' ? text : bare);
}

/** Dice's coefficient of the two questions' terms, 0..1; 0 where one has a Latin name or a number that the other lacks. */
export function likeness(a: string, b: string): number {
  const [one, other] = [termsOf(a), termsOf(b)];
  for (const name of one.names) if (!other.names.has(name)) return 0;
  for (const name of other.names) if (!one.names.has(name)) return 0;
  const shared = [...one.terms].filter((term) => other.terms.has(term)).length;
  const all = one.terms.size + other.terms.size;
  return all === 0 ? 0 : (2 * shared) / all;
}

function termsOf(text: string): { readonly terms: ReadonlySet<string>; readonly names: ReadonlySet<string> } {
  const { grams } = tokenise(wordingText(text), { words: false, grams: true });
  const names = grams.filter(({ name }) => name).map(({ term }) => term);
  return { terms: new Set(grams.map(({ term }) => term)), names: new Set(names) };
}

/** Whether a text has every Latin name and every number of a question, by their stems. */
export function holdsNames(text: string, question: string): boolean {
  const { terms } = termsOf(text);
  return [...termsOf(question).names].every((name) => terms.has(name));
}
