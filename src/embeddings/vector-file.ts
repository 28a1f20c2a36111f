import { appendFile, mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Vectors by the hash of their text, one line each: `<sha256> <base64 of little-endian 32-bit floats>`. */
interface VectorFile {
  read(): Promise<readonly (readonly [string, Float32Array])[]>;
  append(vectors: readonly (readonly [string, Float32Array])[]): Promise<void>;
}

const NAME = 'embeddings.txt';
const LINE = /^([0-9a-f]{64}) ([\w+/]+={0,2})$/;
const FLOAT_BYTES = 4;
/** Lines after which nothing is appended: twice the entries that the bot is built for. */
const MOST_LINES = 20_000;

/** Best effort: a file that cannot be read or written is done without, a broken line is passed over. */
export function openVectorFile(folder: string): VectorFile {
  const path = join(folder, NAME);
  let lines = 0;
  return {
    read: async () => {
      const text = await readFile(path, 'utf8').catch(() => '');
      const found = text.split('\n').flatMap((line) => {
        const [, hash = '', coded = ''] = LINE.exec(line) ?? [];
        const vector = decode(coded);
        return vector === undefined ? [] : [[hash, vector] as const];
      });
      lines = found.length;
      return found;
    },
    append: async (vectors) => {
      if (vectors.length === 0 || lines + vectors.length > MOST_LINES) return;
      lines += vectors.length;
      const text = vectors.map(([hash, vector]) => `${hash} ${encode(vector)}\n`).join('');
      try {
        await mkdir(folder, { recursive: true });
        await appendFile(path, text, { mode: 0o600 });
      } catch {
        // The next start asks the server again.
      }
    },
  };
}

function encode(vector: Float32Array): string {
  const bytes = Buffer.alloc(vector.length * FLOAT_BYTES);
  for (const [place, value] of vector.entries()) bytes.writeFloatLE(value, place * FLOAT_BYTES);
  return bytes.toString('base64');
}

function decode(coded: string): Float32Array | undefined {
  const bytes = Buffer.from(coded, 'base64');
  if (bytes.length === 0 || bytes.length % FLOAT_BYTES !== 0) return undefined;
  const vector = new Float32Array(bytes.length / FLOAT_BYTES);
  for (const place of vector.keys()) vector[place] = bytes.readFloatLE(place * FLOAT_BYTES);
  return vector.every((value) => Number.isFinite(value)) ? vector : undefined;
}
