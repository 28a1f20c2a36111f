/** The histories that `npm run eval` measures, and the questions that it asks of them. */

import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { type GoldQuery, goldResolver, postName, readQueries } from '../../src/evaluate/queries.js';
import { isRecord } from '../../src/record.js';
import { groupBy } from '../../src/group-by.js';
import { entriesOf } from '../../src/knowledge/entries.js';
import type { Entry, Knowledge } from '../../src/knowledge/model.js';
import { EMPTY } from '../../src/knowledge/readers/reader.js';
import { readJsonl } from '../../src/knowledge/readers/tables/jsonl.js';
import { rows } from '../eval-learning/data.js';

/** The FAQs of other fields in `test/data`. */
export const FAQS = ['library', 'payments', 'database', 'gym'] as const;
/** FAQ pages of tools, without drafted wordings. */
export const TOOL_FAQS = ['restic', 'pandoc', 'echarts'] as const;

/** A number that depends on the text alone, the same on every run. */
export function hashOf(text: string): number {
  return createHash('sha256').update(text).digest().readUInt32BE();
}

/** Reads questions, whose text stands as `query` or `text`. A line without `gold` is answered by nothing. */
export function questionsIn(path: string, kind?: string): readonly GoldQuery[] {
  const lines = rows(path).map((row) => ({
    query: row['text'],
    gold: [],
    ...row,
    kind: kind ?? row['kind'],
  }));
  return readQueries(lines.map((line) => JSON.stringify(line)).join('\n'));
}

/** The same, each with the rest of its line. */
export function questionsWithRows(
  path: string,
): readonly (readonly [GoldQuery, ReturnType<typeof rows>[number]])[] {
  const lines = rows(path);
  return questionsIn(path).map((question, place) => [question, lines[place] ?? {}]);
}

interface Contradiction extends GoldQuery {
  /** The thread of the entry that it contradicts, or that answers it. */
  readonly about: string;
  readonly split: unknown;
  /** Whether it is one of those that a second reader is measured on. */
  readonly isSample: boolean;
}

/** Reads the questions that contradict an entry, and their controls. */
export function contradictionsIn(path: string): readonly Contradiction[] {
  return questionsWithRows(path).map(([query, { about, split, sample }]) => {
    const { post, n } = isRecord(about) ? about : {};
    return { ...query, about: `${String(post)}#${String(n)}`, split, isSample: sample === true };
  });
}

/** Reads `{"post","n","turn","wordings":[...]}` lines as a question a wording. */
export function wordingsIn(path: string): readonly GoldQuery[] {
  const lines = rows(path).flatMap(({ wordings, ...turn }) =>
    (Array.isArray(wordings) ? wordings : []).map((query) => ({ query, kind: 'wording', gold: [turn] })),
  );
  return readQueries(lines.map((line) => JSON.stringify(line)).join('\n'));
}

function postOf({ thread }: Entry): string {
  return postName(thread.source.path);
}

/** One of the two halves of the posts that may be drafted, chosen by hash. */
export function isHalf(entry: Entry, half: number): boolean {
  return hashOf(postOf(entry)) % 2 === half;
}

/** The history with the drafted wordings of those entries alone that `keeps` holds for. */
export function draftedWhere(knowledge: Knowledge, keeps: (entry: Entry) => boolean): Knowledge {
  const entries = knowledge.entries.map((entry) => (keeps(entry) ? entry : { ...entry, drafted: [] }));
  return { ...knowledge, entries };
}

/** Splits the history into parts of whole posts, drawn by hash, of at least `turns` turns each. A smaller rest joins the last part. */
export function partsOf(knowledge: Knowledge, turns: number): readonly Knowledge[] {
  const posts = [...groupBy(knowledge.entries, postOf)].toSorted(([a], [b]) => hashOf(a) - hashOf(b));
  const parts: Entry[][] = [[]];
  for (const [, entries] of posts) {
    if ((parts.at(-1)?.length ?? 0) >= turns) parts.push([]);
    parts.at(-1)?.push(...entries);
  }
  const last = parts.at(-1) ?? [];
  if (parts.length > 1 && last.length < turns) parts.at(-2)?.push(...(parts.pop() ?? []));
  return parts.map((entries) => ({ ...knowledge, entries }));
}

/** The question with a kind that says whether the history holds an answer to it. Only the answers that it holds stay its gold. */
export function placed(query: GoldQuery, { entries }: Knowledge): GoldQuery {
  const inside = [...goldResolver(entries)(query)];
  const elsewhere = query.gold.length > 0 ? 'answer elsewhere' : 'no answer anywhere';
  return { ...query, gold: inside, kind: inside.length > 0 ? 'answer inside' : elsewhere };
}

/** Questions of a bank's customers by intent (PolyAI, CC-BY-4.0): the intents are the entries. */
export interface Intents {
  readonly knowledge: Knowledge;
  readonly questions: readonly GoldQuery[];
}

/** Which training rows of an intent become its alternates. */
interface Taught {
  readonly isTrained: (text: string) => boolean;
  readonly most: number;
}

const ALL_ROWS: Taught = { isTrained: () => true, most: Number.POSITIVE_INFINITY };

interface IntentRow {
  readonly text: string;
  readonly category: string;
}

function intentRows(folder: string, file: string): readonly IntentRow[] {
  return parse(readFileSync(join(folder, file)), { columns: true });
}

/** @param isKept whether an intent stays in the history; the questions of the others have no answer there */
export function readIntents(
  folder: string,
  isKept: (intent: string) => boolean = () => true,
  { isTrained, most }: Taught = ALL_ROWS,
): Intents {
  const lines = [...groupBy(intentRows(folder, 'train.csv'), ({ category }) => category)]
    .filter(([intent]) => isKept(intent))
    .map(([intent, training]) => {
      const question = intent.replaceAll('_', ' ');
      const alternates = training.map(({ text }) => text).filter(isTrained);
      return { id: intent, question, alternates: alternates.slice(0, most), answer: `See ${question}.` };
    });
  const text = lines.map((line) => JSON.stringify(line)).join('\n');
  const document = readJsonl({ path: 'banking77.jsonl', post: 'banking77', text });
  return {
    knowledge: {
      ...EMPTY,
      ...document,
      projects: [],
      glossary: [],
      families: [],
      entries: entriesOf(document.threads),
    },
    questions: intentQuestions(folder, 'test.csv', isKept),
  };
}

export function intentQuestions(
  folder: string,
  file: string,
  isKept: (intent: string) => boolean,
): readonly GoldQuery[] {
  return intentRows(folder, file).map(({ text: query, category }, row) => ({
    id: `${file}-${row}`,
    query,
    kind: isKept(category) ? 'intent inside' : 'intent taken out',
    gold: isKept(category) ? [category] : [],
  }));
}
