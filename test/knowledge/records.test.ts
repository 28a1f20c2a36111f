/** Lists of questions in JSON and YAML, and what of a folder is not read. */

import { mkdtempSync, mkdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { digestKnowledge } from '../../src/knowledge/files/digest.js';
import { LIMITS } from '../../src/knowledge/files/limits.js';
import { findingsReport } from '../../src/knowledge/findings-report.js';
import { loadKnowledge } from '../../src/knowledge/load.js';
import { readRecords } from '../../src/knowledge/readers/tables/records.js';
import { READERS } from '../../src/knowledge/readers/readers.js';

const records = (text: string, path = 't.yaml') => readRecords({ path, post: 't', text });

function folder(files: Readonly<Record<string, string | Uint8Array>>): string {
  const dir = mkdtempSync(join(tmpdir(), 'qabot-records-'));
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(dir, name)), { recursive: true });
    writeFileSync(join(dir, name), content);
  }
  return dir;
}

describe('a list of questions', () => {
  it.each<[string, string, readonly (readonly unknown[])[]]>([
    [
      'at the top',
      '- question: q\n  answer: a\n- question: r\n  answer: b\n',
      [
        ['q', 'a', 1],
        ['r', 'b', 3],
      ],
    ],
    [
      'one a line',
      '{"question": "q", "answer": "a"}\n{"question": "r", "answer": "b"}\n',
      [
        ['q', 'a', 1],
        ['r', 'b', 2],
      ],
    ],
    [
      'in JSON',
      '[\n  {"question": "q", "answer": "a"},\n  {"question": "r", "answer": "b"}\n]',
      [
        ['q', 'a', 2],
        ['r', 'b', 3],
      ],
    ],
    [
      'with tabs and escapes',
      '[\n\t{\n\t\t"Question": "q\\n\\u4f60",\n\t\t"Answer": "a\\/b"\n\t}\n]',
      [['q\n你', 'a/b', 2]],
    ],
    ['under a key', 'title: FAQ\nfaq:\n  - Q: q\n    A: a\n', [['q', 'a', 3]]],
    ['in Chinese', '- 问题: q\n  答案: a\n', [['q', 'a', 1]]],
    ['of instructions', '[{"instruction": "q", "input": "", "output": "a"}]', [['q', 'a', 1]]],
    [
      'of the form of web pages',
      '{"@type": "FAQPage", "mainEntity": [{"@type": "Question", "name": "q", "acceptedAnswer": {"@type": "Answer", "text": "a"}}]}',
      [['q', 'a', 1]],
    ],
    [
      'in several documents',
      '---\nquestion: q\nanswer: a\n---\nquestion: r\nanswer: b\n',
      [
        ['q', 'a', 2],
        ['r', 'b', 5],
      ],
    ],
    ['with numbers as they are written', '- question: q\n  answer: 1.10\n', [['q', '1.10', 1]]],
  ])('is read %s', (_name, text, rows) => {
    const { threads, findings } = records(text);
    expect(findings).toEqual([]);
    expect(threads.map(({ turns: [turn] }) => [turn?.question, turn?.answer, turn?.line])).toEqual(rows);
  });

  it.each([
    ['titles', 'sections:\n  - title: Net\n    items:\n      - question: q\n        answer: a\n'],
    ['keys', 'Net:\n  - question: q\n    answer: a\n'],
  ])('keeps the names of its sections, by %s', (_name, text) => {
    expect(records(text).threads[0]?.section).toBe('Net');
  });

  it('reads lists in cells', () => {
    const text =
      '- question: q\n  answer: a\n  alternates: [r, s]\n  tags: [x]\n  id: f-1\n  links: [{title: T, url: "https://x.org"}]\n';
    expect(records(text).threads).toMatchObject([
      {
        id: 'f-1',
        tags: ['x'],
        turns: [{ alternates: ['r', 's'], links: [{ title: 'T', url: 'https://x.org' }] }],
      },
    ]);
  });

  it('reports a record without a question, and reads the rest', () => {
    const { threads, findings } = records(
      '- question: q\n  answer: a\n- answer: b\n- question: r\n  answer: c\n',
    );
    expect(threads).toHaveLength(2);
    expect(findings).toMatchObject([{ line: 3, rule: 'question-missing' }]);
  });

  it.each([
    [
      'JSON',
      'faq.json',
      '[\n{"question": "q", "answer": "a"},\n{"question": "q" "answer"}\n]',
      3,
      'json-syntax',
    ],
    ['YAML', 'faq.yaml', 'a: b\n- question: q\n', 2, 'yaml-syntax'],
    ['too many levels', 'faq.json', '['.repeat(5_000), 1, 'json-syntax'],
  ])('that is malformed gives its line: %s', (_name, path, text, line, rule) => {
    const { threads, findings } = records(text, path);
    expect(threads).toEqual([]);
    expect(findings).toMatchObject([{ path, line, rule, severity: 'error' }]);
  });

  it('is not grown by aliases', () => {
    const levels = Array.from({ length: 60 }, (_, n) => `l${n + 1}: &l${n + 1} [${`*l${n}, `.repeat(10)}]\n`);
    const { threads } = records(`l0: &l0 [{question: q, answer: a}]\n${levels.join('')}`);
    expect(threads).toHaveLength(1);
  });

  it('has at most so many rows', () => {
    const row = '- {question: q, answer: a}\n';
    const { threads, findings } = records(row.repeat(LIMITS.rows + 1));
    expect(threads).toHaveLength(LIMITS.rows);
    expect(findings).toMatchObject([{ line: LIMITS.rows + 1, rule: 'row-count' }]);
  });

  it('builds nothing that its tags name', () => {
    const { threads } = records(
      '- question: !!js/function "function () { return 1 }"\n  answer: !!python/object:os.system a\n',
    );
    expect(threads[0]?.turns).toMatchObject([{ question: 'function () { return 1 }', answer: 'a' }]);
  });
});

describe('what is not read', () => {
  const SETTINGS = {
    'package.json': '{"name": "docs", "description": "Is it?", "keywords": ["faq"]}',
    'tsconfig.json': '{\n  // a remark\n  "extends": "x"\n}',
    'mkdocs.yml': 'site_name: X\nnav:\n  - Home: index.md\nplugins:\n  - x: !!python/name:y\n',
    'deploy.yml': 'a: {{ .Values.x }}\nb: [\n',
    'part/_category_.json': '{"label": "A", "position": 1}',
  };
  const OWN = {
    'projects.yaml': 'projects: [{name: A, question: q, answer: a}]\n',
    'glossary.yaml': 'groups: []\n',
    'families.yaml': 'families: []\n',
    'alternates.yaml': 'confirmed: []\n',
    'x.wordings.yaml': '[]\n',
    'knowledge.yaml': 'sourceBase: https://x.org\n',
  };

  it('is counted by kind, without a fault', async () => {
    const dir = folder({
      ...SETTINGS,
      ...OWN,
      'faq.md': '## Is it?\n\nYes.\n',
      'a.rst': 'x',
      'b.rst': 'x',
      'c.adoc': 'x',
      'logo.png': 'x',
      'index.js': 'x',
    });
    const { entries, findings } = await loadKnowledge([dir]);
    expect(entries).toHaveLength(1);
    expect(findings.map(({ path, message, severity }) => [path, message, severity])).toEqual([
      [dir, '2 .rst not read: no reader for this kind (a.rst, b.rst)', 'information'],
      [dir, '1 .adoc not read: no reader for this kind (c.adoc)', 'information'],
      [dir, '2 .yml not read: no array of questions (deploy.yml, mkdocs.yml)', 'information'],
      [
        dir,
        '3 .json not read: no array of questions (package.json, part/_category_.json, tsconfig.json)',
        'information',
      ],
    ]);
    expect(findingsReport(findings, [dir])).toContain(
      `${dir}: 1 .adoc not read: no reader for this kind (c.adoc)`,
    );
  });

  it('has a say in the digest', async () => {
    const digest = async (files: Readonly<Record<string, string>>) =>
      await digestKnowledge([folder(files)], '');
    const dir = folder({ 'a.json': '[]' });
    const before = await digestKnowledge([dir], '');
    expect(await digestKnowledge([dir], '')).toBe(before);
    writeFileSync(join(dir, 'a.json'), '[{"question": "q", "answer": "a"}]');
    const after = await digestKnowledge([dir], '');
    expect(after).not.toBe(before);
    writeFileSync(join(dir, 'b.rst'), '');
    expect(await digestKnowledge([dir], '')).not.toBe(after);
    expect(await digest({})).not.toBe(await digest({ 'b.rst': '' }));
  });
});

it('a page of MDX is read as one of Markdown', async () => {
  const { entries } = await loadKnowledge([folder({ 'faq.mdx': '## Is it?\n\nYes.\n' })]);
  expect(entries).toMatchObject([{ id: 'faq#1.1', question: 'Is it?', answer: 'Yes.' }]);
});

it.each([
  ['csv', 'question,answer\nIs it?,"<p>Yes, <a href=""https://x.org"">see</a>.</p><ul><li>a</li></ul>"\n'],
  [
    'json',
    '[{"question": "Is it?", "answer": "<p>Yes, <a href=\\"https://x.org\\">see</a>.</p><ul><li>a</li></ul>"}]',
  ],
])('HTML in cells of %s becomes Markdown', async (extension, text) => {
  const { entries } = await loadKnowledge([folder({ [`t.${extension}`]: text })]);
  expect(entries).toMatchObject([{ question: 'Is it?', answer: 'Yes, [see](https://x.org).\n\n- a' }]);
});

it('a cell of Markdown with a tag in code stays as it is', async () => {
  const answer = 'Write `<p>a</p>` there.';
  const { entries } = await loadKnowledge([
    folder({ 't.jsonl': JSON.stringify({ question: 'q?', answer }) }),
  ]);
  expect(entries).toMatchObject([{ answer }]);
});

it('every reader has a name of its own', () => {
  expect(new Set(READERS.map(({ name }) => name)).size).toBe(READERS.length);
});
