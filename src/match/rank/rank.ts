/** Orders candidates by a weighted sum of their features. */

import type { Candidate } from './candidates.js';
import { FEATURES } from './features.js';

export interface RankedCandidate {
  readonly candidate: Candidate;
  readonly score: number;
}

/** Best first; of equals the one whose id comes first, so that the order is the same on every run. */
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
    .toSorted(
      (a, b) => b.score - a.score || (a.candidate.prepared.entry.id < b.candidate.prepared.entry.id ? -1 : 1),
    );
}
