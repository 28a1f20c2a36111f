/** Keeps records on the disk until they are asked for, so that memory does not grow with an export. */

import { closeSync, mkdtempSync, openSync, readSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Records by a number; a few dozen bytes of memory each. */
export interface Shelf<T> {
  readonly size: number;
  put(id: number, record: T): void;
  /** Gives the record, once. */
  take(id: number): T | undefined;
  /** Removes the file. Call it in any case. */
  close(): void;
}

/** Opens an empty shelf in the folder for temporary files. */
export function openShelf<T>(read: (value: unknown) => T): Shelf<T> {
  const folder = mkdtempSync(join(tmpdir(), 'qabot-import-'));
  // Readable by its owner alone.
  const file = openSync(join(folder, 'records'), 'wx+', 0o600);
  // Where the system lets us, the file has no name any more, and is gone with the process however that ends.
  if (process.platform !== 'win32') rmSync(folder, { recursive: true });
  const places = new Map<number, { readonly at: number; readonly length: number }>();
  let end = 0;
  return {
    get size() {
      return places.size;
    },
    put(id, record) {
      const bytes = Buffer.from(JSON.stringify(record));
      // A disk that is nearly full takes a part, and refuses the rest.
      for (let done = 0; done < bytes.length; )
        done += writeSync(file, bytes, done, bytes.length - done, end + done);
      places.set(id, { at: end, length: bytes.length });
      end += bytes.length;
    },
    take(id) {
      const place = places.get(id);
      if (place === undefined) return undefined;
      places.delete(id);
      const bytes = Buffer.alloc(place.length);
      readSync(file, bytes, 0, place.length, place.at);
      return read(JSON.parse(bytes.toString()));
    },
    close() {
      closeSync(file);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
