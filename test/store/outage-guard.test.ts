/** The guard before a database, on an engine that fails when it is told to. */

import { expect, it } from 'vitest';
import { QabotError } from '../../src/errors.js';
import { eachCall } from '../../src/store/contract.js';
import type { Fault } from '../../src/store/faults.js';
import { OutageGuard, type StoreEngine } from '../../src/store/outage-guard.js';
import { memoryDatabase } from '../../src/store/memory.js';
import { gate } from '../../src/testing/fakes.js';

const RETRY = 5;

type Trouble = 'none' | 'open' | 'write' | 'damage' | 'odd' | 'slow';

function setUp(): {
  readonly database: OutageGuard;
  readonly lines: string[];
  readonly world: {
    trouble: Trouble;
    state: string;
    opened: number;
    asked: number;
    /** Lets the calls under a key `slow` go on, which the engine has closed meanwhile. */
    release(): void;
  };
} {
  const slow = gate<undefined>();
  const world = {
    trouble: 'none' as Trouble,
    state: 'one',
    opened: 0,
    asked: 0,
    release: () => slow.open(undefined),
  };
  const memory = memoryDatabase();
  const fail = (): void => {
    throw new Error(world.trouble);
  };
  const engine: StoreEngine = {
    isShared: false,
    async open() {
      world.opened += 1;
      if (world.trouble === 'open') fail();
      return {
        ...memory,
        store: (namespace) =>
          eachCall(false, async (kind, call) => {
            if (['damage', 'odd', 'slow'].includes(world.trouble)) fail();
            if (world.trouble === 'write' && kind === 'write') fail();
            return call({
              ...memory.store(namespace),
              async get(key) {
                if (key !== 'slow') return await memory.store(namespace).get(key);
                await slow.promise;
                throw new Error('driver has already been destroyed');
              },
            });
          }),
        close: async () => undefined,
      };
    },
    exists: async () => true,
    faultOf(error): Fault | undefined {
      const trouble = error instanceof Error ? error.message : '';
      if (trouble === 'damage') {
        return { error: new QabotError('store-damaged'), readable: false, remedy: 'replace' };
      }
      if (trouble === 'slow') return { error: new QabotError('store-slow'), readable: true, remedy: 'none' };
      return trouble === 'odd' || trouble.startsWith('driver')
        ? undefined
        : { error: new QabotError('store-full'), readable: trouble === 'write', remedy: 'wait' };
    },
    async state() {
      world.asked += 1;
      return world.state;
    },
  };
  const lines: string[] = [];
  const database = new OutageGuard(
    engine,
    { lost: ({ code }) => lines.push(code), recovered: () => lines.push('recovered') },
    RETRY,
  );
  return { database, lines, world };
}

it('a call under which the database is dropped is told why, whatever the engine says then', async () => {
  const { database, lines, world } = setUp();
  const store = database.store('one');
  await store.set('a', '1');
  const slow = store.get('slow');
  world.trouble = 'damage';
  await expect(store.get('a')).rejects.toThrow('damaged');
  world.release();
  await expect(slow).rejects.toThrow('damaged');
  expect(lines).toEqual(['store-damaged']);
  await database.close();
});

it('a call that is too slow is told once a minute, and is no outage', async () => {
  const { database, lines, world } = setUp();
  const store = database.store('one');
  await store.set('a', '1');
  world.trouble = 'slow';
  for (const call of [store.get('a'), store.set('a', '2')]) await expect(call).rejects.toThrow('too slow');
  world.trouble = 'none';
  expect(await store.get('a')).toBe('1');
  expect(lines).toEqual(['store-slow']);
  await database.close();
});

it('what is damaged is not opened before there is something else', async () => {
  const { database, lines, world } = setUp();
  const store = database.store('one');
  await store.set('a', '1');
  world.trouble = 'damage';
  await expect(store.get('a')).rejects.toThrow('damaged');
  world.trouble = 'none';
  const { asked } = world;
  await expect.poll(() => world.asked).toBeGreaterThan(asked + 5);
  await expect(store.get('a')).rejects.toThrow('damaged');
  expect(world.opened).toBe(1);
  world.state = 'two';
  await expect.poll(() => lines).toEqual(['store-damaged', 'recovered']);
  expect(world.opened).toBe(2);
  expect(await store.get('a')).toBe('1');
  await database.close();
});

it('reads go on where only writes fail, and neither says that all is well', async () => {
  const { database, lines, world } = setUp();
  const store = database.store('one');
  await store.set('a', '1');
  world.trouble = 'write';
  await expect(store.set('a', '2')).rejects.toThrow('full');
  for (let count = 0; count < 10; count += 1) {
    expect(await store.get('a')).toBe('1');
    await expect(store.delete('a')).rejects.toThrow('full');
  }
  expect(lines).toEqual(['store-full']);
  world.trouble = 'none';
  await expect.poll(() => lines).toEqual(['store-full', 'recovered']);
  await database.close();
});

it('opening that fails is tried by the probe alone', async () => {
  const { database, world } = setUp();
  world.trouble = 'open';
  const store = database.store('one');
  const calls = await Promise.allSettled(Array.from({ length: 50 }, () => store.get('a')));
  expect(calls.every(({ status }) => status === 'rejected')).toBe(true);
  expect(world.opened).toBe(1);
  await database.close();
});

it('an error that says nothing about the database is the caller’s own', async () => {
  const { database, lines, world } = setUp();
  const store = database.store('one');
  world.trouble = 'odd';
  await expect(store.get('a')).rejects.toThrow('odd');
  world.trouble = 'none';
  expect(await store.get('a')).toBeUndefined();
  expect(lines).toEqual([]);
  await database.close();
});
