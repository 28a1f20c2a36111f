/** How texts are compared with lists of words, and projects found in them. */

import type { Project } from '../../knowledge/model.js';

export const fold = (text: string): string => text.normalize('NFKC').toLowerCase().replaceAll('’', "'");

/** One pattern for all of `terms`, longest first; Latin terms are bounded by anything that is no letter or digit. */
export function anyOf(terms: readonly string[]): RegExp {
  const sources = terms
    .toSorted((a, b) => b.length - a.length)
    .map((term) => {
      const source = term.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/\s+/g, '\\s+');
      const start = /^[a-z0-9]/.test(term) ? '(?<![a-z0-9])' : '';
      const end = /[a-z0-9]$/.test(term) ? '(?![a-z0-9])' : '';
      return `${start}${source}${end}`;
    });
  return new RegExp(sources.join('|'), 'u');
}

/** A word of each group must be there, and nothing but the groups' words, the extras, fillers and punctuation. */
export interface Subject {
  readonly groups: readonly RegExp[];
  readonly own: RegExp;
}

/** @param extras words that such a request may hold in addition to the fillers. */
export function subjectOf(
  groups: readonly (readonly string[])[],
  fillers: readonly string[],
  extras: readonly string[] = [],
): Subject {
  return {
    groups: groups.map(anyOf),
    own: new RegExp(anyOf([...groups.flat(), ...extras, ...fillers]), 'gu'),
  };
}

/** What is left of a text without the subject's words: `''` when nothing is; `undefined` when it is not about the subject. */
export function leftOver(text: string, { groups, own }: Subject): string | undefined {
  if (!groups.every((group) => group.test(text))) return undefined;
  return wordsOf(text.replace(own, ' ')).join(' ');
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
