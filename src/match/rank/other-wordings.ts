/** How near a question comes to the other wordings of an entry: people's alternates, and those that a language model drafted. */

import { type PreparedEntry, type PreparedWording } from '../analyse/entry.js';
import { type Lexicon, VIEWS, type View } from '../analyse/lexicon.js';
import type { PreparedQuestion } from '../analyse/question.js';

export interface OtherWordings {
  /** The nearest one; `undefined` where the entry has no other wordings, or shares nothing with any. */
  readonly nearest?: PreparedWording;
  /** Cosines (0..1) with the wording that is nearest in that view. */
  readonly otherWord: number;
  readonly otherGram: number;
  readonly otherConcept: number;
  /** Greatest share of the question's weight that one wording holds, by words and by grams. */
  readonly otherWordHeld: number;
  readonly otherGramHeld: number;
  /** The greatest sum of the three of one wording, and the mean of the three greatest. */
  readonly otherBest: number;
  readonly otherMean: number;
  /** `otherBest`, where a language model drafted that wording. */
  readonly otherDrafted: number;
  /** How many there are: the best of seven chances is better than the best of one. */
  readonly others: number;
}

const NONE: OtherWordings = { otherWord: 0, otherGram: 0, otherConcept: 0, otherWordHeld: 0, otherGramHeld: 0, otherBest: 0, otherMean: 0, otherDrafted: 0, others: 0 };

/** Wordings whose mean nearness counts. */
const FEW = 3;

/** Log2 of the number of wordings that counts as 1. */
const MANY = 3;

/** The rarities of a wording's terms, summed; kept as long as nothing is counted. */
const sums = new WeakMap<PreparedWording, { readonly version: number; readonly of: Readonly<Record<View, number>> }>();

function rarityOf(wording: PreparedWording, lexicon: Lexicon): Readonly<Record<View, number>> {
  const kept = sums.get(wording);
  if (kept?.version === lexicon.version) return kept.of;
  const sum = (view: View): number => {
    let all = 0;
    for (const id of wording.distinct[view]) all += lexicon.rarity(view, id);
    return all;
  };
  const of = { word: sum('word'), gram: sum('gram'), concept: sum('concept') };
  sums.set(wording, { version: lexicon.version, of });
  return of;
}

export function otherWordingsOf(question: PreparedQuestion, entry: PreparedEntry, lexicon: Lexicon): OtherWordings {
  const count = entry.wordings.length - 1;
  if (count === 0) return NONE;
  const held: number[] = [];
  const cosines = VIEWS.map((view) => {
    const shared = new Float64Array(count + 1);
    for (const { id, weight } of question[view].terms) {
      for (const place of entry.postings[view].get(id) ?? []) shared[place] = (shared[place] ?? 0) + weight;
    }
    const total = question[view].total;
    held.push(total === 0 ? 0 : Math.max(...shared.subarray(1)) / Math.sqrt(total));
    return entry.wordings.map((wording, place) => {
      const product = total * rarityOf(wording, lexicon)[view];
      return place === 0 || product === 0 ? 0 : (shared[place] ?? 0) / Math.sqrt(product);
    });
  });
  const both = entry.wordings.map((_, place) => cosines.reduce((sum, view) => sum + (view[place] ?? 0), 0));
  const otherBest = Math.max(...both);
  const few = both.slice(1).toSorted((a, b) => b - a).slice(0, FEW);
  const [word = [], gram = [], concept = []] = cosines;
  return {
    nearest: otherBest > 0 ? entry.wordings[both.indexOf(otherBest)] : undefined,
    otherWord: Math.max(...word),
    otherGram: Math.max(...gram),
    otherConcept: Math.max(...concept),
    otherWordHeld: held[0] ?? 0,
    otherGramHeld: held[1] ?? 0,
    otherBest,
    otherMean: few.reduce((sum, one) => sum + one, 0) / FEW,
    otherDrafted: both.indexOf(otherBest) > entry.entry.alternates.length ? otherBest : 0,
    others: Math.log2(1 + count) / MANY,
  };
}
