import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { TOKENS } from '../../src/contract.js';
import { forgetPerson } from '../../src/learning/forget.js';
import { vaultOpener } from '../../src/learning/store-key.js';
import { createVault } from '../../src/learning/vault.js';
import type { Database } from '../../src/store/contract.js';
import { memoryDatabase, memoryStore } from '../../src/store/memory.js';
import { MAINTAINER, type Replica, replica } from './circle.js';

const ASKER = 'U0ANN00001';
const OTHER = 'U0BOB00002';
/** Platforms that are known. */
const KNOWN = ['slack', 'discord'];
const PLACE = 'T1/C0SECRET/171.5';
const LINK = 'https://chat.example/archives/C0SECRET/p1715';
const QUESTION = 'Kestrel 的连接池怎么限制最大空闲时间？';

/** Everything that the store holds, keys and values. */
async function everything(database: Database): Promise<string> {
  const rows = await Promise.all(
    ['learning', 'bot', 'core', 'slack'].map((name) => database.store(name).list('')),
  );
  return JSON.stringify(rows);
}

async function handOver(one: Replica, asker: string, place: string): Promise<void> {
  const who = { asker, place, link: LINK };
  await one.submit(await one.act(await one.ask(QUESTION, { asker, place }), 'ask-maintainers', who), {}, who);
  const voted = await one.ask('Kestrel 支持热升级吗？', { asker, place });
  await one.submit(await one.act(voted, 'unhelpful', who), { reason: '版本旧了' }, who);
  await one.circle.learning.settled();
}

describe('the store', () => {
  it('holds no id, no place and no address of a member', async () => {
    const database = memoryDatabase();
    const one = replica(database);
    await handOver(one, ASKER, PLACE);
    const kept = await everything(database);
    for (const secret of [ASKER, PLACE, 'C0SECRET', LINK]) expect(kept).not.toContain(secret);
    expect(kept).toContain('版本旧了');
  });

  it('has no address left when the question is closed', async () => {
    const database = memoryDatabase();
    const one = replica(database);
    await handOver(one, ASKER, PLACE);
    expect(await everything(database)).toContain('sealed');
    const form = await one.press(TOKENS.save, {
      ...MAINTAINER,
      fields: { question: QUESTION, answer: 'so' },
    });
    await one.act(await one.submit(form, {}, MAINTAINER), 'accept', MAINTAINER);
    await one.circle.learning.settled();
    expect(one.delivered[0]?.to).toEqual({ place: PLACE, asker: ASKER });
    const kept = await everything(database);
    expect(kept).not.toContain('sealed');
    expect(kept).not.toContain('"link":');
  });

  it('keeps what people did for as many days as it is told, and what they taught for ever', async () => {
    let time = Date.parse('2026-01-01');
    const database = memoryDatabase(() => time);
    const one = replica(database, { now: () => time, environment: { STORE_RETENTION_DAYS: '30' } });
    await handOver(one, ASKER, PLACE);
    const form = await one.press(TOKENS.save, {
      ...MAINTAINER,
      fields: { question: 'Wie geht das?', answer: 'so' },
    });
    await one.submit(form, {}, MAINTAINER);
    time += 31 * 24 * 60 * 60 * 1000;
    const { votes, events, questions, askers, saved, shown } = one.circle.learning.records;
    for (const table of [votes, events, questions, askers, shown]) expect(await table.list()).toEqual([]);
    expect(await saved.list()).toHaveLength(1);
  });
});

describe('forgetting a person', () => {
  it('removes all of theirs and nothing of others', async () => {
    const database = memoryDatabase();
    const one = replica(database);
    const { records } = one.circle.learning;
    await handOver(one, ASKER, PLACE);
    await handOver(one, OTHER, 'p2');
    await database.store('slack').set(`language/${ASKER}`, 'en');
    await database.store('slack').set(`language/${OTHER}`, 'en');
    const vault = createVault('k'.repeat(32));
    const options = { database, records, vault, known: KNOWN };
    const removed = await forgetPerson(ASKER, { ...options, platforms: ['slack', 'discord'] });
    expect(removed).toBeGreaterThanOrEqual(3);
    const rest = await everything(database);
    expect(rest).not.toContain(vault.person('slack', ASKER));
    expect(rest).not.toContain(`language/${ASKER}`);
    expect(rest).toContain(`language/${OTHER}`);
    expect(await records.votes.list()).toHaveLength(1);
    expect(await records.askers.list()).toHaveLength(1);
    expect(await records.questions.list()).toHaveLength(1);
    await forgetPerson(OTHER, { ...options, platforms: ['slack'] });
    expect(await records.questions.list()).toEqual([]);
  });

  it('leaves answers and questions of others that mention them, and the figures', async () => {
    const database = memoryDatabase();
    const one = replica(database);
    const { records } = one.circle.learning;
    await handOver(one, OTHER, 'p2');
    const fields = { question: 'Wie geht das?', answer: `Ask <@${ASKER}>.` };
    await one.submit(await one.press(TOKENS.save, { ...MAINTAINER, fields }), {}, MAINTAINER);
    await one.circle.learning.settled();
    const events = (await records.events.list()).length;
    expect(events).toBeGreaterThan(0);
    const vault = createVault('k'.repeat(32));
    const options = { database, records, vault, platforms: ['slack'], known: KNOWN };
    // The one at a terminal is called as the platform.
    for (const id of [ASKER, 'slack']) await forgetPerson(id, options);
    expect(await records.saved.list()).toHaveLength(1);
    expect(await records.questions.list()).toHaveLength(1);
    expect(await records.events.list()).toHaveLength(events);
  });

  it('does not take the same id of another platform, unless told to', async () => {
    const database = memoryDatabase();
    const one = replica(database);
    await handOver(one, ASKER, PLACE);
    const { records } = one.circle.learning;
    await database.store('slack').set(`language/${ASKER}`, 'en');
    const vault = createVault('k'.repeat(32));
    await forgetPerson(ASKER, { database, records, vault, platforms: ['discord'], known: KNOWN });
    expect(await records.votes.list()).toHaveLength(1);
    expect(await database.store('slack').get(`language/${ASKER}`)).toBe('en');
  });
});

describe('the key', () => {
  let folder = '';
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'qabot-key-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it('is made once, for the owner alone, and stays the same', async () => {
    const address = join(folder, 'new', 'q.db');
    const store = memoryStore();
    const [one, two] = await Promise.all([
      vaultOpener({ address, store })(),
      vaultOpener({ address, store })(),
    ]);
    expect(two.fingerprint).toBe(one.fingerprint);
    const path = `${address}.key`;
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect(await readFile(path, 'utf8')).toHaveLength(43);
  });

  it('that is another than before is refused with what to do, and the right one is taken again', async () => {
    const store = memoryStore();
    const open = (secret: string) => vaultOpener({ address: 'postgres://x', secret, store })();
    await open('a'.repeat(32));
    await expect(open('b'.repeat(32))).rejects.toThrow('STORE_KEY');
    await expect(open('a'.repeat(32))).resolves.toBeDefined();
  });

  it('that is lost or damaged says which file', async () => {
    const address = join(folder, 'q.db');
    await writeFile(`${address}.key`, '');
    await expect(vaultOpener({ address, store: memoryStore() })()).rejects.toThrow(`${address}.key`);
  });

  it('seals what only it opens', () => {
    const [one, other] = [createVault('a'.repeat(32)), createVault('b'.repeat(32))];
    const sealed = one.seal(PLACE);
    expect(Buffer.from(sealed, 'base64url').includes('C0SECRET')).toBe(false);
    expect(one.open(sealed)).toBe(PLACE);
    expect(other.open(sealed)).toBeUndefined();
    expect(one.person('slack', 'U1')).not.toBe(one.person('discord', 'U1'));
    expect(one.person('slack', 'U1')).not.toBe(other.person('slack', 'U1'));
  });

  it('knows the people and opens the addresses that it kept in earlier versions', () => {
    const vault = createVault('k'.repeat(32));
    expect(vault.fingerprint).toBe('UqOETEyPRfZ9olTX19_2Lw');
    expect(vault.person('slack', 'U1')).toBe('MQFW9BzLmZhyd_462QlxwA');
    expect(vault.open('T168r0Mif5_ahd3lCw08DQG3U_qb-0dnFziyaZOgRXLW2pPCcEg_JJ4')).toBe('T1/C1/1.5 字');
  });
});
