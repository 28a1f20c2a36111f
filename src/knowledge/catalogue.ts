/** The catalogue of projects: finds the project that a post means by what it prints. */

import { addressKey, isWebAddress, repositoryOf } from './address.js';
import type { Project, Thread } from './model.js';
import { nameKey } from './text.js';

/** Finds projects by what posts print: any name or alias in any spelling, any address that leads to the repository. */
export interface Catalogue {
  readonly byName: (label: string) => Project | undefined;
  readonly byAddress: (url: string) => Project | undefined;
  /** Projects whose name or alias stands in a text as a word of its own. */
  readonly namedIn: (text: string) => readonly Project[];
}

export function catalogueOf(projects: readonly Project[]): Catalogue {
  const names = new Map<string, Project>();
  const addresses = new Map<string, Project>();
  // Names go before aliases, so that no alias hides a project's own name.
  for (const project of projects) setOnce(names, nameKey(project.name), project);
  for (const project of projects) {
    for (const alias of project.aliases) {
      const address = addressOf(alias);
      if (address !== undefined) setOnce(addresses, repositoryOf(address) ?? addressKey(address), project);
      if (!isWebAddress(alias)) setOnce(names, nameKey(alias), project);
    }
    for (const url of [project.repository, project.documentation])
      if (url !== undefined) setOnce(addresses, repositoryOf(url) ?? addressKey(url), project);
  }
  const words = projects.map((project) => ({ project, pattern: wordPattern(project) }));
  return {
    byName: (label) => names.get(nameKey(label)),
    byAddress: (url) => addresses.get(repositoryOf(url) ?? addressKey(url)),
    namedIn: (text) => words.filter(({ pattern }) => pattern.test(text)).map(({ project }) => project),
  };
}

/** An alias may be an address, or `owner/name` of a repository on GitHub. */
function addressOf(alias: string): string | undefined {
  if (isWebAddress(alias)) return alias;
  return /^[\w.-]+\/[\w.-]+$/.test(alias) ? `https://github.com/${alias}` : undefined;
}

function setOnce(map: Map<string, Project>, key: string, project: Project): void {
  if (key !== '' && !map.has(key)) map.set(key, project);
}

/** Shortest alias that is looked for in running text, in characters: `RPC` says little, `RM` nothing. */
const MIN_WORD = 4;

function wordPattern(project: Project): RegExp {
  const words = [project.name, ...project.aliases].filter(
    (word) => word.length >= MIN_WORD && addressOf(word) === undefined,
  );
  const spelled = (words.length === 0 ? [project.name] : words).map((word) =>
    word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/[\s-]+/g, '[\\s-]?'),
  );
  return new RegExp(`(?<![A-Za-z0-9_])(?:${spelled.join('|')})(?![A-Za-z0-9_])`, 'i');
}

/**
 * Adds the catalogue's project to a thread. A label that the catalogue knows wins over the address beside it, since
 * addresses are pasted and labels are typed; without a closing line, the one project that the thread names.
 */
export function resolveThread(thread: Thread, catalogue: Catalogue): Thread {
  const { printedProject, printedUrl } = thread;
  const project =
    (printedProject === undefined ? undefined : catalogue.byName(printedProject)) ??
    (printedUrl === undefined ? undefined : catalogue.byAddress(printedUrl)) ??
    (printedProject === undefined && thread.saved !== true ? namedProject(thread, catalogue) : undefined);
  return project ? { ...thread, project: project.name } : thread;
}

function namedProject(thread: Thread, catalogue: Catalogue): ReturnType<Catalogue['byName']> {
  const text = thread.turns.map(({ question, answer }) => `${question}\n${answer ?? ''}`).join('\n');
  const named = catalogue.namedIn(text);
  return named.length === 1 ? named[0] : undefined;
}

/**
 * Gives a task or a release the catalogue's name of its project. A release's address names its repository for sure,
 * while the words above it may speak of another project too.
 */
export function resolveNews<Item extends { readonly project?: string; readonly url?: string }>(
  item: Item,
  catalogue: Catalogue,
): Item {
  const project =
    (item.url === undefined ? undefined : catalogue.byAddress(item.url)) ??
    (item.project === undefined ? undefined : catalogue.byName(item.project));
  return project ? { ...item, project: project.name } : item;
}
