/** Open questions that mean the same, put together. */

import type { Cluster, OpenQuestion, Similarity } from './model.js';
import { cutToColumns } from './columns.js';

/**
 * Mean similarity between the members of two clusters from which they are joined. Measured with the default similarity and the shipped
 * glossary on four different wordings, one of them English, of each of 80 questions of one community: of the pairs put together 75 %
 * belong together (0.15: 57 %, 0.3: 85 %), which are 34 % of those that do (42 %, 20 %).
 */
const JOINED_FROM = 0.2;

/** Columns of a title. */
const TITLE_WIDTH = 60;

/** Questions that are compared with each other, those asked most: so many take half a second with the default similarity. */
const MOST_COMPARED = 1500;

interface Group {
  readonly members: readonly number[];
  /** To every other group by its place: the mean over pairs of members. */
  readonly to: Float64Array;
  /** The place of the most similar group, -1 without one. */
  nearest: number;
}

/**
 * Agglomerative clustering with average link: the two most similar clusters are joined until none are similar enough. Time and memory
 * grow with the square of the number of questions, so past 1,500 those asked least stand alone. The order in which they come makes no difference.
 * @param from mean similarity, 0..1, from which clusters are joined
 * @returns most askers first
 */
export function clusterQuestions(
  questions: readonly OpenQuestion[],
  similarity: Similarity,
  from = JOINED_FROM,
): readonly Cluster[] {
  const byWeight = questions.toSorted((a, b) => b.askers - a.askers || b.at - a.at || (a.id < b.id ? -1 : 1));
  const sorted = byWeight.slice(0, MOST_COMPARED).toSorted((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1));
  const rows = matrix(sorted, similarity);
  return average(rows, from)
    .map((members) => clusterOf(members, sorted, rows))
    .concat(byWeight.slice(MOST_COMPARED).map((question) => clusterOf([0], [question], [])))
    .toSorted(
      (a, b) =>
        b.askers - a.askers ||
        b.questions.length - a.questions.length ||
        a.since - b.since ||
        compareIds(a, b),
    );
}

function compareIds(a: Cluster, b: Cluster): number {
  return (a.questions[0]?.id ?? '') < (b.questions[0]?.id ?? '') ? -1 : 1;
}

function matrix(questions: readonly OpenQuestion[], similarity: Similarity): readonly Float64Array[] {
  const rows = questions.map(() => new Float64Array(questions.length));
  for (const [index, { text }] of questions.entries()) {
    for (let other = 0; other < index; other += 1) {
      const value = similarity(text, questions[other]?.text ?? '');
      set(rows[index], other, value);
      set(rows[other], index, value);
    }
  }
  return rows;
}

function set(row: Float64Array | undefined, place: number, value: number): void {
  if (row !== undefined) row[place] = value;
}

/** Groups of places, each in ascending order. */
function average(rows: readonly Float64Array[], from: number): readonly (readonly number[])[] {
  const groups: (Group | undefined)[] = rows.map((row, place) => ({
    members: [place],
    to: Float64Array.from(row),
    nearest: -1,
  }));
  const valueOf = (group: Group, place: number): number => group.to[place] ?? 0;
  const findNearest = (place: number, group: Group): void => {
    group.nearest = -1;
    for (const [other, there] of groups.entries()) {
      if (there === undefined || other === place) continue;
      if (group.nearest < 0 || valueOf(group, other) > valueOf(group, group.nearest)) group.nearest = other;
    }
  };
  for (const [place, group] of groups.entries()) if (group !== undefined) findNearest(place, group);

  for (;;) {
    let best: readonly [place: number, group: Group] | undefined;
    for (const [place, group] of groups.entries()) {
      if (group === undefined || group.nearest < 0) continue;
      if (best === undefined || valueOf(group, group.nearest) > valueOf(best[1], best[1].nearest))
        best = [place, group];
    }
    if (best === undefined) break;
    const [place, group] = best;
    const other = group.nearest;
    const gone = groups[other];
    if (gone === undefined || valueOf(group, other) < from) break;

    const [m, n] = [group.members.length, gone.members.length];
    const joined: Group = {
      members: [...group.members, ...gone.members].toSorted((a, b) => a - b),
      to: group.to.map((value, index) => (m * value + n * (gone.to[index] ?? 0)) / (m + n)),
      nearest: -1,
    };
    groups[place] = joined;
    groups[other] = undefined;
    findNearest(place, joined);
    for (const [index, each] of groups.entries()) {
      if (each === undefined || index === place) continue;
      const lostNearest = each.nearest === place || each.nearest === other;
      const before = valueOf(each, each.nearest);
      set(each.to, place, valueOf(joined, index));
      // No group was nearer than the one that is gone: where the joined one is as near, nothing need be looked through.
      if (valueOf(each, place) > before || (lostNearest && valueOf(each, place) === before))
        each.nearest = place;
      else if (lostNearest) findNearest(index, each);
    }
  }
  return groups.flatMap((group) => (group === undefined ? [] : [group.members]));
}

function clusterOf(
  members: readonly number[],
  sorted: readonly OpenQuestion[],
  rows: readonly Float64Array[],
): Cluster {
  const closeness = (place: number): number =>
    members.reduce((sum, other) => sum + (other === place ? 0 : (rows[place]?.[other] ?? 0)), 0);
  const [central = 0] = members.toSorted(
    (a, b) => closeness(b) - closeness(a) || (sorted[b]?.askers ?? 0) - (sorted[a]?.askers ?? 0) || a - b,
  );
  const questions = members.flatMap((place) => sorted[place] ?? []);
  return {
    title: cutToColumns(sorted[central]?.text ?? '', TITLE_WIDTH),
    askers: questions.reduce((sum, { askers }) => sum + askers, 0),
    handedOver: questions.filter(({ handedOver }) => handedOver).length,
    since: questions[0]?.at ?? 0,
    questions,
  };
}
