import { describe, expect, it } from 'vitest';
import { SURENESS } from '../../src/import/chats/answer.js';
import { chatPairOf } from '../../src/import/chats/pair.js';
import type { ImportedMessage, ImportedThread } from '../../src/import/model.js';
import { askingOf } from '../../src/match/asking/asking.js';

const SOURCE = { isMarked: false, confidence: 0.6, platform: 'slack' };
const asks = (text: string): boolean => askingOf(text).odds >= 0;

type Line = readonly [author: string, text: string, more?: Partial<ImportedMessage>];

const threadOf = (lines: readonly Line[], more: Partial<ImportedThread> = {}): ImportedThread => ({
  id: 'slack:C1/1.0',
  tags: [],
  messages: lines.map(([author, text, rest], at) => ({
    id: `${at}`,
    author,
    text,
    isAnswer: false,
    ...rest,
  })),
  ...more,
});

const pairOf = (lines: readonly Line[], more?: Partial<ImportedThread>) =>
  chatPairOf(threadOf(lines, more), SOURCE, { maintainers: new Set(['mia']), asks });

const inWords = (found: ReturnType<typeof pairOf>): string | readonly [string, number] =>
  typeof found === 'string' ? found : [found.answer, found.confidence];

const Q: Line = ['ann', 'How do I set the port of the server?'];
const A: Line = ['bob', 'Put `port: 8091` into the settings of the server.'];
const ANSWER = A[1];

describe('The answer in a conversation', () => {
  it.each<[string, readonly Line[], readonly [string, number]]>([
    ['what worked for the asker', [Q, A, ['ann', 'thanks, that worked']], [ANSWER, SURENESS.worked]],
    [
      'in Chinese',
      [
        ['ann', '怎么设置服务器的端口？'],
        ['bob', '在配置文件里写 `port: 8091`，然后重启服务器就能改端口。'],
        ['ann', '谢谢，可以了'],
      ],
      ['在配置文件里写 `port: 8091`，然后重启服务器就能改端口。', SURENESS.worked],
    ],
    ['what is solved', [Q, A, ['ann', '解决了']], [ANSWER, SURENESS.worked]],
    ['what the asker thanks for', [Q, A, ['ann', 'Thanks!']], [ANSWER, SURENESS.thanked]],
    [
      'thanks within other words',
      [Q, A, ['ann', 'Ah, I had not seen that. Thanks!']],
      [ANSWER, SURENESS['thanked first']],
    ],
    [
      'what the asker ticks',
      [Q, ['bob', A[1], { reactions: [{ name: 'white_check_mark', authors: ['ann'] }] }]],
      [ANSWER, SURENESS.ticked],
    ],
    [
      'what a maintainer ticks',
      [Q, ['bob', A[1], { reactions: [{ name: '✅', authors: ['mia'] }] }]],
      [ANSWER, SURENESS.ticked],
    ],
    ['what a maintainer replies', [Q, ['mia', A[1]]], [ANSWER, SURENESS.maintainer]],
    [
      'a reply by its place',
      [
        Q,
        ['bob', A[1], { id: 'b' }],
        ['cat', 'Mine is at 80, and the server does well.'],
        ['ann', 'thanks', { replyTo: 'b' }],
      ],
      [ANSWER, SURENESS.thanked],
    ],
    [
      'the one whom the thanks name',
      [
        Q,
        A,
        ['cat', 'Mine is at 80, and the server does well.'],
        ['ann', 'thanks @somebody', { mentions: ['bob'] }],
      ],
      [ANSWER, SURENESS.thanked],
    ],
    [
      'several messages, without small talk',
      [Q, ['mia', 'hi!'], ['mia', 'yes'], ['mia', A[1]], ['mia', 'Then restart the server.']],
      [`yes\n\n${ANSWER}\n\nThen restart the server.`, SURENESS.maintainer],
    ],
    [
      'until somebody asks another thing',
      [
        Q,
        ['mia', A[1]],
        ['cat', 'and where do I find the logs of the server?'],
        ['mia', 'The logs of the server are in `logs/`.'],
      ],
      [ANSWER, SURENESS.maintainer],
    ],
    [
      'no question back',
      [Q, ['bob', 'Which version of the server?'], ['ann', '2.0'], A, ['ann', 'thanks']],
      [ANSWER, SURENESS.thanked],
    ],
    ['little', [Q, ['bob', 'with `--port`'], ['ann', 'thanks!']], ['with `--port`', 0.55]],
  ])('is %s', (_, lines, expected) => {
    expect(inWords(pairOf(lines))).toEqual(expected);
  });

  it('is less sure where times alone put the messages together', () => {
    expect(pairOf([Q, A, ['ann', 'Thanks!']], { isGrouped: true })).toMatchObject({ confidence: 0.65 });
  });
});

describe('What is no pair', () => {
  it.each<[string, readonly Line[]]>([
    ['no-answer', [Q]],
    ['no-answer', [Q, ['ann', 'anyone?']]],
    [
      'no-question',
      [
        ['ann', 'We are at the fair next week, come and see us.'],
        ['mia', 'Nice, I will be there on Monday with the team.'],
      ],
    ],
    ['unmarked', [Q, A]],
    ['unmarked', [Q, A, ['ann', 'thanks, but it still does not start']]],
    ['unmarked', [Q, A, ['ann', 'thanks'], ['ann', 'does not work']]],
    ['unmarked', [Q, ['mia', 'Which version of the server?']]],
    ['unmarked', [Q, ['mia', 'No']]],
    ['unmarked', [Q, ['mia', 'Somebody has put very nice photos of the meetup online, by the way.']]],
    [
      'unmarked',
      [
        Q,
        [
          'bob',
          A[1],
          {
            reactions: [
              { name: 'tada', authors: ['ann'] },
              { name: '✅', authors: ['cat'] },
            ],
          },
        ],
      ],
    ],
    ['unmarked', [Q, ['bob', '[picture: settings.png]'], ['ann', 'thanks']]],
  ])('%s', (reason, lines) => {
    expect(inWords(pairOf(lines))).toBe(reason);
  });
});

describe('The question', () => {
  it('is all that the asker writes in a row, without the greeting', () => {
    const found = pairOf([['ann', 'Hi all'], Q, ['ann', 'It is version 2.0.'], A, ['ann', 'thanks']]);
    expect(found).toMatchObject({ question: `${Q[1]}\nIt is version 2.0.` });
  });

  it('is the title of a post in a forum', () => {
    const lines: readonly Line[] = [['ann', 'I have tried `port`.'], A, ['ann', 'thanks']];
    expect(pairOf(lines, { title: 'How do I set the port?' })).toMatchObject({
      question: 'How do I set the port?',
    });
  });
});
