import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { qabotKnowledge, watchOutput } from '../support/knowledge-command.js';

const printed = watchOutput();

function folder(files: Readonly<Record<string, string>>): string {
  const dir = mkdtempSync(join(tmpdir(), 'qabot-cli-'));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(dir, name), text);
  return dir;
}

const ROW = '{"id":"a","question":"How to start?","answer":"See [the guide](https://x.org/g)."}\n';

describe('qabot knowledge', () => {
  it('exports threads, one a line', async () => {
    await qabotKnowledge('export', folder({ 'a.jsonl': ROW }));
    expect(JSON.parse(printed.out)).toEqual({
      path: 'a.jsonl',
      n: 1,
      asker: null,
      project: null,
      projectUrl: null,
      turns: [
        { question: 'How to start?', answer: 'See the guide (https://x.org/g).', links: ['https://x.org/g'] },
      ],
    });
  });

  it('prints no escape or line feed of a file name or an id', async () => {
    const id = 'i\\u009b31mx\\u202e';
    const dir = folder({
      'a\u001b[31m\nb.md:1 forged.jsonl': `{"id":"${id}","question":"How?","answer":"So."}\n{broken\n`,
    });
    await qabotKnowledge('check', dir);
    expect(printed.out).toMatch(/^a b\.md:1 forged\.jsonl:2 json-syntax /);
    expect(printed.out.trimEnd().split('\n')).toHaveLength(1);
    printed.out = '';
    await qabotKnowledge('export', dir);
    expect(JSON.parse(printed.out)).toMatchObject({ path: 'a\u001b[31m\nb.md:1 forged.jsonl' });
    await qabotKnowledge('stats', dir);
    expect(printed.out).not.toMatch(/(?!\n)[\p{Cc}\u202E]/u);
  });

  it('prints findings as path:line rule message, and fails when strict', async () => {
    const dir = folder({ 'a.jsonl': `${ROW}{broken\n` });
    await qabotKnowledge('check', dir);
    expect(printed.out).toMatch(/^a\.jsonl:2 json-syntax /);
    expect(process.exitCode).toBeUndefined();
    await qabotKnowledge('check', dir, '--strict');
    expect(process.exitCode).toBe(1);
  });

  it('is content with a clean folder even when strict, whatever lies beside it', async () => {
    await qabotKnowledge('check', folder({ 'a.jsonl': ROW, 'b.rst': '' }), '--strict');
    expect(printed.out).toMatch(/:1 not-read 1 \.rst not read: no reader for this kind \(b\.rst\)\n$/);
    expect(process.exitCode).toBeUndefined();
  });

  it('counts other wordings, and prints drafted ones for maintainers', async () => {
    const dir = folder({
      'a.jsonl': ROW.replace('}', ',"alternates":["how do I begin"]}'),
      'a.wordings.yaml':
        '- {entry: a, by: "model:x", wordings: [where to begin, first steps]}\n- {entry: a, by: confirmed, wordings: [begin]}\n- {entry: b, by: confirmed, wordings: [x]}\n',
    });
    await qabotKnowledge('check', dir);
    expect(printed.out).toMatch(/^a\.wordings\.yaml:3 wordings-entry-unknown /);
    expect(printed.error).toBe('1 findings (0 errors) in 1 threads; 4 other wordings (2 drafted)\n');
    printed.out = '';
    await qabotKnowledge('stats', dir);
    expect(printed.out).toMatch(
      /wordings by people\s+1\n\s+wordings confirmed\s+1\n\s+wordings drafted\s+2\n/,
    );
    printed.out = '';
    await qabotKnowledge('export', dir);
    expect(JSON.parse(printed.out)).toMatchObject({
      turns: [{ drafted: ['where to begin', 'first steps'] }],
    });
  });

  it('counts', async () => {
    await qabotKnowledge('stats', folder({ 'a.jsonl': ROW }));
    expect(printed.out).toMatch(/threads\s+1\n/);
  });

  it('takes folders from KNOWLEDGE', async () => {
    vi.stubEnv('KNOWLEDGE', folder({ 'a.jsonl': ROW }));
    await qabotKnowledge('export');
    expect(printed.out).toContain('How to start?');
  });

  it('names a missing folder', async () => {
    await expect(qabotKnowledge('check', '/no/such/folder')).rejects.toThrow('"/no/such/folder"');
  });

  it.each(['check', 'export', 'stats'])('shows examples in the help of %s', async (name) => {
    await expect(qabotKnowledge(name, '--help')).rejects.toThrow('outputHelp');
    expect(printed.out).toContain(`qabot knowledge ${name}`);
  });
});
