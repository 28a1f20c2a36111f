import * as fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { IndexFactory } from '../../src/match/index/contract.js';
import { createMiniSearchIndex } from '../../src/match/index/minisearch.js';
import type { Entry } from '../../src/knowledge/model.js';
import type { LiveMatcher, Matching } from '../../src/match/contract.js';
import { trainClassifier } from '../../src/match/classifier/classifier.js';
import { type LearningTimes, textsOf } from '../../src/match/classifier/entry-classifier.js';
import { createLiveState, type LiveState } from '../../src/match/live-state.js';
import { createMatcher } from '../../src/match/matcher.js';
import { findCandidates } from '../../src/match/rank/candidates.js';
import { entriesOf, GLOSSARY, HISTORY, PROJECTS } from './entries.js';

/** Entries that come, go and change; some of them English, so that the history's language turns. */
const POOL: readonly Entry[] = [
  ...HISTORY,
  ...HISTORY.map((one) => ({
    ...one,
    drafted: [`${one.question} eureka`, 'what a model made up', '快照放哪里'],
  })),
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

type Changing = Pick<LiveMatcher, 'put' | 'remove' | 'learn'>;
type Change = (matcher: Changing, state: State) => void;

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

/** Every entry with wordings enough for the classifier to count. */
const TAUGHT = HISTORY.map((one, at) => ({
  ...one,
  drafted: [`${one.question} ${at}`, `${one.answer} ok`, WORDINGS[at % WORDINGS.length] ?? ''],
}));
const TRAINED = TAUGHT.map((one) => textsOf(one));

const liveOf = (entries: readonly Entry[], learning?: Partial<LearningTimes>): LiveState =>
  createLiveState({ entries, projects: PROJECTS, glossary: GLOSSARY }, { learning });

/** What the classifier says of every candidate, by what the ranker is given: whatever weight that has. */
async function soundsIn(
  live: LiveState,
  text: string,
): Promise<Readonly<Record<string, number | undefined>>> {
  return await findCandidates(live.now, { text, limit: 10 }, ({ candidates }) =>
    Object.fromEntries(
      candidates.map(
        ({
          prepared: {
            entry: { id },
          },
          sound,
        }) => [id, sound?.distance],
      ),
    ),
  );
}

describe('a matcher that is taught by a classifier', () => {
  const times = { pause: 10, quiet: 1000 };
  const question = 'how do I throttle the card endpoint';

  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('answers before, and has the margins as evidence from then on', async () => {
    const live = liveOf(TAUGHT, times);
    const before = Object.values(await soundsIn(live, question));
    expect(before.length).toBeGreaterThan(0);
    expect(before.every((sound) => sound === 0)).toBe(true);
    live.teach(trainClassifier(TRAINED));
    const after = await soundsIn(live, question);
    expect(new Set(Object.values(after)).size).toBeGreaterThan(1);
    expect(Object.values(after).every((sound) => sound !== undefined)).toBe(true);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('says which words spoke for its first match, and of no other', async () => {
    const matcher = createMatcher({ entries: TAUGHT, projects: PROJECTS, glossary: GLOSSARY });
    const text = 'when will my card be delivered to Porter';
    expect(
      (await matcher.match({ text, limit: 3 })).matches.every(({ sounds }) => sounds === undefined),
    ).toBe(true);
    matcher.teach(trainClassifier(TRAINED));
    const [first, ...others] = (await matcher.match({ text, limit: 3 })).matches;
    expect(first?.entry.id).toBe('card.1');
    expect(first?.sounds?.for).toEqual(expect.arrayContaining([expect.stringMatching(/card|delivered/)]));
    expect(first?.sounds?.against).toEqual(expect.arrayContaining([expect.stringMatching(/porter/)]));
    expect(others.length).toBeGreaterThan(0);
    expect(others.every(({ sounds }) => sounds === undefined)).toBe(true);
  });

  it('says so as well of a match that is first for being the very question', async () => {
    const matcher = createMatcher({ entries: TAUGHT, projects: PROJECTS, glossary: GLOSSARY });
    const text = 'Porter 怎么给某个接口限流？';
    // Members have confirmed these words for another entry, which the ranker then puts first.
    matcher.learn('rollback.1', [text]);
    matcher.teach(trainClassifier(TRAINED));
    vi.advanceTimersByTime(1000);
    const [first, ...others] = (await matcher.match({ text, limit: 3 })).matches;
    expect(first?.entry.id).toBe('limit.1');
    expect(first?.parts.map(({ name }) => name)).toContain('exact');
    expect(first?.sounds?.for.length).toBeGreaterThan(0);
    expect(others.every(({ sounds }) => sounds === undefined)).toBe(true);
  });

  const changed = TAUGHT.filter(({ id }) => id === 'card.1').map((one) => ({
    ...one,
    question: 'throttle my card',
    drafted: ['a', 'b', 'c'],
  }));

  it.each(['before', 'after'])('learns what changes %s', async (order) => {
    const live = liveOf(TAUGHT, times);
    if (order === 'after') live.teach(trainClassifier(TRAINED));
    for (const one of changed) live.put(one);
    live.learn('limit.1', ['throttle the endpoint']);
    live.remove('snapshot.1');
    for (const one of POOL.filter(({ id }) => id === 'refund.1')) live.put(one);
    if (order === 'before') live.teach(trainClassifier(TRAINED));
    const text = 'throttle my card endpoint refund snapshot Ledger';
    const unknown = Object.entries(await soundsIn(live, text)).flatMap(([id, sound]) =>
      sound === undefined ? [id] : [],
    );
    expect(unknown.toSorted()).toEqual(['card.1', 'limit.1', 'refund.1']);
    vi.advanceTimersByTime(4 * times.pause);
    const known = await soundsIn(live, text);
    expect(Object.values(known).every((sound) => sound !== undefined)).toBe(true);
    expect(Object.keys(known)).not.toContain('snapshot.1');
    // By its new texts, not by those that it was trained on.
    const mine = await soundsIn(live, 'throttle my card');
    const rivals = Object.entries(mine).flatMap(([id, sound]) => (id === 'card.1' ? [] : [sound ?? 0]));
    expect(mine['card.1']).toBeGreaterThan(Math.max(...rivals));
  });
});

/** What every question sounds like, rounded as reading back from bytes rounds. */
const heard = async (each: LiveState): Promise<unknown> =>
  await Promise.all(
    QUESTIONS.map(async (text) =>
      Object.entries(await soundsIn(each, text))
        .toSorted(([one], [other]) => (one < other ? -1 : 1))
        .map(([id, sound]) => [id, sound?.toFixed(3).replace('-0.000', '0.000')]),
    ),
  );

// The thread runs the compiled file: `npm run build` first, as `npm test` does.
it('sounds, after a while of quiet, as if it had been taught all that has changed', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(change, { minLength: 1, maxLength: 8 }),
      fc.nat(8),
      async (changes, taughtAt) => {
        const state: State = { entries: new Map(TAUGHT.map((one) => [one.id, one])), wordings: new Map() };
        const live = liveOf(TAUGHT, { pause: 0, quiet: 0 });
        for (const [at, apply] of changes.entries()) {
          if (at === taughtAt) live.teach(trainClassifier(TRAINED));
          apply(live, state);
        }
        if (taughtAt >= changes.length) live.teach(trainClassifier(TRAINED));
        const entries = [...state.entries.values()];
        const anew = liveOf(entries);
        for (const [id, texts] of state.wordings) anew.learn(id, texts);
        anew.teach(trainClassifier(entries.map((one) => textsOf(one, state.wordings.get(one.id)))));
        const wanted = await heard(anew);
        await vi.waitFor(async () => expect(await heard(live)).toEqual(wanted), {
          timeout: 20_000,
          interval: 5,
        });
      },
    ),
    { numRuns: 15 },
  );
}, 60_000);
