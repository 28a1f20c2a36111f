/** What `npm run eval -- --second-reader` writes, and what `--verdicts` makes of it. */

import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { judgeAll, readerFrom, requestsOf } from '../../scripts/second-reader/data.js';
import { isAway, outcomesTable, precisionLines, sentTable } from '../../scripts/second-reader/figures.js';
import { measureVerdicts, writeRequests } from '../../scripts/second-reader/run.js';

const SUBJECTS = ['apples', 'boats', 'clocks', 'drums', 'engines', 'fences'];

let dir: string;
const shared = (): string => join(dir, 'shared');
const folders = (): { readonly shared: string; readonly data: string } => ({
  shared: shared(),
  data: join(dir, 'data'),
});

function write(path: string, lines: readonly object[]): void {
  writeFileSync(join(dir, path), lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
}

beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'second-reader-'));
  for (const folder of ['shared/weekly', 'shared/eval', 'data'])
    mkdirSync(join(dir, folder), { recursive: true });
  const faq = SUBJECTS.map((subject) => ({
    id: `entry-${subject}`,
    question: `How do I paint ${subject}?`,
    answer: `With the brush for ${subject}.`,
  }));
  write('shared/weekly/faq.jsonl', faq);
  write('shared/eval/queries.jsonl', [
    { id: 'q-1', query: 'how do I paint boats', kind: 'paraphrase', gold: ['entry-boats'] },
    { id: 'q-2', query: 'how do I paint clocks', kind: 'paraphrase', gold: ['entry-clocks'] },
    { id: 'q-3', query: 'how do I paint drums and apples', kind: 'hardneg', gold: [] },
  ]);
  write('data/contradictions.jsonl', [
    { id: 'c-1', query: 'how do I sell engines', kind: 'act', gold: [], sample: true },
    { id: 'c-2', query: 'how do I sell fences', kind: 'act', gold: [] },
  ]);
});
afterAll(() => rmSync(dir, { recursive: true }));

const away = async (): Promise<undefined> => undefined;

it('requests hold neither ids nor what is right, and each is named by its text', async () => {
  vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  const requests = requestsOf(await judgeAll(folders(), away));
  expect(requests.map(({ set }) => set)).toEqual(['questions', 'questions', 'questions', 'contradictions']);
  expect(new Set(requests.map(({ hash }) => hash)).size).toBe(4);
  const text = JSON.stringify(requests);
  expect(text).not.toMatch(/entry-|q-1|c-1|gold|paraphrase/);
  expect(text).toContain('sell engines');
  expect(text).not.toContain('sell fences');
});

it('verdicts are taken by the hash; what has none is away', async () => {
  vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  const requests = join(dir, 'requests.jsonl');
  await writeRequests(requests, folders());
  const verdicts = readFileSync(requests, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
    .flatMap(({ hash, request: { user } }) => {
      if (user.includes('paint clocks"\n\nEntry 1')) return [];
      const pick = user.includes('paint boats"\n\nEntry 1') ? 1 : 0;
      return [{ hash, asks: true, pick, sure: true, differs: null }];
    });
  expect(verdicts).toHaveLength(3);
  write('verdicts.jsonl', verdicts);
  const judged = await judgeAll(folders(), readerFrom(join(dir, 'verdicts.jsonl')));
  expect(judged.filter(isAway).map(({ query }) => query.id)).toEqual(['q-2']);
  const cells = (name: string): readonly string[] | undefined =>
    outcomesTable(judged)
      .split('\n')
      .map((line) => line.trim().split(/ {2,}/))
      .find(([first]) => first === name);
  // Count, away; then right, wrong, suggested and silent, with the second reader the last four.
  expect(cells('paraphrase')?.slice(0, 3)).toEqual(['paraphrase', '2', '1']);
  expect(cells('hardneg')?.slice(-4)).toEqual(['0', '0', '0', '1']);
  expect(cells('contradictions')?.slice(-4)).toEqual(['0', '0', '0', '1']);
  expect(sentTable(judged)).toMatch(/questions +3 +3 +100\.0 +2 +2 +2/);
  expect(precisionLines(judged)).toContain('questions, with the second reader: precision 100.0 %');
  await expect(measureVerdicts(join(dir, 'verdicts.jsonl'), folders())).resolves.toBeUndefined();
});
