/** The binary as a user runs it, from what `npm run build` made. */

import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

interface Ended {
  readonly status: number;
  readonly out: string;
  readonly error: string;
}

function qabot(
  words: readonly string[],
  input = '',
  environment: Readonly<Record<string, string>> = {},
): Promise<Ended> {
  return new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      ['dist/src/main.js', ...words],
      { env: { PATH: process.env['PATH'] ?? '', ...environment } },
      (error, out, errors) => {
        const status = typeof error?.code === 'number' ? error.code : 0;
        resolve({ status, out, error: errors });
      },
    );
    child.stdin?.end(input);
  });
}

const lines = (text: string): unknown[] =>
  text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));

describe('qabot ask', () => {
  it('answers with the project’s links and the source', async () => {
    const { status, out } = await qabot(['ask', 'MOSN 支持 eureka 注册中心吗']);
    expect(status).toBe(0);
    for (const part of [
      'https://github.com/mosn/mosn',
      'https://mosn.io/',
      '2021-10-15',
      'sofa-weekly-20211015',
    ]) {
      expect(out).toContain(part);
    }
  });

  it('reads the question from standard input', async () => {
    expect((await qabot(['ask'], 'MOSN 支持 eureka 注册中心吗\n')).out).toContain('https://mosn.io/');
  });

  it('--batch --json writes a line for each question, in order, in the public format', async () => {
    const asked = [
      { id: 'a', query: 'MOSN 支持 eureka 注册中心吗' },
      { id: 7, query: '' },
      { query: '有没有适合新手的任务' },
      { id: 'd', query: 'zzzz qqqq' },
    ];
    const { status, out } = await qabot(
      ['ask', '--batch', '--json', '--top', '2'],
      `${asked.map((one) => JSON.stringify(one)).join('\n')}\n`,
    );
    expect(status).toBe(0);
    const [first, second, third, fourth] = lines(out);
    expect(first).toEqual({
      id: 'a',
      query: 'MOSN 支持 eureka 注册中心吗',
      decision: 'answer',
      confidence: expect.any(Number),
      answers: [
        {
          id: 'sofa-weekly-20211015#2.1',
          question: expect.stringContaining('eureka'),
          answer: expect.any(String),
          project: 'MOSN',
          links: expect.arrayContaining([{ title: expect.any(String), url: 'https://github.com/mosn/mosn' }]),
          confidence: expect.any(Number),
          source: {
            path: 'sofa-weekly-20211015.md',
            line: expect.any(Number),
            title: expect.any(String),
            date: '2021-10-15',
            url: 'https://www.sofastack.tech/blog/sofa-weekly-20211015/',
          },
          thread: { id: 'sofa-weekly-20211015#2', turn: 1, turns: [{ question: expect.any(String) }] },
        },
        expect.anything(),
      ],
    });
    expect(second).toMatchObject({ id: '7', query: '', decision: 'none' });
    expect(third).toMatchObject({
      decision: 'none',
      list: { kind: 'list', text: expect.stringContaining('Layotto') },
    });
    expect(fourth).toMatchObject({ id: 'd', decision: 'none' });
  });

  it('answers the rest of a batch when a line is broken, and ends with status 1', async () => {
    const { status, out, error } = await qabot(
      ['ask', '--batch', '--json'],
      '{"id":"a","query":"zzzz"}\n{broken\n{"id":"c"}\n{"id":"d","query":"zzzz"}\n',
    );
    expect(status).toBe(1);
    expect(lines(out)).toMatchObject([
      { id: 'a' },
      { error: expect.stringContaining('Line 2') },
      { id: 'c', error: expect.any(String) },
      { id: 'd' },
    ]);
    expect(error).toContain('Line 2');
  });

  it('finds an entry by what a wordings file says, unless it is told to do without', async () => {
    const dir = mkdtempSync(join(tmpdir(), 'qabot-ask-'));
    writeFileSync(
      join(dir, 'a.jsonl'),
      '{"id":"a","question":"How do I reload the configuration?","answer":"Send a SIGHUP."}\n{"id":"b","question":"Which ports are open?","answer":"8080"}\n',
    );
    writeFileSync(
      join(dir, 'a.wordings.yaml'),
      '- {entry: a, by: "person:mia", wordings: [pick up edited settings without restarting]}\n',
    );
    const words = [
      'ask',
      'pick up edited settings without restarting',
      '--json',
      '--top',
      '1',
      '--knowledge',
      dir,
    ];
    const environment = { QABOT_CACHE: join(dir, '.cache') };
    const decided = async (...more: readonly string[]) =>
      lines((await qabot([...words, ...more], '', environment)).out)[0];
    // The second time the knowledge comes from a snapshot.
    for (let count = 0; count < 2; count += 1) {
      expect(await decided()).toMatchObject({ decision: 'answer', answers: [{ id: 'a' }] });
      expect(await decided('--no-wordings')).toMatchObject({ decision: 'none' });
    }
  });

  it('says nothing to an overheard message that is no question', async () => {
    expect((await qabot(['ask', '--overheard', '哈哈哈哈'])).out).toBe('');
  });
});

const folder = (files: Readonly<Record<string, string>>): string => {
  const dir = mkdtempSync(join(tmpdir(), 'qabot-ask-'));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(dir, name), text);
  return dir;
};

describe('faulty files', () => {
  it('are summed up in one line', async () => {
    const dir = folder({ 'a.jsonl': '{broken\n{"question":"How?","answer":"So."}\n{broken\n' });
    const { status, error } = await qabot(['ask', 'How?', '--knowledge', dir]);
    expect(status).toBe(0);
    expect(error).toBe(
      `qabot: 2 files or rows could not be read; "qabot knowledge check ${dir}" lists them\n`,
    );
  });

  it('or none at all are told in one line', async () => {
    const dir = folder({});
    const { error } = await qabot(['ask', 'How?', '--knowledge', dir]);
    expect(error).toMatch(/^qabot: .*no answered question.*\n$/);
    expect(error).toContain(dir);
  });
});

describe('a command line that must be corrected gets one line and status 2', () => {
  it.each([
    [['ask', '--bogus'], '--bogus'],
    [['ask', 'x', '--top', '0'], '--top'],
    [['ask', 'x', '--batch'], '--batch'],
    [['ask', 'x', '--knowledge', '/does/not/exist'], '/does/not/exist'],
    [['eval', '/does/not/exist.jsonl'], '/does/not/exist.jsonl'],
    [['knowledge', 'check', '/does/not/exist'], '/does/not/exist'],
    [['knowledge', 'export', '--kind', 'nonsense'], 'nonsense'],
    [['nonsense'], 'nonsense'],
  ])('%j', async (words, named) => {
    const { status, error } = await qabot(words);
    expect(status).toBe(2);
    expect(error.trim().split('\n').length).toBeLessThanOrEqual(2);
    expect(error).toContain(named);
    expect(error).not.toMatch(/^\s+at /m);
  });
});

it.each([
  [[]],
  [['start']],
  [['ask']],
  [['eval']],
  [['knowledge']],
  [['knowledge', 'check']],
  [['knowledge', 'export']],
  [['knowledge', 'stats']],
])('qabot %j --help shows an example', async (words) => {
  const { status, out } = await qabot([...words, '--help']);
  expect(status).toBe(0);
  expect(out).toMatch(/Examples?:/);
});

const start = (environment: Record<string, string>): Promise<Ended> =>
  new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      ['dist/src/main.js', 'start'],
      { env: { PATH: process.env['PATH'] ?? '', REPL_HISTORY: '/dev/null', ...environment } },
      (error, out, errors) =>
        resolve({ status: typeof error?.code === 'number' ? error.code : 0, out, error: errors }),
    );
    child.stdin?.end('/project MOSN\n');
  });

describe('settings', () => {
  it('names every fault at once', async () => {
    const { status, error } = await start({
      QABOT_PRECISION: '7',
      QABOT_LANGUAGE: 'fr',
      QABOT_LOG_LEVEL: 'loud',
    });
    expect(status).toBe(2);
    for (const name of ['QABOT_PRECISION', 'QABOT_LANGUAGE', 'QABOT_LOG_LEVEL'])
      expect(error).toContain(name);
  });

  it.each([
    ['an unknown name', 'slak', 'slak'],
    ['a missing module', './no/such/module.mjs', './no/such/module.mjs'],
    ['a module that is no adapter', './dist/src/errors.js', './dist/src/errors.js'],
  ])('%s in QABOT_ADAPTERS is named', async (_, adapters, named) => {
    const { status, error } = await start({ QABOT_ADAPTERS: adapters });
    expect(status).not.toBe(0);
    expect(error).toContain(named);
    expect(error).not.toMatch(/^\s+at /m);
  });

  it.each([undefined, '', 'warn'])(
    'without any adapter’s open the REPL, which ends with its input and leaves no file (QABOT_LOG_LEVEL: %s)',
    async (level) => {
      const dir = folder({});
      const environment: Record<string, string> = { STORE_URL: join(dir, 'qabot.db') };
      if (level !== undefined) environment['QABOT_LOG_LEVEL'] = level;
      const { status, out, error } = await start(environment);
      expect(status).toBe(0);
      expect(out).toContain('https://github.com/mosn/mosn');
      expect(error).toBe('');
      expect(readdirSync(dir)).toEqual([]);
    },
  );
});
