import * as fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { createMatcher, type IndexedMatcher } from '../../src/match/matcher.js';
import { liftOf, NEARNESS, NEARNESS_SIGNS, type Nearness } from '../../src/match/confirmed/nearness.js';
import { polarityOf } from '../../src/match/analyse/polarity.js';
import { partTexts as english } from '../../src/texts/parts.en.js';
import { partTexts as chinese } from '../../src/texts/parts.zh.js';
import { entriesOf, GLOSSARY, HISTORY, PROJECTS } from './entries.js';

const HISTORY_WITH_MORE = [
  ...HISTORY,
  ...entriesOf([
    {
      id: 'lag',
      project: 'Quorum',
      turns: [['Quorum 的 follower 日志落后太多会怎样？', 'leader 改发快照，落后的部分不再逐条补。']],
    },
    { id: 'lost', turns: [['My card is lost', 'Block it in the app.']] },
  ]),
];
const knowledge = { entries: HISTORY_WITH_MORE, projects: PROJECTS, glossary: GLOSSARY };

let matcher: IndexedMatcher;
beforeEach(() => {
  matcher = createMatcher(knowledge);
});

async function best(text: string): Promise<{ id: string | undefined; confidence: number }> {
  const [match] = (await matcher.match({ text, limit: 5 })).matches;
  return { id: match?.entry.id, confidence: match?.confidence ?? 0 };
}

const WORDING = '新加的副本追不上主节点，老是要整个重传一遍';

describe('a confirmed wording', () => {
  it.each([
    [WORDING, 'the same letters'],
    ['副本追不上主节点了，为什么要整个重传', 'the same in another order'],
    ['大佬们好，请教下：新副本老是追不上主节点，要重传', 'with an opening'],
  ])('brings its entry to the front for %s: %s', async (text) => {
    expect((await best(text)).id).not.toBe('lag.1');
    matcher.learn('lag.1', [WORDING]);
    expect((await best(text)).id).toBe('lag.1');
  });

  it('is named, and its part is told', async () => {
    matcher.learn('lag.1', ['Quorum 怎么备份', WORDING]);
    const [match, ...others] = (await matcher.match({ text: '副本追不上主节点，整个重传', limit: 5 }))
      .matches;
    expect(match).toMatchObject({ entry: { id: 'lag.1' }, confirmed: WORDING });
    expect(match?.parts.find(({ name }) => name === 'confirmed')?.value).toBeGreaterThan(0);
    expect(others.every(({ confirmed }) => confirmed === undefined)).toBe(true);
    expect(english['part.confirmed']).toBeDefined();
    expect(chinese['part.confirmed']).toBeDefined();
  });

  it('is trusted where a word of it is a slip away from one of the history', async () => {
    const wording = 'reader 老是要整个重传一遍';
    matcher.learn('lag.1', [wording]);
    expect((await best(wording)).confidence).toBeGreaterThanOrEqual(0.9);
    const [match] = (await matcher.match({ text: '为什么 reader 老是重传一遍', limit: 1 })).matches;
    expect(match?.terms).toContain('leader');
  });

  it('is trusted where it is asked again letter by letter', async () => {
    matcher.learn('lag.1', [WORDING]);
    expect((await best(`请问${WORDING}？`)).confidence).toBeGreaterThanOrEqual(0.9);
  });

  it('counts no more once it is taken back', async () => {
    const before = await matcher.match({ text: WORDING, limit: 5 });
    matcher.learn('lag.1', [WORDING]);
    matcher.learn('lag.1', []);
    expect(await matcher.match({ text: WORDING, limit: 5 })).toEqual(before);
  });

  it('counts from when its entry is there', async () => {
    matcher.remove('lag.1');
    matcher.learn('lag.1', [WORDING]);
    expect((await best(WORDING)).id).not.toBe('lag.1');
    for (const entry of HISTORY_WITH_MORE) if (entry.id === 'lag.1') matcher.put(entry);
    expect((await best(WORDING)).id).toBe('lag.1');
  });

  it('stays within a project when that is asked for', async () => {
    matcher.learn('lag.1', [WORDING]);
    const { matches } = await matcher.match({ text: WORDING, project: 'Ledger', limit: 5 });
    expect(matches.every(({ entry }) => entry.project === 'Ledger')).toBe(true);
  });

  it.each([
    ['redo_log 啥时候删', 'another subject'],
    ['Porter 怎么限流', 'another project'],
    ['where is my card', 'another language'],
    ['周五了，几点下班呀', 'small talk'],
    ['', 'nothing'],
  ])('changes nothing at all for %s: %s', async (text) => {
    const before = await matcher.match({ text, limit: 10 });
    matcher.learn('lag.1', [WORDING]);
    expect(await matcher.match({ text, limit: 10 })).toEqual(before);
  });

  it('makes nobody surer of a question that names, numbers or denies something else', async () => {
    const wording = 'Quorum 3.2 升级时副本重传会丢数据吗，snapshot 要先停吗';
    for (const other of [
      'Quorum 4.7 升级时副本重传会丢数据吗，snapshot 要先停吗',
      'Ledger 升级时副本重传会丢数据吗，snapshot 要先停吗',
      'Quorum 3.2 升级时副本不重传会丢数据吗，snapshot 要先停吗',
      'Quorum 3.2 升级时 Zookeeper 重传会丢数据吗，snapshot 要先停吗',
    ]) {
      const { matches } = await createMatcher(knowledge).match({ text: other, limit: 50 });
      const alone = new Map(matches.map(({ entry, confidence }) => [entry.id, confidence]));
      matcher.learn('lag.1', [wording]);
      const { id = '', confidence } = await best(other);
      expect(confidence, other).toBeLessThanOrEqual((alone.get(id) ?? 1) + 1e-9);
    }
  });

  it('is no part of the index, the spelling or the homophones', async () => {
    const before = await matcher.match({ text: 'frobnicate 的 zorb 怎么配', limit: 10 });
    matcher.learn('card.1', ['frobnicatte settings page', 'zorbb']);
    expect(await matcher.match({ text: 'frobnicate 的 zorb 怎么配', limit: 10 })).toEqual(before);
  });
});

const nearness: fc.Arbitrary<Nearness> = fc.record({
  grams: fc.double({ min: 0, max: 1, noNaN: true }),
  concepts: fc.double({ min: 0, max: 1, noNaN: true }),
  newConcepts: fc.double({ min: 0, max: 3, noNaN: true }),
  ahead: fc.double({ min: -3, max: 3, noNaN: true }),
  otherProject: fc.constantFrom(0, 1),
  leaderOnly: fc.double({ min: 0, max: 1, noNaN: true }),
  reverse: fc.double({ min: 0, max: 1, noNaN: true }),
});

describe('how far it lifts', () => {
  it('is bounded, and never less for being nearer or for doubting the best match more', () => {
    fc.assert(
      fc.property(
        nearness,
        fc.constantFrom(...NEARNESS),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (one, name, more, doubt) => {
          const nearer = { ...one, [name]: one[name] + NEARNESS_SIGNS[name] * more };
          const lift = liftOf({ nearness: one, isSame: false }, doubt);
          expect(lift).toBeGreaterThanOrEqual(0);
          expect(lift).toBeLessThanOrEqual(8);
          expect(liftOf({ nearness: nearer, isSame: false }, doubt)).toBeGreaterThanOrEqual(lift);
          expect(liftOf({ nearness: one, isSame: false }, 1)).toBeGreaterThanOrEqual(lift);
        },
      ),
    );
  });
});

describe('negations', () => {
  it.each([
    ['能不能热升级', 'affirmative'],
    ['有没有文档', 'affirmative'],
    ['这样行不', 'affirmative'],
    ['Can I upgrade or not?', 'affirmative'],
    ['为什么不支持热升级', 'negative'],
    ['没有 leader 能写吗', 'negative'],
    ["Why doesn't it start?", 'negative'],
    ['run it without a registry', 'negative'],
  ] as const)('%s is %s', (text, expected) => {
    expect(polarityOf(text)).toBe(expected);
  });
});
