import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadKnowledge } from '../../src/knowledge/load.js';
import type { Finding } from '../../src/knowledge/model.js';
import { findingsReport } from '../../src/knowledge/findings-report.js';

const broken = (path: string): Finding => ({
  path,
  line: 1,
  rule: 'yaml-syntax',
  message: 'is broken',
  severity: 'error',
});
const doubtful: Finding = { ...broken('c.md'), severity: 'warning' };

function folder(files: Readonly<Record<string, string>>): string {
  const dir = mkdtempSync(join(tmpdir(), 'qabot-findings-'));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(dir, name), text);
  return dir;
}

const rules = async (...dirs: readonly string[]): Promise<readonly string[]> =>
  (await loadKnowledge(dirs)).findings.map(({ path, rule }) => `${path} ${rule}`);

describe('what a start says of faulty files', () => {
  it.each<[string, readonly Finding[], readonly string[], readonly string[]]>([
    ['nothing', [], ['faq'], []],
    ['nothing of doubts', [doubtful], ['faq'], []],
    [
      'one',
      [broken('a.md')],
      ['faq'],
      ['1 file or row could not be read; "qabot knowledge check faq" lists them'],
    ],
    [
      'many in one line',
      [broken('a.md'), doubtful, broken('b.md')],
      ['my faq'],
      [`2 files or rows could not be read; "qabot knowledge check 'my faq'" lists them`],
    ],
    [
      'the default folder without its path',
      [broken('a.md')],
      [],
      ['1 file or row could not be read; "qabot knowledge check" lists them'],
    ],
    [
      'several folders',
      [broken('a.md')],
      ['a', 'b'],
      ['1 file or row could not be read; "qabot knowledge check DIR" lists them'],
    ],
  ])('%s', (_name, findings, folders, lines) => {
    expect(findingsReport(findings, folders)).toEqual(lines);
  });
});

describe('a folder with nothing to answer from', () => {
  const ROW = '{"question":"How?","answer":"So."}\n';
  const PROJECTS = 'projects: []\n';
  it.each([
    ['no file', {}],
    ['nothing but a catalogue', { 'projects.yaml': PROJECTS }],
    ['no question', { 'a.md': '' }],
  ])('is found: %s', async (_name, files) => {
    const dir = folder(files);
    expect(await rules(dir)).toEqual([`${dir} folder-empty`]);
    expect(findingsReport((await loadKnowledge([dir])).findings, [dir])).toEqual([
      expect.stringContaining('nothing to answer from'),
    ]);
  });

  it('is found beside a full one, unless it brings the catalogue', async () => {
    const full = folder({ 'a.jsonl': ROW });
    const empty = folder({});
    expect(await rules(full, empty)).toEqual([`${empty} folder-empty`]);
    expect(await rules(full, folder({ 'projects.yaml': PROJECTS }))).toEqual([]);
  });
});
