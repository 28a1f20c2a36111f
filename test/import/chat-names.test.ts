import { describe, expect, it } from 'vitest';
import { createNames } from '../../src/import/chats/names.js';
import { withAttached, withoutMembers, withoutShortcodes } from '../../src/import/chats/words.js';

const names = createNames();
names.add('Anna Schmidt', 'anna', 'Mark', 'Will Young', 'jörg_k', '张伟', '小白', 'python', 'ann.lee');

describe('Names of members', () => {
  it.each([
    ['thanks Anna', 'thanks'],
    ['Thanks, Anna!', 'Thanks!'],
    ['thanks anna, that worked', 'thanks, that worked'],
    ['Anna, have you tried it?', ' have you tried it?'],
    ['try it again, Anna.', 'try it again.'],
    ['as Anna said', 'as @somebody said'],
    ['Anna Schmidt wrote it', '@somebody wrote it'],
    ['ask @anna or @Anna Schmidt', 'ask @somebody or @somebody'],
    ['ask @ann.lee', 'ask @somebody'],
    ['jörg_k has it', '@somebody has it'],
    // Words that are names too go only where they address.
    ['Mark the field, and it will work', 'Mark the field, and it will work'],
    ['thanks Mark!', 'thanks!'],
    ['thanks, Will', 'thanks'],
    ['Mark, can you look?', ' can you look?'],
    ['python is what I use', 'python is what I use'],
    ['谢谢张伟', '谢谢@somebody'],
    ['张伟说要改端口', '@somebody 说要改端口'],
    ['小白也能用', '小白也能用'],
    // Code and addresses stay.
    ['`anna = 1` and https://example.org/anna', '`anna = 1` and https://example.org/anna'],
    ['```\nAnna\n```', '```\nAnna\n```'],
    ['Annapurna', 'Annapurna'],
  ])('%s', (text, expected) => {
    expect(names.without(text)).toBe(expected);
  });
});

describe('What hangs on a message', () => {
  it.each([
    ['settings-page.png', '[picture: settings-page.png]'],
    ['image.png', '[picture]'],
    ['Screenshot 2024-01-02 at 10.00.00.png', '[picture]'],
    ['IMG_2034.jpg', '[picture]'],
    ['photo of Anna Schmidt.jpg', '[picture]'],
    ['server.log', '[file: server.log]'],
  ])('%s', (name, expected) => {
    const isPicture = /\.(?:png|jpg)$/.test(name);
    expect(withAttached('', [{ name, isPicture }], names)).toBe(expected);
  });
});

it('drops shortcodes of emoji, and neither times nor code', () => {
  expect(withoutShortcodes(':tada: it works :wave::skin-tone-2: at 10:20:30, `a :b: c`')).toBe(
    'it works at 10:20:30, `a :b: c`',
  );
});

it.each([
  ['my key is sk-abcdefghijklmnop1234', 'my key is [redacted]'],
  ['call me: +49 170 1234567', 'call me: @somebody'],
  ['in /home/annas/app.log', 'in /home/…/app.log'],
])('takes out what is secret or reaches a person: %s', (text, expected) => {
  expect(withoutMembers({ id: '1', text, isAnswer: false }, names).text).toBe(expected);
});
