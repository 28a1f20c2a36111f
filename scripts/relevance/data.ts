/** Messages with the knowledge bases that they are, or are not, questions for. */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadKnowledge } from '../../src/knowledge/load.js';
import type { Entry, Thread } from '../../src/knowledge/model.js';
import { goldResolver, readQueries } from '../../src/evaluate/queries.js';
import type { Matching } from '../../src/match/contract.js';
import type { Matchable } from '../../src/match/contract.js';
import { createMatcher } from '../../src/match/matcher.js';
import { askingOf } from '../../src/match/asking/asking.js';
import type { SubjectValues } from '../../src/match/relevance/relevance.js';
import { subjectFeatures } from '../../src/match/relevance/subject.js';

export interface Message {
  readonly text: string;
  readonly kind: string;
  /** The knowledge base that the message was written for, or `chat`. */
  readonly home: string;
  /** Messages of a group are fitted on, or measured, together: a thread, an entry or a kind of chat. */
  readonly group: string;
  /** Whether the home answers it. */
  readonly answerable: boolean;
}

/** A message put to a knowledge base. */
export interface Sample extends Message {
  readonly base: string;
  /** `undefined`: of the field, but not answered; measured and not fitted on. */
  readonly label: 0 | 1 | undefined;
  readonly features: SubjectValues;
  /** How likely it asks the room, 0..1. */
  readonly asks: number;
  /** Of the best match, 0..1. */
  readonly confidence: number;
  /** Whether the best match is one of those that answer. */
  readonly right: boolean;
}

interface Base {
  readonly name: string;
  readonly knowledge: Matchable;
  readonly messages: readonly Message[];
  readonly isRight: (text: string, entry: string | undefined) => boolean;
}

export interface Folders {
  /** The posts of the weekly. */
  readonly posts: string;
  /** Questions to them: `queries.jsonl` and `wordings.jsonl`. */
  readonly evaluation: string;
  /** The project's own data. */
  readonly data: string;
}

/** Never answered by any of the bases, whichever it was written for. */
const NOWHERE = new Set(['chitchat', 'offtopic']);

/** A box for searching is not a channel: nobody posts bare keywords to a group. */
const UNPOSTED = new Set(['keyword', 'hardneg']);

type Row = Readonly<Record<string, unknown>>;

function rows(path: string): readonly Row[] {
  return readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line): Row => Object(JSON.parse(line)));
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');
const textsOf = (value: unknown): readonly string[] => (Array.isArray(value) ? value.map(textOf) : []);

function faqEntry(row: Row): Entry {
  const id = textOf(row['id']);
  const answer = textOf(row['answer']);
  const project = textOf(row['project']);
  const turn = { question: textOf(row['question']), alternates: textsOf(row['alternates']), answer };
  const thread: Thread = {
    id,
    n: 1,
    tags: [],
    turns: [{ ...turn, links: [], line: 1 }],
    source: { path: `${id}.jsonl`, line: 1 },
  };
  return { id, thread, turn: 0, ...turn, links: [], ...(project === '' ? {} : { project }) };
}

function queriesOf(home: string, path: string, entries: readonly Entry[]): Omit<Base, 'knowledge' | 'name'> {
  const resolve = goldResolver(entries);
  const right = new Map<string, ReadonlySet<string>>();
  const messages = readQueries(readFileSync(path, 'utf8')).map((query): Message => {
    const gold = resolve(query);
    right.set(query.query, gold);
    const [first] = gold;
    const group = first === undefined ? `${home}:${query.kind}` : first.replace(/\.\d+$/, '');
    return { text: query.query, kind: query.kind, home, group, answerable: gold.size > 0 };
  });
  return {
    messages,
    isRight: (text, entry) => entry !== undefined && (right.get(text)?.has(entry) ?? false),
  };
}

function faqBase(name: string, folder: string): Base {
  const entries = rows(join(folder, `faq-${name}.jsonl`)).map(faqEntry);
  return { name, knowledge: { entries }, ...queriesOf(name, join(folder, `queries-${name}.jsonl`), entries) };
}

async function weeklyBase({ posts, evaluation, data }: Folders): Promise<Base> {
  const name = 'weekly';
  const knowledge = await loadKnowledge([posts]);
  const { messages, isRight } = queriesOf(name, join(evaluation, 'queries.jsonl'), knowledge.entries);
  const resolve = goldResolver(knowledge.entries);
  const more = new Map<string, ReadonlySet<string>>();
  const add = (text: string, kind: string, gold: readonly unknown[]): Message => {
    const [query] = readQueries(JSON.stringify({ query: text, gold }));
    const found = query === undefined ? new Set<string>() : resolve(query);
    more.set(text, found);
    const [first] = found;
    return {
      text,
      kind,
      home: name,
      group: first?.replace(/\.\d+$/, '') ?? `${name}:${kind}`,
      answerable: found.size > 0,
    };
  };
  const overheard = rows(join(data, 'overheard-questions.jsonl')).map((row) =>
    add(textOf(row['text']), 'overheard', Array.isArray(row['gold']) ? row['gold'] : []),
  );
  const wordings = rows(join(evaluation, 'wordings.jsonl')).flatMap(({ post, n, turn, wordings: texts }) =>
    textsOf(texts).map((text) => add(text, 'wording', [{ post, n, turn }])),
  );
  const negatives = rows(join(data, 'extra-negatives.jsonl')).map((row) =>
    add(textOf(row['query']), 'hardneg', []),
  );
  return {
    name,
    knowledge,
    messages: [...messages, ...overheard, ...wordings, ...negatives],
    isRight: (text, entry) =>
      isRight(text, entry) || (entry !== undefined && (more.get(text)?.has(entry) ?? false)),
  };
}

function chat(path: string): readonly Message[] {
  return rows(path).map((row) => {
    const kind = textOf(row['kind']);
    return { text: textOf(row['text']), kind, home: 'chat', group: `chat:${kind}`, answerable: false };
  });
}

function labelOf(message: Message, base: string): 0 | 1 | undefined {
  if (message.home === base && !NOWHERE.has(message.kind)) {
    return message.answerable && !UNPOSTED.has(message.kind) ? 1 : undefined;
  }
  return 0;
}

async function samplesOf(base: Base, messages: readonly Message[]): Promise<readonly Sample[]> {
  let features: SubjectValues | undefined;
  const matcher = createMatcher(base.knowledge, {
    heard(subject) {
      features = subjectFeatures(subject);
    },
  });
  const samples: Sample[] = [];
  for (const message of messages) {
    features = undefined;
    const { matches }: Matching = await matcher.match({ text: message.text, limit: 1 });
    // Without a match the matcher is silent of its own accord.
    if (features === undefined) continue;
    const [best] = matches;
    samples.push({
      ...message,
      base: base.name,
      label: labelOf(message, base.name),
      features,
      asks: askingOf(message.text).value,
      confidence: best?.confidence ?? 0,
      right: message.home === base.name && base.isRight(message.text, best?.entry.id),
    });
  }
  return samples;
}

const FAQS = ['library', 'payments', 'database', 'gym'];

/** Every message put to every base. */
export async function readSamples(folders: Folders): Promise<readonly Sample[]> {
  const bases = [await weeklyBase(folders), ...FAQS.map((name) => faqBase(name, folders.data))];
  const messages = [
    ...bases.flatMap((base) => base.messages),
    ...chat(join(folders.data, 'groupchat.jsonl')),
  ];
  const samples: Sample[] = [];
  for (const base of bases) samples.push(...(await samplesOf(base, messages)));
  return samples;
}

/** Messages of groups that no fit has seen, put to the weekly's knowledge. */
export async function readUnseen(folders: Folders): Promise<readonly Sample[]> {
  return await samplesOf(await weeklyBase(folders), chat(join(folders.data, 'groupchat-unseen.jsonl')));
}
