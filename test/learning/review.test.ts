import { describe, expect, it } from 'vitest';
import type { Reply } from '../../src/contract.js';
import { TOKENS } from '../../src/contract.js';
import { memoryDatabase } from '../../src/store/memory.js';
import { MAINTAINER, type Replica, type ReplicaOptions, replica } from './circle.js';

const UNKNOWN = 'Kestrel 的连接池怎么限制最大空闲时间？';
const ANSWER = '设置 `maxIdleTime`，单位是秒。';

async function handOver(one: Replica, question = UNKNOWN, more = {}): Promise<Reply> {
  return await one.submit(await one.act(await one.ask(question, more), 'ask-maintainers', more), {}, more);
}

/** Saves an answer as the menu of a message does. */
async function save(one: Replica, question: string, answer = ANSWER, more = {}): Promise<Reply> {
  const form = await one.press(TOKENS.save, { ...MAINTAINER, fields: { question, answer } });
  return await one.submit(form, {}, { ...MAINTAINER, ...more });
}

const about = (name: string): string => `Kestrel 接入 ${name} 以后链路追踪的采样率在哪里配置？`;

const begin = (options?: ReplicaOptions): Replica => replica(memoryDatabase(), options);

async function nextItem(one: Replica): Promise<Reply> {
  const [item] = (await one.circle.review('zh', 10)).items;
  if (item === undefined) throw new Error('nothing waits');
  return item;
}

describe('what takes a maintainer', () => {
  it('does nothing for anybody else, whatever token they have', async () => {
    const one = begin();
    await handOver(one);
    const item = await save(one, 'Kestrel 怎么关闭日志？');
    const open = await nextItem(one);
    const tokens = [
      ...item.actions.map(({ token }) => token),
      ...open.actions.map(({ token }) => token),
      TOKENS.save,
      TOKENS.review,
      'do-saved',
      ...item.actions.map(({ token }) => token.replace(/-(\w+)-/, '-edited-')),
      ...open.actions.map(({ token }) => token.replace(/-(\w+)-/, '-answered-')),
    ];
    const fields = { question: 'x', answer: 'hacked' };
    for (const token of tokens) {
      for (const maintainer of [undefined, false]) {
        const reply = await one.press(token, { fields, maintainer });
        expect(reply).toMatchObject({ kind: 'notice', text: '这一步只有维护者可以做。' });
        expect(reply.form).toBeUndefined();
      }
    }
    expect((await one.circle.review('zh', 10)).total).toBe(2);
  });

  it('does nothing with a token of nothing', async () => {
    const one = begin();
    for (const verb of ['accept', 'edit', 'edited', 'merge', 'reject', 'answer', 'answered', 'into']) {
      for (const target of ['s', 'w', 'q', 'r', 'i']) {
        const reply = await one.press(`do-${verb}-${target}0123456789abcdef`, {
          ...MAINTAINER,
          fields: { question: 'a', answer: 'b' },
        });
        expect(reply.kind).toBe('notice');
      }
    }
    expect((await one.circle.review('zh', 10)).total).toBe(0);
  });
});

describe('a saved answer', () => {
  it('is there for members when it is accepted, and not before', async () => {
    const one = begin();
    const item = await save(one, UNKNOWN);
    expect((await one.ask(UNKNOWN, { place: 'a' })).kind).not.toBe('answer');
    await one.act(item, 'accept', MAINTAINER);
    const reply = await one.ask(UNKNOWN, { place: 'b' });
    expect(reply).toMatchObject({ kind: 'answer', text: ANSWER });
    const why = await one.act(reply, 'why', { place: 'b' });
    expect(why.text).toContain('维护者保存并审核');
  });

  it('is accepted once: of two maintainers the second is told', async () => {
    const one = begin();
    const item = await save(one, UNKNOWN);
    const replies = await Promise.all([
      one.act(item, 'accept', MAINTAINER),
      one.act(item, 'reject', { ...MAINTAINER, asker: 'other' }),
    ]);
    expect(replies.filter(({ text }) => text === '这一项已经处理过了。')).toHaveLength(1);
  });

  it('can be edited before it is accepted', async () => {
    const one = begin();
    const item = await save(one, UNKNOWN);
    const form = await one.act(item, 'edit', MAINTAINER);
    const edited = await one.submit(
      form,
      {
        answer: '改好的答案',
        project: 'kestrel-mesh',
        links: 'https://docs.example/a\n说明 https://docs.example/b\nno address',
      },
      MAINTAINER,
    );
    expect(edited).toMatchObject({
      text: '改好的答案',
      project: { name: 'Kestrel' },
      links: [
        { title: 'https://docs.example/a', url: 'https://docs.example/a' },
        { title: '说明', url: 'https://docs.example/b' },
      ],
    });
    await one.act(edited, 'accept', MAINTAINER);
    expect((await one.ask(UNKNOWN)).text).toBe('改好的答案');
    expect((await one.act(item, 'edit', MAINTAINER)).text).toBe('这一项已经处理过了。');
  });

  it('can be merged into an entry, which then answers its question', async () => {
    const one = begin();
    const item = await save(one, 'kestrel 不停机换版本');
    const choices = await one.act(item, 'merge', MAINTAINER);
    const target = choices.alternatives.find(({ label }) => label === 'Kestrel 支持热升级吗？');
    if (target === undefined) throw new Error('the entry is not offered');
    await one.press(target.token, MAINTAINER);
    expect(one.circle.learning.inForce.wordings('w1#1.1')).toEqual(['kestrel 不停机换版本']);
    expect((await one.circle.review('zh', 10)).total).toBe(0);
  });

  it('that is rejected never answers, and the question stays open', async () => {
    const one = begin();
    await handOver(one);
    const open = await nextItem(one);
    const item = await one.submit(await one.act(open, 'answer', MAINTAINER), { answer: 'wrong' }, MAINTAINER);
    await one.act(item, 'reject', MAINTAINER);
    expect((await nextItem(one)).question).toBe(UNKNOWN);
    expect((await one.ask(UNKNOWN, { place: 'b' })).kind).not.toBe('answer');
  });

  it('keeps an answer of two fields whole, and says when none holds it', async () => {
    const one = begin();
    const long = Array.from({ length: 100 }, (_, line) => `${line} ${'字'.repeat(45)}`).join('\n');
    await one.act(await save(one, UNKNOWN, long), 'accept', MAINTAINER);
    // Lines stay lines: each ends with the two spaces that Markdown asks for.
    expect((await one.ask(UNKNOWN)).text.replace(/ {2}$/gm, '')).toBe(long);
    const refused = await one.press(TOKENS.save, {
      ...MAINTAINER,
      fields: { question: '', answer: 'x'.repeat(7000) },
    });
    expect(refused.form).toBeUndefined();
    expect(refused.text).toContain('6000');
  });

  it('that is in force can be changed and taken back, by a maintainer’s "not helpful" or from the list', async () => {
    const one = begin();
    await one.act(await save(one, UNKNOWN), 'accept', MAINTAINER);
    const shown = await one.ask(UNKNOWN);
    expect((await one.act(shown, 'unhelpful')).form).toBeDefined();
    const item = await one.act(shown, 'unhelpful', MAINTAINER);
    expect(item.actions.map(({ kind }) => kind)).toEqual(['edit', 'reject']);
    await one.submit(await one.act(item, 'edit', MAINTAINER), { answer: '用 `idleTimeout`。' }, MAINTAINER);
    expect((await one.ask(UNKNOWN, { place: 'b' })).text).toBe('用 `idleTimeout`。');
    const [listed] = (await one.circle.learning.reviewInForce('zh', 10)).items;
    if (listed === undefined) throw new Error('nothing is in force');
    const [[id] = []] = await one.circle.learning.records.saved.list();
    expect(listed.record).toEqual({ kind: 'saved', id });
    expect((await one.act(listed, 'reject')).text).toContain('只有维护者');
    await one.act(listed, 'reject', MAINTAINER);
    expect((await one.ask(UNKNOWN, { place: 'c' })).kind).not.toBe('answer');
    expect((await one.circle.learning.reviewInForce('zh', 10)).total).toBe(0);
  });

  it('is one however often its form is sent', async () => {
    const one = begin();
    await save(one, UNKNOWN);
    await save(one, UNKNOWN);
    expect((await one.circle.review('zh', 10)).total).toBe(1);
  });
});

describe('a question that is handed over', () => {
  it('is one item, however it is written and wherever it is asked', async () => {
    const one = begin();
    await handOver(one);
    const again = await handOver(one, '请问kestrel的连接池怎么限制最大空闲时间', {
      platform: 'discord',
      asker: 'bob',
      place: 'd',
    });
    expect(again.text).toContain('已经有人问过');
    expect((await one.circle.review('zh', 10)).total).toBe(1);
    expect(one.told).toHaveLength(1);
    expect((await nextItem(one)).lead).toContain('2 人');
    await handOver(one, 'Heron 的连接池怎么限制最大空闲时间？');
    expect((await one.circle.review('zh', 10)).total).toBe(2);
  });

  it('is answered when other knowledge comes that answers it', async () => {
    const one = begin();
    await one.circle.start();
    await handOver(one);
    await one.act(await save(one, 'Kestrel 连接池怎么限制最大空闲时间'), 'accept', MAINTAINER);
    await one.circle.learning.settled();
    expect(one.delivered.map(({ to }) => to)).toEqual([{ place: 'p1', asker: 'ann' }]);
    expect((await one.circle.review('zh', 10)).total).toBe(0);
    await one.circle.stop();
  });

  it('is not answered with what its asker was shown and did not want', async () => {
    const one = begin();
    const shown = await one.ask('Kestrel 支持热升级吗？');
    expect(shown.kind).toBe('answer');
    await one.submit(await one.act(shown, 'ask-maintainers'), {});
    await one.circle.learning.refresh();
    expect(one.delivered).toEqual([]);
    expect((await one.circle.review('zh', 10)).total).toBe(1);
  });

  it('is told once to each, also over a restart and on two replicas', async () => {
    const database = memoryDatabase();
    const before = replica(database);
    await handOver(before);
    await handOver(before, UNKNOWN, { asker: 'bob', place: 'p2' });
    // The bot is down; a maintainer reviews at a terminal.
    const terminal = replica(database, { platforms: [] });
    await terminal.act(await save(terminal, UNKNOWN), 'accept', MAINTAINER);
    await terminal.circle.learning.settled();
    const replicas = [replica(database), replica(database)];
    await Promise.all(replicas.map(({ circle }) => circle.learning.refresh()));
    await Promise.all(replicas.map(({ circle }) => circle.learning.refresh()));
    const places = replicas.flatMap(({ delivered }) => delivered.map(({ to }) => to.place));
    expect(places.toSorted()).toEqual(['p1', 'p2']);
    expect(await before.circle.learning.records.askers.list()).toEqual([]);
  });

  it('waits for the platform that it was asked on', async () => {
    const database = memoryDatabase();
    const discord = replica(database, { platforms: ['discord'] });
    await handOver(discord, UNKNOWN, { platform: 'discord', asker: 'bob', place: 'd' });
    const slack = replica(database, { platforms: ['slack'] });
    await slack.act(await save(slack, UNKNOWN), 'accept', MAINTAINER);
    await slack.circle.learning.refresh();
    expect(slack.delivered).toEqual([]);
    await discord.circle.learning.refresh();
    expect(discord.delivered).toHaveLength(1);
  });

  it('whose asker cannot be reached is told in the log, and closed', async () => {
    const one = begin({ unreachable: ['p1'] });
    await handOver(one);
    await handOver(one, UNKNOWN, { asker: 'bob', place: 'p2' });
    await one.act(await save(one, UNKNOWN), 'accept', MAINTAINER);
    await one.circle.learning.settled();
    expect(one.delivered.map(({ to }) => to.place)).toEqual(['p2']);
    expect(one.logged.filter(({ message }) => message.includes('cannot be reached'))).toHaveLength(1);
    expect(await one.circle.learning.records.askers.list()).toEqual([]);
  });

  it('is not told an answer to the same question about another name or number', async () => {
    const one = begin();
    await handOver(one, about('Jaeger'));
    await one.act(await save(one, about('Zipkin')), 'accept', MAINTAINER);
    await one.circle.learning.settled();
    expect(one.delivered).toEqual([]);
    expect((await nextItem(one)).question).toBe(about('Jaeger'));
  });

  it('is open again for who was not told yet, when its answer is taken back', async () => {
    const database = memoryDatabase();
    const terminal = replica(database, { platforms: [] });
    const slack = replica(database);
    await handOver(slack);
    const item = await terminal.submit(
      await terminal.act(await nextItem(terminal), 'answer', MAINTAINER),
      { answer: 'wrong' },
      MAINTAINER,
    );
    await terminal.act(item, 'accept', MAINTAINER);
    expect((await terminal.circle.review('zh', 10)).total).toBe(0);
    const [known] = (await terminal.circle.learning.reviewInForce('zh', 10)).items;
    if (known === undefined) throw new Error('nothing is in force');
    await terminal.act(known, 'reject', MAINTAINER);
    await slack.circle.learning.refresh();
    expect(slack.delivered).toEqual([]);
    expect((await nextItem(terminal)).question).toBe(UNKNOWN);
  });

  it('gets the same answer again when it is asked again', async () => {
    let time = Date.parse('2026-01-01');
    const one = begin({ now: () => (time += 1000) });
    for (const round of [1, 2]) {
      await handOver(one);
      const form = await one.act(await nextItem(one), 'answer', MAINTAINER);
      const item = await one.submit(form, { answer: ANSWER }, MAINTAINER);
      await one.act(item, round === 1 ? 'reject' : 'accept', MAINTAINER);
      if (round === 1) await one.act(await nextItem(one), 'reject', MAINTAINER);
    }
    await one.circle.learning.settled();
    expect(one.delivered).toHaveLength(1);
  });

  it('on a platform that cannot tell later says so, and waits in the review', async () => {
    const one = begin({ platforms: ['webhook'], channels: [], mute: true });
    const reply = await handOver(one, UNKNOWN, { platform: 'webhook' });
    expect(reply.text).toContain('没法主动通知');
    await one.act(await save(one, UNKNOWN), 'accept', MAINTAINER);
    await one.circle.learning.settled();
    expect(one.logged.filter(({ level }) => level === 'error')).toEqual([]);
    expect(one.logged.filter(({ message }) => message.includes('cannot deliver later'))).toHaveLength(1);
    expect(await one.circle.learning.records.askers.list()).toEqual([]);
  });

  it('can be closed without an answer, and opened again', async () => {
    const one = begin();
    await handOver(one);
    await one.act(await nextItem(one), 'reject', MAINTAINER);
    expect((await one.circle.review('zh', 10)).total).toBe(0);
    await handOver(one);
    expect((await one.circle.review('zh', 10)).total).toBe(1);
  });

  it('waits in the review where no channel is set and where telling fails', async () => {
    const one = begin({ channels: [] });
    expect((await handOver(one)).text).toContain('已转给维护者');
    expect(one.told).toEqual([]);
    expect((await one.circle.review('zh', 10)).total).toBe(1);
  });
});

it('what is accepted on one replica is served by the other at once', async () => {
  const database = memoryDatabase();
  const [one, two] = [replica(database), replica(database)];
  await Promise.all([one.circle.start(), two.circle.start()]);
  await one.act(await save(one, UNKNOWN), 'accept', MAINTAINER);
  await one.circle.learning.settled();
  await expect.poll(async () => (await two.ask(UNKNOWN)).text, { timeout: 5000 }).toBe(ANSWER);
  await Promise.all([one.circle.stop(), two.circle.stop()]);
});

it('the review goes from one item to the next, the oldest first', async () => {
  let time = Date.parse('2026-01-01');
  const one = begin({ now: () => (time += 1000) });
  await save(one, '第一个问题？', '甲');
  await save(one, '第二个问题？', '乙');
  const first = await one.press(TOKENS.review, MAINTAINER);
  expect(first.question).toBe('第一个问题？');
  const second = await one.act(first, 'accept', MAINTAINER);
  expect(second).toMatchObject({ question: '第二个问题？' });
  const last = await one.act(second, 'reject', MAINTAINER);
  expect(last.text).toContain('没有待审核的内容');
});
