/** The features of a candidate that it takes all candidates to tell. */

import type { Features } from './features.js';
import type { PreparedEntry } from '../analyse/entry.js';

interface Compared {
  readonly prepared: PreparedEntry;
  readonly features: Features;
}

/** What a candidate's similarity is measured by where candidates are set against each other. */
function strength({ jointWord, jointGram, jointConcept }: Features): number {
  return jointWord + jointGram + jointConcept / 2;
}

/** Sets every candidate beside the other turns of its thread and beside the best of all. */
export function besideOthers<Candidate extends Compared>(
  candidates: readonly Candidate[],
): readonly Candidate[] {
  const greatest = Math.max(...candidates.map((candidate) => strength(candidate.features)));
  const threads = new Map<string, Candidate[]>();
  for (const candidate of candidates) {
    const { id } = candidate.prepared.entry.thread;
    const turns = threads.get(id);
    if (turns === undefined) threads.set(id, [candidate]);
    else turns.push(candidate);
  }
  return candidates.map((candidate) => {
    const others =
      threads.get(candidate.prepared.entry.thread.id)?.filter((other) => other !== candidate) ?? [];
    return {
      ...candidate,
      features: {
        ...candidate.features,
        thread: Math.max(0, ...others.map((other) => strength(other.features))),
        relative: greatest > 0 ? strength(candidate.features) / greatest : 0,
      },
    };
  });
}
