import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Reply } from '../../src/contract.js';
import { makeReply } from '../support/fake-bot.js';
import { gate } from '../support/gate.js';
import { type Stage, stage } from './repl-stage.js';

const UP = '\u001B[A';
const CTRL_C = '\u0003';
const CTRL_D = '\u0004';
const PASTE = (text: string): string => `\u001B[200~${text}\u001B[201~`;

let folder: string;
let historyFile: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'qabot-repl-'));
  historyFile = join(folder, 'deep', 'history');
});
afterEach(() => rm(folder, { recursive: true }));

async function sit(env: Readonly<Record<string, string>> = {}, columns = 60): Promise<Stage> {
  const set = stage({ terminal: true, historyFile, env, columns }, { QABOT_LANGUAGE: 'en' });
  await set.repl.start(set.host);
  return set;
}

const asked = ({ host }: Stage): readonly string[] => host.bot.asked.map(({ text }) => text);
/** Long enough for a key to be read and for nothing to follow. */
const settle = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 30));

describe('a terminal', () => {
  it('greets, prompts, and prompts again after an answer', async () => {
    const set = await sit({ NO_COLOR: '1' });
    expect(set.written()).toContain('<en repl.banner>');
    expect(set.written()).toContain('> ');
    await set.type('one\r', 'about one');
    await vi.waitFor(() => expect(set.written().split('> ')).toHaveLength(3));
    await set.repl.stop();
  });

  it.each([
    ['by itself', {}, true],
    ['not with NO_COLOR', { NO_COLOR: '1' }, false],
    ['with an empty NO_COLOR', { NO_COLOR: '' }, true],
    ['with FORCE_COLOR over NO_COLOR', { NO_COLOR: '1', FORCE_COLOR: '1' }, true],
    ['not with FORCE_COLOR=0', { FORCE_COLOR: '0' }, false],
    ['not on a dumb one', { TERM: 'dumb' }, false],
  ] as const)('is coloured %s', async (_, env, coloured) => {
    const set = await sit(env);
    set.host.bot.onAsk('one', () => makeReply({ text: '**bold** end' }));
    await set.type('one\r', ' end');
    expect(set.written().includes('\u001B[1mbold\u001B[22m')).toBe(coloured);
    await set.repl.stop();
  });

  it('keeps what is typed while an answer is being found', async () => {
    const set = await sit();
    const answer = gate<Reply>();
    set.host.bot.onAsk('one', () => answer.promise);
    await set.type('one\rtw', 'tw');
    answer.open(makeReply({ text: 'about one' }));
    await set.type('', 'about one');
    await set.type('o\r', 'about two');
    expect(asked(set)).toEqual(['one', 'two']);
    await set.repl.stop();
  });

  it('answers what is still waiting when the input ends', async () => {
    const set = await sit();
    set.input.write('one\rtwo\r');
    set.input.end();
    await set.ended();
    expect(asked(set)).toEqual(['one', 'two']);
    expect(set.written()).toContain('about two');
    await set.repl.stop();
  });

  it('takes a pasted paragraph as one question, sent by the next Enter', async () => {
    const set = await sit();
    set.input.write(PASTE('Why does it fail?\rError: no such file\r'));
    await settle();
    expect(asked(set)).toEqual([]);
    await set.type('\r', 'about Why');
    expect(asked(set)).toEqual(['Why does it fail?\nError: no such file']);
    await set.repl.stop();
    expect(set.written()).toContain('\u001B[?2004l');
  });
});

describe('the end', () => {
  it('comes with Ctrl-D', async () => {
    const set = await sit();
    set.input.write(CTRL_D);
    await set.ended();
    await set.repl.stop();
  });

  it.each(['/quit', '/exit'])('comes with %s', async (command) => {
    const set = await sit();
    set.input.write(`${command}\r`);
    await set.ended();
    await set.repl.stop();
  });

  it('comes with the second Ctrl-C; the first empties the line', async () => {
    const set = await sit();
    await set.type(`half a question${CTRL_C}`, '<en repl.interrupt>');
    expect(set.host.exits).toEqual([]);
    set.input.write(CTRL_C);
    await set.ended();
    expect(asked(set)).toEqual([]);
    await set.repl.stop();
  });

  it('does not come with two Ctrl-C that have a question between them', async () => {
    const set = await sit();
    await set.type(CTRL_C, '<en repl.interrupt>');
    await set.type('one\r', 'about one');
    await set.type(CTRL_C, '<en repl.interrupt>');
    expect(set.host.exits).toEqual([]);
    await set.repl.stop();
  });

  it('comes even to a REPL that is still starting', async () => {
    const set = stage({ terminal: true, historyFile });
    const started = set.repl.start(set.host);
    await set.repl.stop();
    await started;
    set.input.write('one\r');
    await settle();
    expect(asked(set)).toEqual([]);
    expect(set.host.exits).toEqual([]);
  });

  it('does not ask the program to end when it is the program that stops it', async () => {
    const set = await sit();
    await set.repl.stop();
    await settle();
    expect(set.host.exits).toEqual([]);
  });
});

describe('history', () => {
  it('is kept between runs, for its owner alone', async () => {
    const first = await sit();
    await first.type('one\r', 'about one');
    await first.type('two\r', 'about two');
    await first.repl.stop();
    expect(await readFile(historyFile, 'utf8')).toBe('one\ntwo\n');
    expect((await stat(historyFile)).mode & 0o777).toBe(0o600);

    const second = await sit();
    await second.type(`${UP}${UP}\r`, 'about one');
    await second.repl.stop();
  });

  it('narrows the mode of a file that was there', async () => {
    await writeFile(join(folder, 'old'), 'one\n', { mode: 0o644 });
    historyFile = join(folder, 'old');
    const set = await sit();
    await set.type(`${UP}\r`, 'about one');
    await set.repl.stop();
    expect((await stat(historyFile)).mode & 0o777).toBe(0o600);
  });

  it('that cannot be written is a line for debugging, no more', async () => {
    await writeFile(join(folder, 'deep'), 'a file where a folder should be');
    const set = await sit();
    await set.type('one\r', 'about one');
    await set.type('two\r', 'about two');
    await set.repl.stop();
    expect(set.host.logged.map(({ level }) => level)).toEqual(['debug']);
  });
});

describe('Tab', () => {
  it('completes commands and projects', async () => {
    const set = await sit();
    set.host.bot.suggest([
      { kind: 'project', label: 'MOSN', text: 'MOSN' },
      { kind: 'question', label: 'How to mos?', text: 'mos what' },
    ]);
    await set.type('where is mos', 'where is mos');
    await set.type('\t', 'where is MOSN');
    await set.type('\r', 'about where is MOSN');
    await set.repl.stop();
  });

  it('lists what fits at the second press', async () => {
    const set = await sit();
    set.host.bot.suggest([
      { kind: 'command', label: '/tasks', text: '/tasks' },
      { kind: 'command', label: '/table', text: '/table' },
    ]);
    await set.type('/ta', '/ta');
    set.input.write('\t');
    await vi.waitFor(() => expect(set.host.bot.completed).toHaveLength(1));
    await settle();
    await set.type('\t', '/table');
    expect(set.written()).toContain('/tasks');
    await set.repl.stop();
  });

  it('does nothing when the bot cannot complete', async () => {
    const set = await sit();
    set.host.bot.complete = () => Promise.reject(new Error('no index'));
    await set.type('x', 'x');
    set.input.write('\t');
    await vi.waitFor(() => expect(set.host.logged).toHaveLength(1));
    await set.type('\r', 'about x');
    expect(set.host.logged.map(({ level }) => level)).toEqual(['warn']);
    await set.repl.stop();
  });
});
