/** Which projects of the catalogue a question names. */

import type { Project } from '../../knowledge/model.js';
import { LATIN_RUN } from '../../text/identifiers.js';
import { normaliseScript } from '../../text/script.js';

export interface NamedProjects {
  /** Names of the catalogue's projects that the text mentions. */
  readonly names: ReadonlySet<string>;
  /** The words that it mentions them with, as written. */
  readonly words: readonly string[];
}

export interface ProjectFinder {
  find(text: string): NamedProjects;
}

/** Names are written `sofa-jraft`, `SOFA JRaft`, `SOFAJRaft`: compared without case, spaces and dashes. */
function plain(name: string): string {
  return normaliseScript(name)
    .toLowerCase()
    .replace(/[\s\-_./]+/g, '');
}

/** Runs of Latin words that may make up one name. */
const LONGEST_NAME = 3;

export function createProjectFinder(projects: readonly Project[]): ProjectFinder {
  const names = new Map<string, string>();
  for (const project of projects) {
    for (const name of [...project.aliases, project.name]) names.set(plain(name), project.name);
  }
  return {
    find(text) {
      const found = new Set<string>();
      const used = new Set<string>();
      const words = names.size === 0 ? [] : (normaliseScript(text).match(LATIN_RUN) ?? []);
      for (let start = 0; start < words.length; start += 1) {
        let joined = '';
        for (let end = start; end < Math.min(words.length, start + LONGEST_NAME); end += 1) {
          joined += plain(words[end] ?? '');
          const name = names.get(joined);
          if (name === undefined) continue;
          found.add(name);
          for (const word of words.slice(start, end + 1)) used.add(word);
        }
      }
      return { names: found, words: [...used] };
    },
  };
}
