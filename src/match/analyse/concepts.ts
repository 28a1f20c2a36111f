/** The glossary at work: finds in a text the groups of terms that mean the same, in either language. */

import type { GlossaryGroup } from '../../knowledge/model.js';
import { normaliseScript } from '../../text/script.js';
import { stem } from '../../text/stem.js';
import { gramTokens, type Token } from '../../text/tokenise.js';

/** A group of the glossary that a text mentions. */
export interface Concept {
  /** Place in the glossary. */
  readonly group: number;
  /** The wording that stands in the text: stems with spaces between, or Han characters. */
  readonly surface: string;
}

/** The glossary's terms in both scripts, each with the places of its groups: what takes time to make of a glossary. */
export interface ConceptTables {
  readonly han: readonly (readonly [term: string, groups: readonly number[]])[];
  readonly latin: readonly (readonly [term: string, groups: readonly number[]])[];
  /** The Latin words, as stems. */
  readonly words: readonly string[];
  /** Length of the longest term, in characters and in words. */
  readonly longestHan: number;
  readonly longestLatin: number;
}

export interface ConceptFinder {
  readonly tables: ConceptTables;
  /** The Latin words of the glossary, as stems. */
  readonly words: ReadonlySet<string>;
  /**
   * The groups that a text mentions, each as often as it is mentioned.
   * @param tokens of the text in either view, where they are known already
   */
  find(text: string, tokens?: readonly Token[]): readonly Concept[];
}

const HAN_RUN = /\p{Script=Han}+/gu;
const HAN = /\p{Script=Han}/u;

/** What nearly every English term of a glossary is: its words need no tokeniser. */
const PLAIN_WORDS = /^[a-z]+(?: [a-z]+)*$/;

function stemsIn(tokens: readonly Token[]): readonly string[] {
  return tokens.filter(({ kind, role }) => kind === 'latin' && role !== 'whole').map(({ term }) => term);
}

function latinStems(text: string): readonly string[] {
  return PLAIN_WORDS.test(text) ? text.split(' ').map(stem) : stemsIn(gramTokens(text));
}

/** Longest match first, left to right, so that 全局锁 is not also found as 锁. */
function longestMatches<T>(
  length: number,
  longest: number,
  lookUp: (start: number, size: number) => T | undefined,
): readonly T[] {
  const found: T[] = [];
  for (let start = 0; start < length; ) {
    let step = 1;
    for (let size = Math.min(longest, length - start); size > 0; size -= 1) {
      const value = lookUp(start, size);
      if (value === undefined) continue;
      found.push(value);
      step = size;
      break;
    }
    start += step;
  }
  return found;
}

function conceptsAt(
  table: ReadonlyMap<string, readonly number[]>,
  key: string,
): readonly Concept[] | undefined {
  return table.get(key)?.map((group) => ({ group, surface: key }));
}

/** Reads the glossary. A term in several groups counts for each of them. */
export function conceptTables(glossary: readonly GlossaryGroup[]): ConceptTables {
  const han = new Map<string, number[]>();
  const latin = new Map<string, number[]>();
  glossary.forEach((group, index) => {
    for (const term of [...group.zh, ...group.en]) {
      const text = normaliseScript(term).trim();
      const isHan = HAN.test(text);
      // A mixed term such as `TC 集群` is looked for as its Han part alone.
      const key = isHan ? (text.match(HAN_RUN) ?? []).join('') : latinStems(text).join(' ');
      if (key === '') continue;
      const table = isHan ? han : latin;
      const groups = table.get(key) ?? [];
      if (!groups.includes(index)) table.set(key, [...groups, index]);
    }
  });
  const phrases = [...latin.keys()].map((key) => key.split(' '));
  return {
    han: [...han],
    latin: [...latin],
    words: [...new Set(phrases.flat())],
    longestHan: Math.max(0, ...[...han.keys()].map((key) => key.length)),
    longestLatin: Math.max(0, ...phrases.map(({ length }) => length)),
  };
}

export function createConceptFinder(tables: ConceptTables): ConceptFinder {
  const han = new Map(tables.han);
  const latin = new Map(tables.latin);
  const { longestHan, longestLatin } = tables;

  return {
    tables,
    words: new Set(tables.words),
    find(text, tokens) {
      if (han.size + latin.size === 0) return [];
      const simplified = normaliseScript(text);
      const stems = tokens === undefined ? latinStems(simplified) : stemsIn(tokens);
      const found = longestMatches(stems.length, longestLatin, (start, size) =>
        conceptsAt(latin, stems.slice(start, start + size).join(' ')),
      );
      const runs = simplified.match(HAN_RUN) ?? [];
      return [
        ...found,
        ...runs.flatMap((run) =>
          longestMatches(run.length, longestHan, (start, size) =>
            conceptsAt(han, run.slice(start, start + size)),
          ),
        ),
      ].flat();
    },
  };
}
