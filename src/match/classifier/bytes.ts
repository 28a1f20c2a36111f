/** A trained classifier as bytes and back: taken back only where it is of the same classes and options, and whole. */

import { createHash } from 'node:crypto';
import { gunzipSync, gzipSync } from 'node:zlib';
import {
  Classifier,
  type ClassTexts,
  inOrder,
  type Learned,
  TRAINING,
  type TrainingOptions,
} from './classifier.js';
import { Vocabulary } from './vectors.js';

/** Raised whenever features, training or layout change, so that bytes of an older version are left aside. */
const VERSION = 1;

/** All that a classifier is made from, in 32 bytes. */
function digestOf(classes: readonly ClassTexts[], options: TrainingOptions): Buffer {
  const { families, pieces, cost, tolerance, pruned, bound } = options;
  const kinds = [families.word, families.pair, families.piece, pieces.shortest, pieces.longest];
  const parts = [VERSION, kinds, cost, tolerance, pruned, bound, classes.map(({ id, texts }) => [id, texts])];
  return createHash('sha256').update(JSON.stringify(parts)).digest();
}

/**
 * Holds no texts and no ids: they are given again to {@link readClassifier}. For a classifier that was trained as a whole; one that was
 * updated since keeps what it learned before, and would be taken for a fresh one. Compressed by gzip, whose checksum shows damage.
 *
 * Layout: digest; number of texts; of each feature that some class has a weight for, or that several texts hold, its hash and how many
 * texts hold it; of each class the number of its weights and their unit; then all gaps between the features of a class, and all weights.
 */
export function writeClassifier({ known, options, vocabulary }: Classifier): Uint8Array {
  const weighed = new Set(known.flatMap(({ learned }) => [...learned.columns]));
  const features = [...vocabulary.columns]
    .map(([hash, column]) => ({ hash: hash >>> 0, column, texts: vocabulary.frequencies[column] ?? 0 }))
    .filter(({ column, texts }) => texts > 1 || weighed.has(column))
    // The features of many texts are in many classes: their gaps are small in this order.
    .toSorted((one, other) => other.texts - one.texts || one.hash - other.hash);
  const places = new Map(features.map(({ column }, place) => [column, place]));
  const classes = known.map(({ learned }) => inPlaces(learned, places));
  const out = new Writer();
  out.bytes(digestOf(known, options));
  out.count(vocabulary.texts);
  out.count(features.length);
  for (const { hash } of features) out.word(hash);
  for (const { texts } of features) out.count(texts);
  for (const { weights, step } of classes) {
    out.count(weights.length);
    out.float(step);
  }
  for (const { columns } of classes)
    columns.forEach((column, at) => out.count(column - (columns[at - 1] ?? 0)));
  for (const { weights } of classes)
    out.bytes(new Uint8Array(weights.buffer, weights.byteOffset, weights.length));
  return gzipSync(out.written());
}

function inPlaces({ columns, weights, step }: Learned, places: ReadonlyMap<number, number>): Learned {
  const pairs = [...columns]
    .map((column, at) => ({ place: places.get(column) ?? 0, weight: weights[at] ?? 0 }))
    .toSorted((one, other) => one.place - other.place);
  return {
    columns: Int32Array.from(pairs, ({ place }) => place),
    weights: Int8Array.from(pairs, ({ weight }) => weight),
    step,
  };
}

/** What {@link writeClassifier} gave of the same classes and options; `undefined` for anything else. */
export function readClassifier(
  bytes: Uint8Array,
  classes: readonly ClassTexts[],
  options: Partial<TrainingOptions> = {},
): Classifier | undefined {
  try {
    const all = { ...TRAINING, ...options };
    const ordered = inOrder(classes);
    const input = new Reader(gunzipSync(bytes));
    if (!digestOf(ordered, all).equals(input.bytes(32))) return undefined;
    const vocabulary = new Vocabulary(all);
    vocabulary.texts = input.count();
    const features = input.count();
    for (let column = 0; column < features; column += 1) vocabulary.columns.set(input.word() | 0, column);
    for (let column = 0; column < features; column += 1) vocabulary.frequencies.push(input.count());
    const heads = ordered.map(() => ({ size: input.count(), step: input.float() }));
    const columns = heads.map(({ size }) => {
      let column = 0;
      return Int32Array.from({ length: size }, () => (column += input.count()));
    });
    const known = ordered.map((each, which) => ({
      ...each,
      learned: {
        columns: columns[which] ?? new Int32Array(),
        weights: new Int8Array(input.bytes(heads[which]?.size ?? 0)),
        step: heads[which]?.step ?? 0,
      },
    }));
    return new Classifier(all, vocabulary, known);
  } catch {
    // Cut short, damaged or of another form: training anew is what is left to do.
    return undefined;
  }
}

const FIRST_SIZE = 1 << 16;

/** Seven bits a byte, the lowest first; the eighth says that more follow. */
const MORE = 0x80;

class Writer {
  #buffer = Buffer.alloc(FIRST_SIZE);
  #length = 0;

  #room(size: number): void {
    if (this.#length + size <= this.#buffer.length) return;
    this.#buffer = Buffer.concat([this.#buffer], 2 * (this.#length + size));
  }

  bytes(bytes: Uint8Array): void {
    this.#room(bytes.length);
    this.#buffer.set(bytes, this.#length);
    this.#length += bytes.length;
  }

  /** From 0 to 2³¹ - 1. */
  count(value: number): void {
    this.#room(5);
    let rest = value;
    for (; rest >= MORE; rest >>>= 7)
      this.#length = this.#buffer.writeUInt8((rest & 0x7f) | MORE, this.#length);
    this.#length = this.#buffer.writeUInt8(rest, this.#length);
  }

  word(value: number): void {
    this.#room(4);
    this.#length = this.#buffer.writeUInt32LE(value, this.#length);
  }

  float(value: number): void {
    this.#room(4);
    this.#length = this.#buffer.writeFloatLE(value, this.#length);
  }

  written(): Buffer {
    return this.#buffer.subarray(0, this.#length);
  }
}

/** Throws where the bytes end too early. */
class Reader {
  readonly #buffer: Buffer;
  #at = 0;

  constructor(buffer: Buffer) {
    this.#buffer = buffer;
  }

  #skip(size: number): number {
    const start = this.#at;
    if (start + size > this.#buffer.length) throw new RangeError('cut short');
    this.#at = start + size;
    return start;
  }

  bytes(size: number): Buffer {
    const start = this.#skip(size);
    return this.#buffer.subarray(start, start + size);
  }

  count(): number {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = this.#buffer.readUInt8(this.#skip(1));
      value |= (byte & 0x7f) << shift;
      if (byte < MORE) return value;
    }
  }

  word(): number {
    return this.#buffer.readUInt32LE(this.#skip(4));
  }

  float(): number {
    return this.#buffer.readFloatLE(this.#skip(4));
  }
}
