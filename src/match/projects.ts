/** Which projects of the catalogue a question names. */

import type { Project } from '../knowledge/model.js';
import { LATIN_RUN } from '../text/identifiers.js';
import { normaliseScript } from '../text/script.js';

export interface ProjectFinder {
  /** Names of the catalogue's projects that the text mentions. */
  find(text: string): ReadonlySet<string>;
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
      if (names.size === 0) return found;
      const words = (normaliseScript(text).match(LATIN_RUN) ?? []).flatMap((run) => [run]);
      for (let start = 0; start < words.length; start += 1) {
        let joined = '';
        for (const word of words.slice(start, start + LONGEST_NAME)) {
          joined += plain(word);
          const name = names.get(joined);
          if (name !== undefined) found.add(name);
        }
      }
      return found;
    },
  };
}
