/** Drafted wordings that led to an answer which did not help: a maintainer decides whether they stay. */

import { describe, expect, it } from 'vitest';
import type { AskedQuestion, Learner } from '../../src/bot/learner.js';
import { createBot } from '../../src/bot/bot.js';
import { createEntryTable } from '../../src/bot/entry-table.js';
import type { Action, Press, Reply } from '../../src/contract.js';
import type { Entry, Knowledge } from '../../src/knowledge/model.js';
import { InForce } from '../../src/learning/in-force.js';
import { createRecords, type Wording } from '../../src/learning/records.js';
import { createMatcher } from '../../src/match/matcher.js';
import { fakeHost } from '../../src/testing/fakes.js';
import { memoryDatabase } from '../../src/store/memory.js';
import { engineOf } from '../support/circle/core.js';
import { KNOWLEDGE } from '../support/knowledge.js';
import { MAINTAINER, type Replica, replica } from './circle.js';

const ID = 'w1#1.1';
const DRAFTED = ['kestrel 不停机换版本', 'kestrel restart without downtime'] as const;
const [DRAFT] = DRAFTED;

const drafted: Knowledge = {
  ...KNOWLEDGE,
  entries: KNOWLEDGE.entries.map((entry) => (entry.id === ID ? { ...entry, drafted: DRAFTED } : entry)),
};

function entryOf(one: Replica): Entry {
  const entry = one.circle.entries.get(ID);
  if (entry === undefined) throw new Error('the entry is gone');
  return entry;
}

/** Presses a button under an answer that was found by the draft. */
async function vote(
  one: Replica,
  kind: Action['kind'],
  more: Partial<Press> = {},
  shown: Partial<AskedQuestion> = {},
): Promise<Reply> {
  const entry = entryOf(one);
  const actions = one.circle.learning.learner.noted({
    question: '升级的时候服务会不会断',
    isMatched: true,
    isFollowUp: false,
    attention: 'addressed',
    language: 'zh',
    decision: 'answer',
    near: [entry],
    entry,
    drafted: DRAFT,
    asker: 'ann',
    ...shown,
  });
  return await one.press(actions.find((action) => action.kind === kind)?.token ?? '', more);
}

async function item(one: Replica): Promise<Reply> {
  const [first] = (await one.circle.review('zh', 10)).items;
  if (first === undefined) throw new Error('nothing waits');
  return first;
}

const total = async (one: Replica): Promise<number> => (await one.circle.review('zh', 10)).total;

describe('a drafted wording', () => {
  it('goes to review when the answer that it led to did not help, once', async () => {
    const one = replica(memoryDatabase(), { knowledge: drafted });
    await vote(one, 'helpful');
    // The member's own words wait, as ever; the draft does not.
    expect(await total(one)).toBe(1);
    await vote(one, 'unhelpful', { asker: 'bob' });
    await vote(one, 'unhelpful', { asker: 'carl' });
    expect(await total(one)).toBe(2);
    const shown = (await one.circle.review('zh', 10)).items.find(({ question }) => question === DRAFT);
    expect(shown?.lead).toContain('2 人反对');
    expect(shown?.alternatives).toMatchObject([{ label: 'Kestrel 支持热升级吗？' }]);
    expect(shown?.actions.map(({ kind }) => kind)).toEqual(['accept', 'reject']);
    await vote(one, 'helpful', { asker: 'carl' });
    const after = (await one.circle.review('zh', 10)).items.find(({ question }) => question === DRAFT);
    expect(after?.lead).toContain('1 人反对');
  });

  it('counts no more when it is rejected, on every replica and after a restart, and stays decided', async () => {
    const database = memoryDatabase();
    const one = replica(database, { knowledge: drafted });
    const two = replica(database, { knowledge: drafted });
    await two.circle.start();
    await vote(one, 'unhelpful');
    expect(entryOf(one).drafted).toEqual(DRAFTED);
    await one.act(await item(one), 'reject', MAINTAINER);
    expect(entryOf(one).drafted).toEqual(DRAFTED.slice(1));
    await two.circle.refresh();
    expect(entryOf(two).drafted).toEqual(DRAFTED.slice(1));
    await two.circle.stop();
    const later = replica(database, { knowledge: drafted });
    await later.circle.refresh();
    expect(entryOf(later).drafted).toEqual(DRAFTED.slice(1));
    expect(later.circle.learning.inForce.wordings(ID)).toEqual([]);
    await vote(later, 'unhelpful', { asker: 'bob' });
    expect(await total(later)).toBe(0);
  });

  it('is a confirmed one when it is accepted, and can be taken back', async () => {
    const one = replica(memoryDatabase(), { knowledge: drafted });
    await vote(one, 'unhelpful');
    await one.act(await item(one), 'accept', MAINTAINER);
    expect(entryOf(one).drafted).toEqual(DRAFTED.slice(1));
    expect(one.circle.learning.inForce.wordings(ID)).toEqual([DRAFT]);
    const [live] = (await one.circle.learning.reviewInForce('zh', 10)).items;
    if (live === undefined) throw new Error('nothing is in force');
    await one.act(live, 'reject', MAINTAINER);
    expect(one.circle.learning.inForce.wordings(ID)).toEqual([]);
    expect(entryOf(one).drafted).toEqual(DRAFTED.slice(1));
  });

  it('is not made live by members while somebody objects', async () => {
    const one = replica(memoryDatabase(), {
      knowledge: drafted,
      environment: { QABOT_CONFIRMATIONS: '1' },
    });
    await vote(one, 'unhelpful', { asker: 'ann' });
    await vote(one, 'helpful', { asker: 'bob' }, { question: DRAFT });
    expect(one.circle.learning.inForce.wordings(ID)).toEqual([]);
    expect(await total(one)).toBe(1);
  });

  it('that the entry does not have, or has no more, is nothing to review', async () => {
    const one = replica(memoryDatabase(), { knowledge: drafted });
    await vote(one, 'unhelpful', {}, { drafted: 'of an older file' });
    expect(await total(one)).toBe(0);
  });
});

it('that is left out is left out of the matcher too, with the least work', async () => {
  const records = createRecords({ store: memoryDatabase().store('learning'), unreadable: () => undefined });
  const matcher = createMatcher(drafted);
  const put: string[] = [];
  const inForce = new InForce({
    records,
    entries: createEntryTable(drafted.entries),
    confirmed: {},
    matcher: { ...matcher, put: (entry) => (put.push(entry.id), matcher.put(entry)) },
  });
  const decide = (text: string, status: Wording['status'], entry = ID) =>
    records.wordings.put(text, { entry, text, origin: 'drafted', status, at: 1 });
  const known = async () => {
    const { matches } = await matcher.match({ text: 'Kestrel 支持热升级吗？', limit: 1 });
    return matches[0]?.entry.drafted;
  };
  await decide(DRAFT, 'pending');
  await decide('Heron 超时', 'rejected', 'w1#2.1');
  await inForce.refresh();
  expect([put, await known()]).toEqual([[], DRAFTED]);
  // However it is written.
  await decide('KESTREL不停机，换版本？', 'rejected');
  await inForce.refresh();
  await inForce.refresh();
  expect([put, await known()]).toEqual([[ID], DRAFTED.slice(1)]);
  await records.wordings.delete('KESTREL不停机，换版本？');
  await inForce.refresh();
  expect([put, await known()]).toEqual([[ID, ID], DRAFTED]);
});

describe('the bot', () => {
  const [entry] = drafted.entries;

  async function ask(confidence: number): Promise<{ reply: Reply | undefined; asked: AskedQuestion[] }> {
    if (entry === undefined) throw new Error('no entry');
    const asked: AskedQuestion[] = [];
    const learner: Learner = {
      noted: (one) => (asked.push(one), []),
      listed: () => {},
      press: async () => undefined,
    };
    const engine = engineOf(drafted);
    const match = {
      entry,
      wording: DRAFT,
      drafted: DRAFT,
      score: 1,
      confidence,
      terms: ['kestrel'],
      parts: [],
    };
    const bot = createBot({
      ...engine,
      judge: async () => ({
        decision: confidence > 0.5 ? 'answer' : 'suggest',
        matching: { matches: [match], asks: 1, relevance: 1, relevanceParts: [], overheard: 1, missing: [] },
        thresholds: engine.thresholds,
      }),
      logger: fakeHost().logger,
    });
    bot.attach(learner);
    const reply = await bot.ask({
      text: 'kestrel 不停机怎么换版本',
      asker: 'ann',
      place: 'p',
      attention: 'addressed',
    });
    return { reply, asked };
  }

  it('tells learning which draft an answer was found by, and shows the entry’s own question', async () => {
    const { reply, asked } = await ask(0.9);
    expect(asked).toMatchObject([{ decision: 'answer', drafted: DRAFT }]);
    expect(reply?.question).toBe(entry?.question);
    expect(JSON.stringify(reply)).not.toContain(DRAFT);
  });

  it('shows no draft among suggestions either, and there is nothing to vote on', async () => {
    const { reply, asked } = await ask(0.2);
    expect(asked[0]?.drafted).toBeUndefined();
    expect(reply?.alternatives.map(({ label }) => label)).toEqual([entry?.question]);
    expect(JSON.stringify(reply)).not.toContain(DRAFT);
  });

  it('completes questions by the entry’s own', async () => {
    const one = createBot({ ...engineOf(drafted), logger: fakeHost().logger });
    const suggestions = await one.complete('kestrel 不停机', 5);
    expect(JSON.stringify(suggestions)).not.toContain('不停机');
  });
});
