/** Names that a mistyped one may stand for. */

import type { Project } from '../knowledge/model.js';

/** Names offered at most. */
const NAMES = 3;
/** Letters of the typed name for each letter that may be wrong; and never more wrong letters than the second. */
const LETTERS_PER_SLIP = 3;
const MOST_SLIPS = 2;
/** Letters that a name needs for a slip in it to be seen past. */
const MISTYPED_LETTERS = 4;

/** The projects with a name that has the typed one in it but for a slip or two ("registery": SOFARegistry), nearest first. */
export function nearestProjects(projects: readonly Project[], typed: string): readonly string[] {
  const wanted = letters(typed);
  const allowed = Math.min(MOST_SLIPS, Math.floor(wanted.length / LETTERS_PER_SLIP));
  if (allowed === 0) return [];
  return projects
    .map(({ name, aliases }) => ({
      name,
      slips: Math.min(...[name, ...aliases].map((one) => slipsWithin(wanted, letters(one)))),
    }))
    .filter(({ slips }) => slips <= allowed)
    .toSorted((a, b) => a.slips - b.slips)
    .slice(0, NAMES)
    .map(({ name }) => name);
}

/**
 * Finds the one project that a mistyped name can mean ("layoto", "kusion stack"): a single slip at most and the same
 * first letter, and no other project is as near. `undefined` for short names and for no or several such projects.
 */
export function createTypoFinder(projects: readonly Project[]): (typed: string) => string | undefined {
  const names = projects.flatMap(({ name, aliases }) =>
    [name, ...aliases].map((alias) => ({ name, written: letters(alias) })),
  );
  return (typed) => {
    const wanted = letters(typed);
    if (wanted.length < MISTYPED_LETTERS) return undefined;
    const near = names.filter(
      ({ written }) =>
        written[0] === wanted[0] &&
        Math.abs(written.length - wanted.length) <= 1 &&
        slipsWithin(wanted, written) <= 1,
    );
    const [found, ...others] = new Set(near.map(({ name }) => name));
    return others.length === 0 ? found : undefined;
  };
}

const letters = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');

/**
 * Edit distance of `wanted` to the part of `name` that is nearest to it (Sellers 1980), where two letters that changed
 * places are one slip: the first row is all 0, so that the part may begin anywhere, and the least of the last row is the
 * answer, so that it may end anywhere.
 */
function slipsWithin(wanted: string, name: string): number {
  let before: readonly number[] = [];
  let row: readonly number[] = Array.from({ length: name.length + 1 }, () => 0);
  for (const [at, letter] of Array.from(wanted).entries()) {
    const next = [at + 1];
    for (let end = 1; end <= name.length; end += 1) {
      const change = (row[end - 1] ?? 0) + (name[end - 1] === letter ? 0 : 1);
      const isSwap = at > 0 && end > 1 && name[end - 2] === letter && name[end - 1] === wanted[at - 1];
      const swap = isSwap ? (before[end - 2] ?? 0) + 1 : change;
      next.push(Math.min(change, swap, (row[end] ?? 0) + 1, (next[end - 1] ?? 0) + 1));
    }
    before = row;
    row = next;
  }
  return Math.min(...row);
}
