import { describe, expect, it } from 'vitest';
import type { Reply } from '../../src/contract.js';
import type { Database } from '../../src/store/contract.js';
import { memoryDatabase } from '../../src/store/memory.js';
import { MAINTAINER, type Replica, replica } from './circle.js';

/** A question that the history answers, in words of its own. */
const KNOWN = 'Kestrel 支持热升级吗？';
/** A member's wording of it. */
const WORDING = 'kestrel 能不能热升级';

const people = ['ann', 'bob', 'carl', 'dora'] as const;

/** Asks, and picks the known question where the bot is unsure. */
async function answered(
  one: Replica,
  text: string,
  asker: string,
  place = `place of ${asker}`,
): Promise<Reply> {
  const reply = await one.ask(text, { asker, place });
  const choice = reply.alternatives.find(({ label }) => label === KNOWN);
  const picked = choice === undefined ? reply : await one.press(choice.token, { asker, place });
  expect(picked).toMatchObject({ kind: 'answer', question: KNOWN });
  return picked;
}

const wordings = async (one: Replica) =>
  (await one.circle.learning.records.wordings.list()).map(([, w]) => w);

function begin(environment: Readonly<Record<string, string>> = {}): { one: Replica; database: Database } {
  const database = memoryDatabase();
  return { database, one: replica(database, { environment }) };
}

describe('a vote', () => {
  it('is one a person, and can be changed', async () => {
    const { one } = begin();
    const { records } = one.circle.learning;
    const reply = await answered(one, WORDING, 'ann');
    await one.act(reply, 'helpful');
    await one.act(reply, 'helpful');
    await one.act(reply, 'unhelpful');
    await one.act(reply, 'helpful', { asker: 'bob' });
    await one.circle.learning.settled();
    const votes = (await records.votes.list()).map(([, { value }]) => value);
    expect(votes.toSorted()).toEqual(['helpful', 'unhelpful']);
    const events = (await records.events.list()).map(([, { kind }]) => kind);
    // A vote that was changed counts as what it is now.
    expect(events.toSorted()).toEqual(['answered', 'helpful', 'unhelpful']);
  });

  it('takes a reason with "not helpful", and only from the one who voted so', async () => {
    const { one } = begin();
    const { records } = one.circle.learning;
    const reply = await answered(one, WORDING, 'ann');
    const form = await one.act(reply, 'unhelpful');
    expect((await one.submit(form, { reason: '  版本太旧  ' })).text).toContain('理由');
    await one.submit(form, { reason: 'mine too' }, { asker: 'bob' });
    expect(await records.votes.list()).toMatchObject([[expect.any(String), { reason: '版本太旧' }]]);
    expect((await one.submit(form, { reason: ' ' })).text).not.toContain('理由');
  });

  it('keeps its reason when it is pressed again, and no more of it than the form takes', async () => {
    const { one } = begin();
    const reply = await answered(one, WORDING, 'ann');
    await one.submit(await one.act(reply, 'unhelpful'), { reason: 'x'.repeat(100_000) });
    await one.act(reply, 'unhelpful');
    const [vote] = await one.circle.learning.records.votes.list();
    expect(vote?.[1].reason).toBe('x'.repeat(3000));
  });

  it('works after a restart, on another replica and not on a forged token', async () => {
    const { one, database } = begin();
    const reply = await answered(one, WORDING, 'ann');
    await one.circle.learning.settled();
    const two = replica(database);
    expect((await two.act(reply, 'helpful')).text).toContain('谢谢');
    expect(await two.circle.learning.records.votes.list()).toHaveLength(1);
    for (const token of [
      'do-helpful-r0000000000000000',
      'do-helpful-x1',
      'do-helpful',
      'do-',
      'do-accept-r0',
    ]) {
      expect((await two.press(token)).kind).toBe('notice');
    }
    expect(await two.circle.learning.records.votes.list()).toHaveLength(1);
  });

  it('never changes what is answered by itself', async () => {
    const { one } = begin();
    for (const asker of people) await one.act(await answered(one, KNOWN, asker), 'unhelpful', { asker });
    expect(await wordings(one)).toEqual([]);
    await answered(one, KNOWN, 'eve');
  });
});

describe('a wording', () => {
  it('that three people confirm counts at once, and says so', async () => {
    const { one } = begin();
    for (const [index, asker] of people.slice(0, 3).entries()) {
      expect(one.circle.learning.inForce.wordings('w1#1.1')).toEqual([]);
      const text =
        ['kestrel 能不能热升级', '请问 Kestrel能不能热升级？', 'KESTREL 能不能热升级'][index] ?? '';
      await one.act(await answered(one, text, asker), 'helpful', { asker });
    }
    expect(await wordings(one)).toMatchObject([{ status: 'live', by: 'members', text: WORDING }]);
    expect(one.circle.learning.inForce.wordings('w1#1.1')).toEqual([WORDING]);
  });

  it('is confirmed by different people, not by one who presses often or in another place', async () => {
    const { one } = begin();
    for (const place of ['a', 'b', 'c', 'd']) {
      await one.act(await answered(one, WORDING, 'ann', place), 'helpful', { place });
    }
    expect(await wordings(one)).toMatchObject([{ status: 'pending' }]);
  });

  it('counts at once where a maintainer says so, in a review or with a vote', async () => {
    const { one } = begin();
    await one.act(await answered(one, WORDING, 'ann'), 'helpful');
    const [item] = (await one.circle.review('zh', 10)).items;
    if (item === undefined) throw new Error('nothing waits');
    expect(item).toMatchObject({ question: WORDING, alternatives: [{ label: KNOWN }] });
    await one.act(item, 'accept', MAINTAINER);
    expect(one.circle.learning.inForce.wordings('w1#1.1')).toEqual([WORDING]);

    const other = begin().one;
    await other.act(await answered(other, WORDING, 'ann'), 'helpful', MAINTAINER);
    expect(other.circle.learning.inForce.wordings('w1#1.1')).toEqual([WORDING]);
  });

  it('that was rejected does not come back by votes', async () => {
    const { one } = begin({ QABOT_CONFIRMATIONS: '2' });
    await one.act(await answered(one, WORDING, 'ann'), 'helpful');
    const [item] = (await one.circle.review('zh', 10)).items;
    if (item === undefined) throw new Error('nothing waits');
    await one.act(item, 'reject', MAINTAINER);
    for (const asker of people) await one.act(await answered(one, WORDING, asker), 'helpful', { asker });
    expect(await wordings(one)).toMatchObject([{ status: 'rejected' }]);
    expect((await one.circle.review('zh', 10)).total).toBe(0);
  });

  it('that somebody disputes waits for a maintainer', async () => {
    const { one } = begin({ QABOT_CONFIRMATIONS: '2' });
    await one.act(await answered(one, WORDING, 'dora'), 'unhelpful', { asker: 'dora' });
    for (const asker of people.slice(0, 3)) {
      await one.act(await answered(one, WORDING, asker), 'helpful', { asker });
    }
    expect(await wordings(one)).toMatchObject([{ status: 'pending' }]);
  });

  it('stays disputed when its critic votes on another wording', async () => {
    const { one } = begin({ QABOT_CONFIRMATIONS: '2' });
    await one.act(await answered(one, WORDING, 'dora'), 'unhelpful', { asker: 'dora' });
    await one.act(await answered(one, 'Kestrel 热升级 支持么', 'dora'), 'helpful', { asker: 'dora' });
    for (const asker of people.slice(0, 3)) {
      await one.act(await answered(one, WORDING, asker), 'helpful', { asker });
    }
    expect((await wordings(one)).find(({ text }) => text === WORDING)).toMatchObject({ status: 'pending' });
    const { items } = await one.circle.review('zh', 10);
    expect(items.find(({ question }) => question === WORDING)?.lead).toContain('3 人确认，1 人反对');
  });

  it('goes back to waiting when those who confirmed it take it back', async () => {
    const { one } = begin({ QABOT_CONFIRMATIONS: '1' });
    const reply = await answered(one, WORDING, 'ann');
    await one.act(reply, 'helpful');
    expect(one.circle.learning.inForce.wordings('w1#1.1')).toEqual([WORDING]);
    await one.act(reply, 'unhelpful');
    expect(one.circle.learning.inForce.wordings('w1#1.1')).toEqual([]);
    expect(await wordings(one)).toMatchObject([{ status: 'pending' }]);
  });

  it('that counts goes on counting when the confirmations have grown too old to be kept', async () => {
    let time = Date.parse('2026-01-01');
    const environment = { QABOT_CONFIRMATIONS: '2', STORE_RETENTION_DAYS: '30' };
    const one = replica(
      memoryDatabase(() => time),
      { environment, now: () => time },
    );
    for (const asker of ['ann', 'bob'])
      await one.act(await answered(one, WORDING, asker), 'helpful', { asker });
    time += 31 * 24 * 60 * 60 * 1000;
    await one.act(await answered(one, WORDING, 'carl'), 'helpful', { asker: 'carl' });
    await one.act(await answered(one, WORDING, 'dora'), 'unhelpful', { asker: 'dora' });
    expect(await wordings(one)).toMatchObject([{ status: 'live' }]);
  });

  it('that a maintainer confirmed waits again when the maintainer takes it back, and not when a member does', async () => {
    const { one } = begin();
    const reply = await answered(one, WORDING, 'ann');
    await one.act(reply, 'helpful', MAINTAINER);
    await one.act(reply, 'helpful', { asker: 'bob' });
    await one.act(reply, 'unhelpful', { asker: 'bob' });
    expect(await wordings(one)).toMatchObject([{ status: 'live', by: 'maintainer' }]);
    await one.act(reply, 'unhelpful', MAINTAINER);
    expect(await wordings(one)).toMatchObject([{ status: 'pending' }]);
    expect(one.circle.learning.inForce.wordings('w1#1.1')).toEqual([]);
  });

  it.each([
    ['the question of the entry itself', KNOWN],
    ['the same but for marks and a greeting', '大家好，请问 kestrel 支持热升级吗'],
  ])('is none: %s', async (_, text) => {
    const { one } = begin({ QABOT_CONFIRMATIONS: '1' });
    await one.act(await answered(one, text, 'ann'), 'helpful');
    expect(await wordings(one)).toEqual([]);
  });
});
