/** The files `*.wordings.yaml` of knowledge folders: what they hold, and one item put into them at a time. */

import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { CORE_SCHEMA, dump, FAILSAFE_SCHEMA, load } from 'js-yaml';
import * as v from 'valibot';
import { QabotError, reasonOf } from '../errors.js';

const ENDING = '.wordings.yaml';

/** Who wrote an item, as `by` says it. */
export const byModel = (name: string): string => `model:${name}`;
export const isByModel = ({ by }: Pick<Item, 'by'>): boolean => /^model(?::|$)/.test(by);

/** What a person left out of an item is no fault here. */
const Written = v.object({
  entry: v.string(),
  /** The hash of the entry's question. */
  question: v.optional(v.string()),
  /** `model:NAME`, `person:NAME` or `confirmed`. */
  by: v.optional(v.string(), ''),
  /** `YYYY-MM-DD`. */
  at: v.optional(v.string()),
  wordings: v.array(v.string()),
});

/** The wordings that somebody gave one entry. */
export type Item = Readonly<v.InferOutput<typeof Written>>;

export interface FoundItem extends Item {
  readonly path: string;
}

export interface WordingsFiles {
  /** As they were when the files were opened. */
  readonly items: readonly FoundItem[];
  /** The file of the wordings of a post or page; it need not exist. */
  pathFor(source: string): string;
  /**
   * Writes one item at once: in place of another, or where the order of the entries has it. Everything else in the file stays letter by
   * letter; of an item that is replaced, the comments go. A file that somebody has changed meanwhile is read anew.
   * @throws {QabotError} `draft-file` where the file is no list, or cannot be written
   */
  put(path: string, item: Item, replaced: Item | undefined): void;
}

/**
 * @param places of the entries in the knowledge, by id
 * @throws {QabotError} `draft-file` where a file is no list of wordings
 */
export function openWordingsFiles(
  folders: readonly string[],
  places: ReadonlyMap<string, number>,
): WordingsFiles {
  const files = new Map(folders.flatMap(pathsIn).map((path) => [path, readParts(path)]));
  const items = [...files].flatMap(([path, { parts }]) =>
    parts.flatMap(({ item }) => (item === undefined ? [] : [{ ...item, path }])),
  );
  return {
    items,
    pathFor: (source) => {
      const folder = folders.find((one) => existsSync(join(one, source))) ?? folders[0] ?? '.';
      return join(folder, source.replace(/\.\w+$/, '') + ENDING);
    },
    put: (path, item, replaced) => {
      const known = files.get(path);
      // What was written last is not read again: a file may hold thousands of items.
      const file = known?.text === textOf(path) ? known : readParts(path);
      const parts = withItem(file.parts, item, replaced, places);
      const text = file.head + parts.map((part) => part.text + part.after).join('');
      replaceFile(path, text);
      files.set(path, { text, head: file.head, parts });
    },
  };
}

/** An item of a file and its lines. */
interface Part {
  readonly text: string;
  /** Blank lines and comments between this item and the next. */
  readonly after: string;
  /** Absent where it is no item that we know how to read. */
  readonly item: Item | undefined;
}

interface Parts {
  readonly text: string;
  /** What stands before the first item. */
  readonly head: string;
  readonly parts: readonly Part[];
}

function pathsIn(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith(ENDING) && !/(?:^|[\\/])(?:\.|node_modules[\\/])/.test(path))
    .toSorted()
    .map((path) => join(folder, path));
}

function textOf(path: string): string {
  return existsSync(path) ? readFileSync(path, 'utf8') : '';
}

const ITEM_START = /^(?=-[ \r\n])/m;
const COMMENTS = /^#.*$/gm;
const NOTHING = /^\s*(?:---)?\s*$/;
const TRAILING = /(?:(?<=\n)(?:#.*|[^\S\n]*)\r?\n)+$/;

function readParts(path: string): Parts {
  const text = textOf(path);
  const [first = '', ...rest] = text.split(ITEM_START);
  const [head, pieces] = /^-[ \r\n]/.test(first) ? ['', [first, ...rest]] : [first, rest];
  const isHead = NOTHING.test(head.replace(COMMENTS, ''));
  const list = isHead && pieces.length === 0 ? [] : listIn(path, text);
  if (!isHead || list.length !== pieces.length) {
    const reason = 'it takes a list whose items begin with "- entry: ..." at the start of a line';
    throw new QabotError('draft-file', { path, reason });
  }
  const parts = pieces.map((piece, index): Part => {
    const whole = piece.endsWith('\n') ? piece : `${piece}\n`;
    const after = TRAILING.exec(whole)?.[0] ?? '';
    const read = v.safeParse(Written, list[index]);
    const item = read.success ? read.output : undefined;
    return { text: whole.slice(0, whole.length - after.length), after, item };
  });
  return { text, head: head === '' || head.endsWith('\n') ? head : `${head}\n`, parts };
}

function listIn(path: string, text: string): readonly unknown[] {
  try {
    // A hash of digits alone is a text like the others.
    const list = load(text, { schema: FAILSAFE_SCHEMA });
    return Array.isArray(list) ? list : [];
  } catch (cause) {
    const reason = cause instanceof Error ? (cause.message.split('\n', 1)[0] ?? '') : String(cause);
    throw new QabotError('draft-file', { path, reason }, { cause });
  }
}

function withItem(
  parts: readonly Part[],
  item: Item,
  replaced: Item | undefined,
  places: ReadonlyMap<string, number>,
): readonly Part[] {
  const text = dump([item], { schema: CORE_SCHEMA, lineWidth: -1 });
  const old = parts.findIndex(
    (part) =>
      replaced !== undefined &&
      part.item?.entry === replaced.entry &&
      part.item.question === replaced.question &&
      part.item.by === replaced.by,
  );
  if (old >= 0) return parts.with(old, { text, after: parts[old]?.after ?? '', item });
  const place = places.get(item.entry) ?? Number.POSITIVE_INFINITY;
  const next = parts.findIndex((part) => (places.get(part.item?.entry ?? '') ?? -1) > place);
  return parts.toSpliced(next < 0 ? parts.length : next, 0, { text, after: '', item });
}

/** Renamed when it is whole, so that nobody reads half of it, and nothing is lost when the program is ended. */
export function replaceFile(path: string, text: string): void {
  const draft = `${path}.${randomUUID()}`;
  try {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(draft, text);
    renameSync(draft, path);
  } catch (cause) {
    rmSync(draft, { force: true });
    const reason = reasonOf(cause);
    throw new QabotError('draft-file', { path, reason }, { cause });
  }
}
