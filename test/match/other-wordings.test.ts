import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Entry } from '../../src/knowledge/model.js';
import { fieldTexts, termsOf } from '../../src/match/analyse/entry.js';
import { VIEWS, type View } from '../../src/match/analyse/lexicon.js';
import { IDENTIFIER_WEIGHT, prepareQuestion } from '../../src/match/analyse/question.js';
import { createIndexedEntries, type IndexedEntries } from '../../src/match/index/indexed-entries.js';
import { type Features, features } from '../../src/match/rank/features.js';
import { type OtherWordings, otherWordingsOf } from '../../src/match/rank/other-wordings.js';
import { gramTokens, wordTokens } from '../../src/text/tokenise.js';
import { entriesOf, GLOSSARY, HISTORY, PROJECTS } from './entries.js';

const indexOf = (entries: readonly Entry[]): IndexedEntries =>
  createIndexedEntries({ entries, projects: PROJECTS, glossary: GLOSSARY }, {});

function preparedIn(index: IndexedEntries, id: string) {
  const prepared = index.preparedOf(id);
  if (prepared === undefined) throw new Error(`no entry ${id}`);
  return prepared;
}

const otherIn = (index: IndexedEntries, text: string, id: string): OtherWordings =>
  otherWordingsOf(prepareQuestion({ text, limit: 1 }, index), preparedIn(index, id), index.lexicon);

const WORDS = [
  '重启',
  '节点',
  '快照',
  '限流',
  '回滚',
  'rollback',
  'throttle',
  'snapshot',
  'drainTimeout',
  'the',
  '吗',
];
const phrase = fc
  .array(fc.constantFrom(...WORDS), { minLength: 1, maxLength: 4 })
  .map((words) => words.join(' '));
const written = fc.record({
  question: phrase,
  answer: phrase,
  alternates: fc.array(phrase, { maxLength: 3 }),
  drafted: fc.option(fc.array(phrase, { maxLength: 3 }), { nil: undefined }),
});
const history = fc.array(written, { minLength: 1, maxLength: 5 }).map((list) =>
  list.flatMap(({ question, answer, alternates, drafted }, at) =>
    entriesOf([{ id: `e${at}`, alternates, turns: [[question, answer]] }]).map((entry) => ({
      ...entry,
      drafted,
    })),
  ),
);

const sum = (terms: ReadonlySet<string>, of: (term: string) => number): number =>
  [...terms].reduce((all, term) => all + of(term), 0);

/** The cosines by hand: over sets of terms, each term weighed by how few of the entries hold it. */
class Model {
  readonly #entries: readonly Entry[];
  readonly #concepts: IndexedEntries['concepts'];
  readonly #terms = new Map<string, ReturnType<typeof termsOf>>();

  constructor(entries: readonly Entry[], { concepts }: IndexedEntries) {
    this.#entries = entries;
    this.#concepts = concepts;
  }

  setOf(view: View, ...texts: readonly string[]): ReadonlySet<string> {
    return new Set(texts.flatMap((each) => this.#termsOf(each)[view]));
  }

  #termsOf(text: string): ReturnType<typeof termsOf> {
    const terms = this.#terms.get(text) ?? termsOf(text, this.#concepts);
    this.#terms.set(text, terms);
    return terms;
  }

  rarity(view: View, term: string): number {
    const holding = (textsOf: (entry: Entry) => readonly string[]): number =>
      this.#entries.filter((entry) => this.setOf(view, ...textsOf(entry)).has(term)).length;
    const held = holding((entry) => Object.values(fieldTexts(entry)));
    const telling = holding(({ question, answer }) => [question, answer]);
    const inverse = (frequency: number): number =>
      Math.log(1 + (this.#entries.length - frequency + 0.5) / (frequency + 0.5));
    return inverse(telling > 0 ? telling : held) / inverse(0);
  }

  cosine(view: View, question: string, wording: string): number {
    const tokens = { word: wordTokens(question), gram: gramTokens(question), concept: [] }[view];
    const latin = new Set<string>(tokens.filter(({ kind }) => kind === 'latin').map(({ term }) => term));
    const weight = (term: string): number =>
      this.rarity(view, term) * (latin.has(term) ? IDENTIFIER_WEIGHT : 1);
    const asked = this.setOf(view, question);
    const held = this.setOf(view, wording);
    const shared = new Set([...asked].filter((term) => held.has(term)));
    if (shared.size === 0) return 0;
    return sum(shared, weight) / Math.sqrt(sum(asked, weight) * sum(held, (term) => this.rarity(view, term)));
  }

  sum(question: string, wording: string): number {
    return VIEWS.reduce((all, view) => all + this.cosine(view, question, wording), 0);
  }
}

describe('how near a question comes to other wordings', () => {
  it('is the cosines over sets, summed for the nearest wording', () => {
    fc.assert(
      fc.property(history, phrase, (entries, question) => {
        const index = indexOf(entries);
        const model = new Model(entries, index);
        const asked = prepareQuestion({ text: question, limit: 1 }, index).text;
        for (const { id, alternates, drafted = [] } of entries) {
          const wordings = [...alternates, ...drafted];
          const found = otherIn(index, question, id);
          const sums = wordings.map((wording) => model.sum(asked, wording));
          expect(found.otherBest).toBeCloseTo(Math.max(0, ...sums), 9);
          const concepts = wordings.map((wording) => model.cosine('concept', asked, wording));
          expect(found.otherConcept).toBeCloseTo(Math.max(0, ...concepts), 9);
          expect(found.others).toBeCloseTo(Math.log2(1 + wordings.length) / 3, 9);
          const nearest = found.nearest;
          expect(nearest === undefined).toBe(Math.max(0, ...sums) === 0);
          if (nearest === undefined) continue;
          expect(model.sum(asked, nearest.text)).toBeCloseTo(found.otherBest, 9);
          // People's come first where both say the same.
          expect(nearest.isDrafted).toBe(!alternates.includes(nearest.text));
          expect(found.otherDrafted).toBe(nearest.isDrafted ? found.otherBest : 0);
        }
      }),
      { numRuns: 80 },
    );
  });

  it('is as in a knowledge built anew when entries have come and gone', () => {
    const drafted = HISTORY.map((entry) => ({
      ...entry,
      drafted: ['consul snapshot', '快照 restart', '限流'],
    }));
    const live = indexOf(drafted);
    const [first, ...others] = drafted;
    if (first === undefined) throw new Error('no entry');
    const question = 'consul 快照 restart 限流';
    const before = otherIn(live, question, 'card.1');
    live.remove(first.id);
    expect(otherIn(live, question, 'card.1')).toEqual(otherIn(indexOf(others), question, 'card.1'));
    expect(otherIn(live, question, 'card.1')).not.toEqual(before);
    live.put(first);
    expect(otherIn(live, question, 'card.1')).toEqual(before);
  });

  it('is nothing for an entry without any, however near its question is', () => {
    const index = indexOf(HISTORY);
    expect(otherIn(index, 'Porter 怎么给某个接口限流？', 'limit.1')).toEqual({
      otherBest: 0,
      otherConcept: 0,
      otherDrafted: 0,
      others: 0,
    });
  });

  it("tells drafted wordings from people's", () => {
    const index = indexOf(
      HISTORY.map((entry) =>
        entry.id === 'card.1' ? { ...entry, drafted: ['where did my plastic go'] } : entry,
      ),
    );
    const drafted = otherIn(index, 'where did the plastic go', 'card.1');
    expect(drafted.nearest).toEqual({ text: 'where did my plastic go', isDrafted: true });
    expect(drafted.otherDrafted).toBe(drafted.otherBest);
    const people = otherIn(index, 'my card never came yet', 'card.1');
    expect(people.nearest).toEqual({ text: 'my card never came', isDrafted: false });
    expect(people.otherDrafted).toBe(0);
    expect(people.otherBest).toBeGreaterThan(0);
  });
});

const withDrafted = (...drafted: readonly (readonly string[])[]): IndexedEntries =>
  indexOf(HISTORY.map((entry, at) => ({ ...entry, drafted: drafted[at] })));
const rarityOf = ({ lexicon }: IndexedEntries, term: string): number =>
  lexicon.rarity('word', lexicon.idOf('word', term));

describe('rarity', () => {
  it('of a term of questions or answers does not change with the wordings that hold it', () => {
    const [plain, more] = [
      withDrafted(),
      withDrafted(['consul raft'], ['raft consul'], ['consul'], ['consul']),
    ];
    expect(rarityOf(plain, 'consul')).toBeLessThan(1);
    expect(rarityOf(more, 'consul')).toBe(rarityOf(plain, 'consul'));
  });

  it('of a term that stands in wordings alone is by the entries whose wordings hold it', () => {
    expect(rarityOf(withDrafted(), 'eureka')).toBe(1);
    const [one, three] = [
      rarityOf(withDrafted(['eureka', 'eureka again']), 'eureka'),
      rarityOf(withDrafted(['eureka'], ['eureka'], ['eureka']), 'eureka'),
    ];
    expect(one).toBeLessThan(1);
    expect(three).toBeLessThan(one);
    // As rare as a term that one answer holds.
    expect(one).toBe(rarityOf(withDrafted(), 'qps'));
  });
});

const featuresIn = (index: IndexedEntries, asked: string, id: string): Features => {
  const question = prepareQuestion({ text: asked, limit: 1 }, index);
  const prepared = preparedIn(index, id);
  const [own] = prepared.wordings;
  if (own === undefined) throw new Error('no wording');
  return features(
    question,
    prepared,
    own,
    index.lexicon,
    0,
    otherWordingsOf(question, prepared, index.lexicon),
  );
};

it('changes nothing of what the questions have in common with entries without wordings', () => {
  const bare = HISTORY.filter(({ alternates }) => alternates.length === 0);
  const before = indexOf(HISTORY);
  // Of a term that no question and no answer holds the wordings do say how rare it is: what is asked holds none.
  const asked = fc.constantFrom(...HISTORY.map(({ question }) => question));
  const more = fc.array(fc.oneof(phrase, asked, fc.constantFrom('eureka 注册不上', 'consul consul')), {
    maxLength: 4,
  });
  fc.assert(
    fc.property(asked, fc.constantFrom(...bare), more, more, (question, untouched, alternates, drafted) => {
      const index = indexOf(
        HISTORY.map((entry) =>
          entry === untouched
            ? entry
            : { ...entry, alternates: [...entry.alternates, ...alternates], drafted },
        ),
      );
      expect(featuresIn(index, question, untouched.id)).toEqual(featuresIn(before, question, untouched.id));
    }),
    { numRuns: 100 },
  );
});
