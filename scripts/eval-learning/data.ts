/** Knowledge with wordings to be confirmed, and questions to ask before and after. */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type GoldQuery, goldResolver, readQueries } from '../../src/evaluate/queries.js';
import { loadKnowledge } from '../../src/knowledge/load.js';
import type { Matchable } from '../../src/match/contract.js';

export interface Question {
  readonly text: string;
  readonly kind: string;
  /** Ids of the entries that answer; empty where none does. */
  readonly gold: ReadonlySet<string>;
  /** Questions of a group are fitted on, or measured, together: those of a thread. */
  readonly group: string;
}

/** Wordings by entry id. */
export type Wordings = ReadonlyMap<string, readonly string[]>;

/** Some wordings are confirmed, and questions asked that are not among them. */
export interface Trial {
  /** Under which it is reported. */
  readonly set: string;
  /**
   * `held out`: other wordings of the same entries. `beside`: questions that no confirmed wording is meant for. `stray`: such
   * questions one word away from a wording; nothing is fitted on them.
   */
  readonly purpose: 'held out' | 'beside' | 'stray';
  readonly base: string;
  readonly confirmed: Wordings;
  readonly questions: readonly Question[];
}

export interface Learning {
  readonly bases: ReadonlyMap<string, Matchable>;
  readonly trials: readonly Trial[];
}

type Row = Readonly<Record<string, unknown>>;

export function rows(path: string): readonly Row[] {
  return readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line): Row => Object(JSON.parse(line)));
}

export const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

interface Worded {
  readonly entry: string;
  readonly kind: string;
  /** Place among the wordings of the entry. */
  readonly place: number;
  readonly text: string;
}

const KINDS = ['wording zh', 'wording zh', 'wording mixed', 'wording en'];

/** Entries `<thread>.<turn>` of one thread are one group. */
function groupOf(entry: string): string {
  return entry.replace(/\.\d+$/, '');
}

function asQuestion({ entry, kind, text }: Worded): Question {
  return { text, kind, gold: new Set([entry]), group: groupOf(entry) };
}

function wordingsOf(worded: readonly Worded[]): Wordings {
  const found = new Map<string, string[]>();
  for (const { entry, text } of worded) found.set(entry, [...(found.get(entry) ?? []), text]);
  return found;
}

/** The trial in which those that `isFed` holds for are confirmed, and the others asked. */
function split(set: string, base: string, worded: readonly Worded[], isFed: (one: Worded) => boolean): Trial {
  const fed = worded.filter(isFed);
  const asked = worded.filter((one) => !isFed(one)).map(asQuestion);
  return { set, purpose: 'held out', base, confirmed: wordingsOf(fed), questions: asked };
}

function questions(
  queries: readonly GoldQuery[],
  goldOf: (query: GoldQuery) => ReadonlySet<string>,
): readonly Question[] {
  return queries.map((query) => {
    const gold = goldOf(query);
    const [first] = gold;
    return {
      text: query.query,
      kind: query.kind,
      gold,
      group: first === undefined ? query.query : groupOf(first),
    };
  });
}

/** Every way to confirm two of the four wordings of a turn. */
const PAIRS = [
  [0, 1],
  [0, 2],
  [0, 3],
  [1, 2],
  [1, 3],
  [2, 3],
];

/** Questions that carry their text as `query` or as `text`. */
function queriesOf(path: string): readonly GoldQuery[] {
  return readQueries(readFileSync(path, 'utf8').replaceAll('"text":', '"query":'));
}

async function community(shared: string, own: string): Promise<Learning> {
  const base = 'community';
  const knowledge = await loadKnowledge([join(shared, 'weekly')]);
  const goldOf = goldResolver(knowledge.entries);
  const worded = rows(join(shared, 'eval', 'wordings.jsonl')).flatMap(({ post, n, turn, wordings }) => {
    const [entry] = goldOf({
      id: '',
      query: '',
      kind: '',
      gold: [{ post: textOf(post), n: Number(n), turn: Number(turn) }],
    });
    const texts = Array.isArray(wordings) ? wordings.map(textOf) : [];
    return entry === undefined
      ? []
      : texts.map((text, place): Worded => ({ entry, kind: KINDS[place] ?? 'wording', place, text }));
  });
  const confirmed = wordingsOf(worded);
  const beside = (set: string, list: readonly Question[]): Trial => ({
    set,
    purpose: 'beside',
    base,
    confirmed,
    questions: list,
  });
  const chat = (name: string): readonly Question[] =>
    rows(join(own, name)).map(({ text }) => ({
      text: textOf(text),
      kind: 'chat',
      gold: new Set(),
      group: textOf(text),
    }));
  return {
    bases: new Map([[base, knowledge]]),
    trials: [
      ...PAIRS.map((pair) => split('wordings', base, worded, ({ place }) => pair.includes(place))),
      beside('queries', questions(queriesOf(join(shared, 'eval', 'queries.jsonl')), goldOf)),
      beside('overheard questions', questions(queriesOf(join(own, 'overheard-questions.jsonl')), goldOf)),
      beside('written negatives', questions(queriesOf(join(own, 'extra-negatives.jsonl')), goldOf)),
      beside('chat', [...chat('groupchat.jsonl'), ...chat('groupchat-unseen.jsonl')]),
    ],
  };
}

const FAQS = ['library', 'payments', 'database', 'gym'];

/** FAQs of other fields: half of an entry's alternates are confirmed, or half of the questions that are asked of it. */
async function faqs(own: string): Promise<Learning> {
  const everything = await loadKnowledge([own], { projects: false });
  const bases = new Map<string, Matchable>();
  const trials = FAQS.flatMap((name): readonly Trial[] => {
    const written = everything.entries.filter(({ thread }) => thread.source.path === `faq-${name}.jsonl`);
    const entries = written.map((entry) => ({ ...entry, alternates: [] }));
    bases.set(name, { entries, glossary: everything.glossary });
    const goldOf = goldResolver(entries);
    const queries = readQueries(readFileSync(join(own, `queries-${name}.jsonl`), 'utf8'));
    const unanswered = questions(
      queries.filter(({ gold }) => gold.length === 0),
      goldOf,
    );
    const asked = queries.flatMap((query, place): readonly Worded[] => {
      const [entry, ...others] = goldOf(query);
      return entry === undefined || others.length > 0
        ? []
        : [{ entry, kind: query.kind, place, text: query.query }];
    });
    const alternates = written.flatMap(({ id, alternates: texts }) =>
      texts.map((text, place): Worded => ({ entry: id, kind: 'alternate', place, text })),
    );
    const worded = alternates.length > 0 ? alternates : asked;
    const set = alternates.length > 0 ? `${name} alternates` : name;
    return [
      ...[0, 1].map((half) => split(set, name, worded, ({ place }) => place % 2 === half)),
      ...(alternates.length > 0
        ? [
            {
              set: name,
              purpose: 'held out' as const,
              base: name,
              confirmed: wordingsOf(alternates),
              questions: asked.map(asQuestion),
            },
          ]
        : []),
      {
        set: `${name} unanswered`,
        purpose: 'beside',
        base: name,
        confirmed: wordingsOf(worded),
        questions: unanswered,
      },
    ];
  });
  return { bases, trials: [...trials, ...strays(own)] };
}

/** One wording each, and a question that is near to it and not for its entry: see test/data/README.md. */
function strays(own: string): readonly Trial[] {
  return rows(join(own, 'learning-stray.jsonl')).map((row): Trial => {
    const gold = Array.isArray(row['gold']) ? row['gold'].map(textOf) : [];
    const text = textOf(row['query']);
    return {
      set: 'strays',
      purpose: 'stray',
      base: textOf(row['base']),
      confirmed: new Map([[textOf(row['entry']), [textOf(row['wording'])]]]),
      questions: [{ text, kind: textOf(row['kind']), gold: new Set(gold), group: text }],
    };
  });
}

/** Throws where a folder or file is missing. `shared` absent: without the community's own. */
export async function loadLearning(shared: string | undefined, own: string): Promise<Learning> {
  const parts = [...(shared === undefined ? [] : [await community(shared, own)]), await faqs(own)];
  return {
    bases: new Map(parts.flatMap(({ bases }) => [...bases])),
    trials: parts.flatMap(({ trials }) => trials),
  };
}
