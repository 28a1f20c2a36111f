import { mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { load } from 'js-yaml';
import { describe, expect, it } from 'vitest';
import { openWordingsFiles } from '../../src/drafting/files.js';

function folder(files: Readonly<Record<string, string>> = {}): string {
  const dir = mkdtempSync(join(tmpdir(), 'qabot-wordings-'));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(dir, name)), { recursive: true });
    writeFileSync(join(dir, name), text);
  }
  return dir;
}

const PLACES = new Map(['a#1', 'a#2', 'a#3', 'a#4'].map((id, place) => [id, place]));

const item = (entry: string, ...wordings: readonly string[]) => ({
  entry,
  question: '1234567890123456',
  by: 'model:small',
  at: '2026-11-28',
  wordings: [...wordings],
});

const BEFORE = `# Ours.

# The first one is Mia's.
- entry: a#1
  by: person:mia
  wordings: [  "one",  'two' ] # as she likes it

# Drafted.
- entry: a#3
  question: 1234567890123456
  by: model:small
  at: 2026-01-01
  wordings:
    - old # a remark
# The end.
`;

describe('a file of wordings', () => {
  it('is read with what people leave out, and a hash of digits as it is', () => {
    const dir = folder({ 'a.wordings.yaml': BEFORE, 'deep/b.wordings.yaml': '# nothing yet\n' });
    expect(openWordingsFiles([dir], PLACES).items).toEqual([
      { entry: 'a#1', by: 'person:mia', wordings: ['one', 'two'], path: join(dir, 'a.wordings.yaml') },
      {
        ...item('a#3', 'old'),
        at: '2026-01-01',
        path: join(dir, 'a.wordings.yaml'),
      },
    ]);
  });

  it('stands beside its post', () => {
    const dir = folder({ 'posts/a.md': '' });
    expect(openWordingsFiles([folder(), dir], PLACES).pathFor('posts/a.md')).toBe(
      join(dir, 'posts/a.wordings.yaml'),
    );
  });

  it('gets an item where the order of the entries has it, and is otherwise left letter by letter', () => {
    const dir = folder({ 'a.wordings.yaml': BEFORE });
    const path = join(dir, 'a.wordings.yaml');
    const files = openWordingsFiles([dir], PLACES);
    files.put(path, item('a#4', 'last'), undefined);
    files.put(path, item('a#2', 'between'), undefined);
    const text = readFileSync(path, 'utf8');
    expect(text).toContain(BEFORE.slice(0, BEFORE.indexOf('- entry: a#3')));
    expect(text).toContain(BEFORE.slice(BEFORE.indexOf('- entry: a#3')));
    expect([...text.matchAll(/entry: (\S+)/g)].map(([, id]) => id)).toEqual(['a#1', 'a#2', 'a#3', 'a#4']);
  });

  it('loses the comments of an item that is replaced, and no others', () => {
    const dir = folder({ 'a.wordings.yaml': BEFORE });
    const files = openWordingsFiles([dir], PLACES);
    files.put(join(dir, 'a.wordings.yaml'), item('a#3', 'new'), files.items[1]);
    const text = readFileSync(join(dir, 'a.wordings.yaml'), 'utf8');
    expect(text).toBe(
      BEFORE.replace(' # a remark', '')
        .replace('- old', '- new')
        .replace('2026-01-01', '2026-11-28')
        .replace('question: 1234567890123456', "question: '1234567890123456'"),
    );
    expect(readdirSync(dir)).toEqual(['a.wordings.yaml']);
  });

  it('is read anew where a person has changed it meanwhile', () => {
    const dir = folder();
    const path = join(dir, 'a.wordings.yaml');
    const files = openWordingsFiles([dir], PLACES);
    files.put(path, item('a#1', 'x'), undefined);
    writeFileSync(path, `# mine\n${readFileSync(path, 'utf8')}`);
    files.put(path, item('a#2', 'y'), undefined);
    expect(readFileSync(path, 'utf8')).toMatch(/^# mine\n- entry: a#1\n/);
    expect(load(readFileSync(path, 'utf8'))).toHaveLength(2);
  });

  it('takes wordings that look like something else in YAML', () => {
    const dir = folder();
    const texts = ['@x: y', '- z', 'no', '1.0', 'a #b', 'null', '{a}', '"q"', `${'长'.repeat(90)} b`];
    openWordingsFiles([dir], PLACES).put(join(dir, 'new/a.wordings.yaml'), item('a#1', ...texts), undefined);
    expect(openWordingsFiles([dir], PLACES).items[0]?.wordings).toEqual(texts);
    expect(load(readFileSync(join(dir, 'new/a.wordings.yaml'), 'utf8'))).toMatchObject([{ wordings: texts }]);
  });

  it('takes a file without a line break at its end, and one with a mark in front', () => {
    const dir = folder({ 'a.wordings.yaml': '---\n- entry: a#1\n  by: person:mia\n  wordings: [x]' });
    openWordingsFiles([dir], PLACES).put(join(dir, 'a.wordings.yaml'), item('a#2', 'y'), undefined);
    expect(openWordingsFiles([dir], PLACES).items.map(({ entry }) => entry)).toEqual(['a#1', 'a#2']);
  });

  it.each([
    ['broken', '- entry: [a\n'],
    ['no list', 'wordings:\n  - entry: a#1\n'],
    ['a list on one line', '[{entry: a#1, wordings: [x]}]\n'],
    ['an empty list', '[]\n'],
  ])('%s is named and left as it is', (_, text) => {
    const dir = folder({ 'a.wordings.yaml': text });
    expect(() => openWordingsFiles([dir], PLACES)).toThrow(/a\.wordings\.yaml cannot be used: /);
    expect(readFileSync(join(dir, 'a.wordings.yaml'), 'utf8')).toBe(text);
  });
});
