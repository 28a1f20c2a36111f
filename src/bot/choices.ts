/** What a reply offers to choose from. */

import type { Entry } from '../knowledge/model.js';
import type { Attention } from '../contract.js';
import type { ThresholdTable } from '../engine/thresholds.js';
import type { Match, Matching } from '../match/contract.js';

/** Choices of a "did you mean", and of an answer. */
export const SUGGESTIONS = 3;
const ALTERNATIVES = 2;
/** An alternative to an answer has at least this share of the best match's score; below it is noise. */
const ALTERNATIVE_SHARE = 0.6;

/** The matches of threads that are not shown yet, each thread once. */
export function alternatives(matches: readonly Match[]): readonly Entry[] {
  const [best, ...others] = matches;
  if (best === undefined) return [];
  const threads = new Set([best.entry.thread.id]);
  return others
    .filter(({ entry, score }) => {
      if (threads.has(entry.thread.id) || score < best.score * ALTERNATIVE_SHARE) return false;
      threads.add(entry.thread.id);
      return true;
    })
    .slice(0, ALTERNATIVES)
    .map(({ entry }) => entry);
}

export const suggestions = (matches: readonly Match[]): readonly Entry[] =>
  matches.slice(0, SUGGESTIONS).map(({ entry }) => entry);

/** A project is guessed from matches with at least this share of the confidence and relevance that are asked otherwise. */
const PLAUSIBLE_SHARE = 0.5;

/** The project that the best two matches agree on, where they say enough to be believed. */
export function plausibleProject(
  { matches, relevance }: Matching,
  table: ThresholdTable,
  attention: Attention,
): string | undefined {
  const confidence = matches[0]?.confidence ?? 0;
  const isPlausible =
    confidence >= table[attention].suggest * PLAUSIBLE_SHARE &&
    relevance >= table.overheard.relevance * PLAUSIBLE_SHARE;
  return isPlausible ? projectOf(matches) : undefined;
}

function projectOf([first, second]: readonly Match[]): string | undefined {
  return first !== undefined && first.entry.project === second?.entry.project
    ? first.entry.project
    : undefined;
}
