/** The files of an export: of a folder, of a zip archive, or one file by itself. */

import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Readable } from 'node:stream';
import { type Entry, openPromise, validateFileName } from 'yauzl';
import { filesIn } from './inputs.js';
import { type FoundFault, foundFault, type SourceOptions } from './model.js';

export interface ExportFiles {
  /** Paths within the export, with `/`. */
  readonly names: readonly string[];
  readonly faults: readonly FoundFault[];
  /** The text of a file, in pieces. Rejects where it cannot be read. */
  text(name: string): AsyncIterable<string>;
  close(): void;
}

/** Files of one export: ten thousand channels with a thousand days each are more than any has. */
const MOST_FILES = 1_000_000;
/** Bytes that one file of an archive unpacks to: a day of a channel, or a channel of a hundred thousand messages. */
const MOST_UNPACKED = 1024 * 1024 * 1024;
/** Chats shrink to a tenth. What shrinks much more is made to fill memory and disks. */
const MOST_RATIO = 200;
/** Bytes below which the ratio says nothing: of one file, and of all. */
const SMALL = 1024 * 1024;
const SMALL_IN_ALL = 64 * SMALL;

/**
 * Opens a folder, a `.zip`, or a file by itself.
 * @param takes the files that matter, by their paths
 */
export async function openExport(
  path: string,
  options: SourceOptions,
  takes: (name: string) => boolean,
): Promise<ExportFiles> {
  const found = await stat(path);
  if (found.isDirectory()) {
    const { files, faults } = await filesIn(path, takes);
    const paths = new Map(files.map((file) => [file.name, file.path]));
    return {
      names: [...paths.keys()],
      faults,
      text: (name) => textOf(createReadStream(paths.get(name) ?? ''), options.read),
      close: () => {},
    };
  }
  if (/\.zip$/i.test(path)) return await openZip(path, options, takes);
  return {
    names: [basename(path)],
    faults: [],
    text: () => textOf(createReadStream(path), options.read),
    close: () => {},
  };
}

async function* textOf(stream: Readable, read: (bytes: number) => void): AsyncGenerator<string> {
  stream.setEncoding('utf8');
  for await (const chunk of stream) {
    read(Buffer.byteLength(String(chunk)));
    yield String(chunk);
  }
}

/** Nothing is unpacked to the disk. Names that leave the archive and sizes that no chat has are faults. */
async function openZip(
  path: string,
  options: SourceOptions,
  takes: (name: string) => boolean,
): Promise<ExportFiles> {
  // The names are checked here, so that one bad name does not cost the others.
  const zip = await openPromise(path, { autoClose: false, decodeStrings: false, lazyEntries: true });
  const entries = new Map<string, Entry>();
  const faults: FoundFault[] = [];
  const fault = (rule: string, message: string): void =>
    void faults.push(foundFault(options.name, 1, rule, message));
  let [packed, unpacked] = [0, 0];
  for await (const entry of zip.eachEntry()) {
    const name = entry.fileNameRaw.toString();
    const { compressedSize, uncompressedSize } = entry;
    if (validateFileName(name) !== null) fault('zip-name', `${name} leads out of the archive`);
    else if (!takes(name)) continue;
    else if (
      uncompressedSize > MOST_UNPACKED ||
      (uncompressedSize > SMALL && uncompressedSize > MOST_RATIO * compressedSize)
    )
      fault('zip-size', `${name} unpacks to ${uncompressedSize} bytes, of ${compressedSize}`);
    else {
      packed += compressedSize;
      unpacked += uncompressedSize;
      if (unpacked > SMALL_IN_ALL && unpacked > MOST_RATIO * packed) {
        fault('zip-size', `its files unpack to ${unpacked} bytes and more, of ${packed}`);
        break;
      }
      entries.set(name, entry);
    }
    if (entries.size + faults.length >= MOST_FILES) break;
  }
  return {
    names: [...entries.keys()],
    faults,
    async *text(name) {
      const entry = entries.get(name);
      if (entry === undefined) return;
      // A file that is longer than it said ends with an error.
      yield* textOf(await zip.openReadStreamPromise(entry), () => {});
      options.read(entry.compressedSize);
    },
    close: () => zip.close(),
  };
}
