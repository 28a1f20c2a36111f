import { describe, expect, it } from 'vitest';
import { createBot } from '../../src/bot/bot.js';
import type { Bot, Question, Reply } from '../../src/contract.js';
import { createJudge, type SecondJudge } from '../../src/engine/judge.js';
import type { Release } from '../../src/knowledge/model.js';
import type { Match, Matching, MatchQuery } from '../../src/match/contract.js';
import { createRules } from '../../src/second-reader/rules.js';
import { KNOWLEDGE, source } from '../support/knowledge.js';

/** Conversations: what one message leaves for the next. */

const THRESHOLDS = {
  addressed: { answer: 0.6, suggest: 0.3, relevance: 0 },
  overheard: { answer: 0.8, suggest: 0.3, relevance: 0.5 },
};

type Scores = Readonly<Record<string, number>>;

interface Talk {
  readonly bot: Bot;
  readonly asked: MatchQuery[];
  readonly errors: string[];
  readonly say: (text: string, more?: Partial<Question>) => Promise<Reply>;
}

/** A bot whose matcher gives `scores`, and takes everything that begins with 那 for a follow-up. */
function talk(scores: Scores, knowledge = KNOWLEDGE, relevance = 1, second?: SecondJudge): Talk {
  const asked: MatchQuery[] = [];
  const errors: string[] = [];
  const matches = Object.entries(scores).flatMap(([id, confidence]): readonly Match[] =>
    knowledge.entries
      .filter((entry) => entry.id === id)
      .map((entry) => ({
        entry,
        confidence,
        wording: entry.question,
        score: confidence,
        terms: [],
        parts: Array.from({ length: 12 }, (_, at) => ({
          name: at === 11 ? 'jointWord' : `p${at}`,
          value: at,
        })),
      })),
  );
  const match = async (query: MatchQuery): Promise<Matching> => {
    asked.push(query);
    const usedPrevious = query.previous !== undefined && query.text.startsWith('那');
    const overheard = Math.min(matches[0]?.confidence ?? 0, relevance);
    const relevanceParts = [{ name: 'asks', value: 0.5 }];
    return { matches, asks: 0.5, relevance, relevanceParts, overheard, missing: [], usedPrevious };
  };
  const matcher = { match, complete: async () => [] };
  const bot = createBot({
    knowledge,
    matcher,
    judge: createJudge({ matcher, thresholds: THRESHOLDS, second }),
    logger: { debug: () => {}, info: () => {}, warn: () => {}, error: (message) => errors.push(message) },
  });
  const say: Talk['say'] = async (text, more = {}) => {
    const reply = await bot.ask({ text, asker: 'u1', place: 'p1', attention: 'addressed', ...more });
    if (reply === undefined) throw new Error('silence');
    return reply;
  };
  return { bot, asked, errors, say };
}

const release = (at: number): Release => ({
  project: 'Kestrel',
  version: `v1.${at}`,
  changes: [],
  source: source('w1', '2024-05-01'),
});

describe('after a list', () => {
  it('a project alone repeats it, in this place only', async () => {
    const { say, asked } = talk({});
    await say('有没有适合新手的任务');
    expect((await say('那 Heron 呢？')).text).toContain('写示例');
    expect((await say('and kestrel')).text).toContain('补充注释');
    expect(asked).toEqual([]);
    expect((await say('那 Heron 呢？', { place: 'p2' })).kind).toBe('none');
  });

  it('and an answer, the matcher gets the question', async () => {
    const { say, asked } = talk({ 'w1#1.1': 0.9 });
    await say('/tasks');
    await say('kestrel 热升级');
    await say('那 Heron 呢？');
    expect(asked.map(({ text }) => text)).toEqual(['kestrel 热升级', '那 Heron 呢？']);
  });

  it('its rest is offered as a choice', async () => {
    const { bot, say } = talk({}, { ...KNOWLEDGE, releases: [0, 1, 2, 3, 4].map(release) });
    const first = await say('/releases kestrel');
    expect(first.followUps.map(({ label }) => label)).toEqual(['… and 2 more']);
    const rest = await bot.press({ token: first.followUps[0]?.token ?? '', asker: 'u2', place: 'p2' });
    expect(rest.text).toContain('v1.3');
    expect(rest.text).not.toContain('v1.2');
    expect(rest.followUps).toEqual([]);
  });
});

describe('a follow-up that leads back to the entry that was shown', () => {
  it('moves on to the next match that is sure enough', async () => {
    const { say } = talk({ 'w1#1.1': 0.9, 'w1#2.1': 0.8, 'w1#1.2': 0.7 });
    await say('kestrel 热升级');
    expect(await say('那怎么配置呢？')).toMatchObject({ kind: 'answer', entry: 'w1#1.2', confidence: 0.7 });
  });

  it('offers the later turns of the thread', async () => {
    const { say } = talk({ 'w1#1.1': 0.9 });
    await say('kestrel 热升级');
    const reply = await say('那怎么配置呢？');
    expect(reply).toMatchObject({ kind: 'suggest', alternatives: [{ label: '热升级时长连接会断吗？' }] });
  });

  it('says that there is nothing beyond, as often as it is asked', async () => {
    const { say } = talk({ 'w1#2.1': 0.9 });
    await say('heron 超时');
    for (const text of ['那怎么配置呢？', '那别的呢？']) {
      expect(await say(text)).toMatchObject({ kind: 'none', lead: expect.stringContaining('没有更多') });
    }
  });

  it('is what a second reader chose, who knew what it leans on', async () => {
    const second: SecondJudge = {
      read: async ({ context }) =>
        context?.pointedAt === undefined ? undefined : { asks: true, pick: 1, sure: true },
      rules: createRules({ addressed: 0.9, overheard: 0.95 }),
    };
    const { say } = talk({ 'w1#1.1': 0.9, 'w1#1.2': 0.7 }, KNOWLEDGE, 1, second);
    await say('kestrel 热升级');
    expect(await say('那怎么配置呢？')).toMatchObject({ kind: 'answer', entry: 'w1#1.1' });
  });

  it('is no rule for the same question again', async () => {
    const { say } = talk({ 'w1#2.1': 0.9 });
    await say('那 heron 超时');
    expect(await say('那 heron 超时')).toMatchObject({ entry: 'w1#2.1' });
    expect(await say('heron 超时')).toMatchObject({ entry: 'w1#2.1' });
  });
});

describe('the language', () => {
  it.each([
    ['/tasks kestrel easy', 'zh'],
    ['/project Kestrel', 'zh'],
    ['kestrel sdk', 'zh'],
    ['thanks', 'en'],
    ['does kestrel speak quic', 'en'],
    ['kestrel 怎么 hot upgrade', 'zh'],
    ['What does 回滚 mean in Kestrel?', 'en'],
  ])('of %j after a Chinese question is %s', async (text, language) => {
    const { say } = talk({ 'w1#1.1': 0.9 });
    await say('热升级');
    expect((await say(text)).language).toBe(language);
  });

  it('of a scope is one', async () => {
    const { say } = talk({});
    expect((await say('Kestrel 有没有难一点的任务')).lead).toBe('新手任务（Kestrel 困难）：');
  });
});

describe('a command', () => {
  it.each([
    ['/tasks foo', 'foo'],
    ['/tasks Kestrel impossible', 'impossible'],
    ['/releases foo', 'foo'],
  ])('%s names what was not understood', async (text, unknown) => {
    const reply = await talk({}).say(text);
    expect(reply.kind).toBe('notice');
    expect(reply.text).toContain(`“${unknown}”`);
  });

  it.each(['/project kestral', '/tasks kestral', '/project kestel'])(
    '%s suggests the nearest',
    async (text) => {
      const { text: said } = await talk({}).say(text);
      expect(said).toContain('Kestrel');
      expect(said).not.toContain('Heron');
    },
  );

  it('lists a version, and what reads alike once', async () => {
    const { say } = talk(
      {},
      {
        ...KNOWLEDGE,
        readings: [1, 2].map((at) => ({
          title: 'Kestrel 源码解析',
          url: `https://example.org/read/${at}`,
          source: source('w1', '2024-05-01'),
        })),
      },
    );
    const releases = await say('kestrel 1.0 有什么新功能');
    expect(releases.text).toContain('v1.0');
    expect(releases.text).not.toContain('v1.1');
    expect((await say('有没有源码解析的文章')).text.match(/example.org/g)).toHaveLength(1);
  });
});

describe('nothing found', () => {
  it('names no project that the matches do not speak for', async () => {
    const scores = { 'w1#1.1': 0.05, 'w1#1.2': 0.05 };
    expect((await talk(scores).say('今天吃什么')).text).not.toContain('Kestrel');
    const likely = { 'w1#1.1': 0.2, 'w1#1.2': 0.2 };
    expect((await talk(likely).say('长连接迁移')).text).toContain('Kestrel');
    expect((await talk(likely, KNOWLEDGE, 0.1).say('今天吃什么')).text).not.toContain('Kestrel');
  });
});

it('/why shows at most eight parts, with plain names, and stays after a list', async () => {
  const { say } = talk({ 'w1#1.1': 0.9 });
  await say('热升级');
  await say('/tasks');
  const { text } = await say('/why');
  expect(text.match(/^\| .* \| \d+\.\d+ \|$/gm)?.length).toBeLessThanOrEqual(8);
  expect(text).toContain('| 问答中的词 | 11.000 |');
  expect(text).toContain('| p10 | 10.000 |');
  expect(text).toContain('是一个提问');
});

describe('an adapter in plain JavaScript', () => {
  const whole = { text: 'hi', asker: 'u1', place: 'p1', attention: 'addressed' };
  it.each(['text', 'asker', 'place', 'attention'])(
    'that leaves out %s is told so in one line',
    async (field) => {
      const { bot, errors } = talk({});
      const question: unknown = { ...whole, [field]: undefined };
      // @ts-expect-error: what the types would not let through
      expect(await bot.ask(question)).toMatchObject({ kind: 'notice' });
      expect(errors).toEqual([expect.stringContaining(`\`${field}\``)]);
    },
  );

  it('that presses nothing is told so too', async () => {
    const { bot, errors } = talk({});
    const press: unknown = { asker: 'u1', place: 'p1' };
    // @ts-expect-error: what the types would not let through
    expect(await bot.press(press)).toMatchObject({ kind: 'notice' });
    expect(errors).toEqual([expect.stringContaining('`token`')]);
  });
});

describe('a message that takes a question back', () => {
  it.each([
    ['nvm, found it myself', 'Good that it is settled'],
    ['自己解决了，谢谢', '解决了就好'],
  ])('%s is matched with nothing', async (text, said) => {
    const { bot, asked, say } = talk({ 'seeds#1': 0.99 });
    expect((await say(text)).text).toContain(said);
    expect(await bot.ask({ text, asker: 'u1', place: 'p1', attention: 'overheard' })).toBeUndefined();
    expect(asked).toEqual([]);
  });
});
