/** `qabot import` and the review of what it brings, as a maintainer runs them, on one SQLite file. */

import { execFile, spawn } from 'node:child_process';
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { strToU8, zipSync } from 'fflate';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { SOURCES } from '../../src/import/sources/index.js';
import { IMPORT_KINDS } from '../../src/cli/import/command.js';
import { openStore } from '../../src/store/open.js';

let folder = '';
let file = '';

const environment = (): Readonly<Record<string, string>> => ({
  PATH: process.env['PATH'] ?? '',
  STORE_URL: join(folder, 'q.db'),
  STORE_KEY: 'a key that is long enough for tests',
  KNOWLEDGE: join(folder, 'knowledge'),
  QABOT_CACHE: 'off',
  LANG: 'C.UTF-8',
});

function qabot(...words: readonly string[]) {
  return new Promise<{ readonly out: string; readonly errors: string; readonly status: unknown }>(
    (resolve) => {
      const child = execFile(
        process.execPath,
        ['dist/src/main.js', ...words],
        { env: environment() },
        (error, out, errors) => resolve({ out, errors, status: error?.code ?? 0 }),
      );
      child.stdin?.end('q\n');
    },
  );
}

const discussion = (number: number, more: object = {}) => {
  const url = `https://github.com/o/r/discussions/${number}`;
  const answer = {
    id: `a${number}`,
    body: `Set option${number} to ${number}.`,
    url: `${url}#a`,
    upvoteCount: number,
  };
  return {
    number,
    title: `How is the frobnicator number ${number} set?`,
    body: 'I use 2.0',
    url,
    author: { login: 'octocat' },
    isAnswered: true,
    answer: { ...answer, author: { login: 'maria' } },
    comments: { nodes: [] },
    ...more,
  };
};

const said = (ts: string, user: string, text: string) => ({
  type: 'message',
  ts,
  user,
  text,
  thread_ts: '1.0',
});

const inJson = ([name, value]: readonly [string, unknown]): [string, Uint8Array] => [
  name,
  strToU8(JSON.stringify(value)),
];

const page = (nodes: readonly object[]): string =>
  JSON.stringify({ data: { repository: { discussions: { nodes } } } });

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'qabot-import-'));
  file = join(folder, 'd.json');
  await cp('test/fixtures/learning', join(folder, 'knowledge'), { recursive: true });
  const open = discussion(4, {
    answer: null,
    isAnswered: false,
    comments: { nodes: [{ id: 'x', body: 'me too' }] },
  });
  await writeFile(file, `${page([discussion(1), discussion(2), open])}\n${page([discussion(3)])}\n{"data":`);
});
afterEach(async () => {
  await rm(folder, { recursive: true });
});

it('names the kinds that there are', () => {
  expect(SOURCES.map(({ kind }) => kind)).toEqual([...IMPORT_KINDS]);
});

it('brings marked answers into the review, once, and says what it did', async () => {
  const first = await qabot('import', 'github-discussions', file, '--project', 'Kestrel');
  expect(first.out).toBe(
    [
      '4 threads seen',
      '3 added to the review',
      '1 left out: no answer is marked',
      '1 fault in the files',
      '',
    ].join('\n'),
  );
  expect(first.errors).toMatch(/^d\.json:3 file-cut .*\n$/);
  expect(first.status).toBe(0);
  const again = await qabot('import', 'github-discussions', file, '--json');
  expect(JSON.parse(again.out)).toEqual({
    seen: 4,
    near: 0,
    faults: 1,
    taken: { known: 3 },
    leftOut: { unmarked: 1 },
  });
  const listed = (await qabot('review', '--json')).out.trim().split('\n');
  const items = listed.map((line): unknown => JSON.parse(line));
  expect(items).toHaveLength(3);
  expect(items[0]).toMatchObject({
    kind: 'imported',
    project: 'Kestrel',
    votes: 3,
    isMarked: true,
    url: 'https://github.com/o/r/discussions/3#a',
    thread: [{ who: 'asker', text: 'I use 2.0' }],
  });
  expect(listed.join()).not.toMatch(/octocat|maria/);
});

it('lets a maintainer choose among them, and accept all of a choice', async () => {
  await qabot('import', 'github-discussions', file);
  const some = await qabot('review', '--list', '--min-votes', '2');
  expect(some.out.trim().split('\n')).toHaveLength(2);
  expect((await qabot('review', '--min-votes', '3')).out).toContain('How is the frobnicator number 3 set?');
  const accepted = await qabot('review', '--accept-all', '--marked', '--min-votes', '2');
  expect(accepted.errors).toContain('2 imported pairs would be accepted');
  expect(accepted.out).toBe('2 accepted\n');
  expect((await qabot('review', '--list')).out.trim().split('\n')).toHaveLength(1);
  const answer = await qabot('ask', 'How is the frobnicator number 3 set?');
  expect(answer.out).toContain('Set option3 to 3.');
  expect(answer.out).toContain('https://github.com/o/r/discussions/3#a');
  const forgotten = await qabot('forget', 'octocat');
  expect(forgotten.out).toBe('2 records removed\n');
  expect((await qabot('review', '--list')).out).toBe('');
  expect((await qabot('review', '--min-confidence', '2')).status).toBe(2);
});

it('writes accepted answers into a folder, and leaves the store alone', async () => {
  const target = join(folder, 'knowledge', 'imported');
  const { out } = await qabot('import', 'github-discussions', file, '--accept', target);
  expect(out).toContain('3 written\n');
  expect(out).toContain('wrote github-discussion-o-r.jsonl\n');
  expect(
    (await readFile(join(target, 'github-discussion-o-r.jsonl'), 'utf8')).trim().split('\n'),
  ).toHaveLength(3);
  expect(await readdir(folder)).not.toContain('q.db');
  expect((await qabot('ask', 'How is the frobnicator number 3 set?')).out).toContain('Set option3 to 3.');
  expect((await qabot('import', 'github-issues', file, '--accept', target)).errors).toContain(
    'are not marked',
  );
});

it('brings answers of a chat into the review, without names, and into no folder', async () => {
  const messages = [
    said('1.0', 'U1', 'How do I set the frobnicator of Kestrel?'),
    said('2.0', 'U2', '<@U1> put `frobnicator: 4` into the settings of Kestrel'),
    said('3.0', 'U1', 'Thanks Maria, that worked'),
  ];
  const archive = join(folder, 'export.zip');
  const files = {
    'users.json': [{ id: 'U2', real_name: 'Maria Example' }],
    'channels.json': [{ id: 'C1', name: 'help' }],
    'help/2024-01-01.json': messages,
    'help/2024-01-02.json': [said('4.0', 'U3', 'We meet at ten.')],
  };
  await writeFile(archive, zipSync(Object.fromEntries(Object.entries(files).map(inJson))));
  const { out } = await qabot('import', 'slack', archive, '--project', 'Kestrel');
  expect(out).toContain('1 added to the review\n');
  const listed = (await qabot('review', '--json')).out;
  expect(JSON.parse(listed)).toMatchObject({ kind: 'imported', isMarked: false, confidence: 0.9 });
  expect(listed).not.toMatch(/maria|example|U[12]\b/i);
  expect((await qabot('import', 'slack', archive, '--accept', folder)).errors).toContain('are not marked');
  expect((await qabot('import', 'slack', archive)).out).toContain('1 known already\n');
  expect((await qabot('import', 'discord', archive)).status).toBe(2);
});

it('doubles nothing when it is killed and started again', async () => {
  await writeFile(file, page(Array.from({ length: 400 }, (_, n) => discussion(n + 1))));
  const words = ['dist/src/main.js', 'import', 'github-discussions', file];
  const child = spawn(process.execPath, words, { env: environment(), stdio: 'ignore' });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  const database = openStore(environment()['STORE_URL'] ?? '', { lost: () => {}, recovered: () => {} });
  const waiting = async (): Promise<number> => (await database.store('learning').list('imported/')).length;
  while ((await waiting()) < 5) await setTimeout(10);
  child.kill('SIGKILL');
  await ended;
  const before = await waiting();
  expect(before).toBeLessThan(400);
  const { taken } = JSON.parse((await qabot('import', 'github-discussions', file, '--json')).out);
  expect(taken).toEqual({ known: before, added: 400 - before });
  expect(await waiting()).toBe(400);
  await database.close();
});

it.each([
  ['a kind that is none', ['import', 'myspace', 'd.json'], 'There is no kind "myspace"'],
  ['a path that is none', ['import', 'discourse', '/nowhere'], 'There is nothing to import at "/nowhere"'],
])('says in one line what is wrong with %s', async (_, words, message) => {
  const { errors, status } = await qabot(...words);
  expect(errors.trim().split('\n')).toHaveLength(1);
  expect(errors).toContain(message);
  expect(status).toBe(2);
});

it('ends with status 2 when nothing was read', async () => {
  await writeFile(file, '<html>\n');
  const { errors, out, status } = await qabot('import', 'discourse', file);
  expect([errors, out, status]).toEqual([
    'd.json:1 json-syntax the file holds no JSON objects here\n',
    '0 threads seen\n1 fault in the files\n',
    2,
  ]);
  const empty = await qabot('import', 'discourse', join(folder, 'knowledge'));
  expect([empty.errors, empty.status]).toEqual([
    `qabot: ${join(folder, 'knowledge')} holds nothing that discourse reads\n`,
    2,
  ]);
});
