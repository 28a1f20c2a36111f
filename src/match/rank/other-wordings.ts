/** How near a question comes to the other wordings of an entry: people's alternates, and those that a language model drafted. */

import { type PreparedEntry, type PreparedWording } from '../analyse/entry.js';
import { type Lexicon, VIEWS, type View } from '../analyse/lexicon.js';
import type { PreparedQuestion } from '../analyse/question.js';

export interface OtherWordings {
  /** The nearest one; `undefined` where the entry has no other wordings, or shares nothing with any. */
  readonly nearest?: { readonly text: string; readonly isDrafted: boolean };
  /** The cosines by words, grams and concepts with that one, summed: 0..1 each, a little more for identifiers, which weigh more in questions. */
  readonly otherBest: number;
  /** The greatest cosine by concepts with any of them. */
  readonly otherConcept: number;
  /** `otherBest`, where a language model drafted that wording. */
  readonly otherDrafted: number;
  /** How many there are, from 0 to about 1: the best of seven chances is better than the best of one. */
  readonly others: number;
}

/** Cosines, summed, from which on another wording is what matched. */
export const NEAR = 0.5;

const NONE: OtherWordings = { otherBest: 0, otherConcept: 0, otherDrafted: 0, others: 0 };

/** Log2 of the number of wordings that counts as 1. */
const MANY = 3;

/** The rarities of a wording's terms, summed; kept as long as nothing is counted. */
const rarities = new WeakMap<
  PreparedWording,
  { readonly version: number; readonly of: Readonly<Record<View, number>> }
>();

function rarityOf(wording: PreparedWording, lexicon: Lexicon): Readonly<Record<View, number>> {
  const kept = rarities.get(wording);
  if (kept?.version === lexicon.version) return kept.of;
  const sum = (view: View): number => {
    let all = 0;
    for (const id of wording.distinct[view]) all += lexicon.rarity(view, id);
    return all;
  };
  const of = { word: sum('word'), gram: sum('gram'), concept: sum('concept') };
  rarities.set(wording, { version: lexicon.version, of });
  return of;
}

export function otherWordingsOf(
  question: PreparedQuestion,
  entry: PreparedEntry,
  lexicon: Lexicon,
): OtherWordings {
  const count = entry.wordings.length - 1;
  if (count === 0) return NONE;
  const cosines = VIEWS.map((view) => {
    const shared = new Float64Array(count + 1);
    for (const { id, weight } of question[view].terms) {
      for (const place of entry.postings[view].get(id) ?? []) shared[place] = (shared[place] ?? 0) + weight;
    }
    return entry.wordings.map((wording, place) => {
      const product = question[view].total * rarityOf(wording, lexicon)[view];
      return place === 0 || product === 0 ? 0 : (shared[place] ?? 0) / Math.sqrt(product);
    });
  });
  const sums = entry.wordings.map((_, place) => cosines.reduce((sum, view) => sum + (view[place] ?? 0), 0));
  const otherBest = Math.max(...sums);
  const place = sums.indexOf(otherBest);
  const isDrafted = place > entry.entry.alternates.length;
  const text = entry.wordings[place]?.text ?? '';
  return {
    nearest: otherBest > 0 ? { text, isDrafted } : undefined,
    otherBest,
    otherConcept: Math.max(...(cosines[VIEWS.indexOf('concept')] ?? [])),
    otherDrafted: isDrafted ? otherBest : 0,
    others: Math.log2(1 + count) / MANY,
  };
}
