import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Reply } from '../../src/contract.js';
import { makeReply, gate } from '../../src/testing/fakes.js';
import { type Stage, stage } from './stage.js';

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

const FORM = makeReply({
  form: {
    title: 'Fill in',
    token: 'token-form',
    submit: 'Send',
    fields: [{ name: 'a', label: 'Label', value: '', lines: 'many', required: true, maxLength: 100 }],
  },
});

describe('a form', () => {
  it('has a prompt of its own, takes a pasted text, and stays out of the history', async () => {
    const set = await sit({ NO_COLOR: '1' });
    set.host.bot.onAsk('one', () => FORM);
    await set.type('one\r', '| ');
    set.input.write(PASTE('first\r  second'));
    await set.type('\r', '| ');
    await set.type('.\r', 'about token-form');
    expect(set.host.bot.pressed[0]?.fields).toEqual({ a: 'first\n  second' });
    await vi.waitFor(() => expect(set.written().endsWith('> \u001B[3G')).toBe(true));
    await set.repl.stop();
    expect(await readFile(historyFile, 'utf8')).toBe('one\n');
  });

  it('is given up with Ctrl-C, which does not count towards the end', async () => {
    const set = await sit();
    set.host.bot.onAsk('one', () => FORM);
    await set.type('one\r', 'Label');
    await set.type(`half${CTRL_C}`, '<en repl.form.cancelled>');
    await set.type(CTRL_C, '<en repl.interrupt>');
    expect(set.host.exits).toEqual([]);
    await set.type('two\r', 'about two');
    expect(set.host.bot.pressed).toEqual([]);
    await set.repl.stop();
  });
});

describe('a late answer', () => {
  it.each([
    ['one row', 'half a question', 1, 0, 0],
    ['three rows', 'x'.repeat(150), 1, 2, 2],
    ['three rows, pasted', 'x'.repeat(150), 150, 2, 0],
  ])('comes above what is being typed in %s', async (_, typed, piece, rows, drawn) => {
    const set = await sit({ NO_COLOR: '1' }, 60);
    for (let start = 0; start < typed.length; start += piece) {
      set.input.write(typed.slice(start, start + piece));
      // A piece of its own for readline, as a key is.
      await new Promise(setImmediate);
    }
    await settle();
    const before = set.written().length;
    await set.repl.deliver?.({ place: 'repl', asker: 'repl' }, makeReply({ text: 'At last.' }));
    const after = set.written().slice(before);
    const up = rows === 0 ? '' : `\u001B[${rows}A`;
    expect(after.startsWith(`${up}\r\u001B[JAt last.\n\n${'\n'.repeat(drawn)}`)).toBe(true);
    expect(after.includes('At last.\n\n\n')).toBe(drawn > 0);
    expect(after).toContain(`> ${typed}`);
    await set.type('?\r', 'about');
    expect(asked(set)).toEqual([`${typed}?`]);
    await set.repl.stop();
  });

  it('comes on a line of its own where the terminal knows no escape sequences', async () => {
    const set = await sit({ TERM: 'dumb' });
    await set.repl.deliver?.({ place: 'repl', asker: 'repl' }, makeReply({ text: 'At last.' }));
    expect(set.written()).toContain('\nAt last.\n\n');
    expect(set.written()).not.toContain('\r\u001B[J');
    await set.repl.stop();
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
