/**
 * The format of `*.wordings.yaml`: other wordings of the questions of entries, in a form that a person can write and review.
 *
 *     - entry: sofa-weekly-20211015#2.1
 *       question: 8c1f5e0d9a3b7c24
 *       by: person:mia
 *       at: 2026-11-28
 *       wordings: [mosn 能接 eureka 吗, does mosn work with eureka]
 */

import { reasonOf } from '../../errors.js';
import { createHash } from 'node:crypto';
import { CORE_SCHEMA, constructFromEvents, dump, EVENT_ID, parseEvents } from 'js-yaml';
import { lettersOf } from '../../text/script.js';
import { LIMITS } from '../files/limits.js';
import type { Finding } from '../model.js';
import { readingYaml, textOf, yamlFaultLine } from '../readers/front-matter.js';
import { fault } from '../readers/reader.js';
import { readDate } from '../readers/dates.js';
import { fieldsOf, type Read } from '../yaml-files.js';
import { authorOf } from './author.js';

/** Wordings of one entry by one author. */
export interface Wordings {
  /** The entry's id. */
  readonly entry: string;
  /** {@link questionHash} of the entry's question. Absent: the id alone names the entry. */
  readonly question?: string;
  /** `model:NAME`, `person:NAME` or `confirmed`. */
  readonly by: string;
  /** `YYYY-MM-DD`. */
  readonly at?: string;
  /** At least one. */
  readonly wordings: readonly string[];
}

/** Wordings as they were read. */
export interface ReadWordings extends Wordings {
  /** 1-based line where the item begins. */
  readonly line: number;
}

const HASH_DIGITS = 16;
const HASH = new RegExp(`^[0-9a-f]{${HASH_DIGITS}}$`);

/**
 * Names a question without repeating its text: the first 16 hexadecimal digits of the SHA-256 of its letters and digits, in Unicode's
 * NFKC form, in simplified script and lower case. Spaces, punctuation, case and script make no other hash. Greetings do: which words
 * are greetings may change, and a hash that stands in files must not.
 */
export function questionHash(question: string): string {
  return createHash('sha256').update(lettersOf(question)).digest('hex').slice(0, HASH_DIGITS);
}

/** Reads a wordings file. An item or a wording with a fault is reported and left out. */
export function readWordings(path: string, text: string): Read<ReadWordings> {
  const report = (line: number, message: string): Finding => fault(path, line, 'wordings-shape', message);
  try {
    const { value, lines } = readingYaml(() => parse(text));
    // An empty file, or one of comments alone, is a file that somebody has begun.
    if (value === undefined || value === null) return { items: [], findings: [] };
    if (!Array.isArray(value)) return { items: [], findings: [report(1, 'the file holds no list')] };
    const reads = value.map((item: unknown, index) => readItem(item, lines[index] ?? 1));
    return {
      items: reads.flatMap(({ item }) => (item === undefined ? [] : [item])),
      findings: reads.flatMap(({ line, faults }) => faults.map((message) => report(line, message))),
    };
  } catch (error) {
    const message = reasonOf(error);
    return { items: [], findings: [fault(path, yamlFaultLine(error), 'yaml-syntax', message)] };
  }
}

/** The data of a YAML text, and where it is a list, the 1-based line of each item. */
function parse(text: string): { readonly value: unknown; readonly lines: readonly number[] } {
  const events = parseEvents(text, {});
  const [value, ...more] = constructFromEvents(events, { source: text, schema: CORE_SCHEMA });
  if (more.length > 0) throw new Error('the file holds more than one document');
  const starts: number[] = [];
  let depth = 0;
  for (const event of events) {
    // The document is at depth 0, its list at 1, the items at 2.
    if (event.type === EVENT_ID.POP) {
      depth -= 1;
      continue;
    }
    if (depth === 2)
      starts.push('start' in event ? event.start : 'valueStart' in event ? event.valueStart : 0);
    if (event.type !== EVENT_ID.SCALAR && event.type !== EVENT_ID.ALIAS) depth += 1;
  }
  return { value, lines: linesOf(text, starts) };
}

/** 1-based lines of places in a text, which come in order. */
function linesOf(text: string, places: readonly number[]): readonly number[] {
  let line = 1;
  let from = 0;
  return places.map((place) => {
    for (let end = text.indexOf('\n', from); end >= 0 && end < place; end = text.indexOf('\n', from)) {
      line += 1;
      from = end + 1;
    }
    return line;
  });
}

interface ReadItem {
  readonly line: number;
  /** Absent where the item is left out. */
  readonly item?: ReadWordings;
  readonly faults: readonly string[];
}

function readItem(value: unknown, line: number): ReadItem {
  const fields = fieldsOf(value);
  const wrong = itemFault(fields);
  if (wrong !== undefined) return { line, faults: [wrong] };
  const { wordings, faults } = readTexts(fields['wordings']);
  const item = {
    entry: textOf(fields, 'entry') ?? '',
    question: textOf(fields, 'question'),
    by: textOf(fields, 'by') ?? '',
    at: textOf(fields, 'at'),
    wordings,
    line,
  };
  return { line, faults, item: wordings.length === 0 ? undefined : item };
}

/** What is wrong with an item as a whole. */
function itemFault(fields: Readonly<Record<string, unknown>>): string | undefined {
  const { question, at } = fields;
  const by = textOf(fields, 'by');
  if (textOf(fields, 'entry') === undefined) return 'an item has no entry';
  // A hash of digits alone that is not quoted reads as a number, and loses its last digits.
  if (question !== undefined && !(typeof question === 'string' && HASH.test(question)))
    return `"question" is the hash of the question: ${HASH_DIGITS} digits from 0 to f, in quotes where they could be a number`;
  if (by === undefined || authorOf(by) === undefined)
    return `"by" takes model:NAME, person:NAME or confirmed${by === undefined ? '' : `, not "${by}"`}`;
  if (at !== undefined && readDate(textOf(fields, 'at')) !== at) return '"at" is a date such as 2026-11-28';
  if (!Array.isArray(fields['wordings']) || fields['wordings'].length === 0)
    return '"wordings" is a list of at least one wording';
  return undefined;
}

function readTexts(given: unknown): {
  readonly wordings: readonly string[];
  readonly faults: readonly string[];
} {
  const all: readonly unknown[] = Array.isArray(given) ? given : [];
  const { wordings: most, wordingCharacters } = LIMITS;
  const faults: string[] = [];
  const wordings = new Set<string>();
  for (const text of all.slice(0, most)) {
    const plain = typeof text === 'string' || typeof text === 'number' ? String(text).trim() : '';
    if (plain === '') faults.push('a wording is no text, and is left out');
    else if (plain.length > wordingCharacters)
      faults.push(`a wording is longer than ${wordingCharacters} characters, and is left out`);
    else wordings.add(plain);
  }
  if (all.length > most) faults.push(`an item has more than ${most} wordings; the rest is left out`);
  return { wordings: [...wordings], faults };
}

/** The text of a wordings file that {@link readWordings} reads back to these items. */
export function wordingsText(items: readonly Wordings[]): string {
  return dump(
    items.map(({ entry, question, by, at, wordings }) => ({ entry, question, by, at, wordings })),
    { lineWidth: -1, schema: CORE_SCHEMA, noRefs: true },
  );
}
