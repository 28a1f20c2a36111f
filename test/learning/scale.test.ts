/** What a store that has grown costs: reads that do not grow with it, and turns for others while it is taken in. */

import { setImmediate as turn } from 'node:timers/promises';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Database } from '../../src/store/contract.js';
import { memoryDatabase } from '../../src/store/memory.js';
import { replica } from './circle.js';

/** A store in memory that notes the prefixes which are listed. */
function counting(): { readonly database: Database; readonly listed: string[] } {
  const database = memoryDatabase();
  const listed: string[] = [];
  return {
    listed,
    database: {
      ...database,
      store(namespace) {
        const store = database.store(namespace);
        return {
          ...store,
          list(prefix) {
            listed.push(prefix);
            return store.list(prefix);
          },
        };
      },
    },
  };
}

const range = (count: number): readonly number[] => Array.from({ length: count }, (_, index) => index);

/** As many open questions and pending wordings, with two people behind each, and as many accepted answers. */
async function grown(count: number) {
  const { database, listed } = counting();
  const one = replica(database);
  const { records } = one.circle.learning;
  for (const index of range(count)) {
    const text = `Kestrel 的第 ${index} 号连接池怎么限制？`;
    const answer = `设置 pool${index}，然后重启。`.repeat(20);
    await records.questions.put(`q${index}`, {
      text,
      language: 'zh',
      near: [],
      refused: [],
      status: 'open',
      at: index,
    });
    await records.wordings.put(`w${index}`, {
      entry: 'w1#1.1',
      text: `热升级的第 ${index} 种问法`,
      status: 'pending',
      at: index,
    });
    await records.saved.put(`s${index}`, {
      question: text,
      answer,
      links: [],
      status: 'accepted',
      at: index,
    });
    for (const person of ['ann', 'bob']) {
      await records.askers.put(`q${index}/${person}`, { sealed: '' });
      await records.confirmations.put(`w${index}/${person}`, {});
    }
  }
  listed.length = 0;
  return { ...one, listed };
}

afterEach(() => vi.restoreAllMocks());

describe('a store that has grown', () => {
  it.each([30, 60])('shows %i questions and wordings with their people in seven reads', async (count) => {
    const { circle, listed } = await grown(count);
    const { items } = await circle.review('en', 1000);
    expect(items).toHaveLength(2 * count);
    for (const { lead } of items) expect(lead).toContain('2');
    expect(listed.toSorted()).toEqual([
      'asker/',
      'confirmed/',
      'imported/',
      'objected/',
      'question/',
      'saved/',
      'wording/',
    ]);
  });

  it('looks up the people of one item alone', async () => {
    const { circle, listed } = await grown(30);
    const { items } = await circle.review('en', 2);
    expect(items).toHaveLength(2);
    expect(listed).toEqual(expect.arrayContaining(['confirmed/w0/', 'confirmed/w1/']));
    expect(listed).not.toContain('confirmed/');
    expect(listed).not.toContain('asker/');
  });

  it('is taken in by turns, so that others are not kept waiting', async () => {
    const count = 30;
    const { circle } = await grown(count);
    // A clock by which every piece of work takes long.
    let now = 0;
    vi.spyOn(performance, 'now').mockImplementation(() => (now += 1000));
    const seen = { turns: 0, isDone: false };
    const refreshed = circle.learning.inForce.refresh().finally(() => {
      seen.isDone = true;
    });
    for (; !seen.isDone; seen.turns += 1) await turn();
    await refreshed;
    expect([...circle.entries.all()].filter(({ id }) => id.startsWith('saved-'))).toHaveLength(count);
    expect(seen.turns).toBeGreaterThanOrEqual(count);
  });
});
