/** What a reader of somebody else's gives is checked, as it may be in plain JavaScript: what is malformed is a finding. */

import pTimeout, { TimeoutError } from 'p-timeout';
import * as v from 'valibot';
import type { Link, Source } from '../../contract.js';
import { isRecord } from '../../record.js';
import { isWebAddress } from '../address.js';
import type { Document, Finding, Note, Reading, Release, Task, Thread, Turn } from '../model.js';
import { EMPTY, fault, type ReadFile } from './reader.js';

/** Milliseconds for one file, as for the built-in readers. It ends a wait; a loop that never gives way is ended with its thread. */
const MOST_MS = 30_000;

/** Rule of the finding that a reader gave something else than its contract says. */
export const READER_SHAPE = 'reader-shape';

/** A schema for each field of a record: with a field that the model has and the border forgets, it does not compile. */
type Fields<Record> = { readonly [Name in keyof Required<Record>]: v.GenericSchema<unknown, Record[Name]> };

const TEXT = v.pipe(
  v.string(),
  v.check((text) => text.trim() !== '', 'a text that is not empty'),
);
const LINE = v.pipe(v.number(), v.integer(), v.minValue(1));
const ADDRESS = v.pipe(v.string(), v.check(isWebAddress, 'an absolute http or https address'));
/** May be left out. */
const listOf = <Item>(item: v.GenericSchema<unknown, Item>): v.GenericSchema<unknown, readonly Item[]> =>
  v.optional(v.array(item), []);
const optional = <Value>(value: v.GenericSchema<unknown, Value>) => v.optional(value);

const LINK = v.object({ title: v.string(), url: ADDRESS } satisfies Fields<Link>);
const SOURCE = v.object({
  // Every record is of the file that is read, whatever its reader says.
  path: v.optional(v.string(), ''),
  line: LINE,
  title: optional(v.string()),
  date: optional(v.pipe(v.string(), v.isoDate('a date as YYYY-MM-DD'))),
  url: optional(ADDRESS),
} satisfies Fields<Source>);

const TURN = v.object({
  question: TEXT,
  alternates: listOf(TEXT),
  drafted: optional(v.array(TEXT)),
  answer: optional(TEXT),
  illustrated: optional(TEXT),
  links: listOf(LINK),
  line: LINE,
} satisfies Fields<Turn>);

const THREAD = v.pipe(
  v.object({
    id: TEXT,
    n: optional(LINE),
    asker: optional(v.string()),
    printedProject: optional(v.string()),
    printedUrl: optional(v.string()),
    project: optional(v.string()),
    saved: optional(v.literal(true)),
    section: optional(v.string()),
    tags: listOf(v.string()),
    turns: v.pipe(v.array(TURN), v.minLength(1, 'at least one')),
    source: optional(SOURCE),
  } satisfies { readonly [Name in keyof Required<Thread>]: v.GenericSchema }),
  v.transform(({ source, ...thread }) => {
    const { line = 1 } = thread.turns[0] ?? {};
    return { ...thread, source: source ?? { path: '', line } };
  }),
);

const TASK = v.object({
  project: optional(v.string()),
  difficulty: optional(v.picklist(['easy', 'medium', 'hard'])),
  text: TEXT,
  details: optional(v.string()),
  source: SOURCE,
} satisfies Fields<Task>);

const RELEASE = v.object({
  project: optional(v.string()),
  version: optional(v.string()),
  changes: listOf(v.string()),
  url: optional(ADDRESS),
  source: SOURCE,
} satisfies Fields<Release>);

const READING = v.object({ title: TEXT, url: ADDRESS, source: SOURCE } satisfies Fields<Reading>);

const NOTE = v.object({
  kind: v.picklist(['contributor', 'meeting', 'event', 'rule']),
  title: v.string(),
  text: TEXT,
  links: listOf(LINK),
  source: SOURCE,
} satisfies Fields<Note>);

const FINDING = v.object({
  path: v.optional(v.string(), ''),
  line: LINE,
  rule: v.pipe(v.string(), v.regex(/^[a-z\d-]+$/, 'lower case with dashes')),
  message: TEXT,
  severity: v.picklist(['error', 'warning', 'information']),
} satisfies Fields<Finding>);

/** A reader as it may be in truth. */
interface Untrusted {
  read(file: ReadFile): unknown;
}

/**
 * Reads a file with a reader of somebody else's. What is malformed in what it gives is left out, a finding a list.
 * @param mostMs milliseconds
 * @throws what the reader throws
 */
export async function readAtBorder(
  reader: Untrusted,
  file: ReadFile,
  mostMs: number = MOST_MS,
): Promise<Document> {
  try {
    const given: unknown = await pTimeout(Promise.resolve(reader.read(file)), { milliseconds: mostMs });
    return checkDocument(given, file.path);
  } catch (error) {
    if (!(error instanceof TimeoutError)) throw error;
    return {
      ...EMPTY,
      findings: [fault(file.path, 1, 'reading-time', `not read within ${mostMs / 1000} s`)],
    };
  }
}

/** What of a reader's result keeps the contract, and findings on the rest. @param path the file that was read */
export function checkDocument(given: unknown, path: string): Document {
  if (!isRecord(given) || Array.isArray(given))
    return {
      ...EMPTY,
      findings: [shapeFault(path, 1, 'the reader gave no object such as { threads, findings }')],
    };
  const faults: Finding[] = [];
  const items = <Item>(name: keyof Document, schema: v.GenericSchema<unknown, Item>): readonly Item[] => {
    const { kept, finding } = checkList(given[name] ?? [], name, schema, path);
    if (finding !== undefined) faults.push(finding);
    return kept;
  };
  const placed = <Item extends { readonly source: Source }>(
    name: keyof Document,
    schema: v.GenericSchema<unknown, Item>,
  ): readonly Item[] => items(name, schema).map((item) => ({ ...item, source: { ...item.source, path } }));
  const document = {
    threads: placed('threads', THREAD).map((thread, place) => ({ ...thread, n: thread.n ?? place + 1 })),
    tasks: placed('tasks', TASK),
    releases: placed('releases', RELEASE),
    readings: placed('readings', READING),
    notes: placed('notes', NOTE),
    findings: items('findings', FINDING).map((finding) => ({ ...finding, path })),
  };
  return { ...document, findings: [...document.findings, ...faults] };
}

/** The items of a list that fit, and one finding on all that do not. */
function checkList<Item>(
  given: unknown,
  name: string,
  schema: v.GenericSchema<unknown, Item>,
  path: string,
): { readonly kept: readonly Item[]; readonly finding?: Finding } {
  if (!Array.isArray(given))
    return { kept: [], finding: shapeFault(path, 1, `the reader gave "${name}" that is no list`) };
  const results = given.map((item: unknown) => ({ item, result: v.safeParse(schema, item) }));
  const kept = results.flatMap(({ result }) => (result.success ? [result.output] : []));
  const first = results.findIndex(({ result }) => !result.success);
  if (first < 0) return { kept };
  const [issue] = results[first]?.result.issues ?? [];
  const reason = issue === undefined ? '' : [v.getDotPath(issue), issue.message].filter(Boolean).join(': ');
  const message = `${given.length - kept.length} of ${given.length} "${name}" of the reader are left out; the first is number ${first + 1}: ${reason}`;
  return { kept, finding: shapeFault(path, lineOf(results[first]?.item), message) };
}

/** Where the item says that it stands. */
function lineOf(item: unknown): number {
  if (!isRecord(item)) return 1;
  const [turn]: readonly unknown[] = Array.isArray(item['turns']) ? item['turns'] : [];
  const lines = [item, turn, item['source']].map((part) => (isRecord(part) ? part['line'] : undefined));
  return lines.find((line): line is number => v.is(LINE, line)) ?? 1;
}

const shapeFault = (path: string, line: number, message: string): Finding =>
  fault(path, line, READER_SHAPE, message);
