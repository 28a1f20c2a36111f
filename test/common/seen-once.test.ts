import { expect, it } from 'vitest';
import { createSeenOnce, Unclaimed } from '../../adapters/common/seen-once.js';
import type { Store } from '../../src/contract.js';
import { memoryStore } from '../../src/store/memory.js';
import { fakeHost, gate } from '../../src/testing/fakes.js';

const { logger } = fakeHost();
const away = (): Promise<never> => Promise.reject(new Error('away'));
const on = (store: Store) => createSeenOnce({ store, logger, remembered: 60_000 });

it('a process goes on by itself while its own store is away', async () => {
  const isFirst = on({ ...memoryStore(), claim: away });
  expect([await isFirst('1'), await isFirst('1'), await isFirst('2')]).toEqual([true, false, true]);
});

it('an event stays unclaimed while a shared store is away, and is free when it comes again', async () => {
  let isAway = true;
  const kept = memoryStore();
  const claim: Store['claim'] = (...given) => (isAway ? away() : kept.claim(...given));
  const store: Store = { ...kept, isShared: true, claim };
  const isFirst = on(store);
  await expect(isFirst('1')).rejects.toBeInstanceOf(Unclaimed);
  await expect(isFirst('1')).rejects.toBeInstanceOf(Unclaimed);
  isAway = false;
  expect([await isFirst('1'), await isFirst('1')]).toEqual([true, false]);
});

it('a claim that is carried out too late is let go', async () => {
  const kept = memoryStore();
  const turn = gate<undefined>();
  const slow: Store = {
    ...kept,
    isShared: true,
    async claim(...given) {
      await turn.promise;
      return await kept.claim(...given);
    },
  };
  await expect(on(slow)('1')).rejects.toBeInstanceOf(Unclaimed);
  turn.open(undefined);
  await expect.poll(() => kept.get('seen/1')).toBeUndefined();
  expect(await on({ ...kept, isShared: true })('1')).toBe(true);
});
