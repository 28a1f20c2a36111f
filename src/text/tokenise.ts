/** Text to terms, in two views: words (Han words, Latin identifiers and stems) and grams (pairs of Han characters). */

import { LATIN_RUN, splitIdentifier } from './identifiers.js';
import { HAN, normaliseScript } from './script.js';
import { hanSegments } from './segments.js';
import { stem } from './stem.js';

/** A term in the order of the text. */
export interface Token {
  readonly term: string;
  readonly kind: 'han' | 'latin';
  /** `whole` for an identifier that has parts, and `part` for those. */
  readonly role: 'word' | 'whole' | 'part';
  /** Whether it is written as names are: Latin within Chinese, or with capitals, digits or underscores. */
  readonly name: boolean;
}

const HAN_RUN = /\p{Script=Han}+/gu;
const PIECE = new RegExp(`(${LATIN_RUN.source})|(${HAN_RUN.source})`, 'gu');

/** The words of a run of Han characters. */
function hanWords(run: string): readonly string[] {
  return run.length <= 2 ? [run] : hanSegments(run);
}

/** Every pair of neighbouring characters; a lone character is its own gram. */
function hanGrams(run: string): readonly string[] {
  if (run.length <= 2) return [run];
  return Array.from({ length: run.length - 1 }, (_, start) => run.slice(start, start + 2));
}

/** A capital within the word, a digit or an underscore. */
const NAME = /.\p{Lu}|\p{Nd}|_/u;
const CAPITAL = /^\p{Lu}/u;
const SENTENCE_END = /(?:^|[.!?:。！？：\n])\s{0,2}$/u;

function latinTokens(raw: string, name: boolean): readonly Token[] {
  const { whole, parts } = splitIdentifier(raw);
  if (parts.length === 0) return [{ term: stem(whole), kind: 'latin', role: 'word', name }];
  const split: Token[] = whole === '' ? [] : [{ term: whole, kind: 'latin', role: 'whole', name }];
  for (const part of parts) split.push({ term: stem(part), kind: 'latin', role: 'part', name });
  return split;
}

/** A text in both views. */
interface Views {
  readonly words: readonly Token[];
  readonly grams: readonly Token[];
}

function hanTokens(terms: readonly string[]): readonly Token[] {
  return terms.map((term) => ({ term, kind: 'han', role: 'word', name: false }));
}

/** Han words or pairs, and Latin terms, in order. One pass, since the Latin terms are the same in both. */
export function tokenise(text: string, wanted: { readonly words: boolean; readonly grams: boolean }): Views {
  const words: Token[] = [];
  const grams: Token[] = [];
  const simplified = normaliseScript(text);
  const isChinese = HAN.test(simplified);
  for (const match of simplified.matchAll(PIECE)) {
    const [, latin, run] = match;
    if (latin !== undefined) {
      const startsSentence = SENTENCE_END.test(simplified.slice(Math.max(0, match.index - 2), match.index));
      const name = isChinese || NAME.test(latin) || (CAPITAL.test(latin) && !startsSentence);
      const found = latinTokens(latin, name);
      if (wanted.words) words.push(...found);
      if (wanted.grams) grams.push(...found);
    } else if (run !== undefined) {
      if (wanted.words) words.push(...hanTokens(hanWords(run)));
      if (wanted.grams) grams.push(...hanTokens(hanGrams(run)));
    }
  }
  return { words, grams };
}

/** Han words and Latin terms, in order. */
export function wordTokens(text: string): readonly Token[] {
  return tokenise(text, { words: true, grams: false }).words;
}

/** Han pairs and Latin terms, in order. */
export function gramTokens(text: string): readonly Token[] {
  return tokenise(text, { words: false, grams: true }).grams;
}
