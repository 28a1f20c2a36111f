/**
 * Reads JSON value by value, whatever the size of the file: the elements of an array at the top, values one after the other as
 * `gh api --paginate` prints them, or one a line. A streaming parser builds each value of tokens and tells no lines; values of an export
 * are small, so it is enough to find where each ends, and `JSON.parse` does the rest.
 */

import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
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
/** What may stand between values. */
const BETWEEN = /^[\s,\]\uFEFF]$/;

/** PowerShell writes what a program prints as UTF-16. */
async function encodingOf(path: string): Promise<'utf8' | 'utf16le'> {
  const file = await open(path);
  try {
    const { buffer } = await file.read(Buffer.alloc(2), 0, 2, 0);
    return buffer[0] === 0xff && buffer[1] === 0xfe ? 'utf16le' : 'utf8';
  } finally {
    await file.close();
  }
}

/** The values, and a fault for each that cannot be read. Rejects where the file cannot be opened. */
export async function* jsonValues(
  path: string,
  { name, read }: SourceOptions,
): AsyncGenerator<JsonValue | FoundFault> {
  const reader = new ValueReader(name);
  const stream = createReadStream(path, { encoding: await encodingOf(path) });
  let before = 0;
  for await (const chunk of stream) {
    read(stream.bytesRead - before);
    before = stream.bytesRead;
    yield* reader.take(String(chunk));
    if (reader.isForeign) break;
  }
  yield* reader.end();
}

/** Cuts a text that comes in pieces into its values. */
class ValueReader {
  /** Whether the file is no JSON, and the rest of it need not be read. */
  isForeign = false;
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
  #line = 1;
  /** Where the value begins. */
  #from = 1;

  constructor(name: string) {
    this.#name = name;
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
        } else if (code === 0x5d) this.#isInArray = false;
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
