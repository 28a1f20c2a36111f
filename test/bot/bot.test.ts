import { describe, expect, it } from 'vitest';
import { createBot } from '../../src/bot/bot.js';
import type { Bot, Logger, Question } from '../../src/contract.js';
import { createJudge } from '../../src/engine/judge.js';
import { memoryStore } from '../../src/store/memory.js';
import type { Match, Matcher, MatchQuery } from '../../src/match/contract.js';
import { KNOWLEDGE } from '../support/knowledge.js';

const THRESHOLDS = {
  addressed: { answer: 0.6, suggest: 0.3, relevance: 0 },
  overheard: { answer: 0.8, suggest: 0.3, relevance: 0.5 },
};

/** Scores by hand: each entry id with its confidence, best first. */
function scripted(
  scores: Readonly<Record<string, number>>,
  relevance = 1,
): { matcher: Matcher; asked: MatchQuery[] } {
  const asked: MatchQuery[] = [];
  const matches = Object.entries(scores).map(([id, confidence]): Match => {
    const entry = KNOWLEDGE.entries.find((candidate) => candidate.id === id);
    if (entry === undefined) throw new Error(`no entry ${id}`);
    return {
      entry,
      confidence,
      wording: entry.question,
      score: confidence,
      terms: ['热升级'],
      parts: [{ name: 'coverage', value: 0.5 }],
    };
  });
  return {
    asked,
    matcher: {
      match: async (query) => {
        asked.push(query);
        const confidence = matches[0]?.confidence ?? 0;
        return {
          matches,
          asks: relevance,
          relevance,
          relevanceParts: [],
          overheard: Math.min(confidence, relevance),
          missing: ['quic'],
        };
      },
      complete: async () => KNOWLEDGE.entries.slice(0, 2),
    },
  };
}

const errors: string[] = [];
const logger: Logger = {
  debug: () => {},
  info: () => {},
  warn: () => {},
  error: (message) => errors.push(message),
};

function bot(scores: Readonly<Record<string, number>>, relevance = 1): Bot & { asked: MatchQuery[] } {
  const { matcher, asked } = scripted(scores, relevance);
  return {
    ...createBot({
      knowledge: KNOWLEDGE,
      matcher,
      judge: createJudge({ matcher, thresholds: THRESHOLDS }),
      logger,
    }),
    asked,
  };
}

const question = (text: string, more: Partial<Question> = {}): Question => ({
  text,
  asker: 'u1',
  place: 'p1',
  attention: 'addressed',
  ...more,
});

describe('an answer', () => {
  it('shows the matched turn, its project from the catalogue, its source, and the later answered turns', async () => {
    const reply = await bot({ 'w1#1.1': 0.9, 'w1#2.1': 0.2 }).ask(question('kestrel 能热升级么'));
    expect(reply).toMatchObject({
      kind: 'answer',
      language: 'zh',
      entry: 'w1#1.1',
      question: 'Kestrel 支持热升级吗？',
      confidence: 0.9,
      project: {
        name: 'Kestrel',
        description: '一个服务网格代理',
        repository: 'https://example.org/kestrel',
      },
      source: { path: 'w1', line: 10, date: '2024-05-01', url: 'https://example.org/blog/w1/' },
      followUps: [{ label: '热升级时长连接会断吗？' }],
      alternatives: [],
      audience: 'everyone',
    });
    // The answer's only link is in its text already.
    expect(reply?.links).toEqual([]);
  });

  it('never shows who asked', async () => {
    const reply = await bot({ 'w1#1.1': 0.9 }).ask(question('热升级'));
    expect(JSON.stringify(reply)).not.toContain('somebody');
  });

  it('frames in the language of the question and leaves the answer in its own', async () => {
    const reply = await bot({ 'w1#1.1': 0.9 }).ask(question('Does Kestrel support hot upgrade?'));
    expect(reply).toMatchObject({
      language: 'en',
      text: expect.stringContaining('支持'),
      project: { description: 'A service mesh proxy' },
    });
    expect(reply?.lead).toMatch(/^[\x20-\x7e’]+$/);
  });

  it('offers a runner-up of another thread when it is nearly as good', async () => {
    const reply = await bot({ 'w1#1.1': 0.9, 'w1#1.2': 0.85, 'w1#2.1': 0.8 }).ask(question('热升级'));
    expect(reply?.alternatives.map(({ label }) => label)).toEqual(['Heron 的超时时间怎么配置？']);
  });
});

describe('tokens', () => {
  it('lead to the entry that they stand for, and from there on', async () => {
    const one = bot({ 'w1#1.1': 0.9 });
    const reply = await one.ask(question('热升级'));
    const next = await one.press({ token: reply?.followUps[0]?.token ?? '', asker: 'u2', place: 'p9' });
    expect(next).toMatchObject({ kind: 'answer', entry: 'w1#1.2', text: '不会，连接会迁移到新进程。' });
  });

  it('of entries outlive a restart', async () => {
    const before = await bot({ 'w1#1.1': 0.9 }).ask(question('热升级'));
    const after = await bot({}).press({ token: before?.followUps[0]?.token ?? '', asker: 'u1', place: 'p1' });
    expect(after).toMatchObject({ entry: 'w1#1.2' });
  });

  it('that nobody minted do nothing', async () => {
    expect(await bot({}).press({ token: 'eforged', asker: 'u1', place: 'p1' })).toMatchObject({
      kind: 'notice',
    });
  });

  it('explain the reply that they hang on', async () => {
    const one = bot({ 'w1#1.1': 0.9, 'w1#2.1': 0.2 });
    const reply = await one.ask(question('热升级'));
    const why = await one.press({ token: reply?.actions[0]?.token ?? '', asker: 'u1', place: 'p1' });
    expect(why.kind).toBe('notice');
    for (const part of ['热升级', 'quic', 'Heron 的超时时间', '0.700', 'w1:10', 'coverage'])
      expect(why.text).toContain(part);
    const typed = await one.ask(question('/why'));
    expect(typed?.text).toBe(why.text);
  });
});

describe('doubt', () => {
  it('below the answer threshold suggests', async () => {
    const reply = await bot({ 'w1#1.1': 0.5, 'w1#2.1': 0.4 }).ask(question('升级'));
    expect(reply).toMatchObject({ kind: 'suggest', text: '' });
    expect(reply?.alternatives).toHaveLength(2);
    expect(reply?.entry).toBeUndefined();
  });

  it('below the suggestion threshold says what to do next, and answers nothing', async () => {
    const reply = await bot({ 'w1#1.1': 0.1, 'w1#1.2': 0.1 }).ask(question('kestrel quic'));
    expect(reply).toMatchObject({ kind: 'none', alternatives: [] });
    expect(reply?.text).toContain('https://example.org/kestrel/issues');
    expect(reply?.text).toContain('https://example.org/kestrel/docs');
  });

  it('goes by the project that the question names', async () => {
    const reply = await bot({ 'w1#2.1': 0.1 }).ask(question('does kestrel-mesh speak QUIC'));
    expect(reply?.text).toContain('https://example.org/kestrel/issues');
  });

  it('of a project without addresses still says something', async () => {
    const reply = await bot({}).ask(question('what about the weather'));
    expect(reply).toMatchObject({ kind: 'none', language: 'en' });
    expect(reply?.text).not.toBe('');
  });
});

describe('overheard messages', () => {
  const overheard = question('kestrel 能热升级么', { attention: 'overheard' });

  it.each([
    ['sure and relevant', { 'w1#1.1': 0.9 }, 0.9, true],
    ['not sure enough', { 'w1#1.1': 0.7 }, 0.9, false],
    ['not a question for this knowledge', { 'w1#1.1': 0.9 }, 0.1, false],
    ['nothing found', {}, 0.9, false],
  ] as const)('%s', async (_, scores, relevance, answered) => {
    const reply = await bot(scores, relevance).ask(overheard);
    expect(reply?.kind).toBe(answered ? 'answer' : undefined);
  });

  it.each([
    [0.5, 'answer'],
    [0.99, undefined],
  ])('take the precision of their channel: %d', async (precision, kind) => {
    const reply = await bot({ 'w1#1.1': 0.7 }, 1).ask({ ...overheard, precision });
    expect(reply?.kind).toBe(kind);
  });

  it('are no commands', async () => {
    expect(await bot({}).ask({ ...overheard, text: '有没有适合新手的任务' })).toBeUndefined();
  });
});

describe('the short memory', () => {
  it('gives the matcher the question before, in the same place only', async () => {
    const one = bot({ 'w1#1.1': 0.9 });
    await one.ask(question('kestrel 热升级'));
    await one.ask(question('那怎么配置呢？'));
    await one.ask(question('那怎么配置呢？', { place: 'p2' }));
    expect(one.asked.map(({ previous }) => previous)).toEqual([undefined, 'kestrel 热升级', undefined]);
  });

  it('forgets after a while', async () => {
    let time = 1_000_000;
    const { matcher, asked } = scripted({ 'w1#1.1': 0.9 });
    const one = createBot({
      knowledge: KNOWLEDGE,
      matcher,
      judge: createJudge({ matcher, thresholds: THRESHOLDS }),
      logger,
      now: () => time,
    });
    await one.ask(question('kestrel 热升级'));
    time += 11 * 60 * 1000;
    await one.ask(question('那怎么配置呢？'));
    expect(asked[1]?.previous).toBeUndefined();
  });
});

describe('the rest of the knowledge', () => {
  it('lists the newest tasks of a project and difficulty', async () => {
    const reply = await bot({}).ask(question('newcomer tasks for kestrel, easy'));
    expect(reply).toMatchObject({ kind: 'list', language: 'en' });
    expect(reply?.text).toContain('补充注释');
    expect(reply?.text).toContain('https://example.org/t/1');
    expect(reply?.text).not.toContain('旧任务');
    expect(reply?.text).not.toContain('QUIC');
  });

  it('lists releases newest first, reading once each, and a project by any of its names', async () => {
    const one = bot({});
    const releases = await one.ask(question('kestrel 最近发布了什么'));
    expect(releases?.text.indexOf('v1.1')).toBeLessThan(releases?.text.indexOf('v1.0') ?? -1);
    const reading = await one.ask(question('/reading'));
    expect(reading?.text.match(/read\/1/g)).toHaveLength(1);
    const project = await one.ask(question('/project kestrel-mesh'));
    expect(project).toMatchObject({ kind: 'list', lead: expect.stringContaining('Kestrel') });
    expect(project?.text).toContain('https://example.org/kestrel/issues');
    expect((await one.ask(question('/project nobody')))?.text).toContain('Heron');
  });
});

it('a fault inside becomes a notice and a log line, and never a rejection', async () => {
  const matcher: Matcher = {
    match: async () => {
      throw new Error('broken');
    },
    complete: async () => [],
  };
  const one = createBot({
    knowledge: KNOWLEDGE,
    matcher,
    judge: createJudge({ matcher, thresholds: THRESHOLDS }),
    logger,
  });
  expect(await one.ask(question('热升级'))).toMatchObject({ kind: 'notice' });
  expect(await one.ask(question('热升级', { attention: 'overheard' }))).toBeUndefined();
  expect(errors).toHaveLength(2);
});

describe('completion', () => {
  it.each([
    ['/ta', [['command', '/tasks ']]],
    ['/he', [['command', '/help']]],
    ['/tasks ke', [['project', '/tasks Kestrel']]],
    ['how does her', [['project', 'how does Heron']]],
  ])('%s', async (text, expected) => {
    const found = await bot({}).complete(text, 1);
    expect(found.map((one) => [one.kind, one.text])).toEqual(expected);
  });

  it('offers questions of the history', async () => {
    expect(await bot({}).complete('热', 5)).toContainEqual({
      kind: 'question',
      label: 'Kestrel 支持热升级吗？',
      text: 'Kestrel 支持热升级吗？',
      token: expect.stringMatching(/^[\w-]+$/),
    });
  });
});

const botOn = (value: unknown) => {
  const { matcher } = scripted({});
  const judge = createJudge({ matcher, thresholds: THRESHOLDS });
  const store = { ...memoryStore(), get: async () => JSON.stringify(value) };
  return createBot({ knowledge: KNOWLEDGE, matcher, judge, logger, store });
};

describe('what another version of the program has stored', () => {
  const asked = { text: 'why', asker: 'u', place: 'p', attention: 'addressed' } as const;

  it.each([
    { language: 'zh-CN' },
    { language: 7 },
    { why: 7, language: 'en' },
    { offered: 'e1', shown: {} },
    { list: { kind: 'notes', about: 'gone' } },
    [[]],
    'x',
  ])('does not keep it from answering: a memory of %j', async (value) => {
    const before = errors.length;
    const one = botOn(value);
    expect(await one.ask(asked)).toMatchObject({ language: expect.stringMatching(/^(?:zh|en)$/) });
    expect(await one.ask({ ...asked, text: '/help', language: 'en' })).toMatchObject({ kind: 'notice' });
    expect(errors.length).toBe(before);
  });

  it.each([
    { kind: 'explanation', text: 'Because.', language: 'zh-CN' },
    { kind: 'explanation', text: 7, language: 'en' },
    { kind: 'more', intent: { kind: 'gone' }, offset: 0, language: 'en' },
    { kind: 'more', intent: { kind: 'tasks' }, offset: '1', language: 'en' },
  ])('is an expired button: %j', async (value) => {
    const reply = await botOn(value).press({ token: 'w1', asker: 'u', place: 'p', language: 'en' });
    expect(reply).toMatchObject({
      language: 'en',
      text: expect.stringContaining('expired'),
    });
  });
});
