/** The default similarity of two questions: words, pairs of Han characters, and concepts across the languages. */

import { isFunctionWord } from '../text/function-words.js';
import { tokenise } from '../text/tokenise.js';
import type { Similarity } from './model.js';

/** A group of words that mean the same, found in a text. */
interface FoundConcept {
  readonly group: number;
  /** The words that stand in the text: stems with spaces between, or Han characters. */
  readonly surface: string;
}

/** Numbers of terms in ascending order, and their weights divided by their length as a vector. */
interface Direction {
  readonly terms: Int32Array;
  readonly weights: Float64Array;
}

interface Profile {
  readonly words: Direction;
  readonly grams: Direction;
}

/**
 * The cosine between the terms of two texts, each term weighted by how few of `corpus` hold it; the better of two views, words with
 * concepts and pairs of Han characters.
 * @param corpus the texts that will be compared
 * @param conceptsIn the glossary at work; a word that belongs to a concept counts as the concept
 */
export function createSimilarity(
  corpus: readonly string[],
  conceptsIn: (text: string) => readonly FoundConcept[] = () => [],
): Similarity {
  const frequency = new Map<string, number>();
  const terms = new Map<
    string,
    { readonly words: ReadonlySet<string>; readonly grams: ReadonlySet<string> }
  >();
  const termsOf = (text: string) => {
    const known = terms.get(text) ?? readTerms(text, conceptsIn(text));
    terms.set(text, known);
    return known;
  };
  for (const text of corpus) {
    const { words, grams } = termsOf(text);
    for (const term of new Set([...words, ...grams])) frequency.set(term, (frequency.get(term) ?? 0) + 1);
  }
  const numbers = new Map<string, number>();
  const numberOf = (term: string): number => {
    const number = numbers.get(term) ?? numbers.size;
    numbers.set(term, number);
    return number;
  };
  const weightOf = (term: string): number =>
    Math.log(1 + (corpus.length + 1) / ((frequency.get(term) ?? 0) + 1));
  const weighted = (found: ReadonlySet<string>): Direction => {
    const pairs = Array.from(found, (term) => [numberOf(term), weightOf(term)] as const).toSorted(
      ([a], [b]) => a - b,
    );
    const length = Math.hypot(...pairs.map(([, weight]) => weight));
    return {
      terms: Int32Array.from(pairs, ([term]) => term),
      weights: Float64Array.from(pairs, ([, weight]) => weight / length),
    };
  };
  const profiles = new Map<string, Profile>();
  const profileOf = (text: string): Profile => {
    const known = profiles.get(text);
    if (known !== undefined) return known;
    const { words, grams } = termsOf(text);
    const profile = { words: weighted(words), grams: weighted(grams) };
    profiles.set(text, profile);
    return profile;
  };
  return (a, b) => {
    if (a === b) return 1;
    const [one, other] = [profileOf(a), profileOf(b)];
    return Math.max(cosine(one.words, other.words), cosine(one.grams, other.grams));
  };
}

function readTerms(
  text: string,
  concepts: readonly FoundConcept[],
): { readonly words: ReadonlySet<string>; readonly grams: ReadonlySet<string> } {
  const { words, grams } = tokenise(text, { words: true, grams: true });
  const covered = new Set(concepts.flatMap(({ surface }) => [surface, ...surface.split(' ')]));
  return {
    words: new Set([
      ...words.map(({ term }) => term).filter((term) => !isFunctionWord(term) && !covered.has(term)),
      ...concepts.map(({ group }) => `concept ${group}`),
    ]),
    grams: new Set(grams.map(({ term }) => term).filter((term) => !isFunctionWord(term))),
  };
}

/** Both in step, as each is in order: a question is compared with hundreds of others. */
function cosine(a: Direction, b: Direction): number {
  let product = 0;
  for (let i = 0, j = 0; i < a.terms.length && j < b.terms.length; ) {
    const one = a.terms[i] ?? 0;
    const other = b.terms[j] ?? 0;
    if (one === other) product += (a.weights[i] ?? 0) * (b.weights[j] ?? 0);
    if (one <= other) i += 1;
    if (other <= one) j += 1;
  }
  // Rounding may leave it a little above.
  return Math.min(1, product);
}
