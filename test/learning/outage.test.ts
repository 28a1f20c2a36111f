import { expect, it } from 'vitest';
import { QabotError } from '../../src/errors.js';
import type { Store } from '../../src/contract.js';
import { type Database, eachCall } from '../../src/store/contract.js';
import { memoryDatabase } from '../../src/store/memory.js';
import { replica } from './circle.js';

/** A database that can be out of order. */
function failing(): { readonly database: Database; break(): void; mend(): void } {
  const inner = memoryDatabase();
  let isBroken = false;
  const check = <T>(call: () => Promise<T>): Promise<T> =>
    isBroken ? Promise.reject(new QabotError('store-server', { code: 'XX000' })) : call();
  const store = (namespace: string): Store =>
    eachCall(false, (_, call) => check(() => call(inner.store(namespace))));
  return {
    database: { ...inner, store, announce: (topic) => check(() => inner.announce(topic)) },
    break() {
      isBroken = true;
    },
    mend() {
      isBroken = false;
    },
  };
}

const KNOWN = 'Kestrel 支持热升级吗？';

it('answers go on while the store is away, what cannot be kept says so, and it works again by itself', async () => {
  const { database, ...switches } = failing();
  const one = replica(database);
  await one.circle.start();
  switches.break();
  const reply = await one.ask(KNOWN);
  expect(reply).toMatchObject({ kind: 'answer', question: KNOWN });
  expect((await one.act(reply, 'helpful')).text).toBe('现在记不下来，请稍后再试一次。');
  const form = await one.act(reply, 'ask-maintainers');
  expect((await one.submit(form)).text).toBe('现在记不下来，请稍后再试一次。');
  await one.circle.learning.refresh();
  await one.circle.learning.settled();
  expect((await one.ask('那 Windows 上呢？')).kind).not.toBe('notice');
  expect(one.logged.filter(({ level }) => level === 'error')).toEqual([]);
  switches.mend();
  expect((await one.act(reply, 'helpful')).text).toContain('谢谢');
  expect((await one.submit(form)).text).toContain('已转给维护者');
  await one.circle.stop();
});

it('one person cannot fill the maintainers’ list', async () => {
  const one = replica(memoryDatabase());
  const replies = [];
  for (let number = 0; number < 12; number += 1) {
    const unknown = await one.ask(`第 ${number} 号火箭怎么加油？`, { place: `p${number}` });
    replies.push(await one.submit(await one.act(unknown, 'ask-maintainers')));
  }
  expect(replies.filter(({ text }) => text.includes('在等维护者回答，请等'))).toHaveLength(2);
  expect((await one.circle.review('zh', 100)).total).toBe(10);
});

it('refreshes that overlap end with the latest', async () => {
  const database = memoryDatabase();
  const one = replica(database);
  const { records, inForce } = one.circle.learning;
  const put = (answer: string) =>
    records.saved.put('0123456789abcdef', { question: 'Q', answer, links: [], status: 'accepted', at: 1 });
  await put('old');
  const first = inForce.refresh();
  await put('new');
  await Promise.all([first, inForce.refresh(), inForce.refresh()]);
  expect(one.circle.entries.get('saved-0123456789abcdef')?.answer).toBe('new');
});
