import { afterEach, expect, it } from 'vitest';
import { TOKENS } from '../../src/contract.js';
import { savedEntryId } from '../../src/knowledge/saved-answer-id.js';
import { memoryDatabase } from '../../src/store/memory.js';
import { MAINTAINER, type Replica, replica } from './circle.js';

const QUESTION = '怎样才能让我家的猫每天早上六点准时叫醒隔壁的邻居呢？';
const DAY = 24 * 60 * 60 * 1000;

const open: Replica[] = [];
afterEach(async () => {
  for (const { circle } of open.splice(0)) await circle.stop();
});

function begin(...given: Parameters<typeof replica>): Replica {
  const one = replica(...given);
  open.push(one);
  return one;
}

async function handOver(one: Replica, asker = 'ann'): Promise<string> {
  const who = { asker, place: `place of ${asker}` };
  await one.submit(await one.act(await one.ask(QUESTION, who), 'ask-maintainers', who), {}, who);
  const [found] = await one.circle.learning.records.questions.list();
  if (found === undefined) throw new Error('no question');
  return found[0];
}

/** As a process that ended right after it had accepted an answer leaves it. */
async function acceptAlone(one: Replica, asked: string, question: string): Promise<void> {
  const saved = {
    question,
    answer: '让猫睡在窗边。',
    links: [],
    status: 'accepted',
    asked,
    at: Date.now(),
  } as const;
  await one.circle.learning.records.saved.put('0123456789abcdef', saved);
}

it('an answer that was accepted for a question reaches its askers although the end came before it was closed', async () => {
  const database = memoryDatabase();
  const one = begin(database);
  const id = await handOver(one);
  // In other words, by which alone nobody would find it.
  await acceptAlone(one, id, '宠物作息');
  const next = begin(database);
  await next.circle.refresh();
  expect(next.delivered.map(({ to, reply }) => [to.asker, reply.entry])).toEqual([
    ['ann', savedEntryId('0123456789abcdef')],
  ]);
  expect(await next.circle.learning.records.askers.list()).toEqual([]);
});

it('a process without adapters, as a command that only looks, closes nothing', async () => {
  const database = memoryDatabase();
  const one = begin(database);
  const id = await handOver(one);
  await acceptAlone(one, id, QUESTION);
  const looking = begin(database, { platforms: [] });
  await looking.circle.refresh();
  expect((await looking.circle.learning.records.questions.get(id))?.status).toBe('open');
  await one.circle.refresh();
  expect(one.delivered).toHaveLength(1);
});

it('what is not delivered before the end waits for the next start', async () => {
  const database = memoryDatabase();
  const one = begin(database);
  const id = await handOver(one);
  await handOver(one, 'bob');
  one.circle.learning.endDeliveries();
  await acceptAlone(one, id, QUESTION);
  await one.circle.refresh();
  expect(one.delivered).toEqual([]);
  const next = begin(database);
  await next.circle.refresh();
  expect(next.delivered.map(({ to }) => to.asker).toSorted()).toEqual(['ann', 'bob']);
});

it('what a process was sending when it was killed is sent by the next one', async () => {
  let time = Date.now();
  const database = memoryDatabase(() => time);
  const killed = replica(database, { isKilled: true });
  const id = await handOver(killed);
  await acceptAlone(killed, id, QUESTION);
  void killed.circle.refresh();
  await expect.poll(() => database.store('learning').list('delivered/')).toHaveLength(1);
  const next = begin(database);
  await next.circle.refresh();
  expect(next.delivered).toEqual([]);
  time += 60_001;
  await next.circle.refresh();
  await next.circle.refresh();
  expect(next.delivered).toHaveLength(1);
});

it('a question that was stored when the process was killed is told to the maintainers, once', async () => {
  const database = memoryDatabase();
  let time = 1_700_000_000_000;
  const dying = begin(database, { now: () => time, channels: [] });
  await handOver(dying);
  const { questions } = dying.circle.learning.records;
  const [found] = await questions.list();
  if (found === undefined) throw new Error('there is no question');
  const [id, question] = found;
  // It was killed before it had told anybody.
  await questions.put(id, { ...question, untold: { platform: 'slack', until: time + 1000 } });
  const next = begin(database, { now: () => time });
  await next.circle.refresh();
  expect(next.told).toEqual([]);
  time += 2000;
  const others = [next, begin(database, { now: () => time })];
  await Promise.all(others.map(({ circle }) => circle.refresh()));
  await next.circle.refresh();
  const told = others.flatMap((one) => one.told);
  expect(told.map(({ platform }) => platform)).toEqual(['slack']);
});

it('others are answered while many open questions are looked at', async () => {
  const database = memoryDatabase();
  const one = begin(database);
  const { questions } = one.circle.learning.records;
  for (let n = 0; n < 50; n += 1) {
    const text = `${n} ${QUESTION}`;
    await questions.put(`${n}`, { text, language: 'zh', near: [], refused: [], status: 'open', at: 0 });
  }
  let turns = 0;
  const count = setInterval(() => (turns += 1), 0);
  await one.circle.refresh();
  clearInterval(count);
  expect(turns).toBeGreaterThan(5);
});

it('who was told is remembered no longer than anything else that people did', async () => {
  let time = Date.parse('2026-01-01');
  const database = memoryDatabase(() => time);
  const one = begin(database, { now: () => time, environment: { STORE_RETENTION_DAYS: '30' } });
  await handOver(one);
  const form = await one.press(TOKENS.save, {
    ...MAINTAINER,
    fields: { question: QUESTION, answer: '睡在窗边。' },
  });
  await one.act(await one.submit(form, {}, MAINTAINER), 'accept', MAINTAINER);
  await one.circle.learning.settled();
  expect(await database.store('learning').list('delivered/')).toHaveLength(1);
  time += 31 * DAY;
  expect(await database.store('learning').list('delivered/')).toEqual([]);
});
