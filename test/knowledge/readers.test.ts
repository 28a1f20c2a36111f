/** A reader of somebody else's: of made-up `.faqtxt` files, a question a line, its answers behind `=`. */

import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { digestKnowledge } from '../../src/knowledge/files/digest.js';
import { fault, loadKnowledge, type Reader, READERS, type Thread } from '../../src/knowledge/index.js';

const faqtxt: Reader = {
  name: 'faqtxt-1',
  extensions: ['faqtxt'],
  read({ path, post, text }) {
    const rows = text.trim().split('\n');
    const threads = rows.map((row, index): Thread => {
      const [question = '', ...answers] = row.split(' = ');
      const line = index + 1;
      return {
        id: `${post}-${line}`,
        n: line,
        tags: [],
        turns: answers.map((answer) => ({ question, answer, alternates: [], links: [], line })),
        source: { path, line },
      };
    });
    const short = rows.findIndex((row) => !row.includes(' = '));
    return {
      threads: threads.filter(({ turns }) => turns.length > 0),
      findings: short < 0 ? [] : [fault(path, short + 1, 'faqtxt-syntax', 'the line has no answer')],
    };
  },
};

const BARE = { projects: false, glossary: false } as const;
const OURS = [...READERS, faqtxt];

function folder(files: Readonly<Record<string, string>>): string {
  const dir = mkdtempSync(join(tmpdir(), 'qabot-readers-'));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(dir, name), text);
  return dir;
}

it('reads its files beside those of the built-in readers', async () => {
  const dir = folder({
    'garden.FAQTXT': 'When? = Now.\nWhat\n',
    'b.jsonl': '{"question":"How?","answer":"So."}',
  });
  const { entries, findings } = await loadKnowledge([dir], { ...BARE, readers: OURS });
  expect(entries.map(({ id, question, answer }) => [id, question, answer])).toEqual([
    ['b.jsonl#1', 'How?', 'So.'],
    ['garden-1', 'When?', 'Now.'],
  ]);
  expect(findings).toMatchObject([
    { path: 'garden.FAQTXT', line: 2, rule: 'faqtxt-syntax', severity: 'error' },
  ]);
});

it('is left out where nobody adds it', async () => {
  const dir = folder({ 'garden.faqtxt': 'When? = Now.\n', 'b.jsonl': '{"question":"How?","answer":"So."}' });
  expect((await loadKnowledge([dir], BARE)).entries.map(({ id }) => id)).toEqual(['b.jsonl#1']);
});

it('gives each turn of a thread an id of its own', async () => {
  const dir = folder({ 'garden.faqtxt': 'When? = Now. = Later.\n' });
  const { entries } = await loadKnowledge([dir], { ...BARE, readers: OURS });
  expect(entries.map(({ id }) => id)).toEqual(['garden-1.1', 'garden-1.2']);
});

it('wins over a built-in reader for its extensions', async () => {
  const dir = folder({ 'garden.md': 'When? = Now.\n' });
  const readers = [...READERS, { ...faqtxt, extensions: ['md'] }];
  const { entries } = await loadKnowledge([dir], { ...BARE, readers });
  expect(entries.map(({ question }) => question)).toEqual(['When?']);
});

it('may take its time, and what it throws is a finding', async () => {
  const dir = folder({ 'bad.faqtxt': 'x', 'good.jsonl': '{"question":"How?","answer":"So."}' });
  const failing: Reader = { ...faqtxt, read: () => Promise.reject(new Error('no such wiki')) };
  const { entries, findings } = await loadKnowledge([dir], { ...BARE, readers: [...READERS, failing] });
  expect(entries).toHaveLength(1);
  expect(findings).toMatchObject([{ path: 'bad.faqtxt', rule: 'file-unreadable', message: 'no such wiki' }]);
});

it('counts in the digest: its files, and its name', async () => {
  const dir = folder({ 'a.faqtxt': 'When? = Now.\n' });
  const digest = (readers?: readonly Reader[]) => digestKnowledge([dir], '', readers);
  const first = await digest(OURS);
  expect(await digest(OURS)).toBe(first);
  expect(await digest()).not.toBe(first);
  expect(await digest([...READERS, { ...faqtxt, name: 'faqtxt-2' }])).not.toBe(first);
  writeFileSync(join(dir, 'a.faqtxt'), 'When? = Later.\n');
  expect(await digest(OURS)).not.toBe(first);
});
