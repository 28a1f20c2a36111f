/** Names that a mistyped one may stand for. */

import type { Project } from '../knowledge/model.js';

/** Names offered at most. */
const NAMES = 3;
/** Letters of the typed name for each letter that may be wrong; and never more wrong letters than the second. */
const LETTERS_PER_SLIP = 3;
const MOST_SLIPS = 2;

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

const letters = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');

/**
 * Edit distance of `wanted` to the part of `name` that is nearest to it (Sellers 1980): the first row is all 0, so that
 * the part may begin anywhere, and the least of the last row is the answer, so that it may end anywhere.
 */
function slipsWithin(wanted: string, name: string): number {
  let row: readonly number[] = Array.from({ length: name.length + 1 }, () => 0);
  for (const [at, letter] of Array.from(wanted).entries()) {
    const next = [at + 1];
    for (let end = 1; end <= name.length; end += 1) {
      const swap = (row[end - 1] ?? 0) + (name[end - 1] === letter ? 0 : 1);
      next.push(Math.min(swap, (row[end] ?? 0) + 1, (next[end - 1] ?? 0) + 1));
    }
    row = next;
  }
  return Math.min(...row);
}
