/** Events to figures. Pure. */

import { clusterQuestions } from './clusters.js';
import { secondReaderFigures } from './second-reader.js';
import type { Figures, InsightEvent, Insights, InsightsData, KnownEntry, VotedDown } from './model.js';
import { groupBy } from '../group-by.js';
import { isoDay } from '../text/iso-day.js';
import { isoWeek, weeksBetween, weekStart } from './time.js';

/** Votes before an entry counts as voted down: one vote is one opinion. */
const LEAST_VOTES = 2;

/** @param since milliseconds: what happened or was asked before does not count */
export function insightsOf(data: InsightsData, since?: number): Insights {
  const isRecent = ({ at }: { readonly at: number }): boolean => since === undefined || at >= since;
  const events = data.events.filter(isRecent);
  const unused = neverUsed(data.entries, events);
  return {
    since: since === undefined ? null : isoDay(since),
    total: figuresOf(events),
    weeks: byWeek(events),
    platforms: grouped(events, ({ platform }) => platform).map(([platform, figures]) => ({
      platform,
      ...figures,
    })),
    projects: grouped(events, ({ project }) => project ?? '').map(([project, figures]) => ({
      project: project === '' ? null : project,
      ...figures,
    })),
    open: clusterQuestions(data.open.filter(isRecent), data.similarity),
    neverUsed: { count: unused.length, of: data.entries.length, entries: unused },
    votedDown: votedDown(data.entries, events),
    secondReader: secondReaderFigures(events),
  };
}

export function figuresOf(events: readonly InsightEvent[]): Figures {
  const count = (kind: InsightEvent['kind']): number => events.filter((event) => event.kind === kind).length;
  const [answered, suggested, none] = [count('answered'), count('suggested'), count('none')];
  const [helpful, unhelpful] = [count('helpful'), count('unhelpful')];
  const votes = helpful + unhelpful;
  return {
    asked: answered + suggested + none,
    answered,
    suggested,
    none,
    silent: count('silent'),
    lists: count('list'),
    handedOver: count('handed-over'),
    helpful,
    unhelpful,
    helpfulShare: votes === 0 ? null : helpful / votes,
  };
}

function byWeek(events: readonly InsightEvent[]): Insights['weeks'] {
  const of = groupBy(events, ({ at }) => weekStart(at));
  const starts = [...of.keys()].toSorted((a, b) => a - b);
  const [first] = starts;
  const last = starts.at(-1);
  if (first === undefined || last === undefined) return [];
  return weeksBetween(first, last).map((start) => ({
    week: isoWeek(start),
    ...figuresOf(of.get(start) ?? []),
  }));
}

/** Most asked first, then by name. */
function grouped(
  events: readonly InsightEvent[],
  nameOf: (event: InsightEvent) => string,
): readonly (readonly [name: string, figures: Figures])[] {
  return [...groupBy(events, nameOf)]
    .map(([name, some]) => [name, figuresOf(some)] as const)
    .toSorted(([a, m], [b, n]) => n.asked - m.asked || (a < b ? -1 : 1));
}

/** Entries that neither answered nor were voted on. */
function neverUsed(entries: readonly KnownEntry[], events: readonly InsightEvent[]): readonly KnownEntry[] {
  const used = new Set(
    events.flatMap(({ kind, entry }) =>
      entry !== undefined &&
      (kind === 'answered' || kind === 'shown' || kind === 'helpful' || kind === 'unhelpful')
        ? [entry]
        : [],
    ),
  );
  return entries.filter(({ id }) => !used.has(id)).map(plainEntry);
}

function votedDown(entries: readonly KnownEntry[], events: readonly InsightEvent[]): readonly VotedDown[] {
  const votes = groupBy(
    events.filter(({ kind }) => kind === 'helpful' || kind === 'unhelpful'),
    ({ entry }) => entry ?? '',
  );
  return entries
    .map((entry): VotedDown => {
      const { helpful, unhelpful } = figuresOf(votes.get(entry.id) ?? []);
      return { ...plainEntry(entry), helpful, unhelpful };
    })
    .filter(({ helpful, unhelpful }) => unhelpful > helpful && helpful + unhelpful >= LEAST_VOTES)
    .toSorted((a, b) => b.unhelpful - a.unhelpful || a.helpful - b.helpful || (a.id < b.id ? -1 : 1));
}

/** Without what else the caller's records hold, so that the printed JSON is what it says. */
function plainEntry({ id, question, project }: KnownEntry): KnownEntry {
  return { id, question, project };
}
