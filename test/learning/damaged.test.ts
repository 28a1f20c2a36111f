/** Records that were damaged, or that another version wrote: each costs itself alone. */

import { expect, it } from 'vitest';
import { recordFindings } from '../../src/cli/doctor/records.js';
import { builtInAdapters } from '../../src/app/adapters.js';
import { createChannels } from '../../src/listening/channels.js';
import { memoryDatabase } from '../../src/store/memory.js';
import { replica } from './circle.js';

const saved = (question: string) =>
  JSON.stringify({ question, answer: 'so', links: [], status: 'accepted', at: 1 });

it.each([['{"question":'], ['[]'], ['null'], ['5'], ['"text"'], ['{"question":5}'], ['']])(
  'what was learned is in force beside a record that holds %s, and the log tells of it once',
  async (damage) => {
    const database = memoryDatabase();
    const learning = database.store('learning');
    await learning.set('saved/aaaa', damage);
    await learning.set('saved/bbbb', saved('Wie geht das?'));
    await learning.set('wording/aaaa', damage);
    await learning.set('question/aaaa', damage);
    const one = replica(database);
    await one.circle.refresh();
    expect(one.circle.entries.get('saved-bbbb')?.question).toBe('Wie geht das?');
    await one.circle.refresh();
    expect((await one.circle.review('en', 10)).total).toBe(0);
    const warnings = one.logged.filter(({ level }) => level !== 'debug').map(({ message }) => message);
    expect(warnings.filter((line) => line.includes('"saved/aaaa" of learning'))).toHaveLength(1);
    expect(warnings.filter((line) => line.includes('"wording/aaaa" of learning'))).toHaveLength(1);
    expect(warnings.filter((line) => line.includes('"question/aaaa" of learning'))).toHaveLength(1);
    expect(warnings).toHaveLength(3);
    await one.circle.stop();
  },
);

it('damaged buttons and a damaged memory count as none', async () => {
  const database = memoryDatabase();
  const one = replica(database);
  const known = await one.ask('Kestrel 支持热升级吗？');
  await one.circle.learning.settled();
  const bot = database.store('bot');
  for (const [key] of await bot.list('')) await bot.set(key, 'x{');
  const other = replica(database);
  expect(await other.act(known, 'why')).toMatchObject({ kind: 'notice' });
  expect(await other.ask('Kestrel 支持热升级吗？')).toMatchObject({ kind: 'answer' });
  expect(other.logged.filter(({ level }) => level === 'warn')).toHaveLength(3);
});

it('a damaged channel is left alone, and the others are heard', async () => {
  const store = memoryDatabase().store('slack');
  await store.set('channel/good', JSON.stringify({ listening: true }));
  await store.set('channel/bad', '{"listening":tr');
  const told: string[] = [];
  const errors: string[] = [];
  const note = (message: string): void => void errors.push(message);
  const logger = { debug: note, info: note, warn: note, error: note };
  const channels = createChannels({ store, logger, wait: 0, unreadable: (key) => told.push(key) });
  expect(await channels.settings('bad')).toEqual({ listening: false, secondReader: false, learning: false });
  expect((await channels.all()).map(([channel, { listening }]) => [channel, listening])).toEqual([
    ['bad', false],
    ['good', true],
  ]);
  await channels.change('bad', { listening: true });
  expect((await channels.settings('bad')).listening).toBe(true);
  expect(new Set(told)).toEqual(new Set(['channel/bad']));
  expect(errors).toEqual([]);
});

it('the doctor names each by its key and namespace', async () => {
  const database = memoryDatabase();
  const damaged = [
    ['learning', 'saved/aaaa'],
    ['learning', 'wording/\u001b[31m'],
    ['bot', 'token/w1'],
    ['bot', 'actions/w1'],
    ['slack', 'sent/1'],
    ['slack', 'channel/T1/C1'],
    ['slack', 'inbox/T1/C1/1'],
    ['discord', 'kept/1'],
  ] as const;
  for (const [namespace, key] of damaged) await database.store(namespace).set(key, '{"a":');
  await database.store('learning').set('saved/bbbb', saved('Wie geht das?'));
  await database
    .store('slack')
    .set('inbox/T1/C1/2', '{"run":"r","kind":"use","place":"C1","at":1,"tries":1}');
  const findings = await recordFindings(database, await builtInAdapters());
  expect(findings.map(({ level }) => level)).toEqual(damaged.map(() => 'warning'));
  const text = findings.map((one) => one.text).join('\n');
  for (const [namespace, key] of damaged) expect(text).toContain(`${JSON.stringify(key)} of ${namespace}`);
  expect(text).not.toContain('\u001b');
  for (let number = 0; number < 100; number += 1) await database.store('bot').set(`token/x${number}`, '');
  const many = await recordFindings(database, []);
  expect(many.at(-1)?.text).toContain('further records');
  expect(many.length).toBeLessThan(30);
});
