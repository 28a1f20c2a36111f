/** The suite that every store must pass. */

import type { Store } from '../contract.js';
import type { Runner } from './runner.js';

export interface OpenedStore {
  readonly store: Store;
  /** Another replica on the same data. */
  readonly replica: Store;
  /** The same data in another namespace, or another store. */
  readonly other: Store;
  /** Removes every record of this owner, in every namespace; absent where the store alone cannot. */
  readonly forget?: (owner: string) => Promise<unknown>;
  close(): Promise<void>;
}

/** Milliseconds: far from the edges, so that tests can go back and forth. */
const START = 1_000_000;

async function increment(store: Store): Promise<void> {
  for (;;) {
    const before = await store.get('count');
    if (await store.swap('count', before, String(Number(before ?? 0) + 1))) return;
  }
}

/** @param open opens an empty store; called before each test, with a clock in milliseconds that the test turns */
export function describeStore(
  { describe, it, beforeEach, afterEach, expect }: Runner,
  name: string,
  open: (now: () => number) => Promise<OpenedStore>,
): void {
  describe(`${name} keeps the store's contract`, () => {
    let time = START;
    let opened: OpenedStore;
    beforeEach(async () => {
      time = START;
      opened = await open(() => time);
    });
    afterEach(() => opened.close());

    it('gives back what was set last, to every replica, and to nobody else', async () => {
      const { store, replica, other } = opened;
      expect(await store.get('a')).toBeUndefined();
      await store.set('a', '{"n":1}');
      await store.set('a', '{"n":2,"文":"字"}');
      expect(await replica.get('a')).toBe('{"n":2,"文":"字"}');
      expect(await other.get('a')).toBeUndefined();
      await store.delete('a');
      await store.delete('a');
      expect(await replica.get('a')).toBeUndefined();
    });

    it('forgets when the time has passed, and not before', async () => {
      const { store } = opened;
      await store.set('a', '1', 100);
      time += 99;
      expect(await store.get('a')).toBe('1');
      time += 1;
      expect(await store.get('a')).toBeUndefined();
      expect(await store.list('')).toEqual([]);
      await store.set('b', '1', 100);
      await store.set('b', '2');
      time += 1000;
      expect(await store.get('b')).toBe('2');
    });

    it('lists by prefix and nothing beside it', async () => {
      const { store } = opened;
      for (const key of ['b/2', 'b/1', 'b', 'c', 'a/x', 'b%1', 'B/3', 'b/文', 'b/\u{1F331}'])
        await store.set(key, key);
      expect((await store.list('b/')).map(([key]) => key)).toEqual(['b/1', 'b/2', 'b/文', 'b/\u{1F331}']);
      expect(await store.list('d')).toEqual([]);
    });

    it('gives a claim to one of many callers, until it has expired', async () => {
      const { store, replica } = opened;
      const calls = Array.from({ length: 20 }, (_, index) =>
        (index % 2 === 0 ? store : replica).claim('event', 100),
      );
      expect((await Promise.all(calls)).filter(Boolean)).toHaveLength(1);
      time += 99;
      expect(await store.claim('event', 100)).toBe(false);
      time += 1;
      expect(await replica.claim('event', 100)).toBe(true);
      expect(await store.claim('event', 100)).toBe(false);
      expect(await store.claim('another', 100)).toBe(true);
    });

    it('claims several keys at once, each for one of many callers, and deletes several', async () => {
      const { store, replica } = opened;
      const claims = await Promise.all(
        [store, replica, store, replica].map((one, index) =>
          one.claimAll(
            ['b', `own${index}`, 'a'].map((key) => ({ key, value: `${index}` })),
            100,
          ),
        ),
      );
      for (const key of ['a', 'b', 'own0', 'own3']) {
        expect(claims.filter((free) => free.has(key))).toHaveLength(1);
      }
      expect(claims.findIndex((free) => free.has('a'))).toBe(Number(await store.get('a')));
      await replica.deleteAll(['a', 'own0', 'nothing']);
      expect((await store.list('')).map(([key]) => key)).toEqual(['b', 'own1', 'own2', 'own3']);
      time += 100;
      expect([...(await store.claimAll([{ key: 'b', value: 'anew' }], 100))]).toEqual(['b']);
      expect(await store.get('b')).toBe('anew');
    });

    it('lists in the order of code points, under any character', async () => {
      const { store } = opened;
      // UTF-16 puts U+FFFD after U+1F331, and a language puts B beside b.
      const keys = ['B', 'a', 'b', 'é', '文', '\uFFFD', '\u{1F331}', '\u{10FFFF}', '\u{10FFFF}a'];
      for (const key of keys.toReversed()) await store.set(key, key);
      expect((await store.list('')).map(([key]) => key)).toEqual(keys);
      expect((await store.list('\u{10FFFF}')).map(([key]) => key)).toEqual(['\u{10FFFF}', '\u{10FFFF}a']);
      await store.set('c\u{10FFFF}x', '');
      expect((await store.list('c')).map(([key]) => key)).toEqual(['c\u{10FFFF}x']);
      await store.set('\uD7FF/1', '');
      expect((await store.list('\uD7FF')).map(([key]) => key)).toEqual(['\uD7FF/1']);
    });

    it('refuses what an engine could not keep as it is', async () => {
      const { store } = opened;
      await store.set('k', '"\\u0000"');
      expect(await store.get('k')).toBe('"\\u0000"');
      for (const text of ['a\0b', '\uD800', 'x\uDC00'] as const) {
        const calls = [
          store.get(text),
          store.set(text, ''),
          store.set('k', text),
          store.delete(text),
          store.list(text),
          store.claim(text, 1),
          store.swap(text, undefined, ''),
          store.swap('k', text, ''),
          store.swap('k', '', text),
        ];
        for (const call of calls) await expect(call).rejects.toThrow('NUL');
      }
      const longest = '文'.repeat(666);
      await store.set(longest, '1');
      expect(await store.get(longest)).toBe('1');
      await expect(store.set(`${longest}xxx`, '1')).rejects.toThrow('2000 bytes');
    });

    it('removes the records of an owner and no others', async () => {
      const { store, replica, other, forget } = opened;
      if (forget === undefined) return;
      await store.set('set', '1', undefined, 'ann');
      await store.set('kept by set', '1', 100, 'ann');
      await store.set('kept by set', '2');
      await replica.swap('swapped', undefined, '1', 100, 'ann');
      await store.swap('swapped', '1', '2', 100, 'ben');
      await store.set('taken', '1');
      await store.swap('taken', '1', '2', undefined, 'ann');
      await replica.claim('claimed', 100, 'ann');
      await other.set('other', '1', 100, 'ann');
      await store.set('given on', '1', 100, 'ann');
      await store.set('given on', '2', 100, 'ben');
      await store.claim('passed', 10, 'ann');
      await store.swap('over', undefined, '1', 10, 'ann');
      time += 10;
      await store.claim('passed', 100, 'ben');
      await store.swap('over', undefined, '2', 100);
      await store.set('nobody', '1');
      await forget('ann');
      const left = (await replica.list('')).map(([key]) => key);
      expect(left).toEqual(['given on', 'nobody', 'over', 'passed']);
      expect(await other.list('')).toEqual([]);
    });

    it('says whether other machines may share it', () => {
      const { store, replica, other } = opened;
      expect(typeof store.isShared).toBe('boolean');
      expect([replica.isShared, other.isShared]).toEqual([store.isShared, store.isShared]);
    });

    it('swaps when the value is still the same, and says whether', async () => {
      const { store, replica } = opened;
      expect(await store.swap('a', '1', '2')).toBe(false);
      expect(await store.swap('a', undefined, '1')).toBe(true);
      expect(await replica.swap('a', undefined, '9')).toBe(false);
      expect(await replica.swap('a', '1', '2', 100)).toBe(true);
      expect(await store.get('a')).toBe('2');
      time += 100;
      // What has expired is not there.
      expect(await store.swap('a', '2', '3')).toBe(false);
      expect(await store.swap('a', undefined, '4', 100)).toBe(true);
      expect(await store.swap('a', '4', '5')).toBe(true);
      time += 1000;
      expect(await replica.get('a')).toBe('5');
    });

    it('loses no increment that replicas make at once', async () => {
      const { store, replica } = opened;
      await Promise.all(
        Array.from({ length: 40 }, (_, index) => increment(index % 2 === 0 ? store : replica)),
      );
      expect(await store.get('count')).toBe('40');
    });

    it('behaves as a map', async () => {
      const fc = await import('fast-check');
      const key = fc.constantFrom('a', 'a/b', 'a/c', '文', "x' or 1=1 --", '%_', '');
      const step = fc.oneof(
        fc.record({ call: fc.constant('set' as const), key, value: fc.json() }),
        fc.record({ call: fc.constant('delete' as const), key, value: fc.constant('') }),
        fc.record({ call: fc.constant('get' as const), key, value: fc.constant('') }),
        fc.record({ call: fc.constant('list' as const), key, value: fc.constant('') }),
        fc.record({ call: fc.constant('swap' as const), key, value: fc.constantFrom('1', '2') }),
      );
      await fc.assert(
        fc.asyncProperty(fc.array(step, { maxLength: 15 }), async (steps) => {
          const model = new Map<string, string>();
          const { store, replica } = opened;
          for (const [old] of await store.list('')) await store.delete(old);
          for (const { call, key: at, value } of steps) {
            if (call === 'set') {
              model.set(at, value);
              await store.set(at, value);
            } else if (call === 'delete') {
              model.delete(at);
              await store.delete(at);
            } else if (call === 'swap') {
              const fits = model.get(at) !== '2';
              expect(await store.swap(at, fits ? model.get(at) : '1', value)).toBe(fits);
              if (fits) model.set(at, value);
            } else if (call === 'get') {
              expect(await replica.get(at)).toBe(model.get(at));
            } else {
              const listed = new Map(await replica.list(at));
              expect(listed).toEqual(new Map([...model].filter(([one]) => one.startsWith(at))));
            }
          }
        }),
        { numRuns: 30 },
      );
    });
  });
}
