/** The order: candidates by a weighted sum of their features, and a question in the very words of the history first. */

import { sameForm } from '../../text/same.js';
import type { Match } from '../contract.js';
import type { Candidate } from './candidates.js';
import { FEATURES } from './features.js';

export interface RankedCandidate {
  readonly candidate: Candidate;
  readonly score: number;
}

/** In the order of {@link byScore}. */
export function rankBy(
  candidates: readonly Candidate[],
  weights: readonly number[],
): readonly RankedCandidate[] {
  return candidates
    .map((candidate) => {
      let score = 0;
      for (const [at, name] of FEATURES.entries()) score += (weights[at] ?? 0) * candidate.features[name];
      return { candidate, score };
    })
    .toSorted(byScore);
}

/** Best first; of equals the one whose id comes first, so that the order is the same on every run. */
export function byScore(a: RankedCandidate, b: RankedCandidate): number {
  return b.score - a.score || (a.candidate.prepared.entry.id < b.candidate.prepared.entry.id ? -1 : 1);
}

/** How sure it is that an entry answers the question that it was written for. What is left is that the words alone say too little. */
const SURE = 0.99;

/** Letters of a question that says enough to be the same one; of a later turn of a thread, which leans on those before it, more. */
const LEAST_LETTERS = 8;
const LEAST_LETTERS_LATER = 14;

/**
 * The matches with the one first whose question, or one of its alternates, is what was asked but for greetings, case, script, spaces and
 * punctuation. Where none is, or entries of several threads are, they stay as they are.
 */
export function exactFirst(text: string, matches: readonly Match[]): readonly Match[] {
  const form = sameForm(text);
  if (form.length < LEAST_LETTERS) return matches;
  const same = matches.filter(({ entry }) => {
    if (entry.turn > 0 && form.length < LEAST_LETTERS_LATER) return false;
    return [entry.question, ...entry.alternates].some((wording) => sameForm(wording) === form);
  });
  const [exact] = same;
  if (exact === undefined || same.some(({ entry }) => entry.thread.id !== exact.entry.thread.id)) {
    return matches;
  }
  const sure = Math.max(exact.confidence, SURE);
  const score = Math.max(...matches.map((match) => match.score));
  const parts = [...exact.parts, { name: 'exact', value: sure - exact.confidence }];
  return [{ ...exact, score, confidence: sure, parts }, ...matches.filter((match) => match !== exact)];
}
