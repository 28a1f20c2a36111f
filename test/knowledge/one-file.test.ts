/** A knowledge folder of one file: a maintainer names the page that the project has. */

import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { digestKnowledge } from '../../src/knowledge/files/digest.js';
import { loadKnowledge } from '../../src/knowledge/load.js';
import { draft } from '../../src/cli/knowledge/draft.js';

const FAQ = '# Is it free?\n\nYes.\n';

function folder(files: Readonly<Record<string, string>>): string {
  const dir = mkdtempSync(join(tmpdir(), 'qabot-one-file-'));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(dir, name), text);
  return dir;
}

it('reads the file and nothing beside it', async () => {
  const dir = folder({
    'faq.md': FAQ,
    'other.md': '# Is it fast?\n\nYes.\n',
    'projects.yaml': 'projects: [{name: Beside}]\n',
    'knowledge.yaml': 'sourceBase: https://example.org\n',
  });
  const { entries, projects, findings } = await loadKnowledge([join(dir, 'faq.md')]);
  expect(entries.map(({ id, question }) => [id, question])).toEqual([['faq#1.1', 'Is it free?']]);
  expect(entries[0]?.thread.source).toMatchObject({ path: 'faq.md', line: 1 });
  expect(entries[0]?.thread.source.url).toBeUndefined();
  expect(projects.map(({ name }) => name)).not.toContain('Beside');
  expect(findings).toEqual([]);
});

it('reads a page that a folder would leave out, since it is named', async () => {
  const { entries } = await loadKnowledge([join(folder({ '.faq.md': FAQ }), '.faq.md')]);
  expect(entries).toHaveLength(1);
});

it('stands beside folders', async () => {
  const dir = folder({ 'faq.md': FAQ });
  const beside = folder({ 'more.md': '# Is it fast?\n\nYes.\n' });
  const { entries } = await loadKnowledge([join(dir, 'faq.md'), beside]);
  expect(entries.map(({ question }) => question)).toEqual(['Is it free?', 'Is it fast?']);
});

it('says so where no reader takes the file', async () => {
  const { findings } = await loadKnowledge([join(folder({ 'faq.pages': FAQ }), 'faq.pages')]);
  expect(findings).toMatchObject([
    { rule: 'folder-empty' },
    { line: 1, rule: 'not-read', message: expect.stringContaining('no reader for this kind') },
  ]);
});

it('names a file that is not there', async () => {
  await expect(loadKnowledge(['/no/such/faq.md'])).rejects.toMatchObject({ code: 'knowledge-missing' });
});

it('is read anew when the file changes, and not when another one does', async () => {
  const dir = folder({ 'faq.md': FAQ });
  const path = join(dir, 'faq.md');
  const first = await digestKnowledge([path], '');
  writeFileSync(join(dir, 'other.md'), FAQ);
  mkdirSync(join(dir, 'more'));
  expect(await digestKnowledge([path], '')).toBe(first);
  writeFileSync(path, `${FAQ}\nReally.\n`);
  expect(await digestKnowledge([path], '')).not.toBe(first);
});

it('takes no drafts: wordings beside the file would not be read', async () => {
  const options = {
    count: 1,
    all: false,
    dryRun: true,
    yes: false,
    concurrency: 1,
    timeout: 1,
  };
  const path = join(folder({ 'faq.md': FAQ }), 'faq.md');
  await expect(draft(path, options)).rejects.toMatchObject({ code: 'draft-folder' });
});
