/** The catalogue of projects and the glossary: data files that a community replaces with its own. */

import { addressKey, isWebAddress, repositoryOf } from './address.js';
import type { Finding, GlossaryGroup, Project } from './model.js';
import { listOf, readYaml, textOf, yamlFaultLine } from './readers/front-matter.js';
import { fault } from './readers/reader.js';
import { nameKey } from './text.js';

export interface Read<Item> {
  readonly items: readonly Item[];
  readonly findings: readonly Finding[];
}

/** Reads `projects: [{name, aliases, description: {zh, en}, repository, documentation, issues}]`. */
export function readProjects(path: string, text: string): Read<Project> {
  return readList(path, text, 'projects', (item) => {
    const name = textOf(item, 'name');
    if (name === undefined) return 'a project has no name';
    const description = recordOf(item['description']);
    const plain = textOf(item, 'description') ?? '';
    const repository = webText(item, 'repository');
    const documentation = webText(item, 'documentation');
    const issues = webText(item, 'issues');
    return {
      name,
      aliases: listOf(item['aliases']),
      description: { zh: textOf(description, 'zh') ?? plain, en: textOf(description, 'en') ?? plain },
      repository,
      documentation,
      issues,
    };
  });
}

/** Reads `groups: [{zh: [...], en: [...]}]`. */
export function readGlossary(path: string, text: string): Read<GlossaryGroup> {
  return readList(path, text, 'groups', (item) => {
    const group = { zh: listOf(item['zh']), en: listOf(item['en']) };
    return group.zh.length + group.en.length === 0 ? 'a group has no wordings' : group;
  });
}

/** Reads a YAML file that holds one list under `name`; `read` gives an item, or what is wrong with it. */
export function readList<Item extends object>(
  path: string,
  text: string,
  name: string,
  read: (item: Readonly<Record<string, unknown>>) => Item | string,
): Read<Item> {
  try {
    const list = recordOf(readYaml(text))[name];
    if (!Array.isArray(list))
      return { items: [], findings: [fault(path, 1, 'catalogue-shape', `the file has no list "${name}"`)] };
    const results = list.map((item: unknown) => read(recordOf(item)));
    return {
      items: results.flatMap((result) => (typeof result === 'string' ? [] : [result])),
      findings: results.flatMap((result) =>
        typeof result === 'string' ? [fault(path, 1, 'catalogue-shape', result)] : [],
      ),
    };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return { items: [], findings: [fault(path, yamlFaultLine(error), 'yaml-syntax', message)] };
  }
}

function recordOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};
}

function webText(item: Readonly<Record<string, unknown>>, name: string): string | undefined {
  const text = textOf(item, name);
  return text !== undefined && isWebAddress(text) ? text : undefined;
}

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
