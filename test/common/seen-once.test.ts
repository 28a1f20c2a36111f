import { expect, it } from 'vitest';
import { createSeenOnce } from '../../adapters/common/seen-once.js';
import { Unclaimed } from '../../adapters/common/shared-claims.js';
import type { Store } from '../../src/contract.js';
import { memoryStore } from '../../src/store/memory.js';
import { fakeHost } from '../../src/testing/fakes.js';

const { logger } = fakeHost();
const away = (): Promise<never> => Promise.reject(new Error('away'));
const on = (store: Store) => createSeenOnce({ store, logger, remembered: 60_000 });

it('a process goes on by itself while its own store is away', async () => {
  const isFirst = on({ ...memoryStore(), claim: away });
  expect([await isFirst('1'), await isFirst('1'), await isFirst('2')]).toEqual([true, false, true]);
});

/** Stores of two replicas on the same records, of which the first can be away. */
function shared() {
  const kept: Store = { ...memoryStore(), isShared: true };
  const world = { isAway: false, isLate: false };
  const swap: Store['swap'] = async (...given) => {
    if (world.isAway) return await away();
    const result = await kept.swap(...given);
    return world.isLate ? await away() : result;
  };
  return { world, kept, here: on({ ...kept, swap }), there: on(kept) };
}

it('an event stays unclaimed while a shared store is away, and one replica takes it when it comes again', async () => {
  const { world, here, there } = shared();
  world.isAway = true;
  await expect(here('1')).rejects.toBeInstanceOf(Unclaimed);
  await expect(here('1')).rejects.toBeInstanceOf(Unclaimed);
  world.isAway = false;
  expect([await here('1'), await here('1'), await there('1')]).toEqual([true, false, false]);
});

it('a claim that was carried out although nobody was told is taken over by the same replica', async () => {
  const { world, kept, here, there } = shared();
  world.isLate = true;
  await expect(here('1')).rejects.toBeInstanceOf(Unclaimed);
  expect(await there('1')).toBe(false);
  Object.assign(world, { isLate: false, isAway: true });
  await expect(here('1')).rejects.toBeInstanceOf(Unclaimed);
  world.isAway = false;
  expect([await here('1'), await here('1')]).toEqual([true, false]);
  // What was taken over is not let go any more.
  await new Promise((resolve) => setTimeout(resolve, 700));
  expect(await on(kept)('1')).toBe(false);
});

it('and let go for the others otherwise', async () => {
  const { world, kept, here } = shared();
  world.isLate = true;
  await expect(here('1')).rejects.toBeInstanceOf(Unclaimed);
  world.isLate = false;
  await expect.poll(() => kept.get('seen/1'), { timeout: 3000 }).toBeUndefined();
  expect(await on(kept)('1')).toBe(true);
});
