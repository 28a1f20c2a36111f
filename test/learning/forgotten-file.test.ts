/** What a SQLite file still holds of a person who was forgotten, looked for in its bytes. */

import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { TOKENS } from '../../src/contract.js';
import { forgetPerson } from '../../src/learning/forget.js';
import { createVault } from '../../src/learning/vault.js';
import { namingOwners } from '../../src/store/contract.js';
import { openStore } from '../../src/store/open.js';
import { MAINTAINER, replica } from './circle.js';

const ASKER = 'U0ANN00001';
const OTHER = 'U0BOB00002';
const EMAIL = 'ann@mail.example';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'qabot-forgotten-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** How often a text stands in the files of the database. */
async function found(text: string): Promise<number> {
  let count = 0;
  for (const name of await readdir(folder)) {
    if (name.endsWith('.key')) continue;
    const bytes = await readFile(join(folder, name));
    for (let at = bytes.indexOf(text); at !== -1; at = bytes.indexOf(text, at + 1)) count += 1;
  }
  return count;
}

it('nothing is left of the id, the places and the texts, with the bot running', async () => {
  const database = openStore(join(folder, 'q.db'), { lost: () => undefined, recovered: () => undefined });
  const one = replica(database);
  const { records } = one.circle.learning;
  const slack = namingOwners(database.store('slack'), (asker) =>
    one.circle.ownerOf({ platform: 'slack', asker }),
  );
  const who = { asker: ASKER, place: 'T1/D0PRIVATE/1' };
  const texts: string[] = [];
  // Pages are split and used again: what was moved must go as well.
  for (let number = 0; number < 60; number += 1) {
    const text = `第 ${number} 号火箭怎么加油？写信给我 ${EMAIL} ${'z'.repeat(number * 7)}`;
    texts.push(`第 ${number} 号火箭怎么加油`);
    const unknown = await one.ask(text, { asker: ASKER, place: `${who.place}/${number}` });
    if (number < 5) await one.submit(await one.act(unknown, 'ask-maintainers', who), {}, who);
    await one.ask(`别人的问题 ${number}`, { asker: OTHER, place: `C1/${number}` });
    await slack.set(`kept/${number}`, JSON.stringify({ asked: text }), 1000, ASKER);
    await slack.set(`kept/other${number}`, JSON.stringify({ asked: `别人 ${number}` }), 1000, OTHER);
    await slack.claim(`seen/T1/D0PRIVATE/${number}`, 100_000, ASKER);
  }
  await slack.set(`language/${ASKER}`, 'en', undefined, ASKER);
  const voted = await one.ask('Kestrel 支持热升级吗，ann 想知道？', who);
  await one.act(voted, 'helpful', who);
  const form = await one.press(TOKENS.save, {
    ...who,
    maintainer: true,
    fields: { question: 'Wie geht das?', answer: `Fragt ${EMAIL}` },
  });
  const item = await one.submit(form, {}, { ...who, maintainer: true });
  const kept = await one.press(TOKENS.save, {
    ...who,
    maintainer: true,
    fields: { question: 'Was bleibt?', answer: 'Das.' },
  });
  await one.act(await one.submit(kept, {}, { ...who, maintainer: true }), 'accept', MAINTAINER);
  await one.circle.learning.settled();
  expect(item.actions).not.toEqual([]);
  expect(await found(EMAIL)).toBeGreaterThan(60);
  expect(await found('D0PRIVATE')).toBeGreaterThan(60);

  const vault = createVault('k'.repeat(32));
  const options = { database, records, vault, platforms: ['slack'], known: ['slack', 'discord'] };
  expect(await forgetPerson(ASKER, options)).toBeGreaterThan(150);
  const secrets = [
    ASKER,
    EMAIL,
    'D0PRIVATE',
    '想知道',
    'Wie geht das',
    vault.person('slack', ASKER),
    ...texts,
  ];
  const left = [];
  for (const secret of secrets) if ((await found(secret)) > 0) left.push(secret);
  expect(left).toEqual([]);
  // What others wrote, and what became a part of the history.
  expect(await found('别人的问题 59')).toBeGreaterThan(0);
  expect(await found('Was bleibt?')).toBe(1);
  expect(await slack.get('kept/other59')).toContain('别人');
  expect((await records.saved.list()).map(([, { question }]) => question)).toEqual(['Was bleibt?']);
  await database.close();
});
