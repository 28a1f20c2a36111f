import type { Project } from '../../knowledge/model.js';
import { createTypoFinder } from '../nearest-projects.js';
import { fold } from './terms.js';

/** Projects whose names begin with a word for it to be the name of the whole family ("sofa"). */
const FAMILY = 3;

/** A text without the name of a project in it, if any. */
export interface Named {
  readonly project?: string;
  readonly rest: string;
  readonly isGuess?: boolean;
}

/**
 * All readings of a text in which a word or two are a short or mistyped name of a project ("rpc": SOFARPC, "layoto":
 * Layotto), or the name of the whole family, which is no project. Short names are words of much else ("registry"), so
 * a reading only counts where the rest of the text is a request.
 */
export function createNameGuesser(projects: readonly Project[]): (text: string) => readonly Named[] {
  const short = shortNames(projects);
  const mistyped = createTypoFinder(projects);
  const guess = (word: string): { project?: string } | undefined => {
    const project = short.get(word) ?? mistyped(word);
    return project === undefined && !short.has(word) ? undefined : { project };
  };
  return (text) =>
    [/[a-z][a-z0-9-]*/g, /[a-z][a-z0-9-]*\s+[a-z][a-z0-9-]*/g].flatMap((pattern) =>
      Array.from(text.matchAll(pattern)).flatMap(({ 0: word, index }) => {
        const guessed = guess(word.replace(/\s+/g, ' '));
        const rest = `${text.slice(0, index)} ${text.slice(index + word.length)}`;
        return guessed === undefined ? [] : [{ ...guessed, rest, isGuess: true }];
      }),
    );
}

/** By short name the project, and `undefined` by the name of a family. Ambiguous short names are left out. */
function shortNames(projects: readonly Project[]): ReadonlyMap<string, string | undefined> {
  const parted = projects.flatMap(({ name, aliases }) =>
    [name, ...aliases]
      .filter((alias) => !alias.includes('/'))
      .map((alias) => {
        const [first = '', ...others] = fold(alias).split(/[\s-]+/);
        return { name, isName: alias === name, first, last: others.join(' ') };
      }),
  );
  const owners = new Map<string, Set<string>>();
  const own = (word: string, name: string): void => {
    owners.set(word, (owners.get(word) ?? new Set()).add(name));
  };
  for (const { first, name } of parted) own(first, name);
  const isShared = (first: string): boolean => (owners.get(first)?.size ?? 0) > 1;
  const found = new Map<string, string | undefined>();
  for (const { name, isName, first, last } of parted) {
    if (last === '') continue;
    const word = isShared(first) ? last : isName ? first : undefined;
    if (word === undefined) continue;
    found.set(word, found.has(word) && found.get(word) !== name ? undefined : name);
  }
  const ambiguous = [...found].filter(([, name]) => name === undefined).map(([word]) => word);
  for (const word of ambiguous) found.delete(word);
  for (const [word, { size }] of owners) if (size >= FAMILY) found.set(word, undefined);
  return found;
}
