/** Text to terms, in two views: words (Han words, Latin identifiers and stems) and grams (pairs of Han characters). */

import { LATIN_RUN, splitIdentifier } from './identifiers.js';
import { normaliseScript } from './script.js';
import { stem } from './stem.js';

/** A term in the order of the text. */
export interface Token {
  readonly term: string;
  readonly kind: 'han' | 'latin';
  /** Set for an identifier that has parts, and `part` for those. */
  readonly role: 'word' | 'whole' | 'part';
}

const HAN_RUN = /\p{Script=Han}+/gu;
const PIECE = new RegExp(`(${LATIN_RUN.source})|(${HAN_RUN.source})`, 'gu');

/** Node's own dictionary of Chinese words (ICU); 30 ms to set up, so on first use. */
let segmenter: Intl.Segmenter | undefined;

/** The words of a run of Han characters. */
export function hanWords(run: string): readonly string[] {
  if (run.length <= 2) return [run];
  segmenter ??= new Intl.Segmenter('zh', { granularity: 'word' });
  return Array.from(segmenter.segment(run), (segment) => segment.segment);
}

/** Every pair of neighbouring characters; a lone character is its own gram. */
export function hanGrams(run: string): readonly string[] {
  if (run.length <= 2) return [run];
  return Array.from({ length: run.length - 1 }, (_, start) => run.slice(start, start + 2));
}

function latinTokens(raw: string): readonly Token[] {
  const { whole, parts } = splitIdentifier(raw);
  if (parts.length === 0) return [{ term: stem(whole), kind: 'latin', role: 'word' }];
  const split: Token[] = whole === '' ? [] : [{ term: whole, kind: 'latin', role: 'whole' }];
  for (const part of parts) split.push({ term: stem(part), kind: 'latin', role: 'part' });
  return split;
}

function tokens(text: string, han: (run: string) => readonly string[]): readonly Token[] {
  const found: Token[] = [];
  for (const match of normaliseScript(text).matchAll(PIECE)) {
    const [, latin, run] = match;
    if (latin !== undefined) found.push(...latinTokens(latin));
    else if (run !== undefined) for (const term of han(run)) found.push({ term, kind: 'han', role: 'word' });
  }
  return found;
}

/** Han words and Latin terms, in order. */
export function wordTokens(text: string): readonly Token[] {
  return tokens(text, hanWords);
}

/** Han pairs and Latin terms, in order. */
export function gramTokens(text: string): readonly Token[] {
  return tokens(text, hanGrams);
}
