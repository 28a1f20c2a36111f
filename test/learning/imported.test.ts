/** Pairs that were found elsewhere: nothing is answered from them before a maintainer accepts, and no decision is made twice. */

import { describe, expect, it } from 'vitest';
import type { Reply } from '../../src/contract.js';
import type { ImportedPair } from '../../src/learning/imported/model.js';
import { dropImported, importedId } from '../../src/learning/imported/queue.js';
import { forgetPerson } from '../../src/learning/forget.js';
import { createVault } from '../../src/learning/vault.js';
import { memoryDatabase } from '../../src/store/memory.js';
import type { Database } from '../../src/store/contract.js';
import { TOKENS } from '../../src/contract.js';
import { MAINTAINER, type Replica, replica } from './circle.js';

const QUESTION = 'Kestrel 的连接池怎么限制最大空闲时间？';
const URL = 'https://github.com/o/r/discussions/1#discussioncomment-2';

const PAIR: ImportedPair = {
  id: 'github-discussion:o/r/1',
  question: QUESTION,
  answer: '设置 `maxIdleTime`，单位是秒。',
  url: URL,
  date: '2020-02-03',
  votes: 4,
  confidence: 1,
  isMarked: true,
  thread: [{ who: 'asker', text: '我在用 2.0' }],
};

const pair = (n: number, more: Partial<ImportedPair> = {}): ImportedPair => ({
  ...PAIR,
  id: `github-discussion:o/r/${n}`,
  question: `Kestrel 接入 ${'abcdefgh'[n]}${n} 的采样率在哪里配置？`,
  ...more,
});

const add = async (one: Replica, more: Partial<ImportedPair> = {}) =>
  await one.circle.learning.queueImported({ ...PAIR, ...more });

async function next(one: Replica): Promise<Reply> {
  const [item] = (await one.circle.review('zh', 1)).items;
  if (item === undefined) throw new Error('nothing waits');
  return item;
}

const waiting = async (one: Replica): Promise<number> => (await one.circle.review('zh', 10)).total;

async function stored(database: Database): Promise<string> {
  return JSON.stringify(await database.store('learning').list('imported'));
}

describe('an imported pair', () => {
  it('answers nothing while it waits, and is a saved answer with its address once accepted', async () => {
    const one = replica(memoryDatabase());
    expect(await add(one)).toEqual({ state: 'added', near: undefined });
    expect((await one.ask(QUESTION, { place: 'a' })).kind).not.toBe('answer');
    const item = await next(one);
    expect(item).toMatchObject({ question: QUESTION, source: { url: URL } });
    expect(item.text).toContain('> 我在用 2.0');
    await one.act(item, 'accept', MAINTAINER);
    const reply = await one.ask(QUESTION, { place: 'b' });
    expect(reply).toMatchObject({ kind: 'answer', text: PAIR.answer });
    expect(reply.source).toMatchObject({ url: URL, date: '2020-02-03' });
    expect(await waiting(one)).toBe(0);
  });

  it('is known when it comes again, and holds no words any more once it was decided', async () => {
    const database = memoryDatabase();
    const one = replica(database);
    await add(one);
    expect(await add(one)).toMatchObject({ state: 'known' });
    expect(await waiting(one)).toBe(1);
    await one.act(await next(one), 'reject', MAINTAINER);
    expect(await stored(database)).not.toContain('Kestrel');
    expect(await add(one)).toMatchObject({ state: 'rejected-before' });
    expect(await add(one, { answer: '改了' })).toMatchObject({ state: 'rejected-before' });
    expect(await waiting(one)).toBe(0);
  });

  it('comes back when its source has changed, while the accepted answer stays in force', async () => {
    const one = replica(memoryDatabase());
    await add(one);
    await one.act(await next(one), 'accept', MAINTAINER);
    expect(await add(one)).toMatchObject({ state: 'known' });
    expect(await add(one, { answer: '改用 `idle`。' })).toEqual({ state: 'changed', near: undefined });
    expect(await add(one, { answer: '改用 `idle2`。' })).toMatchObject({ state: 'changed' });
    const item = await next(one);
    expect(item.lead).toContain('来源已修改');
    expect((await one.ask(QUESTION, { place: 'a' })).text).toBe(PAIR.answer);
    await one.act(item, 'reject', MAINTAINER);
    expect((await one.ask(QUESTION, { place: 'b' })).text).toBe(PAIR.answer);
    expect(await add(one, { answer: '改用 `idle2`。' })).toMatchObject({ state: 'known' });
    await add(one, { answer: '改用 `idle3`。' });
    await one.act(await next(one), 'accept', MAINTAINER);
    expect((await one.ask(QUESTION, { place: 'c' })).text).toBe('改用 `idle3`。');
  });

  it('stays as a maintainer edited it, and tells that its source has changed', async () => {
    const one = replica(memoryDatabase());
    await add(one);
    const form = await one.act(await next(one), 'edit', MAINTAINER);
    const edited = await one.submit(form, { answer: '见文档。' }, MAINTAINER);
    expect(edited.text).toContain('见文档。');
    expect(await add(one)).toMatchObject({ state: 'known' });
    expect(await add(one, { answer: '改了' })).toMatchObject({ state: 'changed' });
    const item = await next(one);
    expect(item.lead).toContain('来源已修改');
    await one.act(item, 'accept', MAINTAINER);
    expect((await one.ask(QUESTION)).text).toBe('见文档。');
  });

  it('is offered as a wording of what is known, and merged only when a maintainer does it', async () => {
    const one = replica(memoryDatabase());
    const known = 'Kestrel 支持热升级吗？';
    const { near } = await add(one, { question: known });
    expect(near).toBeDefined();
    const item = await next(one);
    expect(item.alternatives).toHaveLength(1);
    const choice = await one.act(item, 'merge', MAINTAINER);
    const [first] = choice.alternatives;
    expect(first?.label).toBe(item.alternatives[0]?.label);
    await one.press(first?.token ?? '', MAINTAINER);
    expect(await add(one, { question: known })).toMatchObject({ state: 'known' });
    const wordings = await one.circle.learning.records.wordings.list();
    expect(wordings.map(([, { entry, text, status }]) => ({ entry, text, status }))).toEqual([
      { entry: near, text: known, status: 'live' },
    ]);
  });

  it('stands behind what members wait for', async () => {
    const one = replica(memoryDatabase());
    await add(one, { votes: 1000 });
    await one.submit(await one.act(await one.ask('Kestrel 能在月球上跑吗？'), 'ask-maintainers'));
    const { items } = await one.circle.review('zh', 10);
    expect(items.map(({ question }) => question)).toEqual(['Kestrel 能在月球上跑吗？', QUESTION]);
    expect((await one.press(TOKENS.review, MAINTAINER)).question).toBe('Kestrel 能在月球上跑吗？');
  });

  it('is decided once by two maintainers', async () => {
    const one = replica(memoryDatabase());
    await add(one);
    const item = await next(one);
    await one.act(item, 'reject', MAINTAINER);
    expect((await one.act(item, 'accept', MAINTAINER)).text).toBe('这一项已经处理过了。');
    expect((await one.ask(QUESTION)).kind).not.toBe('answer');
  });

  it('goes with the message that it was taken from, unless it was decided', async () => {
    const database = memoryDatabase();
    const one = replica(database);
    await add(one);
    const context = { records: one.circle.learning.records };
    expect(await dropImported(context, PAIR.id)).toBe(true);
    expect(await stored(database)).toBe('[]');
    await add(one);
    await one.act(await next(one), 'accept', MAINTAINER);
    expect(await dropImported(context, PAIR.id)).toBe(false);
  });

  it('closes the open question that it answers, and those who asked are told, also where all are accepted at once', async () => {
    for (const isAll of [false, true]) {
      const one = replica(memoryDatabase());
      await one.submit(await one.act(await one.ask('Kestrel 能在月球上跑吗？'), 'ask-maintainers'));
      const [open] = await one.circle.learning.records.questions.list();
      await add(one, { asked: open?.[0] });
      if (isAll) await one.circle.learning.acceptAllImported({});
      else {
        const { items } = await one.circle.review('zh', 2);
        await one.act(items[1] ?? items[0] ?? (await next(one)), 'accept', MAINTAINER);
      }
      await one.circle.learning.settled();
      expect(one.delivered.map(({ reply }) => reply.text)).toEqual([PAIR.answer]);
      expect(await waiting(one)).toBe(0);
    }
  });

  it('adds its other wordings when it is accepted', async () => {
    const one = replica(memoryDatabase());
    await add(one, { wordings: ['空闲连接多久会断？'] });
    await one.act(await next(one), 'accept', MAINTAINER);
    const [found] = await one.circle.learning.records.wordings.list();
    expect(found?.[1]).toMatchObject({ entry: `saved-${importedId(PAIR.id)}`, text: '空闲连接多久会断？' });
  });
});

describe('many imported pairs', () => {
  it('are taken by project, votes, confidence and mark, and accepted at once', async () => {
    const one = replica(memoryDatabase());
    await one.circle.learning.queueImported(pair(1, { votes: 1, project: 'Kestrel' }));
    await one.circle.learning.queueImported(pair(2, { votes: 9, isMarked: false, confidence: 0.4 }));
    await one.circle.learning.queueImported(pair(3, { votes: 9, confidence: 0.9 }));
    const { learning } = one.circle;
    const ids = async (filter: Parameters<typeof learning.review>[2]) =>
      (await learning.review('en', 10, filter)).items.map(({ imported }) => imported?.source.slice(-1));
    expect(await ids({})).toEqual(['1', '3', '2']);
    expect(await ids({ project: 'kestrel' })).toEqual(['1']);
    expect(await ids({ minVotes: 2 })).toEqual(['3', '2']);
    expect(await ids({ minConfidence: 0.9 })).toEqual(['1', '3']);
    expect(await ids({ isMarked: false })).toEqual(['2']);
    expect(await learning.acceptAllImported({ isMarked: true })).toBe(2);
    expect(await ids({})).toEqual(['2']);
    expect((await one.ask(pair(3).question)).kind).toBe('answer');
  });
});

describe('somebody who wants to be forgotten', () => {
  it('is gone from what waits; what was accepted stays as nobody’s, what was rejected stays known', async () => {
    const database = memoryDatabase();
    const one = replica(database);
    const askedBy = { platform: 'github', asker: 'octocat' };
    for (const n of [1, 2, 3]) await one.circle.learning.queueImported(pair(n, { askedBy, votes: -n }));
    await one.circle.learning.queueImported(pair(4, { answeredBy: askedBy, votes: -4 }));
    await one.act(await next(one), 'accept', MAINTAINER);
    await one.act(await next(one), 'reject', MAINTAINER);
    expect(await stored(database)).not.toContain('octocat');
    const options = {
      database,
      records: one.circle.learning.records,
      vault: createVault('k'.repeat(32)),
      platforms: ['github'],
      known: ['slack', 'github'],
    };
    expect(await forgetPerson('octocat', options)).toBe(4);
    expect(await waiting(one)).toBe(0);
    expect((await one.ask(pair(1).question)).kind).toBe('answer');
    expect(await one.circle.learning.queueImported(pair(2))).toMatchObject({ state: 'rejected-before' });
    expect(await one.circle.learning.queueImported(pair(3))).toMatchObject({ state: 'added' });
  });
});
