import { describe, expect, it } from 'vitest';
import type { Form, FormField, Reply } from '../../src/contract.js';
import { makeReply } from '../../src/testing/fakes.js';
import { type Stage, stage } from './stage.js';

const field = (name: string, parts: Partial<FormField> = {}): FormField => ({
  name,
  label: `Label ${name}`,
  value: '',
  lines: 'one',
  required: false,
  maxLength: 100,
  ...parts,
});

const form = (...fields: readonly FormField[]): Form => ({
  title: 'Fill in',
  token: 'token-form',
  submit: 'Send',
  fields,
});

const opening = (...fields: readonly FormField[]): Reply =>
  makeReply({ text: 'forms cannot be opened', form: form(...fields) });

const ANSWER = makeReply({
  kind: 'answer',
  text: 'So.',
  actions: [
    { kind: 'helpful', label: 'helpful', token: 'token-helpful' },
    { kind: 'unhelpful', label: 'unhelpful', token: 'token-unhelpful' },
    { kind: 'ask-maintainers', label: 'ask', token: 'token-ask' },
  ],
});

/** Pipes lines in behind a question whose votes open a form of these fields. */
async function pipe(lines: string, ...fields: readonly FormField[]): Promise<Stage> {
  const set = stage();
  set.host.bot.onAsk('q', () => ANSWER);
  set.host.bot.onPress('token-helpful', () => makeReply({ text: 'thanks' }));
  set.host.bot.onPress('token-unhelpful', () => opening(...fields));
  set.host.bot.onPress('token-ask', () => opening(...fields));
  set.host.bot.onPress('token-form', () => makeReply({ text: 'sent' }));
  await set.repl.start(set.host);
  set.input.end(lines);
  await set.ended();
  await set.repl.stop();
  return set;
}

const pressed = ({ host }: Stage): readonly string[] => host.bot.pressed.map(({ token }) => token);
const sent = ({ host }: Stage): Readonly<Record<string, string>> | undefined =>
  host.bot.pressed.find(({ token }) => token === 'token-form')?.fields;

describe('votes and handing over', () => {
  it.each([
    ['/helpful', 'token-helpful'],
    ['／ＨＥＬＰＦＵＬ', 'token-helpful'],
    ['/unhelpful', 'token-unhelpful'],
    ['/ask-maintainers', 'token-ask'],
  ])('%s presses the action of the last reply that had one', async (command, token) => {
    const set = await pipe(`q\n/tasks\nother\n${command}\n`);
    expect(pressed(set)[0]).toBe(token);
    expect(set.host.bot.asked.map(({ text }) => text)).toEqual(['q', '/tasks', 'other']);
  });

  it.each([
    ['/helpful', 'repl.nothingToVote'],
    ['/unhelpful it is old', 'repl.nothingToVote'],
    ['/unhelpful', 'repl.nothingToVote'],
    ['/ask-maintainers', 'repl.nothingToHandOver'],
  ])('%s is told so where there is nothing to press', async (command, key) => {
    const set = await pipe(`${command}\n`);
    expect(set.written()).toContain(`<en ${key}>`);
    expect(set.host.bot.asked).toEqual([]);
  });

  it('leave words behind a command that takes none to the core', async () => {
    const set = await pipe('q\n/helpful really\n');
    expect(set.host.bot.asked.map(({ text }) => text)).toEqual(['q', '/helpful really']);
  });
});

describe('a form', () => {
  it('is asked for field by field and pressed with all of them', async () => {
    const set = await pipe(
      'q\n/ask-maintainers\nFirst\nline one\n  line two\n\nline four\n.\n',
      field('a', { required: true }),
      field('b', { lines: 'many', value: 'before\nafter' }),
    );
    expect(sent(set)).toEqual({ a: 'First', b: 'line one\n  line two\n\nline four' });
    expect(set.written()).toContain('Fill in\n<en repl.form.cancel>\n[1/2] Label a <en repl.form.required>');
    expect(set.written()).toContain('[2/2] Label b\n  | before\n  | after\n<en repl.form.many.kept>');
    expect(set.written()).not.toContain('forms cannot be opened');
    expect(set.written().endsWith('sent\n')).toBe(true);
    expect(set.host.bot.asked).toHaveLength(1);
  });

  it.each<readonly [string, string, Partial<FormField>, string]>([
    ['an empty line keeps the value', '\n', { value: 'kept' }, 'kept'],
    ['an empty line keeps several lines', '\n', { lines: 'many', value: 'a\n\nb' }, 'a\n\nb'],
    ['an empty line leaves it empty', '\n', {}, ''],
    ['a single . empties it', '.\n', { value: 'gone' }, ''],
    ['a single . empties several lines', '.\n', { lines: 'many', value: 'gone' }, ''],
    ['a number is a text', '1\n', {}, '1'],
    ['a command is a text', '/why\n', {}, '/why'],
    ['what is required is asked again', '\n  \n.\nx\n', { required: true }, 'x'],
    ['what is too long is asked again', 'abcd\nabc\n', { maxLength: 3 }, 'abc'],
    ['an indent of several lines is kept', '  x\n.\n', { lines: 'many' }, '  x'],
  ])('%s', async (_, typed, parts, value) => {
    expect(sent(await pipe(`q\n/unhelpful\n${typed}`, field('a', parts)))).toEqual({ a: value });
  });

  it('says how long a text was that it does not take', async () => {
    const set = await pipe('q\n/unhelpful\nabcd\nabc\n', field('a', { maxLength: 3 }));
    expect(set.written()).toContain('<en repl.form.tooLong most=3 length=4>');
  });

  it('takes its first field from behind /unhelpful, and is sent when that is all', async () => {
    const set = await pipe('q\n/unhelpful The link is dead.\n', field('reason', { value: 'x' }));
    expect(sent(set)).toEqual({ reason: 'The link is dead.' });
    expect(set.written()).not.toContain('Label');
  });

  it('asks for the fields behind the first one', async () => {
    const set = await pipe('q\n/unhelpful old\nmine\n', field('reason', { maxLength: 2 }), field('name'));
    expect(sent(set)).toEqual({ reason: 'ol', name: 'mine' });
    expect(set.written()).toContain('[2/2] Label name');
  });

  it.each(['/cancel', '／Cancel', ' /cancel '])('is given up with %s', async (command) => {
    const set = await pipe(
      `q\n/ask-maintainers\nline\n${command}\nnext\n`,
      field('a', { lines: 'many', value: 'x' }),
    );
    expect(sent(set)).toBeUndefined();
    expect(set.written()).toContain('<en repl.form.cancelled>');
    expect(set.host.bot.asked.map(({ text }) => text)).toEqual(['q', 'next']);
  });

  it.each(['', 'half\n', 'half\n/quit\n'])('that the input does not end is not sent (%j)', async (rest) => {
    const set = await pipe(`q\n/ask-maintainers\n${rest}`, field('a', { lines: 'many' }));
    expect(sent(set)).toBeUndefined();
    expect(set.written().endsWith('<en repl.form.cancelled>\n')).toBe(true);
  });

  it('without fields is sent at once', async () => {
    expect(sent(await pipe('q\n/ask-maintainers\n'))).toEqual({});
  });

  it('may follow on a form', async () => {
    const set = stage();
    set.host.bot.onAsk('q', () => ANSWER);
    set.host.bot.onPress('token-ask', () => opening(field('a')));
    set.host.bot.onPress('token-form', ({ fields }) =>
      fields?.['a'] === 'wrong' ? opening(field('a', { value: 'wrong' })) : makeReply({ text: 'sent' }),
    );
    await set.repl.start(set.host);
    await set.type('q\n/ask-maintainers\nwrong\nright\n', 'sent');
    expect(set.host.bot.pressed.at(-1)?.fields).toEqual({ a: 'right' });
    await set.repl.stop();
  });
});

describe('a late answer', () => {
  const LATE = makeReply({
    kind: 'answer',
    text: 'At last.',
    actions: [{ kind: 'helpful', label: 'helpful', token: 'token-late' }],
  });
  const TO = { place: 'repl', asker: 'repl' };

  it('is printed behind a pipe, and can be voted on', async () => {
    const set = stage();
    await set.repl.start(set.host);
    await set.type('one\n', 'about one');
    await set.repl.deliver?.(TO, LATE);
    expect(set.written()).toBe('Nothing is known about one.\n\nAt last.\n\n<en repl.hint.helpful>\n');
    await set.type('/helpful\n', 'token-late');
    await set.repl.stop();
  });

  it('is refused before the start, after the end, and where nobody reads', async () => {
    const set = stage();
    await expect(set.repl.deliver?.(TO, LATE)).rejects.toThrow('nobody');
    await set.repl.start(set.host);
    await set.repl.stop();
    await expect(set.repl.deliver?.(TO, LATE)).rejects.toThrow('nobody');
    expect(set.written()).toBe('');
  });
});
