import {
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { digestKnowledge } from '../../src/knowledge/files/digest.js';
import { evenedRecord, type LearnedRecord } from '../../src/knowledge/learned/record.js';
import { exportLearned } from '../../src/knowledge/learned/export.js';
import { pageName, pageText } from '../../src/knowledge/learned/page.js';
import { loadKnowledge } from '../../src/knowledge/load.js';
import { entriesOf } from '../../src/knowledge/entries.js';
import { readPost } from './read.js';

const record = (parts: Partial<LearnedRecord> = {}): LearnedRecord => ({
  id: 'l-1',
  question: 'How do I start?',
  alternates: [],
  answer: 'Run `start`.',
  links: [],
  date: '2024-02-03',
  ...parts,
});

/** What a page reads as, in the form of a record. */
function readBack(text: string | undefined): LearnedRecord | undefined {
  const found = readPost(text ?? '', 'some-page.l-1.md');
  const [entry] = entriesOf(found.threads);
  if (entry === undefined || found.threads.length !== 1 || found.findings.length > 0) return undefined;
  const { date = '', url } = entry.thread.source;
  return {
    id: entry.id,
    question: entry.question,
    alternates: entry.alternates,
    answer: entry.answer,
    project: entry.project,
    links: entry.links,
    date,
    url,
  };
}

describe('a page', () => {
  it('is what one wants to read', () => {
    expect(
      pageText(
        record({
          alternates: ['怎么启动？', 'start it'],
          project: 'Falcon',
          answer: 'See [the guide](https://x.org/g).\n\n## Then\n\n- run',
          links: [{ title: 'the guide', url: 'https://x.org/g' }],
          url: 'https://x.org/thread/1',
        }),
      ),
    ).toBe(
      [
        '---',
        'saved: l-1',
        "date: '2024-02-03'",
        'project: Falcon',
        'url: https://x.org/thread/1',
        'alternates:',
        '  - 怎么启动？',
        '  - start it',
        '---',
        '',
        '# How do I start?',
        '',
        'See [the guide](https://x.org/g).',
        '',
        '## Then',
        '',
        '- run',
        '',
      ].join('\n'),
    );
  });

  it('names a question of several lines and links that its text does not hold', () => {
    const parts = { question: 'It fails:\nwhy?', links: [{ title: 'log', url: 'https://x.org/log' }] };
    expect(pageText(record(parts))?.split('\n').slice(3)).toEqual([
      'question: |-',
      '  It fails:',
      '  why?',
      'links:',
      '  - title: log',
      '    url: https://x.org/log',
      '---',
      '',
      '# It fails:',
      '',
      'Run `start`.',
      '',
    ]);
  });

  it.each<readonly [string, Partial<LearnedRecord>]>([
    ['a weekly post', { answer: '### 问答\n\n@Kay 提问：\n\n> 一？\n\nA：1。' }],
    ['another page', { answer: '---\nsaved: l-2\n---\n\n# Why?\n\nSo.' }],
    ['a rule', { answer: 'a\n---\nb\n***\n===' }],
    ['an open fence', { answer: '```js\n# x' }],
    ['code from the first line on', { answer: '    indented\n\ttab' }],
    ['a marked question', { question: 'Q1: 2. ## # How? {#x} #' }],
    ['a question of several lines', { question: 'It fails:\n\n---\n# so\n  why?' }],
    ['quotes', { question: `"it's" 'x': [y] {z} & *a !b |c >d %e @f`, project: "o'b: #c" }],
    [
      'what YAML takes for something else',
      { question: 'null', project: '1.0', alternates: ['on', '~', '1e3'] },
    ],
    ['an address as the question', { question: 'https://x.org/a' }],
    ['links that are not in the answer', { links: [{ title: 'a: "b"\u0085', url: 'https://x.org/?a=1#b' }] }],
    ['an answer with a link that counts as none', { answer: 'see https://x.org/a' }],
    [
      'deep quotes',
      { answer: '>'.repeat(500), question: '- '.repeat(300) + 'x', alternates: ['1. '.repeat(200)] },
    ],
    ['a deep indent', { answer: `${' '.repeat(2000)}x` }],
    ['a long line', { answer: 'x'.repeat(40_000) }],
    [
      'control characters',
      { answer: 'a\u0000b\u0007\u001B[31m\u2028c\uFEFF d\u000Be', question: 'a\u0000b\u2029c' },
    ],
    ['private marks of the readers', { answer: 'a<br/>b\uE000\uE001c', question: 'a<br>\uE000b' }],
    ['an answer mark', { answer: 'A：答案' }],
  ])('brings back %s', (_, parts) => {
    const even = evenedRecord(record(parts));
    expect(readBack(pageText(record(parts)))).toEqual(even);
  });

  it('changes line ends, outer white space and half characters, and nothing else', () => {
    const { question, answer, links, alternates } = evenedRecord(
      record({
        question: ' a\r\nb ',
        answer: '\r\n \r\n  a\rb\r\n\uD800 \r\n',
        alternates: ['', ' c '],
        links: [
          { title: ' a\n b', url: 'https://x.org/a' },
          { title: '', url: 'https://x.org/b' },
          { title: 'again', url: 'https://x.org/a' },
          { title: 'x', url: 'javascript:alert(1)' },
        ],
      }),
    );
    expect({ question, answer, links, alternates }).toEqual({
      question: 'a\nb',
      answer: '  a\nb\n\uFFFD',
      alternates: ['c'],
      links: [
        { title: 'a b', url: 'https://x.org/a' },
        { title: 'https://x.org/b', url: 'https://x.org/b' },
      ],
    });
  });

  it.each<readonly [string, Partial<LearnedRecord>]>([
    ['no answer', { answer: ' \n' }],
    ['no question', { question: '' }],
    ['a line longer than the readers take', { answer: 'x'.repeat(60_000) }],
  ])('does not exist for %s', (_, parts) => {
    expect(pageText(record(parts))).toBeUndefined();
  });

  const PIECES = [
    '---',
    '***',
    '# ',
    '## Q: ',
    '> ',
    '>> ',
    '- ',
    '1. ',
    '```',
    '~~~',
    '\n',
    '\n\n',
    '\r\n',
    '\r',
    '\t',
    '    ',
    ' ',
    '"',
    "'",
    ': ',
    '#',
    '|',
    '\\',
    '{',
    '}',
    '[',
    ']',
    '[x](https://x.org/a)',
    '<https://x.org/b>',
    'https://x.org/c，',
    '<br>',
    '</br>',
    '<!--',
    '<div>',
    'saved: x',
    'A：',
    'Q：',
    '怎么',
    '答案。',
    '🙂',
    '\uD83D',
    '\uE000',
    '\u2028',
    '\u0085',
    '\uFEFF',
    '\u00A0',
    '\u0000',
    '**',
    '=====',
    '| a |\n|---|',
    '@Kay 提问：',
    '!!js/function',
    '&a',
    '*a',
    '%YAML',
    '...',
    'null',
    '~',
  ];
  const text = fc
    .array(fc.oneof(fc.constantFrom(...PIECES), fc.string({ maxLength: 6, unit: 'binary' })), {
      maxLength: 12,
    })
    .map((parts) => parts.join(''));
  const records = fc.record(
    {
      id: fc.oneof(
        fc.constant('l-1'),
        text.filter((id) => id.trim() !== ''),
      ),
      question: text,
      alternates: fc.array(text, { maxLength: 3 }),
      answer: text,
      project: text,
      links: fc.array(
        fc.record({ title: text, url: fc.oneof(fc.webUrl(), fc.constant('https://x.org/a'), text) }),
        { maxLength: 3 },
      ),
      date: fc.constantFrom('2024-02-03', '1999-12-31'),
      url: fc.webUrl(),
    },
    { requiredKeys: ['id', 'question', 'alternates', 'answer', 'links', 'date'] },
  );

  it('brings back any text', () => {
    fc.assert(
      fc.property(records, (given) => {
        const even = evenedRecord(given);
        fc.pre(even.question !== '' && even.answer !== '' && even.id !== '');
        expect(evenedRecord(even)).toEqual(even);
        expect(readBack(pageText(given))).toEqual(even);
      }),
      { numRuns: 2000 },
    );
  });

  it('written by hand says what it lacks', () => {
    expect(readPost('---\nsaved: l-1\n---\n\nSo.\n').findings).toMatchObject([
      { rule: 'question-missing', line: 5, severity: 'error' },
    ]);
    expect(
      readPost('---\nsaved: l-1\nlinks: [x, "https://x.org"]\n---\n# Why?\n\nSo.\n').findings,
    ).toMatchObject([{ rule: 'address-malformed', severity: 'warning' }]);
  });
});

describe('a name', () => {
  it.each([
    ['How do I start?', 'l-1', 'how-do-i-start.l-1.md'],
    ['MOSN 支持 Eureka 吗？', 'l-1', 'mosn-支持-eureka-吗.l-1.md'],
    ['../../etc/passwd\u0000', 'l-1', 'etc-passwd.l-1.md'],
    ['???', 'l-1', 'q.l-1.md'],
    ['CON', 'l-1', 'q-con.l-1.md'],
    ['README', 'l-1', 'q-readme.l-1.md'],
    ['Ａ　Ｂ', 'l-1', 'a-b.l-1.md'],
  ])('of %j and %s is %s', (question, id, name) => {
    expect(pageName({ question, id })).toBe(name);
  });

  it('never clashes, fits every file system, and is one that the readers take', () => {
    const names = fc.record({ id: fc.string(), question: fc.string({ unit: 'grapheme', maxLength: 200 }) });
    fc.assert(
      fc.property(names, names, (one, other) => {
        const name = pageName(one);
        expect(Buffer.byteLength(name)).toBeLessThan(255);
        expect(name).toMatch(/^[\p{L}\p{M}\p{N}-]+\.[a-z0-9_-]+\.md$/u);
        expect(name).toBe(name.toLowerCase());
        if (one.id !== other.id) expect(name).not.toBe(pageName(other));
      }),
    );
    expect(pageName({ id: 'A', question: 'x' })).not.toBe(pageName({ id: 'a', question: 'x' }).toLowerCase());
    expect(pageName({ id: 'b-c', question: 'a' })).not.toBe(pageName({ id: 'c', question: 'a b' }));
  });
});

describe('exportLearned', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'qabot-learned-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const two = [record({ id: 'l-2', question: 'Why?' }), record()];
  const names = () => readdirSync(folder).toSorted();

  it('writes pages that load as entries of the same ids, once each', async () => {
    const result = await exportLearned(folder, two, []);
    expect(result).toEqual({
      written: ['how-do-i-start.l-1.md', 'why.l-2.md'],
      unchanged: [],
      removed: [],
      skipped: [],
    });
    const { entries, findings } = await loadKnowledge([folder]);
    expect(entries.map(({ id, question }) => [id, question])).toEqual([
      ['l-1', 'How do I start?'],
      ['l-2', 'Why?'],
    ]);
    expect(findings).toEqual([]);
  });

  it('guesses no project where the maintainer gave none', async () => {
    await exportLearned(folder, [record({ question: 'Does MOSN start?' })], []);
    const { entries, projects } = await loadKnowledge([folder]);
    expect(projects.map(({ name }) => name)).toContain('MOSN');
    expect(entries[0]?.project).toBeUndefined();
  });

  it('leaves what is the same alone, also with the line ends of another system', async () => {
    await exportLearned(folder, two, []);
    const path = join(folder, 'why.l-2.md');
    writeFileSync(path, readFileSync(path, 'utf8').replaceAll('\n', '\r\n'));
    for (const name of names()) utimesSync(join(folder, name), 1, 1);
    const result = await exportLearned(folder, [record(), two[0] ?? record()], []);
    expect(result).toMatchObject({ written: [], unchanged: ['how-do-i-start.l-1.md', 'why.l-2.md'] });
    expect(names().map((name) => statSync(join(folder, name)).mtimeMs)).toEqual([1000, 1000]);
  });

  it('writes what has changed under the name that the page has', async () => {
    await exportLearned(folder, two, []);
    const result = await exportLearned(folder, [record({ question: 'How else?' }), ...two.slice(0, 1)], []);
    expect(result).toMatchObject({ written: ['how-do-i-start.l-1.md'], removed: [] });
    expect(names()).toHaveLength(2);
  });

  it('removes pages of records that are gone, and no other file', async () => {
    writeFileSync(join(folder, 'faq.md'), '# Why not?\n\nSo.\n');
    writeFileSync(join(folder, 'broken.md'), '---\nsaved: [\n---\n# x\n');
    writeFileSync(join(folder, 'note.txt'), 'saved: l-2');
    await exportLearned(folder, two, []);
    expect((await exportLearned(folder, [record()], [])).removed).toEqual(['why.l-2.md']);
    expect(names()).toEqual(['broken.md', 'faq.md', 'how-do-i-start.l-1.md', 'note.txt']);
  });

  it('reports what no page can hold and writes the rest', async () => {
    const result = await exportLearned(folder, [record({ id: 'l-3', answer: '' }), record()], []);
    expect(result).toMatchObject({ skipped: ['l-3'], written: ['how-do-i-start.l-1.md'] });
  });

  it('writes nothing where a file of somebody else is in the way', async () => {
    writeFileSync(join(folder, 'Why.l-2.md'), 'mine');
    await expect(exportLearned(folder, two, [])).rejects.toMatchObject({ code: 'export-foreign' });
    writeFileSync(join(folder, 'alternates.yaml'), 'confirmed: []\n');
    const confirmed = [{ entry: 'a', question: 'A?', wordings: ['x'] }];
    await expect(exportLearned(folder, [], confirmed)).rejects.toMatchObject({ code: 'export-foreign' });
    expect(names()).toEqual(['Why.l-2.md', 'alternates.yaml']);
  });

  it('writes nothing where one page has been given the name of another', async () => {
    await exportLearned(folder, two.slice(1), []);
    renameSync(join(folder, 'how-do-i-start.l-1.md'), join(folder, 'why.l-2.md'));
    await expect(exportLearned(folder, two, [])).rejects.toMatchObject({ code: 'export-foreign' });
    expect(readFileSync(join(folder, 'why.l-2.md'), 'utf8')).toContain('saved: l-1');
  });

  const CONFIRMED = [
    { entry: 'week#2.1', question: '为什么？', wordings: ['why so', '怎么\n会', 'why so', ' '] },
    { entry: 'faq#1.1', question: 'How?', wordings: ["how's it"] },
    { entry: 'faq#9.1', question: 'Gone?', wordings: ['gone'] },
    { entry: 'faq#8.1', question: 'Nothing?', wordings: [] },
  ];

  it('writes confirmed wordings that the loader reads, and names entries that are not there', async () => {
    writeFileSync(join(folder, 'faq.md'), '# How?\n\nSo.\n');
    writeFileSync(join(folder, 'week.md'), '## One?\n\n1\n\n## 为什么？\n\n2\n');
    expect((await exportLearned(folder, [], CONFIRMED)).written).toEqual(['alternates.yaml']);
    const file = readFileSync(join(folder, 'alternates.yaml'), 'utf8');
    expect(file).toContain("  - entry: faq#1.1\n    question: How?\n    wordings:\n      - how's it\n");
    const { confirmed, findings } = await loadKnowledge([folder]);
    expect(confirmed).toEqual({ 'faq#1.1': ["how's it"], 'week#2.1': ['why so', '怎么\n会'] });
    expect(findings).toMatchObject([{ path: 'alternates.yaml', rule: 'entry-unknown', severity: 'warning' }]);

    expect((await exportLearned(folder, [], CONFIRMED.toReversed())).unchanged).toEqual(['alternates.yaml']);
    expect((await exportLearned(folder, [], [])).removed).toEqual(['alternates.yaml']);
  });

  it('reads wordings of a folder within the knowledge, and says in which file a fault is', async () => {
    writeFileSync(join(folder, 'faq.md'), '# How?\n\nSo.\n');
    const before = await digestKnowledge([folder], '');
    await exportLearned(join(folder, 'learned'), [record()], CONFIRMED.slice(1, 3));
    const { confirmed, entries, findings } = await loadKnowledge([folder]);
    expect(entries.map(({ id }) => id)).toEqual(['faq#1.1', 'l-1']);
    expect(confirmed).toEqual({ 'faq#1.1': ["how's it"] });
    expect(findings).toMatchObject([{ path: 'learned/alternates.yaml', rule: 'entry-unknown' }]);
    expect(await digestKnowledge([folder], '')).not.toBe(before);
    writeFileSync(join(folder, 'learned', 'alternates.yaml'), 'confirmed: [\n');
    expect((await loadKnowledge([folder])).findings).toMatchObject([
      { path: 'learned/alternates.yaml', rule: 'yaml-syntax', severity: 'error' },
    ]);
  });

  it('has wordings count in the digest of the folder, so that a quick start does not miss them', async () => {
    writeFileSync(join(folder, 'faq.md'), '# How?\n\nSo.\n');
    const before = await digestKnowledge([folder], '');
    await exportLearned(folder, [], CONFIRMED);
    expect(await digestKnowledge([folder], '')).not.toBe(before);
  });

  it('brings back any wording', async () => {
    writeFileSync(join(folder, 'faq.md'), '# How?\n\nSo.\n');
    const wordings = fc.array(
      fc.string({ unit: 'binary' }).map((text) => `x${text.trim()}x`),
      { minLength: 1 },
    );
    await fc.assert(
      fc.asyncProperty(wordings, async (given) => {
        await exportLearned(folder, [], [{ entry: 'faq#1.1', question: given[0] ?? '', wordings: given }]);
        const { confirmed } = await loadKnowledge([folder], { projects: false, glossary: false });
        const even = given.map((text) => text.replace(/\r\n?/g, '\n').replace(/\p{Surrogate}/gu, '\uFFFD'));
        expect(confirmed?.['faq#1.1']).toEqual([...new Set(even)].toSorted());
      }),
      { numRuns: 60 },
    );
  });
});
