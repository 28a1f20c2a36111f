/** Brings wordings to the entries that they belong to. */

import { groupBy } from '../../group-by.js';
import { lettersOf } from '../../text/script.js';
import { entriesOf, entryId } from '../entries.js';
import type { Entry, Finding, Thread, Turn } from '../model.js';
import { warning } from '../readers/reader.js';
import { type Author, authorOf } from './author.js';
import { questionHash, type ReadWordings, readWordings } from './format.js';

export interface WordingsFile {
  readonly path: string;
  /** `alternates`: an `alternates.yaml`. A shipped file gives no findings: it also knows entries that are not read here. */
  readonly kind: 'own' | 'alternates' | 'shipped';
  readonly items: readonly ReadWordings[];
}

/** Sixteen digits that may be the hash of a question. */
const MAYBE_HASH = /\b[0-9a-f]{16}\b/g;

/**
 * Reads those of the shipped files that have wordings for one of these questions; parsing the others would cost every start time.
 * @param texts of the files by name
 * @param hashes of the questions
 */
export function readShipped(
  texts: ReadonlyMap<string, string>,
  hashes: ReadonlySet<string>,
): readonly WordingsFile[] {
  return [...texts].flatMap(([path, text]): readonly WordingsFile[] => {
    const isUsed = text.match(MAYBE_HASH)?.some((hash) => hashes.has(hash)) === true;
    return isUsed ? [{ path, kind: 'shipped', items: readWordings(path, text).items }] : [];
  });
}

export interface ResolvedWordings {
  /** Each turn with its wordings. */
  readonly threads: readonly Thread[];
  /** Confirmed wordings, by entry. */
  readonly confirmed: Readonly<Record<string, readonly string[]>>;
  readonly findings: readonly Finding[];
}

/** Entries by id and by the hash of their question. */
export interface QuestionTable {
  readonly byId: ReadonlyMap<string, Entry>;
  readonly byHash: ReadonlyMap<string, readonly Entry[]>;
}

export function questionTable(threads: readonly Thread[]): QuestionTable {
  const entries = entriesOf(threads);
  return {
    byId: new Map(entries.map((entry) => [entry.id, entry])),
    byHash: groupBy(entries, ({ question }) => questionHash(question)),
  };
}

/** Wordings of one entry by author, as they stand in the files. */
type Found = Readonly<Record<Author, string[]>>;

/**
 * An entry is found by its id where its question has the item's hash, and else by the hash alone. Wordings of several files add up.
 * @param table of the same threads
 */
export function resolveWordings(
  files: readonly WordingsFile[],
  threads: readonly Thread[],
  table: QuestionTable,
): ResolvedWordings {
  const found = new Map<string, Found>();
  const findings: Finding[] = [];
  for (const { path, kind, items } of files) {
    for (const item of items) {
      const entry = entryOf(item, table, kind);
      if (typeof entry === 'object') {
        const of = found.get(entry.id) ?? { person: [], model: [], confirmed: [] };
        of[authorOf(item.by) ?? 'person'].push(...item.wordings);
        found.set(entry.id, of);
      } else if (kind !== 'shipped') {
        findings.push(
          warning(path, item.line, entry, `${REASONS[entry]} "${item.entry}"; its wordings are left out`),
        );
      }
    }
  }
  const confirmed = [...found].map(([id, of]) => [id, [...new Set(of.confirmed)]] as const);
  return {
    threads: found.size === 0 ? threads : threads.map((thread) => withWordings(thread, found)),
    confirmed: Object.fromEntries(confirmed.filter(([, wordings]) => wordings.length > 0)),
    findings,
  };
}

const REASONS = {
  'entry-unknown': 'no entry has the id',
  'wordings-entry-unknown': 'no entry has the id or the question of',
  'wordings-question-changed': 'another question stands now at',
} as const;

/**
 * Letters that a question needs for its hash alone to bring it shipped wordings: a shorter one ("怎么接入") is asked of anything. Files
 * of a folder are written for its own entries.
 */
const LEAST_LETTERS = 8;

/** The entry, or the rule by which there is none. */
function entryOf(
  { entry, question }: ReadWordings,
  { byId, byHash }: QuestionTable,
  kind: WordingsFile['kind'],
): Entry | keyof typeof REASONS {
  const named = byId.get(entry);
  const asking = question === undefined ? [] : (byHash.get(question) ?? []);
  if (named !== undefined && (question === undefined || asking.includes(named))) return named;
  const [only, more] = asking;
  const isTelling =
    only !== undefined && (kind !== 'shipped' || lettersOf(only.question).length >= LEAST_LETTERS);
  // Of two entries with the same question the hash does not say which one is meant.
  if (isTelling && more === undefined) return only;
  if (kind === 'alternates') return 'entry-unknown';
  return named === undefined ? 'wordings-entry-unknown' : 'wordings-question-changed';
}

function withWordings(thread: Thread, found: ReadonlyMap<string, Found>): Thread {
  const turns = thread.turns.map((turn, index) => {
    const of = turn.answer === undefined ? undefined : found.get(entryId(thread, index));
    return of === undefined ? turn : addWordings(turn, of);
  });
  return { ...thread, turns };
}

/** Each wording once, and people's before drafted ones. */
function addWordings(turn: Turn, { person, model }: Found): Turn {
  const seen = new Set(['', ...[turn.question, ...turn.alternates].map(lettersOf)]);
  const isNew = (text: string): boolean => {
    const form = lettersOf(text);
    return !seen.has(form) && seen.add(form) !== undefined;
  };
  const alternates = [...turn.alternates, ...person.filter(isNew)];
  const drafted = [...(turn.drafted ?? []), ...model].filter(isNew);
  return { ...turn, alternates, drafted: drafted.length === 0 ? undefined : drafted };
}
