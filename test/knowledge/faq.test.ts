import { describe, expect, it } from 'vitest';
import { readPost } from './read.js';

function asked(text: string): readonly (readonly [string, string | undefined])[] {
  return readPost(text).threads.flatMap(({ turns }) =>
    turns.map(({ question, answer }) => [question, answer] as const),
  );
}

describe('FAQ pages', () => {
  it('takes a heading as the question and the text under it as the answer', () => {
    const text =
      '# Help\n\nWelcome.\n\n## How do I start?\n\nRun `start`.\n\n- or press *Go*\n\n## And stop?\n\nPress ![x](x.png) Stop.\n';
    expect(asked(text)).toEqual([
      ['How do I start?', 'Run `start`.\n\n- or press *Go*'],
      ['And stop?', 'Press ![x](x.png) Stop.'],
    ]);
  });

  it('reads project, tags, date and address from the front matter', () => {
    const text =
      '---\ntitle: Help\nproject: Falcon\ntags: [net, tls]\ndate: 2024-02-03\nurl: https://x.org/help\n---\n# How?\n\nSo.\n';
    const [thread] = readPost(text).threads;
    expect(thread).toMatchObject({
      id: 'post#1',
      n: 1,
      printedProject: 'Falcon',
      tags: ['net', 'tls'],
      source: { path: 'post.md', line: 8, title: 'Help', date: '2024-02-03', url: 'https://x.org/help' },
    });
  });

  it('gives alternates to the one question, or to each by name', () => {
    const one = readPost('---\nalternates: [start it, launch]\n---\n# How do I start?\n\nRun.\n');
    expect(one.threads[0]?.turns[0]?.alternates).toEqual(['start it', 'launch']);
    const map =
      '---\nalternates:\n  how do i start: [launch]\n  And stop?: halt\n  Nobody asks: [x]\n---\n## 1. How do I start?\n\nRun.\n\n## And stop?\n\nStop.\n';
    const two = readPost(map);
    expect(two.threads.map(({ turns }) => turns[0]?.alternates)).toEqual([['launch'], ['halt']]);
    expect(two.findings).toMatchObject([{ rule: 'alternates-unknown' }]);
    const list = readPost('---\nalternates: [x]\n---\n## A?\n\n1\n\n## B?\n\n2\n');
    expect(list.findings).toMatchObject([
      { rule: 'alternates-shape', message: expect.stringMatching(/list.*map/) },
    ]);
  });

  it('reads groups, questions below them, and sections within an answer', () => {
    const text =
      '# FAQ\n\n## Installing\n\n### How do I install it?\n\nLike this.\n\n#### On Linux\n\nUse apt.\n\n#### On Windows\n\nDo not.\n\n### Which versions work?\n\nAll.\n\n## Refunds\n\nNone.\n';
    expect(asked(text)).toEqual([
      ['How do I install it?', 'Like this.\n\n#### On Linux\n\nUse apt.\n\n#### On Windows\n\nDo not.'],
      ['Which versions work?', 'All.'],
      ['Refunds', 'None.'],
    ]);
  });

  it('keeps a question without an answer, and strips numbers, marks and anchors', () => {
    expect(asked('## 2.1. Q: Why? {#why}\n\n## Q3：为什么？\n\n因为。\n')).toEqual([
      ['Why?', undefined],
      ['为什么？', '因为。'],
    ]);
  });

  it('reads underlined headings and several headings of the first depth', () => {
    expect(asked('How?\n====\n\nSo.\n\nWhy?\n====\n\nBecause.\n')).toEqual([
      ['How?', 'So.'],
      ['Why?', 'Because.'],
    ]);
  });

  it('takes no heading from code', () => {
    expect(asked('## How?\n\n```sh\n# not a heading\n```\n')).toEqual([
      ['How?', '```sh\n# not a heading\n```'],
    ]);
  });

  it('lists web addresses of the answer once, reference links among them', () => {
    const text =
      '## How?\n\nSee [a](https://x.org/a), [b][1], https://x.org/a and [c](./c.md).\n\n## Why?\n\nSo.\n\n[1]: https://x.org/b\n';
    const [first] = readPost(text).threads;
    expect(first?.turns[0]?.links.map(({ url }) => url)).toEqual(['https://x.org/a', 'https://x.org/b']);
    expect(first?.turns[0]?.answer).toContain('\n\n[1]: https://x.org/b');
  });

  it('is chosen by the shape of the file, or by its front matter', () => {
    const weekly = '### 问答\n\n@Kay 提问：\n\n> 一？\n\nA：1。\n';
    expect(readPost(weekly).threads[0]?.asker).toBe('Kay');
    expect(readPost(`---\nformat: faq\n---\n${weekly}`).threads[0]?.turns[0]?.question).toBe('问答');
    expect(readPost('---\nformat: weekly\n---\n## How?\n\nSo.\n').threads).toEqual([]);
    expect(readPost('---\nformat: novel\n---\n## How?\n\nSo.\n').findings).toMatchObject([
      { rule: 'format-unknown' },
    ]);
    const english =
      '# Releases\n\n## When is the next release?\n\nSoon.\n\n## How are events logged?\n\n> As text\n\nTo a file.\n';
    expect(asked(english)).toHaveLength(2);
    expect(asked('## 近期会支持 TLS 吗？\n\n会。\n')).toEqual([['近期会支持 TLS 吗？', '会。']]);
    expect(asked('## Q: How?\n\nA: So.\n\n> a quote\n')).toEqual([['How?', 'So.\n\n> a quote']]);
    expect(asked('**Q：怎么启动**\n\nA：运行。\n')).toEqual([['怎么启动', '运行。']]);
    expect(asked('---\ntitle: Acme Weekly\n---\n## Releases\n\nNone.\n')).toEqual([]);
  });

  it('reads a page of 2,000 questions in linear time', () => {
    const text = Array.from(
      { length: 2000 },
      (_, index) => `## Question ${index}?\n\nAnswer ${index}.\n`,
    ).join('\n');
    const pairs = asked(text);
    expect(pairs).toHaveLength(2000);
    expect(pairs[1999]).toEqual(['Question 1999?', 'Answer 1999.']);
  });
});
