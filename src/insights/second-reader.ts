/** What a second reader changed. Pure. */

import type { InsightEvent, SecondReaderFigures, SecondReading } from './model.js';

/** From what says least to what says most. */
const DECISIONS: readonly SecondReading['decided'][] = ['none', 'suggest', 'answer'];

export function secondReaderFigures(events: readonly InsightEvent[]): SecondReaderFigures | null {
  const read = events.flatMap(({ kind, second }) => (second === undefined ? [] : [{ kind, second }]));
  if (read.length === 0) return null;
  const changes = read.map(({ kind, second }) => changeOf(kind, second));
  const times = read.flatMap(({ second: { isAway, milliseconds } }) =>
    isAway || milliseconds === 0 ? [] : [milliseconds],
  );
  return {
    asked: read.length,
    away: read.filter(({ second }) => second.isAway).length,
    changed: changes.filter((change) => change !== undefined).length,
    keptSilent: changes.filter((change) => change === 'kept silent').length,
    found: changes.filter((change) => change === 'found').length,
    medianMilliseconds: median(times),
  };
}

function changeOf(
  kind: InsightEvent['kind'],
  { local, decided, isOtherEntry }: SecondReading,
): 'found' | 'kept silent' | 'other' | undefined {
  // Of an overheard message, a suggestion is not posted.
  const said = (decision: SecondReading['decided']): number =>
    kind === 'silent' && decision !== 'answer' ? 0 : DECISIONS.indexOf(decision);
  const [before, after] = [said(local), said(decided)];
  if (after > before) return 'found';
  if (after < before) return after === 0 ? 'kept silent' : 'other';
  return after > 0 && isOtherEntry ? 'other' : undefined;
}

/** The middle one, or the mean of the middle two, in whole milliseconds. */
function median(values: readonly number[]): number | null {
  const sorted = values.toSorted((a, b) => a - b);
  const [low, high] = [sorted[Math.ceil(sorted.length / 2) - 1], sorted[Math.floor(sorted.length / 2)]];
  return low === undefined || high === undefined ? null : Math.round((low + high) / 2);
}
