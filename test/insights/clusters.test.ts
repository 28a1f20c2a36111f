import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clusterQuestions } from '../../src/insights/clusters.js';
import type { OpenQuestion, Similarity } from '../../src/insights/model.js';
import { createSimilarity } from '../../src/insights/similarity.js';
import { conceptTables, createConceptFinder } from '../../src/match/analyse/concepts.js';

const open = (id: string, parts: Partial<OpenQuestion> = {}): OpenQuestion => ({
  id,
  text: id,
  at: 0,
  askers: 1,
  handedOver: false,
  ...parts,
});

/** From a table of pairs, 0 for the others. */
const table =
  (pairs: Readonly<Record<string, number>>): Similarity =>
  (a, b) =>
    pairs[`${a}${b}`] ?? pairs[`${b}${a}`] ?? 0;

const ids = (questions: readonly OpenQuestion[], similarity: Similarity, from: number): readonly string[] =>
  clusterQuestions(questions, similarity, from).map((cluster) =>
    cluster.questions.map(({ id }) => id).join(''),
  );

/** Numbers: alike when near, with many ties. */
const near: Similarity = (a, b) => Math.max(0, 1 - Math.abs(Number(a) - Number(b)) / 5);

const sameEnd: Similarity = (a, b) => (a.at(-1) === b.at(-1) ? 0.9 : 0);

describe('clusterQuestions', () => {
  const abc = ['a', 'b', 'c', 'd'].map((id) => open(id));

  it('joins by the mean over pairs, the most similar first', () => {
    // ab at 0.9 first; then c is at (0.8 + 0.2) / 2 = 0.5 of them.
    const similarity = table({ ab: 0.9, ac: 0.8, bc: 0.2, ad: 0.4 });
    expect(ids(abc, similarity, 0.6)).toEqual(['ab', 'c', 'd']);
    expect(ids(abc, similarity, 0.5)).toEqual(['abc', 'd']);
    // d: (0.4 + 0 + 0) / 3.
    expect(ids(abc, similarity, 0.14)).toEqual(['abc', 'd']);
    expect(ids(abc, similarity, 0.13)).toEqual(['abcd']);
  });

  it('counts askers and what was handed over, most askers first, and names the first day', () => {
    const questions = [
      open('a', { askers: 2, at: 5, handedOver: true }),
      open('b', { askers: 4, at: 3 }),
      open('c', { askers: 1, at: 9 }),
      open('d', { askers: 5, at: 1 }),
    ];
    const clusters = clusterQuestions(questions, table({ ab: 1 }), 0.5);
    expect(clusters.map(({ askers, handedOver, since }) => [askers, handedOver, since])).toEqual([
      [6, 1, 3],
      [5, 0, 1],
      [1, 0, 9],
    ]);
  });

  it('is titled by the question most like the others, on one short line', () => {
    const questions = [open('a'), open('b', { askers: 9 }), open('c')];
    expect(clusterQuestions(questions, table({ ab: 0.5, ac: 0.9, bc: 0.4 }), 0.1)[0]?.title).toBe('a');
    const [long] = clusterQuestions([open('x', { text: `怎么\n${'配置'.repeat(40)}` })], () => 0);
    expect(long?.title).toBe(`怎么 ${'配置'.repeat(13)}配…`);
  });

  it('puts the same questions together whatever their order', () => {
    const questions = fc.uniqueArray(fc.integer({ min: 0, max: 40 }), { maxLength: 14 });
    fc.assert(
      fc.property(questions, fc.integer(), (numbers, seed) => {
        const given = numbers.map((number) => open(String(number), { at: number % 3 }));
        const shuffled = given.toSorted(
          (a, b) => ((Number(a.id) * 31 + seed) % 17) - ((Number(b.id) * 31 + seed) % 17),
        );
        const clusters = clusterQuestions(given, near, 0.4);
        expect(clusterQuestions(shuffled, near, 0.4)).toEqual(clusters);
        expect(clusters.flatMap(({ questions: each }) => each.map(({ id }) => id)).toSorted()).toEqual(
          given.map(({ id }) => id).toSorted(),
        );
      }),
    );
  });

  it('does what the plain algorithm does', () => {
    const size = fc.integer({ min: 1, max: 9 });
    // All different, as ties may be settled either way.
    const values = fc.uniqueArray(fc.integer({ min: 0, max: 1_000_000 }), { minLength: 81, maxLength: 81 });
    fc.assert(
      fc.property(size, values, fc.double({ min: 0.1, max: 0.9, noNaN: true }), (count, numbers, from) => {
        const similarity: Similarity = (a, b) =>
          (numbers[Math.min(Number(a), Number(b)) * 9 + Math.max(Number(a), Number(b))] ?? 0) / 1_000_000;
        const given = Array.from({ length: count }, (_, index) => open(String(index)));
        expect(ids(given, similarity, from).toSorted()).toEqual(plain(count, similarity, from));
      }),
    );
  });

  it('leaves those asked least alone when there are too many to compare', () => {
    const given = Array.from({ length: 1503 }, (_, index) =>
      open(`q${index}`, { at: index, askers: index < 3 ? 1 : 2 }),
    );
    const clusters = clusterQuestions(given, () => 1);
    expect(clusters.map(({ questions }) => questions.length)).toEqual([1500, 1, 1, 1]);
    expect(clusters.slice(1).map(({ title, askers }) => [title, askers])).toEqual([
      ['q0', 1],
      ['q1', 1],
      ['q2', 1],
    ]);
  });

  it('takes a thousand questions', () => {
    const given = Array.from({ length: 1000 }, (_, index) => open(`q${index}`, { at: index }));
    expect(clusterQuestions(given, sameEnd)).toHaveLength(10);
  });
});

/** Average link, computed from the pairs anew for each step. */
function plain(count: number, similarity: Similarity, from: number): readonly string[] {
  let groups = Array.from({ length: count }, (_, index) => [index]);
  for (;;) {
    let best: { readonly value: number; readonly pair: readonly [number[], number[]] } | undefined;
    for (const [index, one] of groups.entries()) {
      for (const other of groups.slice(index + 1)) {
        const pairs = one.flatMap((a) => other.map((b) => similarity(String(a), String(b))));
        const value = pairs.reduce((sum, each) => sum + each, 0) / pairs.length;
        if (best === undefined || value > best.value) best = { value, pair: [one, other] };
      }
    }
    if (best === undefined || best.value < from) return groups.map((group) => group.join('')).toSorted();
    const [one, other] = best.pair;
    const joined = [...one, ...other].toSorted((a, b) => a - b);
    groups = [...groups.filter((group) => group !== one && group !== other), joined];
  }
}

describe('createSimilarity', () => {
  const finder = createConceptFinder(
    conceptTables([
      { zh: ['回滚', '回退'], en: ['rollback', 'roll back'] },
      { zh: ['事务'], en: ['transaction'] },
    ]),
  );
  const texts = [
    'Seata 事务怎么回滚？',
    'How does a transaction roll back in Seata?',
    'seata 的事務如何回退',
    'MOSN 支持 eureka 吗',
    'Does MOSN support Eureka?',
    '怎么给阳台的番茄浇水',
  ];

  it('sees through words and languages', () => {
    const similarity = createSimilarity(texts, (text) => finder.find(text));
    const questions = texts.map((text, index) => open(String(index), { text, at: index }));
    expect(ids(questions, similarity, 0.3)).toEqual(['012', '34', '5']);
  });

  it('does with words alone, which leave the languages apart', () => {
    const similarity = createSimilarity(texts);
    expect(similarity(texts[0] ?? '', texts[2] ?? '')).toBeGreaterThan(0.2);
    expect(similarity(texts[3] ?? '', texts[4] ?? '')).toBeGreaterThan(0.2);
  });

  it('is a number from 0 to 1, the same both ways, and 1 for the same text', () => {
    const text = fc.oneof(fc.string(), fc.constantFrom(...texts, '', '的', 'is it'));
    const similarity = createSimilarity(texts, (given) => finder.find(given));
    fc.assert(
      fc.property(text, text, (a, b) => {
        const value = similarity(a, b);
        expect(value >= 0 && value <= 1).toBe(true);
        expect(similarity(b, a)).toBeCloseTo(value, 12);
        expect(similarity(a, a)).toBe(1);
      }),
    );
  });
});
