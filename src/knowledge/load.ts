/** Files of one or more folders, or by themselves -> one Knowledge. */

import { reasonOf } from '../errors.js';
import { existsSync } from 'node:fs';
import { basename, join } from 'node:path';
import { catalogueOf, resolveNews, resolveThread } from './catalogue.js';
import { checkThreads } from './checks.js';
import { entriesOf, uniqueIds } from './entries.js';
import { readBytes, readText } from './files/decode.js';
import { kindOf, shippedFolder } from './files/folders.js';
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
import { countUnread } from './files/unread.js';
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
 * @param folders each a folder, or a file as a folder of that file alone; empty means the shipped folder
 * @throws {QabotError} `knowledge-missing` where a folder or file does not exist
 */
export async function loadKnowledge(
  folders: readonly string[],
  { projects = true, glossary = true, wordings = true, readers = READERS }: LoadOptions = {},
): Promise<Knowledge> {
  const dirs = folders.length === 0 ? [shippedFolder()] : folders;
  for (const dir of dirs) await kindOf(dir);
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
  const message = 'no answered question is in it, so there is nothing to answer from';
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
  const { root, paths, wordings, unread, findings } = await walk(dir, reading.readers);
  const settings = existsSync(join(dir, FOLDER_SETTINGS))
    ? await readFrom(dir, FOLDER_SETTINGS, readFolderSettings)
    : NOTHING;
  const sourceBase = settings.items[0]?.sourceBase;
  const posts = postNames(paths);
  const documents: Document[] = [{ ...EMPTY, findings: [...findings, ...settings.findings] }];
  for (const path of paths) {
    const file = { path, post: posts.get(path) ?? path, sourceBase };
    documents.push(await readIn(root, file, reading));
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
  const merged = merge(documents);
  return { ...merged, findings: countUnread(dir, unread, merged.findings), wordings: files, isBeside };
}

/** Reads one file of a folder with the reader of its extension. */
async function readIn(
  dir: string,
  file: Omit<ReadFile, 'text'>,
  { readers, thread }: Reading,
): Promise<Document> {
  const { path } = file;
  const reader = readerOf(path, readers);
  const isBinary = reader?.isBinary === true;
  const bytes = isBinary ? await readBytes(join(dir, path), path) : { findings: [] };
  const text = isBinary ? { content: '', findings: [] } : await readText(join(dir, path), path);
  const findings = [...bytes.findings, ...text.findings];
  if (reader === undefined || text.content === undefined || (isBinary && bytes.content === undefined))
    return { ...EMPTY, findings };
  const whole = { ...file, text: text.content, bytes: bytes.content };
  // A packed file may unpack to more than is good for the program.
  const isLong = isBinary || text.content.length > LIMITS.inProcessCharacters;
  try {
    const read = READERS.includes(reader)
      ? await (isLong ? thread : reader).read(whole)
      : await readOther(reader, whole, thread);
    const document = { ...EMPTY, ...read };
    return { ...document, findings: [...findings, ...document.findings] };
  } catch (error) {
    // A reader should report, not throw; should one throw all the same, the other files still answer.
    const message = reasonOf(error);
    return { ...EMPTY, findings: [...findings, fault(path, 1, 'file-unreadable', message)] };
  }
}

/** Of a reader that a module brings, the thread can be ended; one that a program gave runs where the program runs. */
async function readOther(reader: Reader, file: ReadFile, thread: ReadingThread): Promise<Document> {
  const [{ moduleOf }, { readAtBorder }] = await Promise.all([
    import('./readers/plugged.js'),
    import('./readers/border.js'),
  ]);
  const module = moduleOf(reader);
  if (module === undefined) return await readAtBorder(reader, file);
  return { ...EMPTY, ...(await thread.read(file, module)) };
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
