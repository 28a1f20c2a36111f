import type { Project } from '../../knowledge/model.js';
import { createTypoFinder } from '../nearest-projects.js';
import { fold } from '../../text/script.js';

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
  return (text) => {
    const words = Array.from(text.matchAll(/[a-z][a-z0-9-]*/g), ({ 0: word, index }) => ({
      start: index,
      end: index + word.length,
    }));
    return words.flatMap(({ start, end }, at) =>
      [end, words[at + 1]?.end ?? end].flatMap((until) => {
        const guessed = guess(text.slice(start, until).replace(/\s+/g, ' '));
        const rest = `${text.slice(0, start)} ${text.slice(until)}`;
        return guessed === undefined ? [] : [{ ...guessed, rest, isGuess: true }];
      }),
    );
  };
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
  const owners = ownersOf(parted.map(({ first, name }) => [first, name]));
  const isShared = (first: string): boolean => (owners.get(first)?.size ?? 0) > 1;
  const lasts = parted.filter(({ first, last }) => last !== '' && isShared(first));
  const firsts = parted.filter(({ first, last, isName }) => last !== '' && isName && !isShared(first));
  const short = ownersOf([
    ...lasts.map(({ last, name }) => [last, name] as const),
    ...firsts.map(({ first, name }) => [first, name] as const),
  ]);
  const families = [...owners].filter(([, { size }]) => size >= FAMILY);
  return new Map([
    ...[...short].filter(([, { size }]) => size === 1).map(([word, [name]]) => [word, name] as const),
    ...families.map(([word]) => [word, undefined] as const),
  ]);
}

/** @param pairs a word of a name and the project that has it. */
function ownersOf(pairs: readonly (readonly [string, string])[]): ReadonlyMap<string, ReadonlySet<string>> {
  const owners = new Map<string, Set<string>>();
  for (const [word, name] of pairs) owners.set(word, (owners.get(word) ?? new Set()).add(name));
  return owners;
}
