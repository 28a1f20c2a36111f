/** The features of a text: words, pairs of neighbours, single Han characters, and pieces of Latin words. */

import { LATIN_RUN, splitIdentifier } from '../../text/identifiers.js';
import { normaliseScript } from '../../text/script.js';
import { stem } from '../../text/stem.js';

/** `word`: a Latin word or Han character; `pair`: two neighbours; `piece`: some letters of a Latin word. */
export const FAMILIES = ['word', 'pair', 'piece'] as const;
export type Family = (typeof FAMILIES)[number];

const HAN = /\p{Script=Han}/u;
const UNIT = new RegExp(`(${LATIN_RUN.source})|\\p{Script=Han}`, 'gu');

/** How many letters a piece has, the borders of its word counted. */
export interface PieceLengths {
  readonly shortest: number;
  readonly longest: number;
}

/** A word longer than this is pasted data: its first letters say enough. */
const LONGEST_WORD = 32;

/** Stands before the first and after the last letter of a word. */
const BORDER = '_';

/** `written` is the word, or the two words, that the feature was found in, as a person would read them; in lower case. */
export type Found = (family: Family, feature: string, written: string) => void;

/** Calls back with each feature of a text, as often as it occurs. */
export function eachFeature(text: string, lengths: PieceLengths, found: Found): void {
  let before: string | undefined;
  for (const [unit, latin] of normaliseScript(text).matchAll(UNIT)) {
    for (const word of latin === undefined ? [unit] : latinWords(latin, lengths, found)) {
      found('word', stem(word), word);
      if (before !== undefined) found('pair', `${stem(before)} ${stem(word)}`, join(before, word));
      before = word;
    }
  }
}

function join(first: string, second: string): string {
  return HAN.test(first) && HAN.test(second) ? first + second : `${first} ${second}`;
}

/** The words of a run of Latin letters. An identifier with parts is one more word, which has no neighbours. */
function latinWords(run: string, lengths: PieceLengths, found: Found): readonly string[] {
  const { whole, parts } = splitIdentifier(run);
  const words = parts.length === 0 ? [whole] : parts;
  if (parts.length > 0 && whole !== '') found('word', whole, whole);
  for (const word of words) eachPiece(word, lengths, found);
  return words;
}

function eachPiece(word: string, { shortest, longest }: PieceLengths, found: Found): void {
  const bordered = BORDER + word.slice(0, LONGEST_WORD) + BORDER;
  for (let length = shortest; length <= longest; length += 1) {
    for (let start = 0; start + length <= bordered.length; start += 1) {
      found('piece', bordered.slice(start, start + length), word);
    }
  }
}
