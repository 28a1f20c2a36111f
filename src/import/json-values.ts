/**
 * Reads JSON value by value, whatever the size of the file: the elements of an array at the top, values one after the other as
 * `gh api --paginate` prints them, or one a line. A streaming parser builds each value of tokens and tells no lines; values of an export
 * are small, so it is enough to find where each ends, and `JSON.parse` does the rest.
 */

import { createReadStream } from 'node:fs';
import { TextDecoder } from 'node:util';
import { reasonOf } from '../errors.js';
import { type FoundFault, foundFault, type SourceOptions } from './model.js';

/** A value of the file, with the line where it begins. */
export interface JsonValue {
  readonly kind: 'value';
  readonly value: unknown;
  /** 1-based. */
  readonly line: number;
}

/** Characters of one value. A page of 100 discussions with all comments has 5 million at most. */
const MOST_CHARACTERS = 32 * 1024 * 1024;

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const LINE_FEED = 0x0a;
const OPENING = new Set([0x7b, 0x5b]);
const CLOSING = new Set([0x7d, 0x5d]);
const ARRAY = 0x5b;
const ARRAY_END = 0x5d;
/** What may stand between values. */
const BETWEEN = /^[\s,\]\uFEFF]$/;

/** PowerShell writes what a program prints as UTF-16. */
const isUtf16 = ([first, second]: Buffer): boolean => first === 0xff && second === 0xfe;

/** The values, and a fault for each that cannot be read. Rejects where the file cannot be opened. */
export async function* jsonValues(
  path: string,
  { name, read }: SourceOptions,
): AsyncGenerator<JsonValue | FoundFault> {
  yield* valuesOf(textPieces(path, read), name);
}

/** The text of a file. It is opened once and read from its beginning to its end: it may be what another program prints. */
async function* textPieces(path: string, read: SourceOptions['read']): AsyncGenerator<string> {
  const chunks: AsyncIterable<Buffer> = createReadStream(path);
  let decoder: TextDecoder | undefined;
  for await (const chunk of chunks) {
    read(chunk.length);
    decoder ??= new TextDecoder(isUtf16(chunk) ? 'utf-16le' : 'utf-8');
    yield decoder.decode(chunk, { stream: true });
  }
}

/** The values of a text that comes in pieces. */
export async function* valuesOf(
  pieces: AsyncIterable<string>,
  name: string,
): AsyncGenerator<JsonValue | FoundFault> {
  const reader = new ValueReader(name);
  for await (const piece of pieces) {
    yield* reader.take(piece);
    if (reader.isForeign) break;
  }
  yield* reader.end();
}

/** An array that is a field of an object, with the fields before it. */
export interface ArrayField {
  readonly kind: 'head';
  /** The object as it is before the array. */
  readonly value: unknown;
}

/** Characters before the array. */
const MOST_HEAD = 1024 * 1024;

/**
 * The elements of the array that is a field of one large object: first the object up to it, then each element. What stands behind the
 * array is not read.
 * @param field a plain word; within a text of JSON the quotes around it are escaped, so it is found as a name alone
 */
export async function* elementsOf(
  pieces: AsyncIterable<string>,
  name: string,
  field: string,
): AsyncGenerator<ArrayField | JsonValue | FoundFault> {
  const begins = new RegExp(`"${field}"\\s*:\\s*\\[`);
  let head = '';
  let reader: ValueReader | undefined;
  for await (const piece of pieces) {
    if (reader !== undefined) {
      yield* reader.take(piece);
      if (reader.isForeign || reader.isClosed) return;
      continue;
    }
    head += piece;
    const found = begins.exec(head);
    if (found === null && head.length > MOST_HEAD) break;
    if (found === null) continue;
    const before = head.slice(0, found.index);
    try {
      const text = `${before.replace(/^\uFEFF/, '')}"${field}":[]}`;
      yield { kind: 'head', value: JSON.parse(text) };
    } catch (error) {
      yield foundFault(name, 1, 'json-syntax', reasonOf(error));
      return;
    }
    reader = new ValueReader(name, before.split('\n').length);
    yield* reader.take(head.slice(found.index + found[0].length - 1));
    if (reader.isForeign || reader.isClosed) return;
  }
  if (reader === undefined) yield foundFault(name, 1, 'kind', `it holds no "${field}"`);
  else yield* reader.end();
}

/** Cuts a text that comes in pieces into its values. */
class ValueReader {
  /** Whether the file is no JSON, and the rest of it need not be read. */
  isForeign = false;
  /** Whether the array that the text began with is at its end, where it is a field of an object. */
  isClosed = false;
  readonly #name: string;
  /** Pieces of the value that is being read. */
  #parts: string[] = [];
  #length = 0;
  /** Brackets that are open within the value. */
  #depth = 0;
  #isText = false;
  #isEscaped = false;
  /** Whether an array at the top is open, whose elements are the values. */
  #isInArray = false;
  #line: number;
  /** Where the value begins. */
  #from: number;
  readonly #isField: boolean;

  /** @param line where the array begins that is a field of an object; absent: the text is values, and nothing else */
  constructor(name: string, line?: number) {
    this.#name = name;
    this.#line = line ?? 1;
    this.#from = this.#line;
    this.#isField = line !== undefined;
  }

  *take(chunk: string): Generator<JsonValue | FoundFault> {
    let start = 0;
    for (let at = 0; at < chunk.length; at += 1) {
      const code = chunk.charCodeAt(at);
      if (code === LINE_FEED) this.#line += 1;
      if (this.#isText) {
        if (this.#isEscaped) this.#isEscaped = false;
        else if (code === BACKSLASH) this.#isEscaped = true;
        else if (code === QUOTE) this.#isText = false;
      } else if (this.#depth === 0) {
        if (code === ARRAY && !this.#isInArray) this.#isInArray = true;
        else if (OPENING.has(code)) {
          this.#from = this.#line;
          this.#depth = 1;
          start = at;
        } else if (!BETWEEN.test(chunk.charAt(at))) {
          this.isForeign = true;
          yield foundFault(this.#name, this.#line, 'json-syntax', 'the file holds no JSON objects here');
          return;
        } else if (code === ARRAY_END) {
          this.#isInArray = false;
          this.isClosed = this.#isField;
          if (this.isClosed) return;
        }
      } else if (code === QUOTE) this.#isText = true;
      else if (OPENING.has(code)) this.#depth += 1;
      else if (CLOSING.has(code)) {
        this.#depth -= 1;
        if (this.#depth > 0) continue;
        this.#keep(chunk.slice(start, at + 1));
        yield this.#value();
      }
    }
    if (this.#depth > 0) this.#keep(chunk.slice(start));
  }

  *end(): Generator<FoundFault> {
    if (this.isForeign || (this.#depth === 0 && !this.#isInArray)) return;
    const from = this.#depth === 0 ? this.#line : this.#from;
    yield foundFault(this.#name, from, 'file-cut', 'the file ends in the middle of what begins here');
  }

  /** What is too long is counted, and not kept. */
  #keep(part: string): void {
    this.#length += part.length;
    if (this.#length > MOST_CHARACTERS) this.#parts = [];
    else this.#parts.push(part);
  }

  #value(): JsonValue | FoundFault {
    const [text, length] = [this.#parts.join(''), this.#length];
    this.#parts = [];
    this.#length = 0;
    if (length > MOST_CHARACTERS)
      return foundFault(this.#name, this.#from, 'value-size', `longer than ${MOST_CHARACTERS} characters`);
    try {
      return { kind: 'value', value: JSON.parse(text), line: this.#from };
    } catch (error) {
      return foundFault(this.#name, this.#from, 'json-syntax', reasonOf(error));
    }
  }
}
