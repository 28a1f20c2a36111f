import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { IndexFactory } from '../../src/match/index/contract.js';
import { createMiniSearchIndex } from '../../src/match/index/minisearch.js';
import type { Entry } from '../../src/knowledge/model.js';
import type { LiveMatcher, Matching } from '../../src/match/contract.js';
import { createMatcher } from '../../src/match/matcher.js';
import { entriesOf, GLOSSARY, HISTORY, PROJECTS } from './entries.js';

/** Entries that come, go and change; some of them English, so that the history's language turns. */
const POOL: readonly Entry[] = [
  ...HISTORY,
  ...entriesOf([
    { id: 'refund', turns: [['How do I get a refund for a parcel?', 'Open the order and choose refund.']] },
    { id: 'parcel', turns: [['Where is my parcel?', 'The tracking number is in the mail.']] },
    { id: 'password', turns: [['I lost my password', 'Ask for a new one on the login page.']] },
    { id: 'account', turns: [['Can I delete my account?', 'Yes, under Settings.']] },
    {
      id: 'drain',
      project: 'Porter',
      alternates: ['下线会不会断连接'],
      turns: [['Porter 优雅下线要等多久？', 'drainTimeout 到了就断。']],
    },
    {
      id: 'snapshot',
      project: 'Quorum',
      turns: [['Quorum 的 snapshot 存在哪个目录？', '在 dataPath 下面的 snapshot 目录。']],
    },
  ]),
];

const WORDINGS = [
  '下线时正在处理的请求怎么办',
  'will draining cut my connections',
  'redo_log 多久会被清掉',
  'where did my plastic go',
  '快照放哪里',
  'throttle an endpoint',
];

const QUESTIONS = [
  '下线的时候请求会断吗',
  'redo_log 清理',
  'where is my card',
  'Legder 支持 Cosnul 吗',
  '会滚以后怎么办',
  'is draining going to cut connections',
  '快照多久做一次',
  'refund for my parcel',
  'how do I throttle Porter',
  'lost passwrod',
];

type Change = (matcher: LiveMatcher, state: State) => void;

interface State {
  readonly entries: Map<string, Entry>;
  readonly wordings: Map<string, readonly string[]>;
}

const entry = fc.constantFrom(...POOL);
const change: fc.Arbitrary<Change> = fc.oneof(
  entry.map(
    (one): Change =>
      (matcher, { entries }) => {
        entries.set(one.id, one);
        matcher.put(one);
      },
  ),
  entry.map(
    ({ id }): Change =>
      (matcher, { entries }) => {
        entries.delete(id);
        matcher.remove(id);
      },
  ),
  fc.tuple(entry, fc.subarray(WORDINGS)).map(
    ([{ id }, texts]): Change =>
      (matcher, { wordings }) => {
        wordings.set(id, texts);
        matcher.learn(id, texts);
      },
  ),
);

function round(value: number): number {
  return Math.round(value * 1e9) / 1e9;
}

function plain({ matches, missing, relevance }: Matching): unknown {
  return {
    matches: matches.map(({ entry: { id, question }, score, confidence, confirmed, wording, terms }) => {
      return { id, question, score: round(score), confidence: round(confidence), confirmed, wording, terms };
    }),
    missing,
    relevance: round(relevance),
  };
}

function fresh({ entries, wordings }: State): LiveMatcher {
  const matcher = createMatcher({ entries: [...entries.values()], projects: PROJECTS, glossary: GLOSSARY });
  for (const [id, texts] of wordings) matcher.learn(id, texts);
  return matcher;
}

async function expectSame(live: LiveMatcher, state: State): Promise<void> {
  const built = fresh(state);
  for (const text of QUESTIONS) {
    expect(plain(await live.match({ text, limit: 10 }))).toEqual(
      plain(await built.match({ text, limit: 10 })),
    );
    expect(await live.complete(text, 5)).toEqual(await built.complete(text, 5));
  }
}

const START = { entries: HISTORY, projects: PROJECTS, glossary: GLOSSARY };
const SNAPSHOT = createMatcher(START).snapshot();

describe('a matcher whose knowledge changes', () => {
  it.each([
    ['built from the entries', undefined],
    ['loaded from a snapshot', SNAPSHOT],
  ])(
    '%s answers as one that was built anew',
    async (_, snapshot) => {
      await fc.assert(
        fc.asyncProperty(fc.array(change, { maxLength: 14 }), fc.nat(14), async (changes, asked) => {
          const matcher = createMatcher(START, { snapshot });
          const state: State = {
            entries: new Map(HISTORY.map((one) => [one.id, one])),
            wordings: new Map(),
          };
          for (const [at, apply] of changes.entries()) {
            // Asked in between as well, so that what is made on first use is there when the next change comes.
            if (at === asked) for (const text of QUESTIONS) await matcher.match({ text, limit: 3 });
            apply(matcher, state);
          }
          await expectSame(matcher, state);
        }),
        { numRuns: 40 },
      );
    },
    60_000,
  );

  it('finds an entry as soon as it is put, and no more when it is removed', async () => {
    const matcher = createMatcher(START);
    const [added] = entriesOf([{ id: 'new', turns: [['Frobnicator 怎么装？', '用 apt。']] }]);
    if (added === undefined) throw new Error('no entry');
    const first = async (): Promise<string | undefined> =>
      (await matcher.match({ text: 'Frobnicator 安装', limit: 1 })).matches[0]?.entry.id;
    matcher.put(added);
    expect(await first()).toBe('new.1');
    expect((await matcher.complete('Frobnicator', 1))[0]?.id).toBe('new.1');
    matcher.remove('new.1');
    expect(await first()).not.toBe('new.1');
    expect(() => matcher.remove('nobody')).not.toThrow();
  });

  it('is built anew once when its language has turned, however often it turned back and forth', async () => {
    let built = 0;
    const createIndex = () => {
      built += 1;
      return createMiniSearchIndex({ fields: { question: 1, answer: 1 } });
    };
    const questions = [
      '怎么重启节点？',
      'How do I restart it?',
      'How do I stop it?',
      '怎么停下来？',
      '怎么备份？',
    ];
    const [first, ...others] = entriesOf(
      questions.map((question, at) => ({ id: `turn${at}`, turns: [[question, 'ok']] as const })),
    );
    if (first === undefined) throw new Error('no entry');
    const matcher = createMatcher({ entries: [first] }, { createIndex });
    for (const one of others.slice(0, 2)) matcher.put(one);
    await matcher.match({ text: 'restart', limit: 1 });
    expect(built).toBe(2);
    for (const one of others.toReversed()) {
      matcher.put(one);
      matcher.remove(one.id);
      matcher.put(one);
    }
    await matcher.match({ text: 'restart', limit: 1 });
    expect(built).toBe(3);
  });

  it('saves what it was made of, whatever has changed since', () => {
    const matcher = createMatcher(START);
    matcher.remove('card.1');
    matcher.learn('limit.1', ['接口被打爆了怎么挡一下']);
    expect(matcher.snapshot()).toBe(SNAPSHOT);
  });
});

/** An engine that searches, and then has `meanwhile` happen before it gives the hits. */
const slow =
  (meanwhile: () => unknown): IndexFactory =>
  (fields) => {
    const index = createMiniSearchIndex({ fields });
    const search: typeof index.search = async (query, limits) => {
      const hits = await index.search(query, limits);
      await meanwhile();
      return hits;
    };
    return { ...index, search };
  };

describe('a change during a search', () => {
  it('is seen as a whole, or not at all', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...QUESTIONS),
        fc.array(change, { minLength: 1, maxLength: 3 }),
        async (text, changes) => {
          const state: State = { entries: new Map(HISTORY.map((one) => [one.id, one])), wordings: new Map() };
          let searches = 0;
          const createIndex = slow(() => {
            if (searches === 0) for (const apply of changes) apply(matcher, state);
            searches += 1;
          });
          const matcher = createMatcher(START, { createIndex });
          const before = plain(await createMatcher(START).match({ text, limit: 10 }));
          const found = plain(await matcher.match({ text, limit: 10 }));
          const after = plain(await fresh(state).match({ text, limit: 10 }));
          expect([before, after]).toContainEqual(found);
        },
      ),
      { numRuns: 100 },
    );
  });

  it('does not keep a question from its answer, however many there are', async () => {
    const [extra] = entriesOf([{ id: 'extra', turns: [['怎么备份？', 'ok']] }]);
    if (extra === undefined) throw new Error('no entry');
    const createIndex = slow(() => {
      matcher.put(extra);
      matcher.remove('limit.1');
    });
    const matcher = createMatcher(START, { createIndex });
    const { matches } = await matcher.match({ text: 'how do I throttle Porter', limit: 10 });
    const ids = matches.map(({ entry: { id } }) => id);
    expect(ids.length).toBeGreaterThan(0);
    expect(ids).not.toContain('limit.1');
  });
});
