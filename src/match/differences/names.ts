/** Finds in a text the names of like things, and the words for opposite acts. */

import { addTo } from '../../group-by.js';
import type { Family } from '../../knowledge/model.js';
import { normaliseScript } from '../../text/script.js';

/** A member of a family: one thing, or one side of an act, whichever of its names a text uses. */
export interface Named {
  readonly kind: Family['kind'];
  readonly family: number;
  readonly member: number;
}

/** What a text names: the name as it stands there, by the member. */
export type NamesFound = ReadonlyMap<Named, string>;

export interface NameFinder {
  find(text: string): NamesFound;
  /** The Latin words of all names, in lower case. */
  readonly words: ReadonlySet<string>;
}

interface Name {
  readonly text: string;
  readonly members: readonly Named[];
}

const LATIN = /[a-z0-9_]/;
const LATIN_WORDS = /[a-z]+/g;
/** What a text links to, and addresses and ports, are no names that it chooses between. */
const ADDRESS = /https?:\/\/\S+/g;

/** Names are compared without case, and `rocket mq`, `rocket-mq` are one: these may be written between words, or left out. */
const BETWEEN_WORDS = /[\s_-]/;
const ALL_BETWEEN_WORDS = /[\s_-]+/g;

/**
 * Of names that lie in one another the longest counts, as a whole word where it is written in Latin letters. A name that a member lists as
 * ambiguous is left out.
 */
export function createNameFinder(families: readonly Family[]): NameFinder {
  const byBeginning = beginnings(families);
  const longestAt = (text: string, start: number): readonly [Name, number] | undefined => {
    const first = text.charAt(start);
    const next = BETWEEN_WORDS.test(text.charAt(start + 1)) ? start + 2 : start + 1;
    for (const beginning of [first + text.charAt(next), first]) {
      for (const name of byBeginning.get(beginning) ?? []) {
        const end = endOf(name.text, text, start);
        if (end !== undefined) return [name, end];
      }
    }
    return undefined;
  };
  const allNames = families.flatMap(({ members }) => members.flatMap(({ names }) => names));
  return {
    words: new Set(allNames.flatMap((name) => name.toLowerCase().match(LATIN_WORDS) ?? [])),
    find(written) {
      const found = new Map<Named, string>();
      const plain = normaliseScript(written.replace(ADDRESS, ' '));
      const text = plain.toLowerCase();
      // A few letters, such as İ, are longer in lower case: the places in both are the same no more.
      const shown = text.length === plain.length ? plain : text;
      for (let at = 0; at < text.length; ) {
        const isInWord = LATIN.test(text.charAt(at)) && LATIN.test(text.charAt(at - 1));
        const [name, end] = (isInWord ? undefined : longestAt(text, at)) ?? [undefined, at + 1];
        for (const member of name?.members ?? []) {
          if (!found.has(member)) found.set(member, shown.slice(at, end));
        }
        at = end;
      }
      return found;
    },
  };
}

/** Letters that names are looked up by: more than this share their first one with many others. */
const BEGINNING = 2;

/** The names by their first letters, the longest first. */
function beginnings(families: readonly Family[]): ReadonlyMap<string, readonly Name[]> {
  const members = new Map<string, Named[]>();
  families.forEach(({ kind, members: all }, family) => {
    all.forEach(({ names, ambiguous }, member) => {
      const named: Named = { kind, family, member };
      for (const name of names) {
        const key = normaliseScript(name).toLowerCase().replace(ALL_BETWEEN_WORDS, '');
        if (key !== '' && !ambiguous.includes(name)) addTo(members, key, named);
      }
    });
  });
  const byBeginning = new Map<string, Name[]>();
  const longestFirst = [...members].toSorted(([one], [other]) => other.length - one.length);
  for (const [text, own] of longestFirst) {
    addTo(byBeginning, text.slice(0, BEGINNING), { text, members: own });
  }
  return byBeginning;
}

/** Where a name that begins at `start` ends; `undefined` where it does not stand there, or goes on as a longer word. */
function endOf(name: string, text: string, start: number): number | undefined {
  let at = start;
  for (const letter of name) {
    if (at > start && BETWEEN_WORDS.test(text.charAt(at))) at += 1;
    if (!text.startsWith(letter, at)) return undefined;
    at += letter.length;
  }
  return LATIN.test(name.slice(-1)) && LATIN.test(text.charAt(at)) ? undefined : at;
}
