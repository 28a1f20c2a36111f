/** The commands that look into what was learned, as a maintainer runs them, on one SQLite file. */

import { execFile } from 'node:child_process';
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openStore } from '../../src/store/open.js';
import { MAINTAINER, replica } from '../learning/circle.js';
import { TOKENS } from '../../src/contract.js';

const KEY = 'a key that is long enough for tests';
const QUESTION = 'Kestrel 的连接池怎么限制最大空闲时间？';
const ANSWER = '设置 `maxIdleTime`，单位是秒。\n\n- 默认 60\n- 最大 3600';

let folder = '';
let file = '';

/** A command that must fail: what it says, and its exit status. */
function failing(words: readonly string[], more: Readonly<Record<string, string>> = {}) {
  return new Promise<{ readonly errors: string; readonly status: unknown }>((resolve) => {
    const env = { PATH: process.env['PATH'] ?? '', STORE_KEY: KEY, QABOT_CACHE: 'off', ...more };
    execFile(process.execPath, ['dist/src/main.js', ...words], { env }, (error, _, errors) => {
      resolve({ errors, status: error?.code ?? 0 });
    });
  });
}

function qabot(words: readonly string[], input = '', knowledge = 'knowledge'): Promise<string> {
  return new Promise((resolve, reject) => {
    const env = {
      PATH: process.env['PATH'] ?? '',
      STORE_URL: file,
      STORE_KEY: KEY,
      KNOWLEDGE: join(folder, knowledge),
      QABOT_CACHE: 'off',
      LANG: 'C.UTF-8',
    };
    const child = execFile(
      process.execPath,
      ['dist/src/main.js', ...words],
      { env },
      (error, out, errors) => {
        if (error === null) resolve(out);
        else reject(new Error(`${error.message}\n${out}\n${errors}`));
      },
    );
    child.stdin?.end(input);
  });
}

/** How often a text stands in another. */
const count = (text: string, part: string): number => text.split(part).length - 1;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'qabot-learning-'));
  file = join(folder, 'q.db');
  await cp('test/fixtures/learning', join(folder, 'knowledge'), { recursive: true });
  const database = openStore(file, { lost: () => {}, recovered: () => {} });
  const one = replica(database, { environment: { STORE_KEY: KEY } });
  for (const [asker, platform] of [
    ['U0ANN00001', 'slack'],
    ['4200000000000000001', 'discord'],
  ] as const) {
    const who = { asker, platform, place: `place/${asker}` };
    const unknown = await one.ask(QUESTION, who);
    await one.submit(await one.act(unknown, 'ask-maintainers', who), {}, who);
  }
  const other = { asker: 'U0BOB00002', place: 'b' };
  await one.submit(
    await one.act(await one.ask('Heron 支持 Rust 客户端吗？', other), 'ask-maintainers', other),
    {},
    other,
  );
  await one.ask('怎么给 Kestrel 接上 Zipkin？', { place: 'c' });
  await one.ask('Kestrel 怎样接上 Zipkin 呢', { place: 'd' });
  const known = await one.ask('Kestrel 支持热升级吗？', { place: 'e' });
  await one.act(known, 'helpful', other);
  await one.circle.learning.settled();
  await database.close();
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('one after the other', () => {
  it('qabot review --json prints what waits', async () => {
    const items = (await qabot(['review', '--json']))
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(items.map(({ question }) => question)).toEqual([QUESTION, 'Heron 支持 Rust 客户端吗？']);
    expect(items.map(({ kind }) => kind)).toEqual(['question', 'question']);
    expect(Object.keys(items[0].actions)).toEqual(['answer', 'merge', 'reject']);
  });

  it('one line for a store that is out of order, and status 2 with a line for an address that is none', async () => {
    const broken = join(folder, 'broken.db');
    await writeFile(broken, 'no database');
    const commands = [['review'], ['insights'], ['knowledge', 'export', '--learned', join(folder, 'x')]];
    const found = await Promise.all(commands.map((words) => failing(words, { STORE_URL: broken })));
    for (const { errors, status } of found) {
      expect([status, errors.trim().split('\n').length], errors).toEqual([1, 1]);
    }
    expect(await failing(['slack', 'manifest', '--url', 'http://a.test'])).toMatchObject({
      status: 2,
      errors: expect.stringContaining('https'),
    });
  }, 20_000);

  it('qabot review answers and accepts', async () => {
    const typed = ['w', '', ...ANSWER.split('\n'), '.', '', '', 'a', 's', ''];
    const out = await qabot(['review'], `${typed.join('\n')}\n`);
    expect(out).toContain('Accepted');
    expect(await qabot(['ask', 'kestrel 连接池最大空闲时间怎么限制'])).toContain('maxIdleTime');
  });

  it('qabot insights counts, and puts what is open together', async () => {
    const figures = JSON.parse(await qabot(['insights', '--json']));
    expect(figures.total).toMatchObject({ asked: 6, answered: 1, handedOver: 3, helpful: 1, unhelpful: 0 });
    const titles = figures.open.map(({ title, askers }: { title: string; askers: number }) => [
      title,
      askers,
    ]);
    expect(titles).toContainEqual([expect.stringContaining('Zipkin'), 2]);
    expect(titles).toContainEqual(['Heron 支持 Rust 客户端吗？', 1]);
    expect(await qabot(['insights'])).toContain('Zipkin');
  });

  it('qabot knowledge export --learned writes what the bot reads back, once', async () => {
    const target = join(folder, 'knowledge', 'learned');
    expect(await qabot(['knowledge', 'export', '--learned', target])).toContain('wrote');
    const [name = ''] = await readdir(target);
    const written = await readFile(join(target, name), 'utf8');
    expect(written).toContain('maxIdleTime');
    const found = JSON.parse(await qabot(['ask', '--json', 'kestrel 连接池最大空闲时间怎么限制']));
    const same = found.answers.filter(({ answer }: { answer: string }) => answer.includes('maxIdleTime'));
    expect(same).toHaveLength(1);
    expect(same[0].source.path).toContain(name);
    expect(same[0].answer).toBe(ANSWER);

    // What the pull request changed is what counts, and is not written over.
    await writeFile(join(target, name), written.replace('默认 60', '默认 90'));
    expect(await qabot(['ask', 'kestrel 连接池最大空闲时间怎么限制'])).toContain('默认 90');
    expect(await qabot(['knowledge', 'export', '--learned', target])).toBe('');
    expect(await readFile(join(target, name), 'utf8')).toContain('默认 90');
    expect(await qabot(['knowledge', 'check', '--strict'])).toBe('');
  });

  it('the late answer waits for the platforms, and nobody is told at the terminal', async () => {
    const database = openStore(file, { lost: () => {}, recovered: () => {} });
    const slack = replica(database, { environment: { STORE_KEY: KEY }, platforms: ['slack', 'discord'] });
    await slack.circle.learning.refresh();
    expect(slack.delivered.map(({ to }) => to.asker).toSorted()).toEqual([
      '4200000000000000001',
      'U0ANN00001',
    ]);
    await database.close();
  });

  it('qabot forget removes a person', async () => {
    expect(await qabot(['forget', 'U0BOB00002'])).toMatch(/^[1-9]\d* records removed/);
    expect(await qabot(['forget', 'U0BOB00002'])).toBe('0 records removed\n');
    expect(await qabot(['forget', 'ann', '--platform', 'webhook'])).toBe('0 records removed\n');
    expect(await qabot(['review', '--list'])).toBe('');
    // What another member asked in vain stays.
    const { open } = JSON.parse(await qabot(['insights', '--json']));
    expect(open.map(({ handedOver }: { handedOver: number }) => handedOver)).toEqual([0]);
  });

  it('qabot review shows what comes near by its number, and says what was done once', async () => {
    const member = ['怎么查看 Kestrel 的版本号呢', '/helpful', 'Kestrel 能热升级吗', '/helpful', ''];
    await qabot(['start'], member.join('\n'));
    expect(count(await qabot(['review', '--list']), '\n')).toBe(2);
    const out = await qabot(['review'], ['a', '1', 'q', ''].join('\n'));
    expect(out).toContain('SIGUSR2');
    expect(count(out, 'Accepted')).toBe(1);
  }, 20_000);
});

it('a key that is not the one of the store is told in one line', async () => {
  const database = openStore(file, { lost: () => {}, recovered: () => {} });
  const stranger = replica(database, { environment: { STORE_KEY: 'x'.repeat(40) } });
  const form = await stranger.press(TOKENS.save, { ...MAINTAINER, fields: { question: 'a', answer: 'b' } });
  expect(form.form).toBeDefined();
  const unknown = await stranger.ask('Kestrel 支持 IPv6 吗，怎么开？', { place: 'z' });
  const reply = await stranger.submit(await stranger.act(unknown, 'ask-maintainers'));
  expect(reply.text).toContain('现在记不下来');
  expect(stranger.logged.filter(({ message }) => message.includes('STORE_KEY'))).toHaveLength(1);
  await database.close();
});
