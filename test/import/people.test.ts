import { describe, expect, it } from 'vitest';
import { withoutPeople } from '../../src/import/people.js';

const NAMES = new Set(['ann', 'test']);

describe('people', () => {
  it.each([
    ['@ann you need `npm ci`', 'you need `npm ci`'],
    ['@ann, @bob-c: it works', 'it works'],
    ['Yes @bob. Use 2.0', 'Yes. Use 2.0'],
    ['谢谢 @bob，用 2.0', '谢谢，用 2.0'],
    ['as @bob said, use 2.0', 'as somebody said, use 2.0'],
    ['正如 @bob 所说，要用 2.0 版本', '正如 某人 所说，要用 2.0 版本'],
    ['ask @test', 'ask somebody'],
    ['put @Override above it', 'put @Override above it'],
    ['install @types/node and call @Bean()', 'install @types/node and call @Bean()'],
    ['`@bob` stays\n```\n@bob: x\n```', '`@bob` stays\n```\n@bob: x\n```'],
    ['see https://github.com/@bob/x', 'see https://github.com/@bob/x'],
    ['as [@bob](https://github.com/bob) wrote', 'as somebody wrote'],
    ['Hi @bob - try 2.0', 'try 2.0'],
    ['Hello @bob!', ''],
    ['Hi, try 2.0', 'Hi, try 2.0'],
    ['Use 2.0.\n\n—\nReply to this email directly, view it on GitHub', 'Use 2.0.'],
    [
      'write to bob.c@example.org or git@github.com:a/b.git',
      'write to (an e-mail address) or git@github.com:a/b.git',
    ],
    ['Use 2.0.\n\nCc @bob @carol', 'Use 2.0.'],
    ['Use 2.0.\n\nBest regards,\nBob Carter', 'Use 2.0.'],
    ['Use 2.0.\n\nThanks!', 'Use 2.0.'],
    ['Thanks\n\nfor `asking`: use 2.0 (see below)', 'Thanks\n\nfor `asking`: use 2.0 (see below)'],
    ['Use 2.0.\n-- \nBob\nACME Inc.', 'Use 2.0.'],
    ['Use 2.0.\n\nOn Mon, 3 Jun 2024 at 10:00, Ann <ann@example.org> wrote:\n> how?', 'Use 2.0.\n\n> how?'],
    ['[quote="bob, post:3, topic:5"]\nhow do I?\n[/quote]\nLike this.', '> how do I?\n\nLike this.'],
    ['![b](https://forum.example/user_avatar/b/45.png) hello', 'hello'],
    ['![screen|690x388](https://x.example/1.png)', '[picture: screen](https://x.example/1.png)'],
    ['<img width="3" src="https://x.example/1.png" alt="image">', '[picture](https://x.example/1.png)'],
    ['ask @李四 first, not @李四', 'ask 某人 first, not 某人'],
    ['不是 @李四，是 @Override。', '不是 某人，是 @Override。'],
    ['write [me](mailto:bob@example.org) or <mailto:bob@example.org>', 'write me or (an e-mail address)'],
    ['bob@example.org: she knows', '(an e-mail address): she knows'],
    ['bob\\@example.org', '(an e-mail address)'],
    ['`x` or scp a.txt root@host.example.org:/tmp', '`x` or scp a.txt root@host.example.org:/tmp'],
    ['see https://x.example/?to=bob@example.org&n=1', 'see https://x.example/?to=&n=1'],
    ['as [Bob](https://forum.example/u/bob/summary) said', 'as somebody said'],
    ['as https://acme.slack.com/team/U1 said', 'as somebody said'],
    ['as [Ann](https://github.com/ann) said', 'as somebody said'],
    ['see [it](https://github.com/acme)', 'see [it](https://github.com/acme)'],
    ['', ''],
  ])('%j becomes %j', (text, expected) => {
    expect(withoutPeople(text, NAMES)).toBe(expected);
  });

  it('reads twice the same', () => {
    const once = withoutPeople('@ann as @bob said\n\nbob@example.org\n\nCheers\nAnn');
    expect(withoutPeople(once)).toBe(once);
  });
});
