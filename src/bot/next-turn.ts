import type { Thresholds } from '../engine/thresholds.js';
import type { Entry } from '../knowledge/model.js';
import type { Match } from '../match/contract.js';

/** What to say to a follow-up that leads back to the entry that was just shown. */
export type NextTurn =
  | { readonly decision: 'answer'; readonly best: Match; readonly others: readonly Match[] }
  | { readonly decision: 'suggest'; readonly entries: readonly Entry[] }
  | { readonly decision: 'none' };

/**
 * The next match that is sure enough, a later turn of the thread before others; else what may be meant, the thread's later
 * turns first.
 * @param thread all entries of the thread of `shown`.
 */
export function nextTurn(
  shown: Entry,
  matches: readonly Match[],
  thread: readonly Entry[],
  thresholds: Thresholds,
): NextTurn {
  const others = matches.filter(({ entry }) => entry.id !== shown.id);
  const later = thread.filter(({ turn }) => turn > shown.turn);
  const isLater = ({ entry }: Match): boolean => later.some(({ id }) => id === entry.id);
  const sure = others.filter(
    ({ confidence, differs }) => confidence >= thresholds.answer && differs === undefined,
  );
  const best = sure.find(isLater) ?? sure[0];
  if (best !== undefined) {
    return { decision: 'answer', best, others: [best, ...others.filter((other) => other !== best)] };
  }
  const likely = others.filter(({ confidence }) => confidence >= thresholds.suggest);
  const entries = [...later, ...likely.filter((match) => !isLater(match)).map(({ entry }) => entry)];
  return entries.length > 0 ? { decision: 'suggest', entries } : { decision: 'none' };
}
