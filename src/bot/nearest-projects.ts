/** Names that a mistyped one may stand for. */

import type { Project } from '../knowledge/model.js';
import { slipsWithin } from '../text/slips.js';

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
