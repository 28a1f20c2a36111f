import { describe, expect, it } from 'vitest';
import type { ImportedMessage, ImportedThread } from '../../src/import/model.js';
import { pairOf } from '../../src/import/pair.js';

const SOURCE = { isMarked: true, confidence: 1, platform: 'github' };
const OPTIONS = { maintainers: new Set(['maria']) };

const message = (more: Partial<ImportedMessage> = {}): ImportedMessage => ({
  id: more.text ?? '1',
  author: 'ann',
  text: 'How do I set the port of the server?',
  isAnswer: false,
  ...more,
});

const thread = (...messages: readonly ImportedMessage[]): ImportedThread => ({
  id: 'github-discussion:o/r/1',
  title: 'How to set the port?',
  url: 'https://github.com/o/r/discussions/1',
  tags: [],
  messages,
});

const answer = message({
  author: 'bob',
  text: '@ann use `--port`',
  isAnswer: true,
  votes: 3,
  at: '2024-05-06T07:08:09Z',
});

describe('a pair', () => {
  it('is the title with the marked answer, without names, with the thread in roles', () => {
    const other = message({ author: 'Maria', text: 'Which version, @ann?' });
    const pair = pairOf(thread(message(), other, answer), SOURCE, OPTIONS);
    expect(pair).toMatchObject({
      id: 'github-discussion:o/r/1',
      question: 'How to set the port?',
      answer: 'use `--port`',
      date: '2024-05-06',
      votes: 3,
      confidence: 1,
      isMarked: true,
      askedBy: { platform: 'github', asker: 'ann' },
      answeredBy: { platform: 'github', asker: 'bob' },
      thread: [
        { who: 'asker', text: 'How do I set the port of the server?' },
        { who: 'maintainer', text: 'Which version, somebody?' },
      ],
    });
  });

  it('holds nothing that moves a terminal or that no store takes', () => {
    const half = '\uD83D';
    const pair = pairOf(
      {
        ...thread(message({ text: `${'x'.repeat(799)}😀` }), {
          ...answer,
          text: `\u0000Use\tit \u001B[31mnow\u001B[0m ${half}\u202E`,
        }),
        title: 'How is \u001B]0;x\u0007the port set?',
        tags: [`a\u0000${half}`],
      },
      SOURCE,
      OPTIONS,
    );
    expect(pair).toMatchObject({ question: 'How is the port set?', answer: 'Use\tit now', tags: ['a'] });
    expect(typeof pair === 'string' || pair.thread?.[0]?.text).toBe(`${'x'.repeat(799)}…`);
  });

  it('has no address but one of the web', () => {
    expect(
      pairOf({ ...thread(message(), answer), url: 'javascript:alert(1)' }, SOURCE, OPTIONS),
    ).toMatchObject({
      url: undefined,
    });
  });

  it('takes the first paragraph along where the title says nothing', () => {
    const short = {
      ...thread(message({ text: 'Where is the port set?\n\nI looked.' }), answer),
      title: 'Help',
    };
    expect(pairOf(short, SOURCE, OPTIONS)).toMatchObject({ question: 'Help\n\nWhere is the port set?' });
    const alone = { ...thread(message({ text: '' }), answer), title: 'Refunds' };
    expect(pairOf(alone, SOURCE, OPTIONS)).toMatchObject({ question: 'Refunds' });
  });

  it.each([
    '[SOLVED] How to set the port?',
    'How to set the port? (solved)',
    '【已解决】How to set the port?',
  ])('does not ask "%s" with the mark', (title) => {
    const pair = pairOf({ ...thread(message(), answer), title }, SOURCE, OPTIONS);
    expect(pair).toMatchObject({ question: 'How to set the port?' });
  });

  it('unfolds what is folded', () => {
    const folded = '<details><summary>Log</summary>\n\n```\n<details>\n```\n</details>\nSo it is.';
    const pair = pairOf(thread(message(), { ...answer, text: folded }), SOURCE, OPTIONS);
    expect(pair).toMatchObject({ answer: '**Log**\n\n```\n<details>\n```\n\nSo it is.' });
  });

  it.each([
    ['no-answer', [message()]],
    ['unmarked', [message(), message({ id: '2', text: 'me too' })]],
    ['no-words', [message(), { ...answer, text: '![x](https://x.example/1.png)' }]],
    ['long', [message(), { ...answer, text: 'word '.repeat(2_000) }]],
  ] as const)('is none: %s', (reason, messages) => {
    expect(pairOf(thread(...messages), SOURCE, OPTIONS)).toBe(reason);
  });
});
