import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { run } from '../../src/cli/program.js';

vi.mock('../../src/cli/knowledge/learned-source.js', () => ({
  readLearned: async () => ({
    entries: [
      { id: 'l-1', question: 'Why?', alternates: [], answer: 'So.', links: [], date: '2024-02-03' },
      { id: 'l-2', question: 'How?', alternates: [], answer: '', links: [], date: '2024-02-03' },
    ],
    confirmed: [{ entry: 'faq#1.1', question: 'Where?', wordings: ['in which place'] }],
  }),
}));

let folder: string;
let out = '';
let error = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'qabot-export-'));
  out = '';
  error = '';
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => ((out += String(text)), true));
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => ((error += String(text)), true));
});
afterEach(() => {
  vi.restoreAllMocks();
  rmSync(folder, { recursive: true });
});

const keep = (text: string): void => {
  error += text;
};
const qabot = (...words: readonly string[]): Promise<number> => run(words, { out: keep, error: keep });

it('writes what was learned into a folder that may not be there yet', async () => {
  const target = join(folder, 'deep', 'learned');
  expect(await qabot('knowledge', 'export', '--learned', target)).toBe(0);
  expect(readdirSync(target).toSorted()).toEqual(['alternates.yaml', 'why.l-1.md']);
  expect(out).toBe('wrote alternates.yaml\nwrote why.l-1.md\n');
  expect(error).toContain('l-2 has no question or no answer');
  expect(error).toContain('2 written, 0 unchanged, 0 removed\n');
});

it.each([
  ['a folder', ['./posts']],
  ['a kind', ['--kind', 'task']],
])('refuses %s beside it with one line', async (_, words) => {
  expect(await qabot('knowledge', 'export', ...words, '--learned', join(folder, 'x'))).toBe(2);
  expect(error).toMatch(/^qabot: --learned .*\n$/);
  expect(readdirSync(folder)).toEqual([]);
});
