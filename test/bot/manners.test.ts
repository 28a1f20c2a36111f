/** What needs no answer, and whose question is answered, by the core alone. */

import { beforeEach, describe, expect, it } from 'vitest';
import { createBot } from '../../src/bot/bot.js';
import type { Bot, Language, OtherMessage, Question, Reply } from '../../src/contract.js';
import { createJudge } from '../../src/engine/judge.js';
import { thresholdsFor } from '../../src/engine/thresholds.js';
import { createMatcher } from '../../src/match/matcher.js';
import { KNOWLEDGE } from '../support/knowledge.js';

const matcher = createMatcher(KNOWLEDGE);
const HOT: OtherMessage = {
  text: 'Kestrel 支持热升级吗？',
  link: 'https://example.org/m/1',
  author: 'ben_w',
};

const botIn = (language?: Language): Bot =>
  createBot({
    knowledge: KNOWLEDGE,
    matcher,
    judge: createJudge({ matcher, thresholds: thresholdsFor() }),
    logger: { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} },
    language,
  });

let bot: Bot;
let lookedUp: number;
beforeEach(() => {
  lookedUp = 0;
  bot = botIn();
});

const ask = (text: string, more: Partial<Question> = {}): Promise<Reply | undefined> =>
  bot.ask({ text, asker: 'ann', place: 'p', attention: 'addressed', ...more });
const kindOf = async (...of: Parameters<typeof ask>) => (await ask(...of))?.kind ?? 'silence';
const alone = { followUp: true };
const amongOthers = { followUp: true, attention: 'overheard' } as const;

describe('what is said to the bot', () => {
  it.each<[string, string, Partial<Question>]>([
    ['hey folks,  is pretty cool', 'acknowledgement', {}],
    ['谢谢', 'acknowledgement', {}],
    ['thanks!', 'acknowledgement', {}],
    ['good bot', 'acknowledgement', {}],
    ['谢谢大家', 'acknowledgement', alone],
    ['好的，我试试', 'acknowledgement', alone],
    ['解决了，是我配置写错了', 'acknowledgement', alone],
    ['解决了，是我配置写错了', 'acknowledgement', {}],
    ['谢谢大家', 'acknowledgement', amongOthers],
    ['好的，我试试', 'silence', amongOthers],
    ['解决了，是我配置写错了', 'acknowledgement', amongOthers],
    ['no, that is for the client', 'silence', alone],
    ['谢谢大家', 'silence', { attention: 'overheard' }],
    ['那 Heron 的超时时间怎么配置？', 'answer', alone],
    ['谢谢！Heron 的超时时间怎么配置？', 'answer', {}],
    ['Kestrel 支持热升级吗', 'answer', {}],
    ['stop', 'acknowledgement', {}],
    ['闭嘴', 'acknowledgement', {}],
    ['你错了，Kestrel 现在也能热升级', 'acknowledgement', {}],
    ['you already said that', 'acknowledgement', {}],
    ['好的明白了，那我先用 AT 试试', 'acknowledgement', {}],
    ['why?', 'notice', {}],
    ['who made you?', 'notice', {}],
    ['你是谁，你能干嘛', 'notice', {}],
    ['how do I stop Kestrel', 'none', {}],
    ['hello', 'notice', {}],
    ['please help', 'notice', {}],
  ])('%j brings %s (%o)', async (text, kind, more) => {
    expect(await kindOf(text, more)).toBe(kind);
  });

  it.each(['why?', 'you already said that'])('%s is met in the language that is set', async (text) => {
    bot = botIn('zh');
    expect((await ask(text))?.language).toBe('zh');
  });

  it('is not met with joy where it is no thanks', async () => {
    expect((await ask('闭嘴'))?.text).toBe('收到。');
    expect((await ask('you already said that'))?.text).toBe('Noted.');
  });

  it('is acknowledged in one line of its language', async () => {
    expect((await ask('谢谢'))?.text).toBe('很高兴能帮上忙，有问题随时问。');
    expect((await ask('thanks'))?.text).toBe('Glad to help. Ask any time.');
  });
});

describe('a quoted question that is overheard', () => {
  it.each([
    '> Kestrel 支持热升级吗？\n支持的，看文档',
    '&gt; Kestrel 支持热升级吗？\n+1',
    '> Kestrel 支持热升级吗？',
  ])('%j is left alone', async (text) =>
    expect(await kindOf(text, { attention: 'overheard' })).toBe('silence'),
  );
});

const context = async () => {
  lookedUp += 1;
  return { pointedAt: HOT };
};
const away = () => Promise.reject(new Error('away'));

describe('without a question of its own', () => {
  it.each(['', 'can you help here?', '这个你知道吗', 'any idea ?', 'hey, please help'])(
    '%j is answered by what it points at, which is quoted',
    async (text) => {
      const reply = await ask(text, { context });
      expect(reply).toMatchObject({ kind: 'answer', entry: 'w1#1.1' });
      expect(reply?.lead).toMatch(
        /^> ben\\_w: Kestrel 支持热升级吗？ \[[^\]]+\]\(https:\/\/example\.org\/m\/1\)\n\n./,
      );
      expect(lookedUp).toBe(1);
    },
  );

  it('is answered in the language that it was asked in, or of what it points at', async () => {
    expect((await ask('any idea?', { context }))?.language).toBe('en');
    expect((await ask('', { context, place: 'q' }))?.language).toBe('zh');
  });

  it('is about the quoted lines first, then about the thread’s first message', async () => {
    const quoting = 'can you help here?\n> Heron 的超时时间怎么配置？';
    expect(await ask(quoting, { context })).toMatchObject({ entry: 'w1#2.1' });
    expect(lookedUp).toBe(0);
    for (const pointedAt of [undefined, { text: 'same here' }, { ...HOT, isOwn: true }, { text: '谢谢' }]) {
      const threadStart = { text: 'Heron 的超时时间怎么配置？' };
      expect(await ask('', { context: { pointedAt, threadStart } })).toMatchObject({ entry: 'w1#2.1' });
    }
  });

  it('does not lean on what was asked before', async () => {
    await ask('Heron 的超时时间怎么配置？');
    expect(await ask('', { context })).toMatchObject({ entry: 'w1#1.1' });
  });

  it('brings the guide where it points at nothing, or that cannot be read', async () => {
    expect(await ask('')).toMatchObject({ kind: 'notice', text: expect.stringContaining('/tasks') });
    expect(await kindOf('can you help here?', { context: { pointedAt: { text: '谢谢' } } })).toBe('notice');
    expect(await kindOf('这个你知道吗', { context: away })).toBe('notice');
  });

  it('is not looked for where there is one, and where nobody asked the bot', async () => {
    await ask('Kestrel 支持热升级吗？', { context });
    await ask('any idea?', { context, attention: 'overheard' });
    await ask('any idea?', { context, ...alone });
    expect(lookedUp).toBe(0);
  });
});

it('says whose question it answers where another asks for them', async () => {
  const { text, ...quoted } = HOT;
  const reply = await ask(text, { quoted });
  expect(reply?.lead).toContain('> ben\\_w: Kestrel 支持热升级吗？ [');
  expect((await ask(text))?.lead).not.toContain('>');
});

describe('a message that may go on in the next one', () => {
  const { parts } = createBot({
    knowledge: KNOWLEDGE,
    matcher,
    judge: createJudge({ matcher, thresholds: thresholdsFor() }),
    logger: { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} },
  });
  it.each<[string, boolean, Partial<Question>]>([
    ['', true, {}],
    ['在吗', true, {}],
    ['Kestrel', true, {}],
    ['', false, { context }],
    ['这个你知道吗', false, { context }],
    ['Kestrel', true, { context }],
    ['谢谢', false, {}],
    ['👍', false, {}],
    ['nvm', false, {}],
    ['自己解决了', false, {}],
    ['不对', false, {}],
    ['/tasks', false, {}],
    ['Kestrel 支持热升级吗', false, {}],
  ])('%j: %s (%o)', (text, isUnfinished, more) => {
    const question: Question = { text, asker: 'ann', place: 'p', attention: 'addressed', ...more };
    expect(parts.asksNothingYet(question)).toBe(isUnfinished);
  });
});

it('is taken back with a word that needs no answer, among others only where it thanks', async () => {
  expect(await kindOf('nvm, found it')).toBe('acknowledgement');
  expect(await kindOf('nvm, found it', alone)).toBe('acknowledgement');
  expect(await kindOf('nvm, found it', amongOthers)).toBe('silence');
  expect(await kindOf('谢谢大家，自己解决了', amongOthers)).toBe('acknowledgement');
});
