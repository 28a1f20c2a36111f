import { mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadKnowledge } from '../../src/knowledge/load.js';

function folder(files: Readonly<Record<string, string | Uint8Array>>): string {
  const dir = mkdtempSync(join(tmpdir(), 'qabot-load-'));
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(dir, name)), { recursive: true });
    writeFileSync(join(dir, name), content);
  }
  return dir;
}

const BARE = { projects: false, glossary: false } as const;
const ROW = '{"question":"How?","answer":"So."}\n';
const WEEKLY =
  '---\ntitle: Week\n---\n### 问答\n\n**@Kay** 提问：\n\n> 一？\n\nA：1。\n\n> 二？\n\n> 三？\n\nFalcon：https://github.com/acme/falcon\n';
const PROJECTS = `projects:
  - name: Falcon
    aliases: [Falken, FalconRPC, old-acme/falcon-mesh]
    description: {zh: 猎鹰, en: A bird}
    repository: https://github.com/acme/falcon
    documentation: https://falcon.acme.org/docs
  - name: Hawk
    description: {zh: 鹰, en: Another}
    repository: https://github.com/acme/hawk
`;

describe('loadKnowledge', () => {
  it('reads all four kinds, nested, in a fixed order, and leaves out the rest', async () => {
    const dir = folder({
      'b/index.md': '## How?\n\nSo.\n',
      'a.csv': 'id,question,answer\nrow,Why?,Because\n',
      'sofa-20211008.md': WEEKLY,
      'z/deep/t.jsonl': '{"question":"When?","answer":"Now"}\n',
      'README.md': '## Not a question?\n\nNo.\n',
      '.hidden/x.md': '## Hidden?\n\nYes.\n',
      'node_modules/p/x.md': '## Module?\n\nYes.\n',
      'notes.txt': 'text',
    });
    const { entries, threads, findings } = await loadKnowledge([dir], BARE);
    expect(entries.map(({ id }) => id)).toEqual(['row', 'b#1.1', 'sofa-20211008#1.1', 'z/deep/t.jsonl#1']);
    expect(threads.find(({ id }) => id === 'sofa-20211008#1')?.source).toMatchObject({
      path: 'sofa-20211008.md',
      line: 8,
      title: 'Week',
      date: '2021-10-08',
    });
    expect(findings.map(({ rule }) => rule)).toEqual(['not-read', 'answer-missing']);
  });

  it('reads of a README what it says is about questions', async () => {
    const dir = folder({
      'README.md':
        '# Falcon\n\n## Install\n\nUnpack it.\n\n## FAQ\n\n- **Is it free?** Yes.\n- **Is it old?** No.\n',
    });
    const { entries, findings } = await loadKnowledge([dir], BARE);
    expect(entries.map(({ question }) => question)).toEqual(['Is it free?', 'Is it old?']);
    expect(findings).toEqual([]);
  });

  it('names posts of the same file name after their path', async () => {
    const dir = folder({ 'a/faq.md': '## How?\n\nSo.\n', 'b/faq.md': '## Why?\n\nSo.\n' });
    expect((await loadKnowledge([dir], BARE)).entries.map(({ id }) => id)).toEqual(['faq#1.1', 'b/faq#1.1']);
  });

  it('makes doubled ids unique, and reports them', async () => {
    const dir = folder({
      'a.jsonl': '{"id":"x","question":"a","answer":"1"}\n{"id":"x","question":"b","answer":"2"}\n',
    });
    const { entries, findings } = await loadKnowledge([dir], BARE);
    expect(entries.map(({ id }) => id)).toEqual(['x', 'x~2']);
    expect(findings).toMatchObject([{ path: 'a.jsonl', line: 2, rule: 'id-duplicate' }]);
  });

  it('appends the name of a post to the address that the folder gives', async () => {
    const dir = folder({ 'week-1.md': WEEKLY, 'knowledge.yaml': 'sourceBase: https://acme.org/blog/\n' });
    const { threads } = await loadKnowledge([dir], BARE);
    expect(threads[0]?.source.url).toBe('https://acme.org/blog/week-1/');
    const without = await loadKnowledge([folder({ 'week-1.md': WEEKLY })], BARE);
    expect(without.threads[0]?.source.url).toBeUndefined();
  });

  it('reports broken files and reads the rest', async () => {
    const dir = folder({
      'bad-yaml.md': '---\ntitle: "a\nb: [\n---\n## How?\n\nSo.\n',
      'bad-bytes.md': new Uint8Array([0x23, 0x20, 0x61, 0x0a, 0xff, 0xfe, 0x0a]),
      'code.md': '---js\n{ title: (globalThis.hacked = true) }\n---\n## How?\n\nSo.\n',
      'long.md': `## How?\n\n${'x'.repeat(60_000)}\n`,
      'deep.md': `${'> '.repeat(500)}x\n`,
      'bad.csv': 'id,question,answer\n1,"a,b\n',
      'good.md': '## How?\n\nSo.\n',
    });
    const { entries, findings } = await loadKnowledge([dir], BARE);
    expect(entries.map(({ id }) => id)).toEqual(['good#1.1']);
    expect('hacked' in globalThis).toBe(false);
    expect(findings.map(({ path, line, rule, severity }) => `${path}:${line} ${rule} ${severity}`)).toEqual([
      'bad-bytes.md:2 encoding error',
      'bad-yaml.md:3 yaml-syntax error',
      'bad.csv:2 csv-syntax error',
      'code.md:1 yaml-syntax error',
      'deep.md:1 nesting error',
      'long.md:3 line-length error',
    ]);
  });

  it('reports the same on a second load', async () => {
    const dir = folder({ 'bad-yaml.md': '---\ntitle: "a\nb: [\n---\n## How?\n\nSo.\n' });
    const first = await loadKnowledge([dir], BARE);
    expect((await loadKnowledge([dir], BARE)).findings).toEqual(first.findings);
  });

  it('survives folders that link to themselves, and links that lead nowhere', async () => {
    const dir = folder({ 'a/faq.md': '## How?\n\nSo.\n' });
    symlinkSync(dir, join(dir, 'a', 'loop'));
    symlinkSync(join(dir, 'nothing.md'), join(dir, 'dangling.md'));
    const { entries, findings } = await loadKnowledge([dir], BARE);
    expect(entries).toHaveLength(1);
    expect(findings).toMatchObject([{ path: 'dangling.md', rule: 'file-unreadable' }]);
  });

  it('follows no link out of the folder', async () => {
    const outside = folder({ 'secrets.md': '## What is the key?\n\nx\n' });
    const dir = folder({ 'a/faq.md': '## How?\n\nSo.\n' });
    symlinkSync(join(dir, 'a', 'faq.md'), join(dir, 'b-faq.md'));
    symlinkSync(outside, join(dir, 'c'));
    symlinkSync(join(outside, 'secrets.md'), join(dir, 'd.md'));
    const { entries, findings } = await loadKnowledge([dir], BARE);
    expect(entries.map(({ question }) => question)).not.toContain('What is the key?');
    expect(findings.filter(({ rule }) => rule === 'file-unreadable').map(({ path }) => path)).toEqual([
      'c',
      'd.md',
    ]);
  });

  it('rejects a folder that does not exist', async () => {
    await expect(loadKnowledge(['/no/such/folder'])).rejects.toMatchObject({ code: 'knowledge-missing' });
  });

  it('reads an empty folder as empty', async () => {
    expect((await loadKnowledge([folder({})], BARE)).entries).toEqual([]);
  });
});

function post(label: string, url: string): string {
  return `### 问答\n\n@Kay 提问：\n\n> ${label} 一？${url.length}\n\nA：1。\n\n「${label}」：[${url}](${url})\n`;
}

describe('the catalogue', () => {
  it('corrects labels, prefers them to addresses, and reports where the two disagree', async () => {
    const dir = folder({
      'projects.yaml': PROJECTS,
      'glossary.yaml': 'groups:\n  - {zh: [回滚, 撤销], en: [rollback]}\n',
      'a.md': post('falken', 'https://github.com/acme/falcon'),
      'b.md': post('FalconRPC', 'https://github.com/acme/hawk'),
      'c.md': post('Owl', 'https://github.com/acme/hawk/issues/3'),
      'd.md': post('Owl', 'https://github.com/acme/owl'),
      'b2.md': post('Falcon', 'https://github.com/old-acme/falcon-mesh'),
      'e.md':
        '### 问答\n\n@Kay 提问：\n\n> Hawk 快吗？\n\nA：快。\n\n@Lee 提问：\n\n> Hawk 和 Falcon 呢？\n\nA：都快。\n',
    });
    const { threads, findings, projects, glossary } = await loadKnowledge([dir]);
    expect(threads.map(({ printedProject, project }) => [printedProject, project])).toEqual([
      ['falken', 'Falcon'],
      ['FalconRPC', 'Falcon'],
      ['Falcon', 'Falcon'],
      ['Owl', 'Hawk'],
      ['Owl', undefined],
      [undefined, 'Hawk'],
      [undefined, undefined],
    ]);
    expect(findings.map(({ path, rule }) => `${path} ${rule}`)).toEqual([
      'b.md project-address',
      'c.md project-unknown',
      'd.md project-unknown',
    ]);
    expect(projects[0]).toMatchObject({ name: 'Falcon', description: { zh: '猎鹰', en: 'A bird' } });
    expect(glossary).toEqual([{ zh: ['回滚', '撤销'], en: ['rollback'] }]);
  });

  it('reports an organisation’s address at a project’s label, unless it is the project’s own', async () => {
    const dir = folder({
      'projects.yaml': `${PROJECTS}  - name: Acme\n    repository: https://github.com/acme-all\n  - name: Kite\n`,
      'a.md': post('Falcon', 'https://github.com/acme'),
      'b.md': post('Acme', 'https://github.com/acme-all/'),
      'c.md': post('Falcon', 'https://github.com/acme-all'),
      'd.md': post('Kite', 'https://gitee.com/kites'),
    });
    expect((await loadKnowledge([dir])).findings.map(({ path, rule }) => `${path} ${rule}`)).toEqual([
      'a.md project-address',
      'c.md project-address',
      'd.md project-address',
    ]);
  });

  it('can be switched off', async () => {
    const { projects, threads } = await loadKnowledge(
      [folder({ 'projects.yaml': PROJECTS, 'a.md': WEEKLY })],
      BARE,
    );
    expect(projects).toEqual([]);
    expect(threads[0]?.project).toBeUndefined();
  });

  it.each([
    ['broken YAML', 'projects: [', 'yaml-syntax'],
    ['another shape', 'names: []', 'catalogue-shape'],
    ['a project without a name', 'projects: [{aliases: [a]}]', 'catalogue-shape'],
  ])('reports %s', async (_name, text, rule) => {
    const { findings } = await loadKnowledge([folder({ 'projects.yaml': text, 'a.jsonl': ROW })], {
      glossary: false,
    });
    expect(findings).toMatchObject([{ path: 'projects.yaml', rule, severity: 'error' }]);
  });
});

function nine(name: string): string {
  return `[${Array.from({ length: 9 }, () => name).join(', ')}]`;
}

describe('a catalogue whose aliases multiply', () => {
  it('is read in no time, as it holds no project', async () => {
    const levels = 'abcdefghij'
      .split('')
      .map((name, index, all) => `${name}: &${name} ${nine(index === 0 ? 'x' : `*${all[index - 1]}`)}`);
    const text = `${levels.join('\n')}\nprojects: ${nine('*j')}\n`;
    const { projects, findings } = await loadKnowledge([folder({ 'projects.yaml': text, 'a.jsonl': ROW })], {
      glossary: false,
    });
    expect(projects).toEqual([]);
    expect(findings.every(({ severity }) => severity === 'error')).toBe(true);
  });
});

describe('checks', () => {
  it('reports malformed and straying addresses, missing answers and doubled questions', async () => {
    const dir = folder({
      'a.md':
        '### 问答\n\n@Kay 提问：\n\n> 一？\n\nA：见 [文档](ttps://x.org) 和 [https://x.org/a](https://x.org/b)。\n\n> 二？\n\n@Lee 提问：\n\n> 一 ?\n\nA：1。\n',
    });
    const { findings } = await loadKnowledge([dir], BARE);
    expect(findings.map(({ line, rule }) => `${line} ${rule}`)).toEqual([
      '7 address-malformed',
      '7 address-strayed',
      '9 answer-missing',
      '13 question-duplicate',
    ]);
  });
});
