/** Files of one or more folders -> one Knowledge. */

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { catalogueOf, resolveNews, resolveThread } from './catalogue.js';
import { checkThreads } from './checks.js';
import { entriesOf, uniqueIds } from './entries.js';
import { readText } from './files/decode.js';
import { requireFolder, shippedFolder } from './files/folders.js';
import { ALTERNATES, FOLDER_SETTINGS, GLOSSARY, PROJECTS, walk } from './files/walk.js';
import { FOLDER_EMPTY } from './findings-report.js';
import { type AlternatesFile, readAlternates, resolveAlternates } from './learned/alternates.js';
import type { Document, Finding, GlossaryGroup, Knowledge, Project } from './model.js';
import { EMPTY, fault, type Reader, type ReadFile, warning } from './readers/reader.js';
import { READERS, readerOf } from './readers/readers.js';
import {
  type Read,
  readFolderSettings,
  readFrom,
  readGlossary,
  readOwnOrShipped,
  readProjects,
} from './yaml-files.js';

export interface LoadOptions {
  /** `false`: no project catalogue, neither the folder's nor the shipped one. */
  readonly projects?: boolean;
  /** `false`: no glossary. */
  readonly glossary?: boolean;
  /** The built-in readers by default. Of two that take a file's extension, the last reads it. */
  readonly readers?: readonly Reader[];
}

const NOTHING = { items: [], findings: [] };

/**
 * Reads every file of the folders. A folder's `projects.yaml` or `glossary.yaml` replaces the shipped one. A broken
 * file is reported among the findings and skipped.
 * @param folders empty means the shipped folder
 * @throws {QabotError} `knowledge-missing` where a folder does not exist
 */
export async function loadKnowledge(
  folders: readonly string[],
  { projects = true, glossary = true, readers = READERS }: LoadOptions = {},
): Promise<Knowledge> {
  const dirs = folders.length === 0 ? [shippedFolder()] : folders;
  for (const dir of dirs) await requireFolder(dir);
  const documents: FolderDocument[] = [];
  for (const dir of dirs) documents.push(await readFolder(dir, readers));
  return assemble(
    [...documents, { ...EMPTY, alternates: [], findings: emptyFolders(dirs, documents) }],
    projects ? await readOwnOrShipped(dirs, PROJECTS, readProjects) : NOTHING,
    glossary ? await readOwnOrShipped(dirs, GLOSSARY, readGlossary) : NOTHING,
  );
}

/** A folder that only brings a catalogue is no fault beside one that brings answers. */
function emptyFolders(dirs: readonly string[], documents: readonly Document[]): readonly Finding[] {
  const answers = documents.map(({ threads }) => entriesOf(threads).length > 0);
  const message = 'the folder holds no answered question, so there is nothing to answer from';
  return dirs
    .filter((dir, index) => {
      const others = [PROJECTS, GLOSSARY, ALTERNATES].some((name) => existsSync(join(dir, name)));
      return answers[index] === false && !(others && answers.includes(true));
    })
    .map((dir) => warning(dir, 1, FOLDER_EMPTY, message));
}

function assemble(
  documents: readonly FolderDocument[],
  projects: Read<Project>,
  glossary: Read<GlossaryGroup>,
): Knowledge {
  const all = merge(documents);
  const catalogue = catalogueOf(projects.items);
  const unique = uniqueIds(all.threads);
  const threads = unique.threads.map((thread) => resolveThread(thread, catalogue));
  const entries = entriesOf(threads);
  const confirmed = resolveAlternates(
    documents.flatMap(({ alternates }) => alternates),
    entries,
  );
  const findings = [
    ...all.findings,
    ...projects.findings,
    ...glossary.findings,
    ...confirmed.findings,
    ...unique.findings,
    ...checkThreads(threads, catalogue, projects.items.length > 0),
  ];
  return {
    threads,
    tasks: all.tasks.map((task) => resolveNews(task, catalogue)),
    releases: all.releases.map((release) => resolveNews(release, catalogue)),
    readings: all.readings,
    notes: all.notes,
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

function merge(documents: readonly Document[]): Document {
  return {
    threads: documents.flatMap(({ threads }) => threads),
    tasks: documents.flatMap(({ tasks }) => tasks),
    releases: documents.flatMap(({ releases }) => releases),
    readings: documents.flatMap(({ readings }) => readings),
    notes: documents.flatMap(({ notes }) => notes),
    findings: documents.flatMap(({ findings }) => findings),
  };
}

interface FolderDocument extends Document {
  readonly alternates: readonly AlternatesFile[];
}

async function readFolder(dir: string, readers: readonly Reader[]): Promise<FolderDocument> {
  const { paths, alternates, findings } = await walk(dir, readers);
  const settings = existsSync(join(dir, FOLDER_SETTINGS))
    ? await readFrom(dir, FOLDER_SETTINGS, readFolderSettings)
    : NOTHING;
  const sourceBase = settings.items[0]?.sourceBase;
  const posts = postNames(paths);
  const documents: Document[] = [{ ...EMPTY, findings: [...findings, ...settings.findings] }];
  for (const path of paths) {
    const text = await readText(join(dir, path), path);
    documents.push(
      typeof text === 'string'
        ? await readFile({ path, post: posts.get(path) ?? path, text, sourceBase }, readers)
        : { ...EMPTY, findings: [text] },
    );
  }
  const files: AlternatesFile[] = [];
  for (const path of alternates) {
    const read = await readFrom(dir, path, readAlternates);
    files.push({ path, items: read.items });
    documents.push({ ...EMPTY, findings: read.findings });
  }
  return { ...merge(documents), alternates: files };
}

async function readFile(file: ReadFile, readers: readonly Reader[]): Promise<Document> {
  try {
    return { ...EMPTY, ...(await readerOf(file.path, readers)?.read(file)) };
  } catch (error) {
    // A reader should report, not throw; should one throw all the same, the other files still answer.
    const message = error instanceof Error ? error.message : String(error);
    return { ...EMPTY, findings: [fault(file.path, 1, 'file-unreadable', message)] };
  }
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
