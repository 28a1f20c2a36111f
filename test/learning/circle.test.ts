import { expect, it } from 'vitest';
import { memoryDatabase } from '../../src/store/memory.js';
import { MAINTAINER, replica } from './circle.js';

it('asked, handed over, answered, reviewed: the next member gets it, and those who asked are told', async () => {
  const database = memoryDatabase();
  const one = replica(database);
  await one.circle.start();
  const question = 'Kestrel 的连接池怎么限制最大空闲时间？';

  const unknown = await one.ask(question);
  expect(unknown.kind).toBe('none');
  const handed = await one.submit(
    await one.act(unknown, 'ask-maintainers'),
    {},
    { link: 'https://chat.example/1' },
  );
  expect(handed.text).toContain('维护者');
  expect(one.told).toHaveLength(1);
  const [told] = one.told;
  expect(told?.reply.question).toBe(question);
  expect(told?.reply.text).toContain('https://chat.example/1');

  // The same question from another platform is the same item.
  const again = await one.ask('请问 kestrel的连接池怎么限制最大空闲时间', {
    platform: 'discord',
    asker: 'bob',
    place: 'd1',
  });
  await one.submit(
    await one.act(again, 'ask-maintainers', { platform: 'discord', asker: 'bob', place: 'd1' }),
    {},
    { platform: 'discord', asker: 'bob', place: 'd1' },
  );
  expect(one.told).toHaveLength(1);

  if (told === undefined) throw new Error('nobody was told');
  const form = await one.act(told.reply, 'answer', MAINTAINER);
  const item = await one.submit(
    form,
    { answer: '设置 `maxIdleTime`，单位是秒。', links: '文档 https://docs.example/pool' },
    MAINTAINER,
  );
  expect(item.actions.map(({ kind }) => kind)).toEqual(['accept', 'edit', 'merge', 'reject']);
  expect(one.delivered).toHaveLength(0);
  expect((await one.ask(question, { place: 'p2' })).kind).not.toBe('answer');

  const accepted = await one.act(item, 'accept', MAINTAINER);
  expect(accepted.text + accepted.lead).toContain('通过');
  await one.circle.learning.settled();

  expect(one.delivered.map(({ platform, to }) => [platform, to.place, to.asker])).toEqual([
    ['slack', 'p1', 'ann'],
    ['discord', 'd1', 'bob'],
  ]);
  expect(one.delivered[0]?.reply).toMatchObject({ kind: 'answer', text: '设置 `maxIdleTime`，单位是秒。' });
  const known = await one.ask('kestrel 连接池 最大空闲时间 怎么设', { place: 'p3', asker: 'carl' });
  expect(known).toMatchObject({ kind: 'answer', text: '设置 `maxIdleTime`，单位是秒。' });
  await one.circle.stop();
});

it('whoever hands a question over twice is not told that somebody else has asked it', async () => {
  const one = replica(memoryDatabase());
  const form = await one.act(await one.ask('Kestrel 的连接池怎么限制最大空闲时间？'), 'ask-maintainers');
  const said = await one.submit(form);
  expect((await one.submit(form)).text).toBe(said.text);
  expect((await one.submit(form, {}, { asker: 'bob' })).text).not.toBe(said.text);
  expect(one.told).toHaveLength(1);
});
