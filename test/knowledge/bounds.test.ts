/** Files made to take long: refused by what they hold, the same on every machine, or read quickly. */

import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { LIMITS } from '../../src/knowledge/files/limits.js';
import { loadKnowledge } from '../../src/knowledge/load.js';
import type { Thread } from '../../src/knowledge/model.js';
import { createReadingThread } from '../../src/knowledge/readers/read-in-thread.js';
import { readJsonl } from '../../src/knowledge/readers/tables/jsonl.js';
import { readCsv } from '../../src/knowledge/readers/tables/csv.js';
import { uniqueIds } from '../../src/knowledge/entries.js';
import { readPost } from './read.js';

const SIZE = 500_000;
const ROW = 45_000;
const inRows = (token: string): string => {
  const row = `${token.repeat(Math.ceil(ROW / token.length))}\n\n`;
  return row.repeat(Math.ceil(SIZE / row.length));
};
const repeated = (token: string): string => token.repeat(Math.ceil(SIZE / token.length));
const rulesOf = (text: string): readonly string[] => readPost(text).findings.map(({ rule }) => rule);

describe('a Markdown file', () => {
  it.each([
    ...[
      '~~a',
      '1. \uE000',
      '_a',
      '*a',
      '<',
      '<!--',
      '[',
      ']',
      '[a](b "',
      '![a',
      '`a``',
      'http://',
      'www.',
      '&',
      'a@',
    ].map(inRows),
    ...[
      '## a\n',
      '> a\n\n',
      '- > a\n\n',
      '1. 1. 1. 1. 1. 1. a\n',
      '===\n',
      '    a\n\n',
      'a\n\n',
      '[a]: b\n',
    ].map(repeated),
    ...['| a | b |\n', '<div>\n\n', '[^a]: b\n\n', '>- a\n> > b\n'].map(repeated),
  ])('of a pattern that takes long is refused with a finding', (text) => {
    expect(rulesOf(text)).toContain('markup');
  });

  it('says where it goes beyond, below the front matter', () => {
    const text = `---\nformat: faq\n---\n# Q?\n\n${'*a'.repeat(LIMITS.markdownParagraphMarks + 1)}\n`;
    expect(readPost(text)).toMatchObject({ threads: [], findings: [{ line: 6, rule: 'markup' }] });
  });

  it('keeps a saved answer that is written in escapes, and leaves its links unread', () => {
    const text = `---\nsaved: s1\nquestion: q?\nanswer: "https://x.org ${'\\x5d'.repeat(2_000)}"\n---\n`;
    expect(readPost(text).threads[0]?.turns).toMatchObject([
      { answer: `https://x.org ${']'.repeat(2_000)}`, links: [] },
    ]);
  });

  it('of many questions, long lists, code and tables is read', () => {
    const log = '[x] <a> *b* _c_\n'.repeat(1_200);
    const list = '- `a` and [b](https://x.org)\n'.repeat(300);
    const questions = Array.from({ length: 3_000 }, (_, n) => `## How ${n}?\n\nanswer\n\n`).join('');
    const { threads, findings } = readPost(
      `---\nformat: faq\n---\n# Log?\n\n\`\`\`\n${log}\`\`\`\n\n# List?\n\n${list}\n${questions}`,
    );
    expect(findings).toEqual([]);
    expect(threads).toHaveLength(3_002);
  });
});

it('a table has at most so many rows, and a finding says where it is cut', () => {
  const line = LIMITS.rows + 1;
  const rows = readJsonl({ path: 't', post: 't', text: '{"question":"a","answer":"b"}\n'.repeat(line) });
  expect(rows.threads).toHaveLength(LIMITS.rows);
  expect(rows.findings).toMatchObject([{ line, rule: 'row-count' }]);
  const table = readCsv({ path: 't', post: 't', text: `question,answer\n${'a,b\n'.repeat(line)}` });
  expect(table.threads).toHaveLength(LIMITS.rows);
  expect(table.findings).toMatchObject([{ line: line + 1, rule: 'row-count' }]);
});

it('an id that stands 20,000 times gets its suffixes in order', () => {
  const thread: Thread = { id: 'x', n: 1, tags: [], turns: [], source: { path: 'p', line: 1 } };
  const { threads } = uniqueIds(Array.from({ length: 20_000 }, () => thread));
  expect([threads[0]?.id, threads[1]?.id, threads.at(-1)?.id]).toEqual(['x', 'x~2', 'x~20000']);
});

describe('a long file', () => {
  const text = `---\nformat: faq\n---\n${`# Why?\n\n${'Words. '.repeat(2_500)}\n\n`.repeat(5)}`;

  it('is read in a thread as it is read at once', async () => {
    expect(text.length).toBeGreaterThan(LIMITS.inProcessCharacters);
    const folder = mkdtempSync(join(tmpdir(), 'qabot-bounds-'));
    writeFileSync(join(folder, 'p.md'), text);
    const { threads } = await loadKnowledge([folder]);
    expect(threads).toEqual(readPost(text, 'p.md').threads);
  });

  it('that takes too long is given up with a finding, and the next one is read', async () => {
    const thread = createReadingThread(1);
    const given = await thread.read({ path: 'p.md', post: 'p', text });
    expect(given.findings).toMatchObject([
      { path: 'p.md', line: 1, rule: 'reading-time', severity: 'error' },
    ]);
    await thread.close();
    const patient = createReadingThread();
    expect((await patient.read({ path: 'p.md', post: 'p', text })).threads).toHaveLength(5);
    await patient.close();
  });
});
