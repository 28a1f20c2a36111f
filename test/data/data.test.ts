/** Holds the shape of the evaluation and fitting data; see README.md beside it. */

import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

type Row = Readonly<Record<string, unknown>>;

const QUERY_KINDS = ['paraphrase', 'keyword', 'noisy', 'symptom', 'hardneg', 'offtopic', 'chitchat'];
const UNANSWERABLE_KINDS = ['hardneg', 'offtopic', 'chitchat'];
const LANGUAGES = ['en', 'zh'];

/** Least counts, so that a file cannot shrink unnoticed below what a measurement on it is worth. */
const KNOWLEDGE_BASES = [
  { name: 'library', entries: 70, answerable: 80, unanswerable: 40, alternates: [0, 0] },
  { name: 'payments', entries: 60, answerable: 80, unanswerable: 40, alternates: [12, 20] },
  { name: 'database', entries: 60, answerable: 80, unanswerable: 40, alternates: [0, 0] },
  { name: 'gym', entries: 40, answerable: 50, unanswerable: 25, alternates: [0, 0] },
  { name: 'restic', entries: 30, answerable: 35, unanswerable: 25, alternates: [0, 0] },
  { name: 'pandoc', entries: 30, answerable: 35, unanswerable: 25, alternates: [0, 0] },
  { name: 'echarts', entries: 30, answerable: 35, unanswerable: 25, alternates: [0, 0] },
] as const;

function isRow(value: unknown): value is Row {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The rows of a JSONL file beside this test; throws with the line's number where a line is no object. */
function rows(file: string): readonly Row[] {
  return readFileSync(new URL(file, import.meta.url), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line, index) => {
      const value: unknown = JSON.parse(line);
      if (!isRow(value)) throw new Error(`${file}:${index + 1} is no object`);
      return value;
    });
}

/** A field that must be a string with something in it. */
function text(row: Row, field: string): string {
  const value = row[field];
  if (typeof value !== 'string' || value.trim() === '') {
    throw new Error(`${field} is no text in ${JSON.stringify(row)}`);
  }
  return value;
}

/** A field that must be an array. */
function list(row: Row, field: string): readonly unknown[] {
  const value = row[field];
  if (!Array.isArray(value)) throw new Error(`${field} is no list in ${JSON.stringify(row)}`);
  return value;
}

function strings(row: Row, field: string): readonly string[] {
  return list(row, field).map((value) => {
    if (typeof value !== 'string') throw new Error(`${field} holds no text in ${JSON.stringify(row)}`);
    return value;
  });
}

function duplicates(values: readonly string[]): readonly string[] {
  return values.filter((value, index) => values.indexOf(value) !== index);
}

describe.each(KNOWLEDGE_BASES)('$name', (base) => {
  const entries = rows(`faq-${base.name}.jsonl`);
  const queries = rows(`queries-${base.name}.jsonl`);
  const ids = entries.map((entry) => text(entry, 'id'));

  it('has whole entries with unique ids and questions', () => {
    expect(entries.length).toBeGreaterThanOrEqual(base.entries);
    expect(duplicates(ids)).toEqual([]);
    expect(duplicates(entries.map((entry) => text(entry, 'question')))).toEqual([]);
    for (const entry of entries) {
      text(entry, 'answer');
      expect(text(entry, 'date')).toMatch(/^\d{4}-\d{2}-\d{2}$/);
      for (const address of [text(entry, 'source'), ...strings(entry, 'links')]) {
        expect(URL.canParse(address), address).toBe(true);
      }
    }
  });

  it('has alternates in the announced number, each of one entry only', () => {
    for (const entry of entries) {
      const count = strings(entry, 'alternates').length;
      expect(count).toBeGreaterThanOrEqual(base.alternates[0]);
      expect(count).toBeLessThanOrEqual(base.alternates[1]);
    }
    expect(duplicates(entries.flatMap((entry) => strings(entry, 'alternates')))).toEqual([]);
  });

  it('has queries whose gold exists and which are no entry word for word', () => {
    const wordings = new Set(
      entries.flatMap((entry) => [text(entry, 'question'), ...strings(entry, 'alternates')]),
    );
    expect(duplicates(queries.map((query) => text(query, 'id')))).toEqual([]);
    expect(duplicates(queries.map((query) => text(query, 'query')))).toEqual([]);
    for (const query of queries) {
      expect(wordings.has(text(query, 'query')), text(query, 'query')).toBe(false);
      expect(LANGUAGES).toContain(text(query, 'lang'));
      for (const gold of strings(query, 'gold')) expect(ids).toContain(gold);
    }
  });

  it('has gold exactly for the answerable kinds, and enough of both', () => {
    const answerable = queries.filter((query) => list(query, 'gold').length > 0);
    for (const query of queries) {
      expect(QUERY_KINDS).toContain(text(query, 'kind'));
      expect(list(query, 'gold').length === 0).toBe(UNANSWERABLE_KINDS.includes(text(query, 'kind')));
    }
    expect(answerable.length).toBeGreaterThanOrEqual(base.answerable);
    expect(queries.length - answerable.length).toBeGreaterThanOrEqual(base.unanswerable);
  });
});

describe('community messages', () => {
  it('has group chat of many kinds, and mentions apart', () => {
    const messages = rows('groupchat.jsonl');
    const mentions = messages.filter((message) => text(message, 'kind') === 'mention');
    expect(messages.length - mentions.length).toBeGreaterThanOrEqual(500);
    expect(mentions.length).toBeGreaterThanOrEqual(60);
    expect(duplicates(messages.map((message) => text(message, 'id')))).toEqual([]);
    expect(duplicates(messages.map((message) => text(message, 'text')))).toEqual([]);
  });

  it('has overheard questions that name post, thread and turn', () => {
    const questions = rows('overheard-questions.jsonl');
    expect(questions.length).toBeGreaterThanOrEqual(80);
    expect(duplicates(questions.map((question) => text(question, 'id')))).toEqual([]);
    expect(duplicates(questions.map((question) => text(question, 'text')))).toEqual([]);
    for (const question of questions) {
      const gold = list(question, 'gold').filter(isRow);
      expect(gold.length).toBeGreaterThan(0);
      expect(gold).toHaveLength(list(question, 'gold').length);
      for (const place of gold) {
        text(place, 'post');
        expect(place['n']).toSatisfy((n: unknown) => Number.isInteger(n) && Number(n) >= 1);
        expect(place['turn']).toSatisfy((turn: unknown) => Number.isInteger(turn) && Number(turn) >= 1);
      }
    }
  });

  it('has hard negatives, a third of each sort and a quarter in English', () => {
    const negatives = rows('extra-negatives.jsonl');
    expect(negatives.length).toBeGreaterThanOrEqual(120);
    expect(duplicates(negatives.map((negative) => text(negative, 'id')))).toEqual([]);
    expect(duplicates(negatives.map((negative) => text(negative, 'query')))).toEqual([]);
    for (const group of ['unknown-name', 'never-discussed', 'other']) {
      const members = negatives.filter((negative) => text(negative, 'group') === group);
      expect(members.length * 3).toBeGreaterThanOrEqual(negatives.length);
    }
    const english = negatives.filter((negative) => text(negative, 'lang') === 'en');
    expect(english.length * 4).toBeGreaterThanOrEqual(negatives.length);
    for (const negative of negatives) {
      expect(text(negative, 'kind')).toBe('hardneg');
      expect(list(negative, 'gold')).toEqual([]);
    }
  });
});

describe('learning-stray.jsonl', () => {
  const strays = rows('learning-stray.jsonl');

  it('names an entry of a base, a wording, a question and a reason in every row', () => {
    const ids = new Map(
      KNOWLEDGE_BASES.map(({ name }) => [
        name as string,
        rows(`faq-${name}.jsonl`).map((row) => text(row, 'id')),
      ]),
    );
    for (const row of strays) {
      const known = ids.get(text(row, 'base')) ?? [];
      expect(known).toEqual(expect.arrayContaining([text(row, 'entry'), ...strings(row, 'gold')]));
      expect(strings(row, 'gold')).not.toContain(text(row, 'entry'));
      expect(text(row, 'wording')).not.toBe(text(row, 'query'));
      text(row, 'reason');
    }
  });

  it('has enough rows, each once', () => {
    expect(strays.length).toBeGreaterThanOrEqual(40);
    expect(duplicates(strays.map((row) => text(row, 'query')))).toEqual([]);
  });
});

describe('contradictions.jsonl', () => {
  const questions = rows('contradictions.jsonl');
  const kinds = ['product', 'version', 'system', 'act', 'part', 'condition', 'control'];

  it('has enough questions of each kind, each once, and on both sides of the split', () => {
    expect(duplicates(questions.map((row) => text(row, 'id')))).toEqual([]);
    expect(duplicates(questions.map((row) => text(row, 'query')))).toEqual([]);
    for (const kind of kinds) {
      for (const split of ['fit', 'test']) {
        const own = questions.filter((row) => row['kind'] === kind && row['split'] === split);
        expect(own.length).toBeGreaterThanOrEqual(kind === 'control' ? 150 : 35);
      }
    }
  });

  it('never has one post on both sides, and answers the controls alone', () => {
    const splits = new Map<unknown, unknown>();
    for (const row of questions) {
      const { about } = row;
      if (!isRow(about)) throw new Error(`${text(row, 'id')} is about nothing`);
      const post = text(about, 'post');
      expect(splits.get(post) ?? row['split']).toBe(row['split']);
      splits.set(post, row['split']);
      if (row['kind'] === 'control') expect(row['gold']).toContainEqual(about);
      else expect(row['gold']).toEqual([]);
      expect(kinds).toContain(row['kind']);
    }
  });
});

describe('asking.jsonl', () => {
  const messages = rows('asking.jsonl');

  it('has enough messages of many voices, each once, and gold only for those that ask', () => {
    expect(duplicates(messages.map((row) => text(row, 'id')))).toEqual([]);
    expect(messages.length).toBeGreaterThanOrEqual(2500);
    expect(messages.filter(({ asks }) => asks === true).length).toBeGreaterThanOrEqual(1200);
    expect(new Set(messages.map((row) => text(row, 'voice'))).size).toBeGreaterThanOrEqual(20);
    expect(messages.filter(({ split }) => split === 'test').length).toBeGreaterThanOrEqual(600);
    for (const row of messages) if (row['kind'] !== 'ask') expect(row['gold']).toEqual([]);
  });

  it('keeps what is about one post or entry on one side of the split', () => {
    const sides = new Map<string, unknown>();
    for (const { about, base = '', split } of messages) {
      if (about === undefined) continue;
      const group = `${String(base)} ${JSON.stringify(isRow(about) ? about['post'] : about)}`;
      expect(sides.get(group) ?? split, group).toBe(split);
      sides.set(group, split);
    }
  });
});

describe('channel-messages.jsonl', () => {
  const messages = rows('channel-messages.jsonl');

  it('has enough messages, each once, and gold only for those that ask', () => {
    expect(duplicates(messages.map((row) => text(row, 'id')))).toEqual([]);
    expect(duplicates(messages.map((row) => text(row, 'text')))).toEqual([]);
    const asking = messages.filter(({ asks }) => asks === true);
    expect(messages.length - asking.length).toBeGreaterThanOrEqual(80);
    expect(asking.filter((row) => list(row, 'gold').length > 0).length).toBeGreaterThanOrEqual(30);
    for (const row of messages) if (row['asks'] !== true) expect(row['gold']).toEqual([]);
  });
});
