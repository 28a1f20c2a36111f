import { expect, it } from 'vitest';
import type { Store } from '../../src/contract.js';
import { createDailyLimit } from '../../src/second-reader/daily-limit.js';
import { memoryStore } from '../../src/store/memory.js';

const NOON = Date.parse('2026-03-01T12:00:00Z');
const DAY = 24 * 60 * 60 * 1000;

it('is one for all processes on a store, however they come together', async () => {
  const store = memoryStore();
  const limits = Array.from({ length: 3 }, () => createDailyLimit({ limit: 5, store, now: () => NOON }));
  const taken = await Promise.all([...limits, ...limits, ...limits].map((limit) => limit.take()));
  expect(taken.filter(Boolean)).toHaveLength(5);
});

it('begins anew with the day, in UTC', async () => {
  let now = NOON;
  const limit = createDailyLimit({ limit: 1, store: memoryStore(), now: () => now });
  expect([await limit.take(), await limit.take()]).toEqual([true, false]);
  now = Date.parse('2026-03-01T23:59:59Z');
  expect(await limit.take()).toBe(false);
  now = Date.parse('2026-03-02T00:00:00Z');
  expect(await limit.take()).toBe(true);
  now += DAY;
  expect(await limit.take()).toBe(true);
});

it.each([
  ['without a store', undefined],
  ['with one that is out of order', { ...memoryStore(), get: () => Promise.reject(new Error('down')) }],
] satisfies [string, Store | undefined][])('is held by the process alone %s', async (_, store) => {
  const limit = createDailyLimit({ limit: 2, store, now: () => NOON });
  expect([await limit.take(), await limit.take(), await limit.take()]).toEqual([true, true, false]);
});

it('0 sends nothing', async () => {
  expect(await createDailyLimit({ limit: 0, now: () => NOON }).take()).toBe(false);
});
