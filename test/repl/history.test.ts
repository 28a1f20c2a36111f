import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { HISTORY_LIMIT, historyPath, openHistory } from '../../adapters/repl/history.js';
import { fakeHost } from '../../src/testing/fakes.js';

describe('historyPath', () => {
  it.each([
    ['the setting', { REPL_HISTORY: '/a/b' }, { XDG_STATE_HOME: '/state' }, '/a/b'],
    ['the state folder', {}, { XDG_STATE_HOME: '/state' }, '/state/qabot/history'],
    ['an empty setting', { REPL_HISTORY: '' }, {}, '/home/me/.local/state/qabot/history'],
    ['a relative state folder', {}, { XDG_STATE_HOME: 'state' }, '/home/me/.local/state/qabot/history'],
    ['neither', {}, {}, '/home/me/.local/state/qabot/history'],
  ])('follows %s', (_, settings: Readonly<Record<string, string>>, env, expected) => {
    expect(historyPath(settings, env, '/home/me')).toBe(expected);
  });
});

describe('openHistory', () => {
  let file: string;
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'qabot-history-'));
    file = join(folder, 'history');
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('gives each line once, the newest first', async () => {
    await writeFile(file, 'one\ntwo\none\n\nthree\n');
    expect((await openHistory(file, fakeHost().logger)).lines).toEqual(['three', 'one', 'two']);
  });

  it('writes a question of several lines as one', async () => {
    const history = await openHistory(file, fakeHost().logger);
    await history.add('one\n  two');
    expect(await readFile(file, 'utf8')).toBe('one two\n');
  });

  it('lets two terminals write to one file', async () => {
    const [left, right] = [
      await openHistory(file, fakeHost().logger),
      await openHistory(file, fakeHost().logger),
    ];
    await left.add('one');
    await right.add('two');
    await left.add('three');
    expect(await readFile(file, 'utf8')).toBe('one\ntwo\nthree\n');
  });

  it('is bounded, in memory and in the file', async () => {
    const lines = Array.from({ length: 2 * HISTORY_LIMIT + 1 }, (_, index) => `line ${index}`);
    await writeFile(file, `${lines.join('\n')}\n`);
    const history = await openHistory(file, fakeHost().logger);
    expect(history.lines).toHaveLength(HISTORY_LIMIT);
    expect(history.lines[0]).toBe(`line ${2 * HISTORY_LIMIT}`);
    expect((await readFile(file, 'utf8')).split('\n')).toHaveLength(HISTORY_LIMIT + 1);
  });

  it('takes escape sequences out of what the file holds', async () => {
    await writeFile(file, 'a\u001B]0;title\u0007b\u0000\n');
    expect((await openHistory(file, fakeHost().logger)).lines).toEqual(['ab']);
  });

  it('is empty and says why where the file is none', async () => {
    await mkdir(file);
    const host = fakeHost();
    const history = await openHistory(join(file, '\u0000'), host.logger);
    await history.add('one');
    expect(history.lines).toEqual([]);
    expect(host.logged.map(({ level }) => level)).toEqual(['debug']);
  });

  it('leaves a device as it is', async () => {
    const history = await openHistory('/dev/null', fakeHost().logger);
    await history.add('one');
    expect(history.lines).toEqual([]);
  });
});
