/** The YAML files of a folder: its catalogue of projects, its glossary, its settings. A community replaces the shipped ones. */

import { reasonOf } from '../errors.js';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { isWebAddress } from './address.js';
import { readText } from './files/decode.js';
import { shippedFolder } from './files/folders.js';
import type { Family, Finding, GlossaryGroup, Project } from './model.js';
import { listOf, readYaml, textOf, yamlFaultLine } from './readers/front-matter.js';
import { fault } from './readers/reader.js';

/** What a YAML file holds. */
export interface Read<Item> {
  readonly items: readonly Item[];
  readonly findings: readonly Finding[];
}

type Fields = Readonly<Record<string, unknown>>;

/** Takes the text of a file, called `path` in findings. */
type ReadYaml<Item> = (path: string, text: string) => Read<Item>;

/** Reads one file of a folder; a file that is no text gives a finding. */
export async function readFrom<Item>(dir: string, path: string, read: ReadYaml<Item>): Promise<Read<Item>> {
  const { content, findings } = await readText(join(dir, path), path);
  if (content === undefined) return { items: [], findings };
  const found = read(path, content);
  return { items: found.items, findings: [...findings, ...found.findings] };
}

/** Reads the file of this name in every folder that has one, or else the shipped one. */
export async function readOwnOrShipped<Item>(
  dirs: readonly string[],
  name: string,
  read: ReadYaml<Item>,
): Promise<Read<Item>> {
  const holds = (dir: string): boolean => existsSync(join(dir, name));
  const from = dirs.some(holds) ? dirs : [shippedFolder()];
  const reads: Read<Item>[] = [];
  for (const dir of from.filter(holds)) reads.push(await readFrom(dir, name, read));
  return { items: reads.flatMap(({ items }) => items), findings: reads.flatMap(({ findings }) => findings) };
}

/** Reads `projects: [{name, aliases, description: {zh, en}, repository, documentation, issues}]`. */
export function readProjects(path: string, text: string): Read<Project> {
  return readList(path, text, 'projects', (item) => {
    const name = textOf(item, 'name');
    if (name === undefined) return 'a project has no name';
    const description = fieldsOf(item['description']);
    const plain = textOf(item, 'description') ?? '';
    return {
      name,
      aliases: listOf(item['aliases']),
      description: { zh: textOf(description, 'zh') ?? plain, en: textOf(description, 'en') ?? plain },
      repository: addressIn(item, 'repository'),
      documentation: addressIn(item, 'documentation'),
      issues: addressIn(item, 'issues'),
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

/**
 * Reads `families: [{name, kind, members: [[...], {names: [...], ambiguous: [...]}]}]` and `opposites: [[[...], [...]]]`: each list of names is
 * one member. Either of the two may be missing. What is half right is used as far as it goes.
 */
export function readFamilies(path: string, text: string): Read<Family> {
  return readFields(path, text, (fields) => {
    const { families = [], opposites = [] } = fields;
    const isNamed = 'families' in fields || 'opposites' in fields;
    if (!isNamed || !Array.isArray(families) || !Array.isArray(opposites))
      return shapeFault(path, '"families" and "opposites" are lists, and one is there at least');
    const reads = [
      ...families.map((item: unknown, place) => {
        const { name, kind, members } = fieldsOf(item);
        const called = `the family ${typeof name === 'string' ? `"${name}"` : place + 1}`;
        const read = familyOf(path, called, KINDS.find((one) => one === kind) ?? 'product', members);
        const isKnown = kind === undefined || KINDS.some((one) => one === kind);
        return isKnown ? read : withFault(path, read, `${called}: "kind" is one of ${KINDS.join(', ')}`);
      }),
      ...opposites.map((sides: unknown, place) => {
        const called = `the pair of opposites ${place + 1}`;
        const read = familyOf(path, called, 'act', sides);
        const isPair = !Array.isArray(sides) || sides.length <= 2;
        return isPair ? read : withFault(path, read, `${called} has more than two sides`);
      }),
    ];
    return {
      items: reads.flatMap(({ items }) => items),
      findings: reads.flatMap(({ findings }) => findings),
    };
  });
}

const KINDS = ['product', 'system', 'part'] as const;

function familyOf(path: string, called: string, kind: Family['kind'], members: unknown): Read<Family> {
  const all = (Array.isArray(members) ? members : []).map((member: unknown) =>
    Array.isArray(member)
      ? { names: listOf(member), ambiguous: [] }
      : { names: listOf(fieldsOf(member)['names']), ambiguous: listOf(fieldsOf(member)['ambiguous']) },
  );
  const named = all.filter(({ names }) => names.length > 0);
  if (named.length < 2) return shapeFault(path, `${called} has less than two members with names`);
  const read = { items: [{ kind, members: named }], findings: [] };
  if (named.length < all.length) return withFault(path, read, `${called} has a member without names`);
  const stray = all.flatMap(({ names, ambiguous }) => ambiguous.filter((name) => !names.includes(name)));
  return stray.length === 0
    ? read
    : withFault(path, read, `${called} calls ambiguous what is no name of the member: ${stray.join(', ')}`);
}

function withFault<Item>(path: string, { items, findings }: Read<Item>, message: string): Read<Item> {
  return { items, findings: [...findings, ...shapeFault(path, message).findings] };
}

function shapeFault(path: string, message: string): Read<never> {
  return { items: [], findings: [fault(path, 1, 'catalogue-shape', message)] };
}

/** `knowledge.yaml` of a folder. */
export interface FolderSettings {
  /** The address that a post's name is appended to. */
  readonly sourceBase?: string;
}

/** Reads `sourceBase: address`. */
export function readFolderSettings(path: string, text: string): Read<FolderSettings> {
  return readFields(path, text, (fields) => ({
    items: [{ sourceBase: textOf(fields, 'sourceBase') }],
    findings: [],
  }));
}

/** Reads a YAML file that holds one list under `name`; `read` gives an item, or what is wrong with it. */
export function readList<Item extends object>(
  path: string,
  text: string,
  name: string,
  read: (item: Fields) => Item | string,
): Read<Item> {
  return readFields(path, text, ({ [name]: list }) => {
    if (!Array.isArray(list)) return shapeFault(path, `the file has no list "${name}"`);
    const results = list.map((item: unknown) => read(fieldsOf(item)));
    return {
      items: results.flatMap((result) => (typeof result === 'string' ? [] : [result])),
      findings: results.flatMap((result) =>
        typeof result === 'string' ? [fault(path, 1, 'catalogue-shape', result)] : [],
      ),
    };
  });
}

function readFields<Item>(path: string, text: string, read: (fields: Fields) => Read<Item>): Read<Item> {
  try {
    return read(fieldsOf(readYaml(text)));
  } catch (error) {
    const message = reasonOf(error);
    return { items: [], findings: [fault(path, yamlFaultLine(error), 'yaml-syntax', message)] };
  }
}

/** The fields of a mapping; none where it is no mapping. */
export function fieldsOf(value: unknown): Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};
}

function addressIn(item: Fields, name: string): string | undefined {
  const text = textOf(item, name);
  return text !== undefined && isWebAddress(text) ? text : undefined;
}
