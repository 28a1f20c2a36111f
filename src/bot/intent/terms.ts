/** How texts are compared with lists of words, and what is taken out of them: projects, difficulties, versions. */

import type { Difficulty, Project } from '../../knowledge/model.js';
import { fold } from '../../text/script.js';
import { DIFFICULTIES as DIFFICULTY_WORDS, FILLERS } from './words.js';

/**
 * One pattern for all of `terms`, longest first; Latin terms are bounded by anything that is no letter or digit.
 * @param ending a pattern that a Latin term may end with
 */
export function anyOf(terms: readonly string[], ending = ''): RegExp {
  const sources = terms
    .toSorted((a, b) => b.length - a.length)
    .map((term) => {
      const source = term.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/\s+/g, '\\s+');
      const start = /^[a-z0-9]/.test(term) ? '(?<![a-z0-9])' : '';
      const end = /[a-z0-9]$/.test(term) ? `${ending}(?![a-z0-9])` : '';
      return `${start}${source}${end}`;
    });
  return new RegExp(sources.join('|'), 'u');
}

/** A word of each group must be there, and nothing but the groups' words, the extras, fillers and punctuation. */
export interface Subject {
  readonly groups: readonly RegExp[];
  /** Its own words, the fillers among them, but for the `han` ones. */
  readonly own: RegExp;
  /** Those of its own words that Chinese runs together with others. */
  readonly han: ReadonlySet<string>;
}

const PLURAL = 's?';
const HAN = /^\p{Script=Han}+$/u;

/** @param extras words that such a request may hold in addition to the fillers. */
export function subjectOf(groups: readonly (readonly string[])[], extras: readonly string[] = []): Subject {
  const own = [...groups.flat(), ...extras, ...FILLERS];
  const others = own.filter((word) => !HAN.test(word));
  return {
    groups: groups.map((group) => anyOf(group, PLURAL)),
    own: new RegExp(anyOf(others, PLURAL), 'gu'),
    han: new Set(own.filter((word) => HAN.test(word))),
  };
}

/** What is left of a text without the subject's words: `''` when nothing is; `undefined` when it is not about the subject. */
export function leftOver(text: string, { groups, own, han }: Subject): string | undefined {
  if (!groups.every((group) => group.test(text))) return undefined;
  const rest = text.replace(own, ' ').replace(/\p{Script=Han}+/gu, (run) => uncovered(run, han));
  return wordsOf(rest).join(' ');
}

/** The longest of the Chinese words by which requests are recognised. */
const LONGEST_HAN = 8;

/**
 * A run of Chinese without the words in it, cut so that the fewest characters are left: the longest word first would
 * cut 想|学习 into 想学|习.
 */
function uncovered(run: string, words: ReadonlySet<string>): string {
  /** The best rest of the run from each place on, last first, where a blank stands for a word. */
  const rests = [''];
  const cost = [0];
  for (let start = run.length - 1; start >= 0; start -= 1) {
    let best = `${run[start] ?? ''}${rests[start + 1] ?? ''}`;
    let least = 1 + (cost[start + 1] ?? 0);
    for (let end = start + 1; end <= Math.min(run.length, start + LONGEST_HAN); end += 1) {
      const left = cost[end] ?? 0;
      if (left < least && words.has(run.slice(start, end))) {
        least = left;
        best = ` ${rests[end] ?? ''}`;
      }
    }
    rests[start] = best;
    cost[start] = least;
  }
  return rests[0] ?? '';
}

export const isAbout = (text: string, subject: Subject): boolean => leftOver(text, subject) === '';

/** Runs of letters and digits, with the signs that names are written with. */
export function wordsOf(text: string): readonly string[] {
  return text.match(/[\p{L}\p{N}](?:[\p{L}\p{N}._+#-]*[\p{L}\p{N}])?/gu) ?? [];
}

/** The first project that a text names, and the text without that name. */
export type TakeProject = (text: string) => { project?: string; rest: string };

export function createProjectTaker(projects: readonly Project[]): TakeProject {
  const names = projects
    .flatMap((project) =>
      [project.name, ...project.aliases].map((alias) => ({ name: project.name, alias: fold(alias) })),
    )
    .toSorted((a, b) => b.alias.length - a.alias.length);
  const patterns = names.map(({ name, alias }) => ({ name, pattern: anyOf([alias]) }));

  return (raw) => {
    const text = fold(raw);
    for (const { name, pattern } of patterns) {
      const rest = text.replace(pattern, ' ');
      if (rest !== text) return { project: name, rest };
    }
    return { rest: text };
  };
}

const DIFFICULTIES: readonly (readonly [Difficulty, RegExp])[] = [
  ['easy', anyOf(DIFFICULTY_WORDS.easy)],
  ['medium', anyOf(DIFFICULTY_WORDS.medium)],
  ['hard', anyOf(DIFFICULTY_WORDS.hard)],
];

/** `1.0`, `v0.2.0`, `5.8.3.1`, `v1.0.0-rc1`, and a bare number only behind a `v`. */
const VERSION = /(?<![\p{L}\p{N}.])(?:v?\d+(?:\.\d+)+(?:-[a-z0-9.]+)?|v\d+)(?![a-z0-9])/u;

export function takeDifficulty(text: string): { difficulty?: Difficulty; rest: string } {
  for (const [difficulty, pattern] of DIFFICULTIES) {
    const rest = text.replace(pattern, ' ');
    if (rest !== text) return { difficulty, rest };
  }
  return { rest: text };
}

/** The version without its `v`. */
export function takeVersion(text: string): { version?: string; rest: string } {
  const [found] = VERSION.exec(text) ?? [];
  return found === undefined
    ? { rest: text }
    : { version: found.replace(/^v/, ''), rest: text.replace(VERSION, ' ') };
}

/** Whether `printed` (`v1.2.0`) is the wanted version or one of its line: 1.2 takes 1.2.0, and not 1.20; 1.2.0 takes 1.2. */
export function isVersion(printed: string | undefined, wanted: string): boolean {
  const version = printed?.toLowerCase().replace(/^v/, '') ?? '';
  const isSame = withoutZeros(version) === withoutZeros(wanted);
  return isSame || version.startsWith(`${wanted}.`) || version.startsWith(`${wanted}-`);
}

const withoutZeros = (version: string): string => version.replace(/(?:\.0)+$/, '');
