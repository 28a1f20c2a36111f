/** Files of one or more folders -> one Knowledge. */

import { reasonOf } from '../errors.js';
import { existsSync } from 'node:fs';
import { basename, join } from 'node:path';
import { catalogueOf, resolveNews, resolveThread } from './catalogue.js';
import { checkThreads } from './checks.js';
import { entriesOf, uniqueIds } from './entries.js';
import { readText } from './files/decode.js';
import { requireFolder, shippedFolder } from './files/folders.js';
import { LIMITS } from './files/limits.js';
import {
  ALTERNATES,
  FOLDER_SETTINGS,
  FAMILIES,
  GLOSSARY,
  PROJECTS,
  shippedWordings,
  walk,
} from './files/walk.js';
import { FOLDER_EMPTY } from './findings-report.js';
import { readAlternates } from './learned/alternates.js';
import type { Document, Finding, Family, GlossaryGroup, Knowledge, Project, Thread } from './model.js';
import { EMPTY, fault, type Reader, type ReadFile, warning } from './readers/reader.js';
import { createReadingThread, type ReadingThread } from './readers/read-in-thread.js';
import { READERS, readerOf } from './readers/readers.js';
import { readWordings } from './wordings/format.js';
import {
  questionTable,
  readShipped,
  type ResolvedWordings,
  resolveWordings,
  type WordingsFile,
} from './wordings/resolve.js';
import {
  type Read,
  readFolderSettings,
  readFrom,
  readFamilies,
  readGlossary,
  readOwnOrShipped,
  readProjects,
} from './yaml-files.js';

export interface LoadOptions {
  /** `false`: no project catalogue, neither the folder's nor the shipped one. */
  readonly projects?: boolean;
  /** `false`: no glossary, and no families of like things. */
  readonly glossary?: boolean;
  /** `false`: no wordings files, neither the folders' nor the shipped ones. */
  readonly wordings?: boolean;
  /** The built-in readers by default. Of two that take a file's extension, the last reads it. */
  readonly readers?: readonly Reader[];
}

const NOTHING = { items: [], findings: [] };

/**
 * Reads every file of the folders. A folder's `projects.yaml`, `glossary.yaml` or `families.yaml` replaces the shipped one. A broken
 * file is reported among the findings and skipped.
 * @param folders empty means the shipped folder
 * @throws {QabotError} `knowledge-missing` where a folder does not exist
 */
export async function loadKnowledge(
  folders: readonly string[],
  { projects = true, glossary = true, wordings = true, readers = READERS }: LoadOptions = {},
): Promise<Knowledge> {
  const dirs = folders.length === 0 ? [shippedFolder()] : folders;
  for (const dir of dirs) await requireFolder(dir);
  const shipped = wordings ? await shippedWordings() : undefined;
  const documents: FolderDocument[] = [];
  const thread = createReadingThread();
  try {
    for (const dir of dirs) documents.push(await readFolder(dir, { readers, thread }, shipped));
  } finally {
    await thread.close();
  }
  return assemble(
    [...documents, { ...EMPTY, wordings: [], isBeside: false, findings: emptyFolders(dirs, documents) }],
    shipped ?? new Map(),
    projects ? await readOwnOrShipped(dirs, PROJECTS, readProjects) : NOTHING,
    glossary ? await readOwnOrShipped(dirs, GLOSSARY, readGlossary) : NOTHING,
    glossary ? await readOwnOrShipped(dirs, FAMILIES, readFamilies) : NOTHING,
  );
}

/** A folder that only brings a catalogue or wordings is no fault beside one that brings answers. */
function emptyFolders(dirs: readonly string[], documents: readonly FolderDocument[]): readonly Finding[] {
  const answers = documents.map(({ threads }) => entriesOf(threads).length > 0);
  const message = 'the folder holds no answered question, so there is nothing to answer from';
  return dirs
    .filter((_, index) => {
      const isBeside = documents[index]?.isBeside === true && answers.includes(true);
      return answers[index] === false && !isBeside;
    })
    .map((dir) => warning(dir, 1, FOLDER_EMPTY, message));
}

function assemble(
  documents: readonly FolderDocument[],
  shipped: ReadonlyMap<string, string>,
  projects: Read<Project>,
  glossary: Read<GlossaryGroup>,
  families: Read<Family>,
): Knowledge {
  const all = merge(documents);
  const catalogue = catalogueOf(projects.items);
  const unique = uniqueIds(all.threads);
  const resolved = unique.threads.map((thread) => resolveThread(thread, catalogue));
  const own = documents.flatMap(({ wordings }) => wordings);
  const { threads, confirmed, findings: unresolved } = worded(resolved, own, shipped);
  const findings = [
    ...all.findings,
    ...projects.findings,
    ...glossary.findings,
    ...families.findings,
    ...unresolved,
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
    families: families.items,
    entries: entriesOf(threads),
    confirmed,
  };
}

/** The threads with their wordings. Without wordings files no question is looked at. */
function worded(
  threads: readonly Thread[],
  own: readonly WordingsFile[],
  shipped: ReadonlyMap<string, string>,
): ResolvedWordings {
  if (own.length === 0 && shipped.size === 0) return { threads, confirmed: {}, findings: [] };
  const table = questionTable(threads);
  return resolveWordings([...own, ...readShipped(shipped, new Set(table.byHash.keys()))], threads, table);
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
  readonly wordings: readonly WordingsFile[];
  /** Whether the folder holds a catalogue or wordings. */
  readonly isBeside: boolean;
}

interface Reading {
  readonly readers: readonly Reader[];
  readonly thread: ReadingThread;
}

/** @param shipped texts of the shipped wordings; absent: no wordings files are read */
async function readFolder(
  dir: string,
  reading: Reading,
  shipped: ReadonlyMap<string, string> | undefined,
): Promise<FolderDocument> {
  const { paths, wordings, findings } = await walk(dir, reading.readers);
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
        ? await readFile({ path, post: posts.get(path) ?? path, text, sourceBase }, reading)
        : { ...EMPTY, findings: [text] },
    );
  }
  const files: WordingsFile[] = [];
  for (const path of shipped === undefined ? [] : wordings) {
    const isAlternates = basename(path) === ALTERNATES;
    const read = await readFrom(dir, path, (name, text) => {
      // The shipped folder, or a copy of it: those wordings are read in any case.
      if (shipped?.get(basename(path)) === text) return NOTHING;
      return isAlternates ? readAlternates(name, text) : readWordings(name, text);
    });
    files.push({ path, kind: isAlternates ? 'alternates' : 'own', items: read.items });
    documents.push({ ...EMPTY, findings: read.findings });
  }
  const isBeside = wordings.length > 0 || [PROJECTS, GLOSSARY].some((name) => existsSync(join(dir, name)));
  return { ...merge(documents), wordings: files, isBeside };
}

async function readFile(file: ReadFile, { readers, thread }: Reading): Promise<Document> {
  try {
    const reader = readerOf(file.path, readers);
    const isLong = file.text.length > LIMITS.inProcessCharacters;
    // A thread knows the built-in readers alone.
    const read = isLong && reader !== undefined && READERS.includes(reader) ? thread : reader;
    return { ...EMPTY, ...(await read?.read(file)) };
  } catch (error) {
    // A reader should report, not throw; should one throw all the same, the other files still answer.
    const message = reasonOf(error);
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
