/** Files of one or more folders -> one Knowledge. */

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { catalogueOf, readGlossary, readProjects, type Read } from './catalogue.js';
import { checkThreads } from './checks.js';
import { readText } from './files/decode.js';
import { entriesOf, uniqueIds } from './entries.js';
import { requireFolder, shippedFolder } from './files/folders.js';
import { type AlternatesFile, readAlternates, resolveAlternates } from './learned/alternates.js';
import type { Document, Finding, GlossaryGroup, Knowledge, Project, Thread } from './model.js';
import { readYaml, textOf, yamlFaultLine } from './readers/front-matter.js';
import { EMPTY, fault, warning, type ReadFile, type Reader } from './readers/reader.js';
import { resolveNews, resolveThread } from './resolve.js';
import { FOLDER_EMPTY } from './findings-report.js';
import { ALTERNATES, walk } from './files/walk.js';

const PROJECTS = 'projects.yaml';
const GLOSSARY = 'glossary.yaml';

export interface LoadOptions {
  /** `false`: no project catalogue, neither the folder's nor the shipped one. */
  readonly projects?: boolean;
  /** `false`: no glossary. */
  readonly glossary?: boolean;
}

/**
 * Reads every file of the folders. A folder's `projects.yaml` or `glossary.yaml` replaces the shipped one. A broken
 * file is reported among the findings and skipped.
 * @param folders empty means the shipped folder
 * @throws {QabotError} `knowledge-missing` where a folder does not exist
 */
export async function loadKnowledge(
  folders: readonly string[],
  options: LoadOptions = {},
): Promise<Knowledge> {
  const dirs = folders.length === 0 ? [shippedFolder()] : folders;
  for (const dir of dirs) await requireFolder(dir);
  const documents: FolderDocument[] = [];
  for (const dir of dirs) documents.push(await readFolder(dir));
  const projects = await readCatalogue(dirs, PROJECTS, readProjects, options.projects);
  const glossary = await readCatalogue(dirs, GLOSSARY, readGlossary, options.glossary);
  const empty = { ...EMPTY, alternates: [], findings: emptyFolders(dirs, documents) };
  return assemble([...documents, empty], projects, glossary);
}

/** A folder that only brings a catalogue is no fault beside one that brings answers. */
function emptyFolders(dirs: readonly string[], documents: readonly Document[]): readonly Finding[] {
  const answers = documents.map(({ threads }) => entriesOf(threads).length > 0);
  return dirs
    .filter((dir, index) => {
      const others = [PROJECTS, GLOSSARY, ALTERNATES].some((name) => existsSync(join(dir, name)));
      return answers[index] === false && !(others && answers.includes(true));
    })
    .map((dir) =>
      warning(
        dir,
        1,
        FOLDER_EMPTY,
        'the folder holds no answered question, so there is nothing to answer from',
      ),
    );
}

function assemble(
  documents: readonly FolderDocument[],
  projects: Read<Project>,
  glossary: Read<GlossaryGroup>,
): Knowledge {
  const catalogue = catalogueOf(projects.items);
  const unique = uniqueIds(documents.flatMap(({ threads }) => threads));
  const threads = unique.threads.map((thread) => resolveThread(thread, catalogue));
  const entries = entriesOf(threads);
  const confirmed = resolveAlternates(
    documents.flatMap(({ alternates }) => alternates),
    entries,
  );
  const findings = [
    ...documents.flatMap((document) => document.findings),
    ...projects.findings,
    ...glossary.findings,
    ...confirmed.findings,
    ...unique.findings,
    ...checkThreads(threads, catalogue, projects.items.length > 0),
  ];
  return {
    threads,
    tasks: documents.flatMap(({ tasks }) => tasks).map((task) => resolveNews(task, catalogue)),
    releases: documents.flatMap(({ releases }) => releases).map((release) => resolveNews(release, catalogue)),
    readings: documents.flatMap(({ readings }) => readings),
    notes: documents.flatMap(({ notes }) => notes),
    findings: findings.toSorted(
      (a, b) => compare(a.path, b.path) || a.line - b.line || compare(a.rule, b.rule),
    ),
    projects: projects.items,
    glossary: glossary.items,
    entries,
    confirmed: confirmed.confirmed,
  };
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

interface FolderDocument extends Document {
  readonly alternates: readonly AlternatesFile[];
}

async function readFolder(dir: string): Promise<FolderDocument> {
  const { paths, alternates, findings } = await walk(dir);
  const settings = await readSettingsFile(dir);
  const posts = postNames(paths);
  const documents: Document[] = [{ ...EMPTY, findings: [...findings, ...settings.findings] }];
  for (const path of paths)
    documents.push(await readOne(dir, path, posts.get(path) ?? path, settings.sourceBase));
  const files: AlternatesFile[] = [];
  for (const path of alternates) {
    const text = await readText(join(dir, path), path);
    const read = typeof text === 'string' ? readAlternates(path, text) : { items: [], findings: [text] };
    files.push({ path, items: read.items });
    documents.push({ ...EMPTY, findings: read.findings });
  }
  return {
    alternates: files,
    threads: documents.flatMap(({ threads }): readonly Thread[] => threads),
    tasks: documents.flatMap(({ tasks }) => tasks),
    releases: documents.flatMap(({ releases }) => releases),
    readings: documents.flatMap(({ readings }) => readings),
    notes: documents.flatMap(({ notes }) => notes),
    findings: documents.flatMap((document) => document.findings),
  };
}

async function readOne(
  dir: string,
  path: string,
  post: string,
  sourceBase: string | undefined,
): Promise<Document> {
  const text = await readText(join(dir, path), path);
  if (typeof text !== 'string') return { ...EMPTY, findings: [text] };
  const file: ReadFile = { path, post, text, sourceBase };
  try {
    const reader = await readerOf(path);
    return reader(file);
  } catch (error) {
    // A reader should report, not throw; should one throw all the same, the other files still answer.
    const message = error instanceof Error ? error.message : String(error);
    return { ...EMPTY, findings: [fault(path, 1, 'file-unreadable', message)] };
  }
}

/** Readers are loaded when their first file comes: most folders need one of them. */
async function readerOf(path: string): Promise<Reader> {
  if (/\.(?:jsonl|ndjson)$/i.test(path)) return (await import('./readers/jsonl.js')).readJsonl;
  if (/\.(?:csv|tsv)$/i.test(path)) return (await import('./readers/csv.js')).readCsv;
  return (await import('./readers/markdown/markdown.js')).readMarkdown;
}

/** A post is named after its file, an `index.md` after its folder; where two would be called the same, after its path. */
function postNames(paths: readonly string[]): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  const taken = new Set<string>();
  for (const path of paths) {
    const bare = path.replace(/\.\w+$/, '').replace(/\/index$/i, '');
    const short = bare.split('/').at(-1) ?? bare;
    const name = taken.has(short) ? bare : short;
    taken.add(name);
    names.set(path, name);
  }
  return names;
}

/** `knowledge.yaml` of a folder: `sourceBase`, the address that a post's name is appended to. */
async function readSettingsFile(
  dir: string,
): Promise<{ readonly sourceBase?: string; readonly findings: readonly Finding[] }> {
  const name = 'knowledge.yaml';
  if (!existsSync(join(dir, name))) return { findings: [] };
  const text = await readText(join(dir, name), name);
  if (typeof text !== 'string') return { findings: [text] };
  try {
    const data = readYaml(text);
    const sourceBase =
      typeof data === 'object' && data !== null ? textOf({ ...data }, 'sourceBase') : undefined;
    return { findings: [], sourceBase };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return { findings: [fault(name, yamlFaultLine(error), 'yaml-syntax', message)] };
  }
}

async function readCatalogue<Item>(
  dirs: readonly string[],
  name: string,
  read: (path: string, text: string) => Read<Item>,
  wanted: boolean | undefined,
): Promise<Read<Item>> {
  if (wanted === false) return { items: [], findings: [] };
  const own = dirs.filter((dir) => existsSync(join(dir, name)));
  const from = own.length > 0 ? own : [shippedFolder()].filter((dir) => existsSync(join(dir, name)));
  const reads: Read<Item>[] = [];
  for (const dir of from) {
    const text = await readText(join(dir, name), name);
    reads.push(typeof text === 'string' ? read(name, text) : { items: [], findings: [text] });
  }
  return { items: reads.flatMap(({ items }) => items), findings: reads.flatMap(({ findings }) => findings) };
}
