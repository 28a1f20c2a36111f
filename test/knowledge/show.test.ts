/** What `qabot knowledge check --show FILE` prints, and from which files `knowledge stats` says that they hold much. */

import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join, relative } from 'node:path';
import stringWidth from 'string-width';
import { describe, expect, it, vi } from 'vitest';
import { divisionLines } from '../../src/cli/knowledge/show.js';
import type { Thread } from '../../src/knowledge/model.js';
import { qabotKnowledge, watchOutput } from '../support/knowledge-command.js';

const printed = watchOutput();

async function run(...words: readonly string[]): Promise<string> {
  printed.out = '';
  await qabotKnowledge(...words);
  return printed.out;
}

function folder(files: Readonly<Record<string, string>>): string {
  const dir = mkdtempSync(join(tmpdir(), 'qabot-show-'));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(dir, name)), { recursive: true });
    writeFileSync(join(dir, name), text);
  }
  return dir;
}

const FAQ = `# Is it free?

Yes, it is.

# Is it fast?

Mostly.
`;
const OTHER = '# Is it old?\n\nNo.\n';
/** The lines of {@link FAQ}, whichever way it is found. */
const DIVIDED = /^ +1 +11 +Is it free\? +Yes, it is\.\n +5 +7 +Is it fast\? +Mostly\.\n2 pairs\n$/m;

describe('qabot knowledge check --show', () => {
  const dir = folder({ 'pages/faq.md': FAQ, 'other.md': OTHER, '.draft.md': OTHER });
  it.each([
    ['as findings print it', 'pages/faq.md'],
    ['as findings print it, from here', './pages/faq.md'],
    ['from the working directory', relative(process.cwd(), join(dir, 'pages/faq.md'))],
    ['absolute', join(dir, 'pages/faq.md')],
  ])('prints line, characters, question and answer of a file by its path %s', async (_name, path) => {
    expect(await run('check', dir, '--show', path)).toMatch(DIVIDED);
    vi.stubEnv('KNOWLEDGE', dir);
    expect(await run('check', '--show', path)).toMatch(DIVIDED);
  });

  it('reads a file alone that is in no knowledge folder, or that the folder leaves out', async () => {
    expect(await run('check', '--show', join(dir, 'pages/faq.md'))).toMatch(DIVIDED);
    expect(await run('check', dir, '--show', join(dir, '.draft.md'))).toMatch(
      /Is it old\? +No\.\n1 pairs\n$/,
    );
  });

  it('shows the file that is meant, where two folders hold one of that path', async () => {
    const first = folder({ 'faq.md': OTHER });
    const second = folder({ 'faq.md': FAQ });
    vi.stubEnv('KNOWLEDGE', [first, second].join(delimiter));
    expect(await run('check', '--show', join(second, 'faq.md'))).toMatch(DIVIDED);
    expect(await run('check', '--show', 'faq.md')).toContain('Is it old?');
  });

  it('prints the findings of the file, and of no other; only they fail when strict', async () => {
    const both = folder({ 'faq.md': FAQ, 'a.jsonl': '{broken\n{"question":"How?","answer":"So."}\n' });
    expect(await run('check', both, '--show', 'a.jsonl')).toMatch(/1 pairs\na\.jsonl:1 json-syntax .*\n$/);
    expect(process.exitCode).toBeUndefined();
    expect(await run('check', both, '--show', 'faq.md', '--strict')).not.toContain('json-syntax');
    expect(process.exitCode).toBeUndefined();
    await run('check', both, '--show', 'a.jsonl', '--strict');
    expect(process.exitCode).toBe(1);
  });

  it('finds what another file of the folder has to do with it', async () => {
    const both = folder({ 'a.md': OTHER, 'b.md': OTHER });
    expect(await run('check', both, '--show', 'b.md')).toMatch(/^b\.md:1 question-duplicate /m);
  });

  it('says that a file of the folder gave nothing', async () => {
    const both = folder({ 'faq.md': FAQ, 'notes.md': 'Nothing is asked here.\n' });
    expect(await run('check', both, '--show', 'notes.md')).toMatch(
      /^0 pairs\n.* faq-undivided no question was found/,
    );
  });

  it('says that a question has no answer', async () => {
    const rows = '{"question":"How?","answer":"So."}\n{"question":"Why?"}\n';
    const shown = await run('check', folder({ 'a.jsonl': rows }), '--show', 'a.jsonl');
    expect(shown).toMatch(/Why\? +\(no answer/);
    expect(shown).toContain('1 pairs, and 1 questions without an answer');
  });

  it('names a file that is not there', async () => {
    await expect(run('check', dir, '--show', 'nowhere.md')).rejects.toMatchObject({
      code: 'knowledge-missing',
      message: expect.stringContaining('nowhere.md'),
    });
  });
});

const thread = (question: string, answer: string): Thread => ({
  id: 'a',
  n: 1,
  tags: [],
  turns: [{ question, answer, alternates: [], links: [], line: 12 }],
  source: { path: 'a.md', line: 12 },
});

describe('the lines of a division', () => {
  it('name each section once, above its questions', () => {
    const threads = [
      thread('How?', 'So.'),
      { ...thread('Which port?', '80.'), section: 'Networking' },
      { ...thread('Which address?', 'Any.'), section: 'Networking' },
    ];
    expect(divisionLines({ threads, findings: [] }).map((line) => line.replaceAll(/ +/g, ' '))).toEqual([
      'line characters question answer',
      ' 12 3 How? So.',
      '# Networking',
      ' 12 3 Which port? 80.',
      ' 12 4 Which address? Any.',
      '3 pairs',
    ]);
  });

  it.each([60, 80, 120, 200])('fit into %d columns, wide characters and all', (columns) => {
    const threads = [
      thread('这个配置文件怎么重新加载？'.repeat(20), '发一个信号即可。'.repeat(90)),
      thread('Short?', 'Yes.\n\n- one\n- two'),
      thread('How?\u001b[31m', `${'word '.repeat(300)}\u202e`),
    ];
    const lines = divisionLines({ threads, findings: [] }, columns);
    expect(lines).toHaveLength(5);
    expect(Math.max(...lines.map((line) => stringWidth(line)))).toBeLessThanOrEqual(columns);
    expect(lines.join('')).not.toMatch(/[\p{Cc}\u202E]/u);
  });
});

it('stats puts the file with the longest answer first, with its pairs', async () => {
  const dir = folder({ 'a.md': FAQ, 'b.md': `# Is it all?\n\n${'Everything. '.repeat(500)}\n` });
  const shown = await run('stats', dir);
  expect(shown).toMatch(/^by file +pairs .*\n {2}b\.md +1 +5999\n {2}a\.md +2 +11\n$/m);
});

it('check counts by rule what does not fit on a screen', async () => {
  await run('check', folder({ 'a.jsonl': '{broken\n'.repeat(5) }));
  expect(printed.error).not.toContain('by finding');
  await run('check', folder({ 'a.jsonl': '{broken\n'.repeat(3_000) }));
  expect(printed.error).toMatch(/by finding\n {2}json-syntax +3000\n {2}folder-empty +1\n3001 findings/);
});
