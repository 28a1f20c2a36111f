/** Plain words after an answer, on any platform whose adapter does no more than ask. */

import { describe, expect, it } from 'vitest';
import { memoryDatabase } from '../../src/store/memory.js';
import { saying } from '../support/circle/community.js';
import { type Replica, replica } from './circle.js';

const UPGRADE = 'Kestrel 支持热升级吗？';
const TIMEOUT = 'Heron 的超时时间怎么配置？';
const HOUR = 60 * 60 * 1000;

const votes = async ({ circle }: Replica) =>
  (await circle.learning.records.votes.list()).map(([, { value, reason }]) => [value, reason]);

describe('plain words', () => {
  it('ask why for a day, also after a restart', async () => {
    let now = 0;
    const database = memoryDatabase();
    const on = replica(database, { now: () => now });
    await on.ask(TIMEOUT);
    const why = await on.ask('/why');
    expect(why.text).toMatch(saying('why.title'));
    now = 20 * HOUR;
    const other = replica(database, { now: () => now });
    expect((await other.ask('为什么这么回答')).text).toBe(why.text);
    expect((await other.ask('why?', { place: 'p2' })).text).toMatch(saying('why.none'));
  });

  it('are the vote of whoever says them, with its reason, which can be changed', async () => {
    const on = replica(memoryDatabase());
    await on.ask(TIMEOUT);
    expect(await on.ask('不对')).toMatchObject({ kind: 'notice', actions: [{ kind: 'ask-maintainers' }] });
    expect(await votes(on)).toEqual([['unhelpful', '不对']]);
    await on.ask('不对，我们用的是 k8s');
    expect(await votes(on)).toEqual([['unhelpful', '不对，我们用的是 k8s']]);
    expect((await on.ask('that helped, thanks')).text).toMatch(saying('feedback.thanks'));
    expect(await votes(on)).toEqual([['helpful', undefined]]);
    await on.ask('that is wrong', { asker: 'ben' });
    expect(await votes(on)).toHaveLength(2);
  });

  it('that ask something too are a vote, and the question is answered', async () => {
    const on = replica(memoryDatabase());
    await on.ask(TIMEOUT);
    const reply = await on.ask('答非所问，我问的是 Kestrel 支持热升级吗？');
    expect(reply.text).toContain('SIGUSR2');
    expect(await votes(on)).toEqual([['unhelpful', '答非所问，我问的是 Kestrel 支持热升级吗？']]);
  });

  it('count where the bot and the asker are alone, not among people', async () => {
    const on = replica(memoryDatabase());
    const { bot } = on.circle;
    const overheard = { asker: 'ann', place: 'p1', attention: 'overheard', platform: 'slack' } as const;
    await bot.ask({ ...overheard, text: UPGRADE });
    expect(await bot.ask({ ...overheard, text: '不对' })).toBeUndefined();
    expect(await bot.ask({ ...overheard, text: 'why?' })).toBeUndefined();
    expect(await votes(on)).toEqual([]);
    expect(await bot.ask({ ...overheard, text: '没用', isAlone: true })).toMatchObject({
      kind: 'acknowledgement',
    });
    expect(await votes(on)).toEqual([['unhelpful', '没用']]);
    expect((await bot.ask({ ...overheard, text: 'why?', isAlone: true }))?.text).toMatch(saying('why.title'));
  });

  it('say nothing of what was no answer, and nothing of a list', async () => {
    const on = replica(memoryDatabase());
    expect((await on.ask('不对')).kind).not.toBe('notice');
    await on.ask(TIMEOUT);
    await on.ask('/tasks');
    await on.ask('不对');
    expect(await votes(on)).toEqual([]);
  });
});
