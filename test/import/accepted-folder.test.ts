import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { QabotError } from '../../src/errors.js';
import { openAcceptedFolder } from '../../src/import/accepted-folder.js';
import { loadKnowledge } from '../../src/knowledge/load.js';
import type { ImportedPair } from '../../src/learning/imported/model.js';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'accepted-'));
});
afterEach(async () => {
  await rm(folder, { recursive: true });
});

const pair = (n: number, more: Partial<ImportedPair> = {}): ImportedPair => ({
  id: `github-discussion:o/r/${n}`,
  question: `How do I do ${n}?`,
  answer: `Like ${n}.`,
  votes: 0,
  confidence: 1,
  isMarked: true,
  ...more,
});

const FILE = 'github-discussion-o-r.jsonl';

async function write(...pairs: readonly ImportedPair[]) {
  const accepted = await openAcceptedFolder(folder);
  for (const one of pairs) await accepted.add(one);
  return await accepted.finish();
}

const text = async (name = FILE): Promise<string> => await readFile(join(folder, name), 'utf8');

it('writes what the readers take, each pair once, one file for each place', async () => {
  const url = 'https://github.com/o/r/discussions/1';
  const first = pair(1, { url, date: '2024-01-02', wordings: ['What of 1?'], tags: ['t'] });
  const elsewhere = pair(3, { id: 'discourse:forum.example.org/3' });
  const { files } = await write(first, pair(2), first, elsewhere);
  expect(files).toEqual([FILE, 'discourse-forum.example.org.jsonl']);
  const { entries, findings } = await loadKnowledge([folder]);
  expect(findings).toEqual([]);
  expect(entries.map(({ id }) => id).toSorted()).toEqual([elsewhere.id, first.id, pair(2).id]);
  expect(entries.find(({ id }) => id === first.id)).toMatchObject({
    question: first.question,
    answer: first.answer,
    alternates: ['What of 1?'],
    thread: { source: { url, date: '2024-01-02' }, tags: ['t'] },
  });
});

it('gives the same bytes again', async () => {
  await write(pair(1), pair(2));
  const before = await text();
  await write(pair(1), pair(2));
  expect(await text()).toBe(before);
  expect(await readdir(folder)).toEqual([FILE]);
});

it('follows the source, keeps what a person changed or wrote, and what the source has no more', async () => {
  await write(pair(1), pair(2), pair(3));
  const own = '{"question":"Mine?","answer":"Yes."}';
  const lines = (await text()).trimEnd().split('\n');
  const edited = lines[1]?.replace('Like 2.', 'Better.') ?? '';
  await writeFile(join(folder, FILE), [lines[0], edited, lines[2], own, 'no JSON'].join('\n'));
  const report = await write(pair(1, { answer: 'New.' }), pair(2, { answer: 'New.' }));
  expect(report.edited).toBe(1);
  const after = (await text()).trimEnd().split('\n');
  expect(after[0]).toContain('New.');
  expect(after.slice(1)).toEqual([edited, lines[2], own, 'no JSON']);
});

it('leaves the folder as it was when it does not come to its end', async () => {
  await write(pair(1));
  const before = await text();
  const killed = await openAcceptedFolder(folder);
  await killed.add(pair(2));
  expect(await text()).toBe(before);
  expect((await loadKnowledge([folder])).entries).toHaveLength(1);
  await write(pair(1), pair(2));
  expect((await text()).trimEnd().split('\n')).toHaveLength(2);
  expect(await readdir(folder)).toEqual([FILE]);
});

it('parts what is more than the readers take of one file', async () => {
  const many = Array.from({ length: 40_001 }, (_, n) => pair(n));
  expect((await write(...many)).files).toEqual([FILE, 'github-discussion-o-r+2.jsonl']);
  expect((await write(pair(1))).files).toHaveLength(2);
  expect((await text('github-discussion-o-r+2.jsonl')).trimEnd().split('\n')).toHaveLength(1);
});

it('tells a repository whose name ends with a number from a part', async () => {
  const other = pair(1, { id: 'github-discussion:o/r-2/1' });
  await write(other);
  await write(pair(1));
  expect((await write(pair(1), other)).files).toEqual([FILE, 'github-discussion-o-r-2.jsonl']);
  expect((await loadKnowledge([folder])).entries).toHaveLength(2);
  expect((await text()).trimEnd().split('\n')).toHaveLength(1);
});

it('keeps what another import wrote meanwhile', async () => {
  const first = await openAcceptedFolder(folder);
  await first.add(pair(1));
  await write(pair(2));
  await first.finish();
  expect((await loadKnowledge([folder])).entries).toHaveLength(2);
});

it('cuts a name that no disk takes, and removes drafts of imports that were ended', async () => {
  await writeFile(join(folder, `.${FILE}.999999999.draft`), 'x');
  await write(pair(1, { id: `azure-cqa:${'库'.repeat(200)}/1` }));
  expect(await readdir(folder)).toEqual([expect.stringMatching(/^azure-cqa-库{30,40}\.jsonl$/)]);
});

it('says in a line what keeps it from writing, and leaves no draft', async () => {
  await mkdir(join(folder, FILE));
  await expect(write(pair(1))).rejects.toThrow(QabotError);
  expect(await readdir(folder)).toEqual([FILE]);
  const file = join(folder, 'x');
  await writeFile(file, '');
  await expect(openAcceptedFolder(file)).rejects.toMatchObject({ code: 'import-folder' });
});

it('climbs out of no folder', async () => {
  expect((await write(pair(1, { id: 'discourse:../../x/1' }))).files).toEqual(['discourse-..-..-x.jsonl']);
});
