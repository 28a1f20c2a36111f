/**
 * Accepted pairs as JSON lines in a folder of the knowledge: one file for each place that they come from, in the order of the source. A file
 * is written anew and takes the old one's place when it is whole. Each row has a digest, which tells a row that a person has changed: that
 * row stays as it is, and so does a row that the import knows nothing of.
 */

import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { appendFile, mkdir, open, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { hasCode, QabotError, reasonOf } from '../errors.js';
import { LIMITS } from '../knowledge/files/limits.js';
import type { ImportedPair } from '../learning/imported/model.js';
import { isRecord } from '../record.js';

/** Rows and bytes of one file, so that persons can add some before the readers' limits. */
const MOST_ROWS = Math.floor(LIMITS.rows * 0.8);
const MOST_BYTES = Math.floor(LIMITS.fileBytes * 0.8);
/** Characters that are written at once. */
const AT_ONCE = 1024 * 1024;
/** Bytes of a file's name. File systems take 255. */
const NAME_BYTES = 120;
/** The column of the digest. */
const DIGEST = 'imported';

export interface AcceptedReport {
  /** Names of the files that were written. */
  readonly files: readonly string[];
  /** Rows that a person has changed, and that stay. */
  readonly edited: number;
}

export interface AcceptedFolder {
  /** A pair that came already in this run is written once. */
  add(pair: ImportedPair): Promise<void>;
  /** Puts the files in their places. Before it, the folder is as it was. */
  finish(): Promise<AcceptedReport>;
}

/**
 * Makes the folder where there is none.
 * @throws {QabotError} `import-folder`, as its methods do
 */
export async function openAcceptedFolder(folder: string): Promise<AcceptedFolder> {
  const writing = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      return await work();
    } catch (cause) {
      // On a full disk they would only take its place.
      await removeDrafts(folder, (writer) => writer === process.pid).catch(() => {});
      throw new QabotError('import-folder', { path: folder, reason: reasonOf(cause) }, { cause });
    }
  };
  await writing(async () => {
    await mkdir(folder, { recursive: true });
    await removeDrafts(folder, (writer) => !isRunning(writer));
  });
  const files = new Map<string, AcceptedFile>();
  return {
    add: async (pair) =>
      await writing(async () => {
        const name = fileNameOf(pair.id);
        let file = files.get(name);
        if (file === undefined) {
          file = await AcceptedFile.open(folder, name);
          files.set(name, file);
        }
        await file.add(pair);
      }),
    finish: async () =>
      await writing(async () => {
        const written: string[] = [];
        let edited = 0;
        for (const file of files.values()) {
          written.push(...(await file.finish()));
          edited += file.edited;
        }
        return { files: written, edited };
      }),
  };
}

/** Where a pair comes from, as a file name: `github-discussion-owner-repo`. */
function fileNameOf(id: string): string {
  const end = id.includes('/') ? id.lastIndexOf('/') : id.indexOf(':');
  const place = end < 0 ? id : id.slice(0, end);
  const name = place.replace(/[^\p{L}\p{N}._-]+/gu, '-').replace(/^[.-]+/, '');
  // A letter may be cut in its middle.
  return Buffer.from(name)
    .subarray(0, NAME_BYTES)
    .toString()
    .replace(/\uFFFD{1,3}$/, '');
}

class AcceptedFile {
  edited = 0;
  readonly #folder: string;
  readonly #name: string;
  /** Lines as a person changed them, by id. */
  readonly #edits: ReadonlyMap<string, string>;
  readonly #seen = new Set<string>();
  #parts = 0;
  #waiting = '';
  #rows = 0;
  #bytes = 0;

  constructor(folder: string, name: string, edits: ReadonlyMap<string, string>) {
    this.#folder = folder;
    this.#name = name;
    this.#edits = edits;
  }

  static async open(folder: string, name: string): Promise<AcceptedFile> {
    const old = await partsIn(folder, name);
    const edits = new Map<string, string>();
    for await (const { id, line, isEdited } of rowsIn(folder, old))
      if (id !== undefined && isEdited) edits.set(id, line);
    return new AcceptedFile(folder, name, edits);
  }

  async add(pair: ImportedPair): Promise<void> {
    if (this.#seen.has(pair.id)) return;
    this.#seen.add(pair.id);
    const edit = this.#edits.get(pair.id);
    if (edit !== undefined) this.edited += 1;
    await this.#write(edit ?? lineOf(pair));
  }

  async finish(): Promise<readonly string[]> {
    // Another import may have written there meanwhile.
    const old = await partsIn(this.#folder, this.#name);
    for await (const { id, line } of rowsIn(this.#folder, old))
      if (id === undefined || !this.#seen.has(id)) await this.#write(line);
    await this.#close();
    const names = Array.from({ length: this.#parts }, (_, index) => partName(this.#name, index + 1));
    for (const name of names) await rename(join(this.#folder, draftOf(name)), join(this.#folder, name));
    for (const name of old) if (!names.includes(name)) await rm(join(this.#folder, name));
    return names;
  }

  async #write(line: string): Promise<void> {
    if (this.#parts === 0 || this.#rows >= MOST_ROWS || this.#bytes >= MOST_BYTES) await this.#next();
    this.#waiting += `${line}\n`;
    this.#rows += 1;
    this.#bytes += Buffer.byteLength(line) + 1;
    if (this.#waiting.length >= AT_ONCE) await this.#flush();
  }

  async #next(): Promise<void> {
    await this.#close();
    this.#parts += 1;
    this.#rows = 0;
    this.#bytes = 0;
    await writeFile(this.#draft(), '');
  }

  #draft(): string {
    return join(this.#folder, draftOf(partName(this.#name, this.#parts)));
  }

  async #flush(): Promise<void> {
    await appendFile(this.#draft(), this.#waiting);
    this.#waiting = '';
  }

  /** Makes sure that the part is on the disk before it takes the old one's place. */
  async #close(): Promise<void> {
    if (this.#parts === 0) return;
    await this.#flush();
    const file = await open(this.#draft());
    try {
      await file.sync();
    } finally {
      await file.close();
    }
  }
}

/** `+` stands in no name of a place: `owner/repo-2` is another repository. */
const partName = (name: string, part: number): string =>
  part === 1 ? `${name}.jsonl` : `${name}+${part}.jsonl`;

/** The parts of one file, in their order. */
async function partsIn(folder: string, name: string): Promise<readonly string[]> {
  const isPart = (file: string): boolean =>
    file.startsWith(name) && /^(?:\+\d+)?\.jsonl$/.test(file.slice(name.length));
  return (await readdir(folder)).filter(isPart).toSorted(byPart);
}

/** Readers leave out what begins with a dot. Two imports at once have drafts of their own. */
const draftOf = (name: string): string => `.${name}.${process.pid}.draft`;

/** @param isTheirs whether the drafts of this process are meant */
async function removeDrafts(folder: string, isTheirs: (pid: number) => boolean): Promise<void> {
  for (const name of await readdir(folder)) {
    const writer = /^\..+\.(\d+)\.draft$/.exec(name)?.[1];
    if (writer !== undefined && isTheirs(Number(writer))) await rm(join(folder, name), { force: true });
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // One of another user.
    return hasCode(error, 'EPERM');
  }
}

const partOf = (name: string): number => Number(/\+(\d+)\.jsonl$/.exec(name)?.[1] ?? 1);
const byPart = (a: string, b: string): number => partOf(a) - partOf(b);

interface OldRow {
  /** Absent where the line is no row of an import. */
  readonly id?: string;
  readonly line: string;
  readonly isEdited: boolean;
}

async function* rowsIn(folder: string, names: readonly string[]): AsyncGenerator<OldRow> {
  for (const name of names) {
    const input = createReadStream(join(folder, name), 'utf8');
    for await (const line of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY }))
      if (line.trim() !== '') yield oldRow(line);
  }
}

function oldRow(line: string): OldRow {
  try {
    const row: unknown = JSON.parse(line);
    if (!isRecord(row) || typeof row['id'] !== 'string') return { line, isEdited: true };
    const { [DIGEST]: digest, ...cells } = row;
    return { id: row['id'], line, isEdited: digest !== digestOf(cells) };
  } catch {
    return { line, isEdited: true };
  }
}

const filled = <T>(list: readonly T[]): readonly T[] | undefined => (list.length === 0 ? undefined : list);

/** A row as the readers of tables take it. What is absent takes no place. */
function lineOf(pair: ImportedPair): string {
  const { id, question, answer, wordings = [], project, links = [], tags = [], date, url } = pair;
  const cells = {
    id,
    question,
    alternates: filled(wordings),
    answer,
    project,
    links: filled(links),
    tags: filled(tags),
    date,
    source: url,
  };
  const written: Readonly<Record<string, unknown>> = JSON.parse(JSON.stringify(cells));
  return JSON.stringify({ ...written, [DIGEST]: digestOf(written) });
}

const DIGEST_LENGTH = 16;

function digestOf(cells: Readonly<Record<string, unknown>>): string {
  return createHash('sha256').update(JSON.stringify(cells)).digest('hex').slice(0, DIGEST_LENGTH);
}
