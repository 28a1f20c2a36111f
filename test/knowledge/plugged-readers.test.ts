/** Readers of somebody else's, by the setting READERS: the page that tells how to write one is tried out as it stands. */

import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import * as vitest from 'vitest';
import { openEngine } from '../../src/engine/engine.js';
import { loadKnowledge } from '../../src/knowledge/load.js';
import { readAtBorder } from '../../src/knowledge/readers/border.js';
import { moduleOf, withPlugged } from '../../src/knowledge/readers/plugged.js';
import { createReadingThread } from '../../src/knowledge/readers/read-in-thread.js';
import type { Reader } from '../../src/knowledge/readers/reader.js';
import { READERS } from '../../src/knowledge/readers/readers.js';
import { describeReader } from '../../src/testing/reader.js';
import { DEFAULTS, readSettings } from '../../src/settings.js';

const { describe, expect, it } = vitest;

const PAGE = readFileSync('docs/readers.md', 'utf8');
const block = (beginning: RegExp): string => {
  const all = Array.from(PAGE.matchAll(/^```\w+\n([^]*?)^```$/gm), ([, text = '']) => text);
  return all.find((text) => beginning.test(text)) ?? '';
};
const MODULE = block(/^\/\/ my-reader\.mjs/);
const SAMPLE = block(/^Q: /);

function folder(files: Readonly<Record<string, string>>): string {
  const dir = mkdtempSync(join(tmpdir(), 'qabot-plugged-'));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(dir, name), text);
  return dir;
}

const home = folder({ 'my-reader.mjs': MODULE, 'faq.txt': SAMPLE });
const ours = (await withPlugged(['./my-reader.mjs'], home)).slice(READERS.length);
const [example] = ours;
if (example === undefined) throw new Error('docs/readers.md holds no reader');
const BARE = { projects: false, glossary: false } as const;

async function run(...words: readonly string[]): Promise<string> {
  const env = { ...process.env, READERS: './my-reader.mjs', KNOWLEDGE: 'faq.txt', QABOT_CACHE: 'off' };
  const main = resolve('dist/src/main.js');
  return (await promisify(execFile)(process.execPath, [main, ...words], { cwd: home, env })).stdout;
}

const reader = (more: string): string =>
  `export default { name: 'x-1', extensions: ['txt'], read: () => ({}), ${more} };`;

describeReader(vitest, 'The reader of docs/readers.md', () => example, [
  { path: 'faq.txt', text: SAMPLE, pairs: 2 },
]);

describe('the page', () => {
  it('shows a reader of less than 60 lines that keeps an answer whole', async () => {
    expect(MODULE.split('\n').length).toBeLessThan(60);
    const { entries, findings } = await loadKnowledge([join(home, 'faq.txt')], {
      ...BARE,
      readers: [...READERS, ...ours],
    });
    expect(findings).toEqual([]);
    expect(entries.map(({ id, question, answer }) => [id, question, answer])).toEqual([
      [
        'faq#1',
        'Can I run two versions side by side?',
        'Yes, give each a port of its own.\n   The ports stand in the configuration.',
      ],
      ['faq#2', 'How do I reload the configuration?', 'Send the process a SIGHUP.'],
    ]);
  });

  it('shows a test of it that names what is published', () => {
    const test = block(/^\/\/ my-reader\.test\.mjs/);
    expect(test).toContain("describeReader } from 'community-qa-bot/testing'");
  });

  it('gives commands that work', async () => {
    expect(await run('knowledge', 'check', '--show', 'faq.txt')).toMatch(/^ +4 .*SIGHUP\.$|^2 pairs$/m);
    expect(await run('ask', 'How can the configuration be reloaded?')).toContain('SIGHUP');
  });
});

describe('a module', () => {
  it.each<[string, string | undefined, string, RegExp]>([
    ['is missing', undefined, 'reader-load', /"\.\/my-reader\.mjs".*ENOENT/],
    ['is no JavaScript', 'export default {', 'reader-load', /correct the path or the module/],
    ['throws', 'throw new Error("no licence")', 'reader-load', /no licence/],
    ['exports nothing', 'export const reader = {}', 'reader-shape', /docs\/readers\.md/],
    ['has no name', reader('name: ""'), 'reader-shape', /name/],
    ['gives an extension with its dot', reader('extensions: [".txt"]'), 'reader-shape', /without the dot/],
    ['takes no files', reader('extensions: []'), 'reader-shape', /extensions/],
    ['cannot read', reader('read: undefined'), 'reader-shape', /read/],
    ['exports a list with a stranger', 'export default [{}]', 'reader-shape', /name/],
  ])('%s: one error says what to change', async (_name, text, code, message) => {
    const dir = folder(text === undefined ? {} : { 'my-reader.mjs': text });
    const failed = await withPlugged(['./my-reader.mjs'], dir).catch((error: unknown) => error);
    expect(failed).toMatchObject({ code, isUsage: true, message: expect.stringMatching(message) });
  });

  it('may export several, and several may be named', async () => {
    const dir = folder({
      'a.mjs':
        'export default [1, 2].map((n) => ({ name: `a-${n}`, extensions: [`a${n}`], read: () => ({}) }));',
      'b.mjs': reader(''),
    });
    const { readers } = readSettings({ READERS: ' ./a.mjs,  b.mjs ' });
    const found = (await withPlugged(readers, dir)).slice(READERS.length);
    expect(found.map(({ extensions }) => extensions)).toEqual([['a1'], ['a2'], ['txt']]);
  });
});

/** The names of the suite's tests that fail. */
async function failuresOf(tried: Reader): Promise<readonly string[]> {
  const cases: { name: string; body: () => Promise<void> | void }[] = [];
  const runner = {
    ...vitest,
    describe: (_name: string, body: () => void) => body(),
    it: (name: string, body: () => Promise<void> | void) => void cases.push({ name, body }),
  };
  describeReader(runner, 'x', () => tried, [{ path: 'faq.txt', text: SAMPLE, pairs: 2 }]);
  const outcomes = await Promise.allSettled(cases.map(async ({ body }) => body()));
  return cases.flatMap(({ name }, place) => (outcomes[place]?.status === 'rejected' ? [name] : []));
}

it('the suite for readers finds what breaks the contract', async () => {
  const giving = (change: (made: Awaited<ReturnType<Reader['read']>>) => object): Reader => ({
    ...example,
    read: async (file) => change(await example.read(file)),
  });
  let count = 0;
  expect(await failuresOf(example)).toEqual([]);
  expect(await failuresOf({ ...example, extensions: ['.txt'] })).toEqual([
    expect.stringContaining('extensions'),
  ]);
  expect(await failuresOf(giving((made) => ({ ...made, threads: made.threads?.slice(1) })))).toEqual([
    expect.stringContaining('every pair'),
  ]);
  expect(
    await failuresOf(
      giving(({ threads = [] }) => ({ threads: threads.map((one) => ({ ...one, id: `${(count += 1)}` })) })),
    ),
  ).toContain('reads faq.txt twice and gives the same');
  expect(
    await failuresOf(
      giving(({ threads = [] }) => ({ threads: threads.map((one) => ({ ...one, id: 'a' })) })),
    ),
  ).toEqual(['gives the threads of faq.txt ids of their own']);
  expect(
    await failuresOf(
      giving((made) => ({
        ...made,
        findings: [{ path: '', line: 99_999, rule: 'x', message: 'x', severity: 'error' }],
      })),
    ),
  ).toContain('names only lines of faq.txt');
  const strict: Reader = {
    ...example,
    read: (file) => {
      if (!file.text.startsWith('Q')) throw new Error('no question');
      return example.read(file);
    },
  };
  expect(await failuresOf(strict)).toEqual([expect.stringContaining('throws on no damage')]);
});

it('wins over a built-in reader, also of a long file, which that one would read in a thread', async () => {
  const dir = folder({ 'faq.md': `# Is it free?\n\n${'Yes. '.repeat(20_000)}` });
  const mine: Reader = {
    name: 'mine-1',
    extensions: ['md'],
    read: ({ post }) => ({
      threads: [
        {
          id: post,
          n: 1,
          tags: [],
          turns: [{ question: 'Mine?', answer: 'Mine.', alternates: [], links: [], line: 1 }],
          source: { path: 'elsewhere.md', line: 1 },
        },
      ],
    }),
  };
  const { entries } = await loadKnowledge([dir], { ...BARE, readers: [...READERS, mine] });
  expect(entries.map(({ question, thread }) => [question, thread.source.path])).toEqual([
    ['Mine?', 'faq.md'],
  ]);
});

/** A folder with a reader that does so with `a.txt`, and then gives a thread for it and for `b.txt`. */
async function withBad(body: string) {
  const gives = "return { threads: [{ id: text, turns: [{ question: 'Q?', answer: 'A', line: 1 }] }] };";
  const dir = folder({
    'x.mjs': `export default { name: 'x', extensions: ['txt'], read({ text }) { if (text === 'bad') ${body}; ${gives} } };`,
    'a.txt': 'bad',
    'b.txt': 'good',
    'c.jsonl': '{"question":"How?","answer":"So."}\n',
  });
  return { dir, readers: await withPlugged(['x.mjs'], dir) };
}

describe('a reader of a module', () => {
  it.each([
    ['throws', 'throw new Error("no")', 'file-unreadable'],
    [
      'throws beside its work',
      '{ setTimeout(() => { throw new Error("no"); }); return new Promise(() => {}); }',
      'file-unreadable',
    ],
    ['ends its process', 'process.exit(3)', 'file-unreadable'],
    ['gives what is no record', 'return { threads: [() => 1] }', 'reader-shape'],
  ])('that %s costs the one file', async (_name, body, rule) => {
    const { dir, readers } = await withBad(body);
    const { entries, findings } = await loadKnowledge([dir], { ...BARE, readers });
    expect(entries.map(({ id }) => id).toSorted()).toEqual(['c.jsonl#1', 'good']);
    expect(findings).toMatchObject([{ path: 'a.txt', rule }]);
  });

  it('that throws after its answer does not end the program', async () => {
    const { readers } = await withBad('setTimeout(() => { throw new Error("late"); })');
    const thread = createReadingThread();
    const read = (text: string) =>
      thread.read({ path: `${text}.txt`, post: text, text }, moduleOf(readers.at(-1) ?? example));
    expect((await read('bad')).threads).toHaveLength(1);
    // The thread may end while it reads the next file.
    await vitest.vi.waitFor(async () => expect((await read('good')).threads).toHaveLength(1));
    await thread.close();
  });

  it('that never gives way is ended, and reads the next file', async () => {
    const { readers } = await withBad('for (;;) {}');
    const modules = readers.map((one) => moduleOf(one));
    // Milliseconds: a thread begins in some 100 on an idle machine.
    const thread = createReadingThread(3_000);
    const bad = await thread.read({ path: 'a.txt', post: 'a', text: 'bad' }, modules.at(-1));
    const good = await thread.read({ path: 'b.txt', post: 'b', text: 'good' }, modules.at(-1));
    await thread.close();
    expect(bad.findings).toMatchObject([{ path: 'a.txt', rule: 'reading-time' }]);
    expect(good.threads?.map(({ id }) => id)).toEqual(['good']);
  });
});

it('is read anew when the module changes', async () => {
  const dir = folder({ 'my-reader.mjs': MODULE, 'faq.txt': SAMPLE });
  const open = (module: string) =>
    openEngine({
      knowledge: [join(dir, 'faq.txt')],
      readers: [join(dir, module)],
      projects: false,
      glossary: false,
      wordings: false,
      precision: DEFAULTS.precision,
      precisionOverheard: DEFAULTS.precisionOverheard,
      snapshots: [join(dir, 'cache')],
      training: 'none',
    });
  expect((await open('my-reader.mjs')).knowledge.entries).toHaveLength(2);
  // A module is loaded once in a process: the next state of it gets another name.
  writeFileSync(join(dir, 'changed.mjs'), MODULE.replace('return { threads,', 'return { threads: [],'));
  expect((await open('changed.mjs')).knowledge.entries).toHaveLength(0);
});

function checked(given: unknown, mostMs?: number) {
  return readAtBorder({ read: () => given }, { path: 'faq.txt', post: 'faq', text: 'a\nb\nc' }, mostMs);
}

describe('what a reader gives', () => {
  const TURN = { question: 'Is it free?', answer: 'Yes.', line: 2 };
  const THREAD = { id: 'a', turns: [TURN] };

  it('may leave out lists and the source', async () => {
    expect((await checked({ threads: [THREAD] })).threads).toEqual([
      {
        id: 'a',
        n: 1,
        tags: [],
        turns: [{ ...TURN, alternates: [], links: [] }],
        source: { path: 'faq.txt', line: 2 },
      },
    ]);
  });

  it.each<[string, unknown, number, string]>([
    ['nothing', undefined, 1, 'no object'],
    ['a list', [THREAD], 1, 'no object'],
    ['a text', 'threads', 1, 'no object'],
    ['threads that are no list', { threads: {} }, 1, '"threads" that is no list'],
    ['a thread without id', { threads: [THREAD, { turns: [TURN] }] }, 2, '1 of 2 "threads"'],
    [
      'a turn with a number for a question',
      { threads: [{ id: 'a', turns: [{ ...TURN, question: 5 }] }] },
      2,
      'turns.0.question',
    ],
    [
      'an empty question',
      { threads: [{ id: 'a', turns: [{ ...TURN, question: ' ' }] }] },
      2,
      'turns.0.question',
    ],
    ['a line before the first', { threads: [{ id: 'a', turns: [{ ...TURN, line: 0 }] }] }, 1, 'turns.0.line'],
    [
      'a link that runs something',
      { threads: [{ id: 'a', turns: [{ ...TURN, links: [{ title: '', url: 'javascript:1' }] }] }] },
      2,
      'turns.0.links.0.url',
    ],
    ['no turns', { threads: [{ id: 'a', turns: [] }] }, 1, 'turns'],
    ['null for a thread', { threads: [null] }, 1, '1 of 1'],
    ['a date in words', { threads: [{ ...THREAD, source: { line: 3, date: 'May' } }] }, 2, 'source.date'],
    ['a finding without severity', { findings: [{ line: 3, rule: 'x', message: 'y' }] }, 3, 'severity'],
    ['a reading without address', { readings: [{ title: 'x', source: { line: 3 } }] }, 3, 'url'],
  ])('%s is a finding, and no crash', async (_name, given, line, part) => {
    const { threads, findings } = await checked(given);
    expect(findings).toEqual([
      {
        path: 'faq.txt',
        line,
        rule: 'reader-shape',
        severity: 'error',
        message: expect.stringContaining(part),
      },
    ]);
    expect(threads.every(({ id }) => id === 'a')).toBe(true);
  });

  it('never comes: the file is given up', async () => {
    const { findings } = await checked(new Promise(() => {}), 20);
    expect(findings).toMatchObject([{ path: 'faq.txt', rule: 'reading-time', severity: 'error' }]);
  });
});
