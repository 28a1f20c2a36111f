/** Corrects Latin words that the knowledge does not know to the one word of it that is a single slip away. */

import { addTo } from '../../group-by.js';
import { ENGLISH_FUNCTION_WORDS, isFunctionWord } from '../../text/function-words.js';
import { LATIN_RUN, PART, splitIdentifier } from '../../text/identifiers.js';
import { stem } from '../../text/stem.js';
import { type Lexicon, UNKNOWN } from './lexicon.js';

/** A slip in a shorter word too often makes another word. */
const SHORTEST = 4;

/** A word with one slip keeps its first or its last letters, so many of them. */
const KEPT = 2;

const LETTERS = /^[a-z_]+$/;

const NO_NAMES: ReadonlySet<string> = new Set();

/** Whether one letter more, less, other or two swapped make one word of the other (Damerau, CACM 7, 1964). */
export function isOneSlipAway(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1 || a === b) return false;
  const shortest = Math.min(a.length, b.length);
  let start = 0;
  while (start < shortest && a[start] === b[start]) start += 1;
  let end = 0;
  while (end < shortest - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end += 1;
  const [restA, restB] = [a.slice(start, a.length - end), b.slice(start, b.length - end)];
  if (restA.length <= 1 && restB.length <= 1) return true;
  return restA.length === 2 && restB.length === 2 && restA[0] === restB[1] && restA[1] === restB[0];
}

export interface Spelling {
  /**
   * The text with its slips corrected. Words that the knowledge holds, and text that is not Latin, stay.
   * @param names words, in lower case, that stay too
   */
  correct(text: string, names?: ReadonlySet<string>): string;
}

/** Puts words under their first and under their last letters. */
function keep(words: Iterable<string>, into: Map<string, string[]>): void {
  for (const term of words) {
    if (term.length < SHORTEST || !LETTERS.test(term)) continue;
    for (const key of [`${term.slice(0, KEPT)}-`, `-${term.slice(-KEPT)}`]) addTo(into, key, term);
  }
}

/**
 * `further` are words, as stems, that are right though no entry holds them: those of the glossary. A slip in a function
 * word is corrected too: otherwise it would count as a rare name.
 */
export function createSpelling(lexicon: Lexicon, further: ReadonlySet<string>): Spelling {
  let buckets: Map<string, string[]> | undefined;
  /** Terms of the lexicon that are in the buckets already. */
  let read = 0;

  /** Words by their first and by their last letters; made when the first unknown word comes, and kept up from then on. */
  function wordsBy(ends: string): readonly string[] {
    if (buckets === undefined) {
      buckets = new Map();
      keep([...further, ...ENGLISH_FUNCTION_WORDS], buckets);
    }
    const terms = lexicon.terms('word');
    if (read < terms.length) keep(terms.slice(read), buckets);
    read = terms.length;
    return buckets.get(ends) ?? [];
  }

  const frequency = (term: string): number => lexicon.documentFrequency('word', lexicon.idOf('word', term));

  /** Of two that are as frequent the first of the alphabet, whatever the order that the entries came in. */
  function isBetter(word: string, other: string): boolean {
    const difference = frequency(word) - frequency(other);
    return difference === 0 ? word < other : difference > 0;
  }

  function nearest(word: string): string | undefined {
    let best: string | undefined;
    for (const candidate of [...wordsBy(`${word.slice(0, KEPT)}-`), ...wordsBy(`-${word.slice(-KEPT)}`)]) {
      // A word of an entry that was removed is none any more.
      if (!isOneSlipAway(word, candidate) || !isKnown(candidate)) continue;
      if (best === undefined || isBetter(candidate, best)) best = candidate;
    }
    return best;
  }

  function isKnown(term: string): boolean {
    return lexicon.idOf('word', term) !== UNKNOWN || further.has(term) || isFunctionWord(term);
  }

  /** A single word, without capitals within. */
  function correctWord(raw: string, names: ReadonlySet<string>): string | undefined {
    const word = raw.toLowerCase();
    if (word.length < SHORTEST || !LETTERS.test(word) || names.has(word)) return raw;
    if (isKnown(word) || isKnown(stem(word))) return raw;
    return nearest(word) ?? nearest(stem(word));
  }

  function correctRun(raw: string, names: ReadonlySet<string>): string {
    const { whole, parts } = splitIdentifier(raw);
    if (isKnown(whole)) return raw;
    if (parts.length === 0) return correctWord(raw, names) ?? raw;
    // An identifier is known by its parts, or as a whole where its parts are not words.
    let isWhole = true;
    const mended = raw.replace(PART, (part) => {
      const corrected = correctWord(part, names);
      isWhole &&= corrected !== undefined;
      if (corrected === undefined || corrected === part) return part;
      return /^\p{Lu}/u.test(part) ? corrected.charAt(0).toUpperCase() + corrected.slice(1) : corrected;
    });
    return isWhole ? mended : (correctWord(whole, names) ?? mended);
  }

  return { correct: (text, names = NO_NAMES) => text.replace(LATIN_RUN, (run) => correctRun(run, names)) };
}
