import { describe, expect, it } from 'vitest';
import { loadKnowledge } from '../../src/knowledge/load.js';
import { createMatcher } from '../../src/match/matcher.js';
import { entriesOf, GLOSSARY, HISTORY, PROJECTS } from './entries.js';

const knowledge = { entries: HISTORY, projects: PROJECTS, glossary: GLOSSARY };
const matcher = createMatcher(knowledge);

async function first(text: string, by = matcher): Promise<string | undefined> {
  return (await by.match({ text, limit: 3 })).matches[0]?.entry.id;
}

describe('what is found', () => {
  it.each([
    ['redo_log 啥时候删', 'rollback.1', 'the same in other words'],
    ['回滚完了 redo log 会清掉吗', 'rollback.1', 'an identifier with its parts apart'],
    ['Ledger 用 consul 注册', 'registry.1', 'a sibling with the same project'],
    ['When is redo_log deleted after a rollback?', 'rollback.1', 'across the languages, by the glossary'],
    ['How do I throttle an API in Porter?', 'limit.1', 'a word that only the glossary knows'],
    ['撤销之后 redo_log 怎么办', 'rollback.1', 'a synonym of the same language'],
    ['drainTimeout', 'drain.2', 'one identifier, in the answer'],
    ['where is my card', 'card.1', 'English without any of it'],
    ['下線的時候連接會斷嗎', 'drain.1', 'traditional script'],
    ['ＲＥＤＯ＿ＬＯＧ　什么时候清理', 'rollback.1', 'full width and upper case'],
    ['Legder 支持 Cosnul 吗', 'registry.1', 'a slip in every Latin word'],
    ['会滚以后日志什么时候轻理', 'rollback.1', 'homophones'],
  ])('%s finds %s: %s', async (text, expected) => {
    expect(await first(text)).toBe(expected);
  });

  it.each([
    '谢谢大家',
    'thank you :redo_log:',
    '<#C1|redo_log>',
    '2',
    '%2F',
    '> redo_log 什么时候删\n谢谢，解决了',
  ])('%s asks nothing and finds nothing', async (text) => {
    const { matches, relevance } = await matcher.match({ text, limit: 3 });
    expect([matches, relevance]).toEqual([[], 0]);
  });

  it('hears what the asker says below a quote alone', async () => {
    const said = await matcher.match({ text: '> Ledger 用 consul 注册\nPorter 怎么限流', limit: 3 });
    const plain = await matcher.match({ text: 'Porter 怎么限流', limit: 3 });
    expect(said.matches).toEqual(plain.matches);
    expect(said.missing).toEqual(plain.missing);
    // Who quotes mostly answers what is quoted.
    expect(said.asks).toBeLessThan(plain.asks);
  });

  it('compares entries without their greetings too', async () => {
    const greeted = HISTORY.map((entry) => ({
      ...entry,
      question: `Hi all :wave:! ${entry.question} Thanks!`,
    }));
    const others = createMatcher({ ...knowledge, entries: greeted });
    const [plain] = (await matcher.match({ text: 'Porter 怎么限流', limit: 1 })).matches;
    const [own] = (await others.match({ text: 'Porter 怎么限流', limit: 1 })).matches;
    expect(own?.confidence).toBe(plain?.confidence);
  });

  it.each([
    '你好，',
    '大佬们早上好，请教个问题：',
    'Hi everyone, quick question: ',
    '@qabot ',
    '<@U0123ABC> ',
  ])('%s in front changes no match', async (opening) => {
    const plain = await matcher.match({ text: 'Porter 怎么限流', limit: 5 });
    const polite = await matcher.match({ text: `${opening}Porter 怎么限流`, limit: 5 });
    // Only whether it is meant for the bot at all is judged by the whole message.
    expect(polite.matches).toEqual(plain.matches);
    expect(polite.missing).toEqual(plain.missing);
  });

  it('works with neither catalogue nor glossary', async () => {
    const bare = createMatcher({ entries: HISTORY });
    expect(await first('redo_log 什么时候清理', bare)).toBe('rollback.1');
    expect(await first('card delivery', bare)).toBe('card.1');
  });

  it.each(['', '   ', '？！', '🙂'])('finds nothing for %j, and does not fail', async (text) => {
    expect(await matcher.match({ text, limit: 3 })).toMatchObject({ matches: [], relevance: 0 });
  });

  it('keeps within a project when asked to', async () => {
    const { matches } = await matcher.match({ text: '怎么限流', project: 'Ledger', limit: 5 });
    expect(matches.every(({ entry }) => entry.project === 'Ledger')).toBe(true);
  });

  it.each([
    ['那怎么弄呢？', 'Porter 限流', 'limit.1'],
    ['and how do I do it?', 'Porter rateLimit', 'limit.1'],
    ['那 Quorum 呢？', '快照多久做一次', 'snapshot.1'],
  ])('%s after %s finds %s', async (text, previous, expected) => {
    expect((await matcher.match({ text, previous, limit: 1 })).matches[0]?.entry.id).toBe(expected);
  });

  it.each(['redo_log 什么时候清理', 'Porter 怎么下线'])('lets %s stand for itself', async (text) => {
    expect(await matcher.match({ text, previous: 'Porter 限流', limit: 3 })).toEqual(
      await matcher.match({ text, limit: 3 }),
    );
  });
});

describe('alternates', () => {
  it('are matched each on its own, and the one that matched is named', async () => {
    const [best] = (await matcher.match({ text: 'my card never came!', limit: 1 })).matches;
    expect(best).toMatchObject({ entry: { id: 'card.1' }, wording: 'my card never came' });
  });

  it('do not bury an entry that has none', async () => {
    const chatty = Array.from({ length: 100 }, (_, at) => `my card ${at} is lost, stolen or late again`);
    const entries = entriesOf([
      { id: 'lost', alternates: chatty, turns: [['My card is lost', 'Block it in the app.']] },
      { id: 'limit', turns: [['How do I raise the limit of my card?', 'Under Settings.']] },
    ]);
    expect(await first('raise limit of my card', createMatcher({ entries }))).toBe('limit.1');
  });
});

async function sureness(text: string): Promise<number> {
  return (await matcher.match({ text, limit: 1 })).matches[0]?.confidence ?? 0;
}

describe('how sure it is', () => {
  it('is a probability, and less for what is not there', async () => {
    const right = await sureness('Ledger 全局事务回滚以后 redo_log 什么时候清理');
    expect(right).toBeLessThanOrEqual(1);
    for (const text of [
      '周五了，几点下班呀',
      'React 的 useEffect 为什么会执行两遍',
      'Ledger 支持 Zookeeper 鉴权吗',
    ]) {
      expect(await sureness(text)).toBeLessThan(right);
      expect(await sureness(text)).toBeGreaterThanOrEqual(0);
    }
  });

  it('says what it went by', async () => {
    const { matches, missing } = await matcher.match({ text: 'Ledger 的 redo_log 和 Frobnicator', limit: 1 });
    expect(matches[0]?.terms).toEqual(expect.arrayContaining(['ledger', 'redo_log']));
    expect(missing).toContain('frobnic');
    expect(matches[0]?.parts.map(({ name }) => name)).toContain('jointWord');
  });
});

describe('an index snapshot', () => {
  it('gives the same answers', async () => {
    const again = createMatcher(knowledge, { snapshot: matcher.snapshot() });
    for (const text of ['redo_log 啥时候删', 'where is my card', 'Porter 限流']) {
      expect(await again.match({ text, limit: 5 })).toEqual(await matcher.match({ text, limit: 5 }));
    }
  });

  it('gives the same answers to every question of the shipped knowledge, to the digit', async () => {
    const shipped = await loadKnowledge([]);
    const built = createMatcher(shipped);
    const loaded = createMatcher(shipped, { snapshot: built.snapshot() });
    for (const { question, answer } of shipped.entries) {
      for (const text of [question, answer.slice(0, 60)]) {
        expect(await loaded.match({ text, limit: 5 })).toEqual(await built.match({ text, limit: 5 }));
      }
    }
  });

  it.each([
    ['without its last line', matcher.snapshot().slice(0, -5)],
    ['of other knowledge', createMatcher({ entries: HISTORY.slice(1) }).snapshot()],
    ['cut short', matcher.snapshot().slice(0, 500)],
    ['of no use', 'not json'],
  ])('%s is left aside', async (_, snapshot) => {
    expect(await first('redo_log 啥时候删', createMatcher(knowledge, { snapshot }))).toBe('rollback.1');
  });
});

describe('completion', () => {
  it('offers the questions that fit what is typed', async () => {
    expect((await matcher.complete('快照', 2))[0]?.id).toBe('snapshot.1');
  });
});
