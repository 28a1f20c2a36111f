import { describe, expect, it } from 'vitest';
import { type ChatMessage, Conversations } from '../../src/import/chats/conversations.js';

const MINUTE = 60_000;

/** `minute author text`, and what else it has. */
const message = (line: string, more: Partial<ChatMessage> = {}): ChatMessage => {
  const [minute = '', author = '', id = ''] = line.split(' ');
  return { id, author, text: id, isAnswer: false, time: Number(minute) * MINUTE, mentions: [], ...more };
};

function conversationsOf(messages: readonly ChatMessage[]): readonly string[] {
  const conversations = new Conversations();
  const found = [...messages.flatMap((one) => [...conversations.take(one)]), ...conversations.end()];
  return found.map(
    ({ messages: those, isThread }) => `${isThread ? 'thread ' : ''}${those.map(({ id }) => id).join(' ')}`,
  );
}

describe('Messages that belong together', () => {
  it.each<[string, readonly ChatMessage[], readonly string[]]>([
    [
      'a thread, among others',
      [message('0 ann q', { thread: 'q' }), message('1 bob x'), message('9 cat a', { thread: 'q' })],
      ['x', 'thread q a'],
    ],
    [
      'replies to replies',
      [
        message('0 ann q'),
        message('1 bob x', { mentions: ['zoe'] }),
        message('90 cat a', { replyTo: 'q' }),
        message('99 ann t', { replyTo: 'a' }),
      ],
      ['x', 'thread q a t'],
    ],
    [
      'somebody who goes on',
      [message('0 ann q'), message('1 ann q2'), message('50 ann other')],
      ['q q2', 'other'],
    ],
    [
      'two in a channel that is quiet',
      [message('0 ann q'), message('5 bob a'), message('9 ann t')],
      ['q a t'],
    ],
    ['not a third one', [message('0 ann q'), message('5 bob a'), message('6 cat x')], ['q a', 'x']],
    [
      'not in a channel that is busy',
      [message('0 dan x'), message('1 ann q', { mentions: ['zoe'] }), message('2 bob a')],
      ['x', 'q', 'a'],
    ],
    [
      'a mention, hours later',
      [message('0 ann q'), message('30 cat x'), message('200 bob a', { mentions: ['ann'] })],
      ['x', 'q a'],
    ],
    ['no reply to what is not there', [message('0 bob a', { replyTo: 'gone' })], []],
    [
      'a thread that began in a talk',
      [message('0 dan x'), message('1 ann q'), message('9 cat a', { thread: 'q' })],
      ['x', 'thread q a'],
    ],
    ['nothing twice', [message('0 ann q'), message('0 ann q')], ['q']],
  ])('%s', (_, messages, expected) => {
    expect(conversationsOf(messages)).toEqual(expected);
  });

  it('are let go in time', () => {
    const conversations = new Conversations();
    let closed = 0;
    for (let at = 0; at < 6_000; at += 1)
      closed += [...conversations.take(message(`${at * 100} m${at} ${at}`))].length;
    expect(closed).toBe(1_000);
  });
});
