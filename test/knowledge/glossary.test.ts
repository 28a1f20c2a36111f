import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';

/** Two senses are as many as a term may have before a match on it says nothing. */
const MAX_GROUPS_OF_A_TERM = 2;

/** What a group has to hold to join anything. */
const MIN_TERMS = 2;

/** A word that the language's own grammar uses in every sentence would join every question to every other. */
const FUNCTION_WORDS = [
  'the',
  'a',
  'an',
  'of',
  'to',
  'is',
  'be',
  'it',
  '的',
  '了',
  '是',
  '我',
  '你',
  '吗',
  '呢',
];

const file = new URL('../../knowledge/glossary.yaml', import.meta.url);
const glossary: unknown = parse(readFileSync(file, 'utf8'));

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The terms of one language of a group; throws where they are no list of texts, as an unquoted `on` or `1` is. */
function termsOf(group: unknown, language: 'zh' | 'en'): readonly string[] {
  const terms: unknown = isRecord(group) ? group[language] : undefined;
  if (!Array.isArray(terms) || !terms.every((term) => typeof term === 'string')) {
    throw new TypeError(`${language} of ${JSON.stringify(group)} is no list of texts`);
  }
  return terms;
}

const listed: unknown = isRecord(glossary) ? glossary['groups'] : undefined;
const raw: readonly unknown[] = Array.isArray(listed) ? listed : [];
const groups = raw.map((group) => ({ zh: termsOf(group, 'zh'), en: termsOf(group, 'en') }));
const bags = groups.map(({ zh, en }) => [...zh, ...en]);

/** The values that occur more than `limit` times. */
function commonerThan(limit: number, values: readonly string[]): readonly string[] {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].filter(([, count]) => count > limit).map(([value]) => value);
}

describe('the shipped glossary', () => {
  it('is a list of groups and nothing else', () => {
    expect(isRecord(glossary) && Object.keys(glossary)).toEqual(['groups']);
    expect(raw.length).toBeGreaterThan(0);
  });

  it('gives every group the two languages and no other key', () => {
    const odd = raw.filter((group) => !isRecord(group) || Object.keys(group).join() !== 'zh,en');
    expect(odd).toEqual([]);
  });

  it('has two terms or more in every group', () => {
    expect(bags.filter((bag) => bag.length < MIN_TERMS)).toEqual([]);
  });

  it('names no term twice in a group', () => {
    expect(bags.flatMap((bag) => commonerThan(1, bag))).toEqual([]);
  });

  it('puts no term into more than two groups', () => {
    expect(commonerThan(MAX_GROUPS_OF_A_TERM, bags.flat())).toEqual([]);
  });

  it('holds no group twice, in whatever order', () => {
    expect(
      commonerThan(
        1,
        bags.map((bag) => bag.toSorted().join('\n')),
      ),
    ).toEqual([]);
  });

  it('holds no two groups of which one is part of the other', () => {
    const sets = bags.map((bag) => new Set(bag));
    const parts = bags.filter((bag, at) =>
      sets.some((other, index) => index !== at && bag.every((term) => other.has(term))),
    );
    expect(parts).toEqual([]);
  });

  it('writes English in lower case ASCII', () => {
    const odd = groups
      .flatMap(({ en }) => en)
      .filter((term) => !/^[ -~]+$/.test(term) || term !== term.toLowerCase());
    expect(odd).toEqual([]);
  });

  it('has a Han character in every Chinese term, and its Latin part in lower case', () => {
    const odd = groups
      .flatMap(({ zh }) => zh)
      .filter((term) => !/\p{Script=Han}/u.test(term) || term !== term.toLowerCase());
    expect(odd).toEqual([]);
  });

  it('has no term that Unicode normalisation or trimming would change', () => {
    const odd = bags.flat().filter((term) => term !== term.normalize('NFKC').trim() || /\s{2}/.test(term));
    expect(odd).toEqual([]);
  });

  it('has no function word as a term', () => {
    expect(bags.flat().filter((term) => FUNCTION_WORDS.includes(term))).toEqual([]);
  });
});
