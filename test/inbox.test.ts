import { afterEach, expect, it } from 'vitest';
import { type Incoming, type Store, Unkept } from '../src/contract.js';
import { createInbox } from '../src/inbox.js';
import { sealerFrom } from '../src/sealing.js';
import { memoryStore } from '../src/store/memory.js';
import { fakeHost, gate } from '../src/testing/fakes.js';

const LEASE = 200;
const sealer = sealerFrom('secret', 'test');
const ends: (() => Promise<void>)[] = [];
afterEach(async () => void (await Promise.all(ends.splice(0).map((end) => end()))));

const mention = (id: string): Incoming => ({ id, kind: 'mention', place: 'T1/C1/1', owner: 'U1' });
const away = (): Promise<never> => Promise.reject(new Error('away'));

/** A process on the store. */
function start(store: Store, takes: (event: Incoming) => Promise<void> = async () => undefined) {
  const host = fakeHost();
  const inbox = createInbox({ ...host, store, sealer: async () => sealer, lease: LEASE });
  const taken: Incoming[] = [];
  const takeUp = (): void =>
    void ends.push(
      inbox.takeUp(async (event) => {
        taken.push(event);
        await takes(event);
        return true;
      }),
    );
  return { ...inbox, begin: takeUp, taken, logged: host.logged };
}

it('what a process leaves that is killed is taken up after its lease, once, with what was sealed', async () => {
  const kept = memoryStore();
  // One that is killed says nothing more.
  await start(kept).take({ ...mention('1'), kind: 'form', content: 'a member wrote this' });
  expect(JSON.stringify(await kept.list(''))).not.toContain('wrote');
  const others = [start({ ...kept, isShared: true }), start({ ...kept, isShared: true })];
  for (const one of others) one.begin();
  const taken = () => others.flatMap((one) => one.taken);
  await expect
    .poll(taken, { timeout: 3000 })
    .toEqual([{ id: '1', kind: 'form', place: 'T1/C1/1', content: 'a member wrote this' }]);
  await expect.poll(() => kept.list('inbox/')).toEqual([]);
  expect(await others[0]?.take(mention('1'))).toBe(false);
});

it('what is done is not taken up, and an event that is told again is known, also to others', async () => {
  const kept = memoryStore();
  const [first, second] = [start(kept), start(kept)];
  expect([await first.take(mention('1')), await first.take(mention('1'))]).toEqual([true, false]);
  expect(await second.take(mention('1'))).toBe(false);
  await first.done('1');
  expect(await start(kept).take(mention('1'))).toBe(false);
  expect((await kept.list('')).map(([key]) => key).filter((key) => !key.startsWith('alive/'))).toEqual([
    'seen/1',
  ]);
});

it('a process that lives keeps its events, however long they take', async () => {
  const kept = memoryStore();
  const [busy, other] = [start(kept), start({ ...kept, isShared: true })];
  busy.begin();
  other.begin();
  await busy.take(mention('1'));
  await new Promise((resolve) => setTimeout(resolve, 4 * LEASE));
  expect(other.taken).toEqual([]);
});

it('what is in hand when a process ends is free at once', async () => {
  const kept = memoryStore();
  const ending = start(kept);
  await ending.take(mention('1'));
  await ending.takeUp(async () => true)();
  const next = start(kept);
  next.begin();
  await expect.poll(() => next.taken.length, { timeout: LEASE / 2 }).toBe(1);
});

it('an event that ends the process each time is let go', async () => {
  const kept = memoryStore();
  await start(kept).take(mention('1'));
  for (let tries = 1; tries < 10; tries += 1) {
    await kept.list('alive/').then((all) => Promise.all(all.map(([key]) => kept.delete(key))));
    const next = start(kept, () => new Promise(() => undefined));
    next.begin();
    await expect.poll(() => next.taken.length).toBe(1);
    await ends.pop()?.();
  }
  const last = start(kept);
  last.begin();
  await expect.poll(() => kept.list('inbox/')).toEqual([]);
  expect(last.taken).toEqual([]);
  expect(last.logged.some(({ level }) => level === 'error')).toBe(true);
});

it('a process goes on by itself while its own store is away', async () => {
  const inbox = start({ ...memoryStore(), set: away, claimAll: away });
  const take = (id: string) => inbox.take(mention(id));
  expect([await take('1'), await take('1'), await take('2')]).toEqual([true, false, true]);
});

it('an event is not kept while a shared store is away, and is free when it comes again', async () => {
  let isAway = true;
  const kept = memoryStore();
  const claimAll: Store['claimAll'] = (...given) => (isAway ? away() : kept.claimAll(...given));
  const inbox = start({ ...kept, isShared: true, claimAll });
  const take = () => inbox.take(mention('1'));
  await expect(take()).rejects.toBeInstanceOf(Unkept);
  await expect(take()).rejects.toBeInstanceOf(Unkept);
  isAway = false;
  expect([await take(), await take()]).toEqual([true, false]);
});

it('what a shared store keeps too late is handled once, by the process that it was kept for', async () => {
  const kept = memoryStore();
  const turn = gate<undefined>();
  const claimAll: Store['claimAll'] = async (...given) => {
    await turn.promise;
    return await kept.claimAll(...given);
  };
  const one = start({ ...kept, isShared: true, claimAll });
  await expect(one.take(mention('1'))).rejects.toBeInstanceOf(Unkept);
  one.begin();
  turn.open(undefined);
  await expect.poll(() => kept.list('seen/')).toHaveLength(1);
  // The platform sends it again, to another process.
  expect(await start({ ...kept, isShared: true }).take(mention('1'))).toBe(false);
  await expect.poll(() => one.taken.length).toBe(1);
  await expect.poll(() => kept.list('inbox/')).toEqual([]);
});

it('what could not be marked as done is marked when the store is there again', async () => {
  const kept = memoryStore();
  let isAway = false;
  const deleteAll: Store['deleteAll'] = (keys) => (isAway ? away() : kept.deleteAll(keys));
  const one = start({ ...kept, deleteAll });
  await one.take(mention('1'));
  isAway = true;
  await one.done('1');
  isAway = false;
  one.begin();
  await expect.poll(() => kept.list('inbox/')).toEqual([]);
});

it('an event that cannot be taken up now is tried again', async () => {
  const kept = memoryStore();
  await start(kept).take(mention('1'));
  let tries = 0;
  const next = start(kept, async () => {
    tries += 1;
    if (tries === 1) throw new Error('the platform is away');
  });
  next.begin();
  await expect.poll(() => next.taken.length, { timeout: 5000 }).toBe(2);
  await expect.poll(() => kept.list('inbox/')).toEqual([]);
});

it('a process that was halted for longer than its lease may not answer what another has taken over', async () => {
  const kept = memoryStore();
  const halted = start({ ...kept, isShared: true });
  await halted.take(mention('1'));
  expect(await halted.holds('1')).toBe(true);
  const turn = gate<undefined>();
  const other = start({ ...kept, isShared: true }, () => turn.promise);
  other.begin();
  await expect.poll(() => other.taken.length, { timeout: 3000 }).toBe(1);
  expect(await halted.holds('1')).toBe(false);
  await halted.done('1');
  expect(await kept.list('inbox/')).toHaveLength(1);
  turn.open(undefined);
  await expect.poll(() => kept.list('inbox/')).toEqual([]);
});

it('what cannot be looked up is sent by one', async () => {
  const kept = memoryStore();
  const [first, second] = [start(kept), start(kept)];
  expect([await first.maySend('1'), await second.maySend('1'), await second.maySend('2')]).toEqual([
    true,
    false,
    true,
  ]);
});

it('a process goes on saying that it lives while it takes something up', async () => {
  const kept = memoryStore();
  await start(kept).take(mention('1'));
  const busy = start({ ...kept, isShared: true }, () => new Promise(() => undefined));
  busy.begin();
  await expect.poll(() => busy.taken.length, { timeout: 3000 }).toBe(1);
  const other = start({ ...kept, isShared: true });
  other.begin();
  await new Promise((resolve) => setTimeout(resolve, 5 * LEASE));
  expect(other.taken).toEqual([]);
});
