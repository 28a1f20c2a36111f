import { createHash, randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { entriesOf } from '../knowledge/entries.js';
import { packageFolder } from '../knowledge/files/folders.js';
import type { Knowledge } from '../knowledge/model.js';
import { keepTexts, textsOf } from '../match/classifier/entry-classifier.js';
import { isRecord } from '../record.js';

/** What a start needs of the start before it: the knowledge as read, and the index over it. */
interface Snapshot {
  readonly knowledge: Knowledge;
  /** The matcher's own snapshot. */
  readonly matcher: string;
}

/** Folders that snapshots are looked for in; the last one is written to. */
export type SnapshotFolders = readonly string[];

/** Snapshots kept in a folder; the oldest go first. One for each knowledge that is in use, and a few old ones. */
const KEPT = 8;
const NAME = /^([0-9a-f]{64})\.(?:snapshot|classifier)$/;
const SNAPSHOT = '.snapshot';
const CLASSIFIER = '.classifier';

/** Made by `npm run build`, so that the very first start is quick as well. */
export function shippedSnapshots(): string {
  return join(packageFolder(), 'dist', 'snapshots');
}

/**
 * `QABOT_CACHE` names the folder, `off` does without. By default the user's cache folder (XDG Base Directory
 * Specification), behind what came with the build.
 */
export function snapshotFolders(environment: Readonly<Record<string, string | undefined>>): SnapshotFolders {
  const named = environment['QABOT_CACHE']?.trim();
  if (named === 'off') return [];
  const cache = environment['XDG_CACHE_HOME']?.trim() || join(homedir(), '.cache');
  return [shippedSnapshots(), named || join(cache, 'qabot')];
}

/** The snapshot of this digest; `undefined` where there is none, or it cannot be read. */
export async function readSnapshot(folders: SnapshotFolders, digest: string): Promise<Snapshot | undefined> {
  for (const folder of folders) {
    try {
      const stored = unsealed(await readFile(join(folder, digest + SNAPSHOT), 'utf8'));
      if (isStored(stored)) {
        const { matcher, knowledge, texts } = stored;
        const entries = entriesOf(knowledge.threads);
        if (entries.length !== texts.length) continue;
        for (const [place, entry] of entries.entries()) {
          const own = texts[place];
          if (own !== undefined) keepTexts(entry, own);
        }
        return { matcher, knowledge: { ...knowledge, entries } };
      }
    } catch {
      // Not there, or damaged: the files themselves are read instead.
    }
  }
  return undefined;
}

/** Writes a snapshot. One that cannot be written is done without: it only costs the next start its time. */
export async function writeSnapshot(
  folders: SnapshotFolders,
  digest: string,
  snapshot: Snapshot,
): Promise<void> {
  const { entries, ...knowledge } = snapshot.knowledge;
  const texts = entries.map((entry) => textsOf(entry).texts);
  const stored: StoredSnapshot = { matcher: snapshot.matcher, knowledge, texts };
  await write(folders, digest + SNAPSHOT, sealed(JSON.stringify(stored)));
}

/** The classifier that was trained for this snapshot; `undefined` where there is none that `read` can read. */
export async function readClassifierBytes<T>(
  folders: SnapshotFolders,
  digest: string,
  read: (bytes: Uint8Array) => T | undefined,
): Promise<T | undefined> {
  for (const folder of folders) {
    const bytes = await readFile(join(folder, digest + CLASSIFIER)).catch(() => undefined);
    const found = bytes === undefined ? undefined : read(bytes);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Like {@link writeSnapshot}. It is trained after the snapshot was written, so it has a file of its own. */
export async function writeClassifierBytes(
  folders: SnapshotFolders,
  digest: string,
  bytes: Uint8Array,
): Promise<void> {
  await write(folders, digest + CLASSIFIER, bytes);
}

async function write(folders: SnapshotFolders, name: string, content: string | Uint8Array): Promise<void> {
  const folder = folders.at(-1);
  if (folder === undefined) return;
  const path = join(folder, name);
  const draft = `${path}.${randomUUID()}`;
  try {
    await mkdir(folder, { recursive: true });
    // Renamed when it is whole, so that no other process reads half of it.
    await writeFile(draft, content, { mode: 0o600 });
    await rename(draft, path);
    await dropOldest(folder);
  } catch {
    await rm(draft, { force: true }).catch(() => {});
  }
}

function digestOf(name: string): string {
  return NAME.exec(name)?.[1] ?? '';
}

async function dropOldest(folder: string): Promise<void> {
  const names = (await readdir(folder)).filter((name) => NAME.test(name));
  const dated = await Promise.all(
    names.map(async (name) => ({ name, time: (await stat(join(folder, name))).mtimeMs })),
  );
  const newestFirst = dated.toSorted((a, b) => b.time - a.time).map(({ name }) => name);
  // A snapshot and its classifier go together; either may stand alone, where the other came with the build.
  const kept = new Set([...new Set(newestFirst.map(digestOf))].slice(0, KEPT));
  const old = newestFirst.filter((name) => !kept.has(digestOf(name)));
  await Promise.all(old.map((name) => rm(join(folder, name), { force: true })));
}

/** The text below a line with its digest: valid JSON may still be another's, or half of it. */
function sealed(text: string): string {
  return `${sumOf(text)}\n${text}`;
}

/** The value that was {@link sealed}; `undefined` where anything about it has changed. */
function unsealed(content: string): unknown {
  const end = content.indexOf('\n');
  const text = content.slice(end + 1);
  return content.slice(0, end) === sumOf(text) ? JSON.parse(text) : undefined;
}

function sumOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

interface StoredSnapshot {
  readonly matcher: string;
  readonly knowledge: Omit<Knowledge, 'entries'>;
  /** What the classifier learns of each entry, in order: reading it anew takes a start longer than all else of the classifier. */
  readonly texts: readonly (readonly string[])[];
}

/** The digest in the name is of the program's version, and that in the first line of the text: the shape is not checked deeper. */
function isStored(value: unknown): value is StoredSnapshot {
  return (
    isRecord(value) &&
    typeof value['matcher'] === 'string' &&
    isRecord(value['knowledge']) &&
    Array.isArray(value['texts'])
  );
}
