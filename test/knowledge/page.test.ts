/** Pages of questions in the dialects that communities write: one line a dialect. */

import { describe, expect, it } from 'vitest';
import type { Document } from '../../src/knowledge/model.js';
import { htmlToMarkdown } from '../../src/knowledge/readers/html/to-markdown.js';
import { readMarkdown } from '../../src/knowledge/readers/markdown.js';

function read(
  text: string,
  { path = 'faq.md', sourceBase = undefined as string | undefined } = {},
): Document {
  return readMarkdown({ path, post: path.replace(/\.\w+$/, ''), text, sourceBase }, htmlToMarkdown);
}

function pairs(text: string, path?: string): readonly (readonly [string, string | undefined])[] {
  return read(text, { path }).threads.flatMap(({ turns }) =>
    turns.map(({ question, answer }) => [question, answer] as const),
  );
}

type Pairs = readonly (readonly [question: string, answer: string])[];
const FREE: Pairs = [['Is it free?', 'Yes.']];
const BOTH: Pairs = [
  ['Is it free?', 'Yes.'],
  ['Where is the log?', 'In `/var`.'],
];

describe('a page of questions', () => {
  it.each<readonly [name: string, text: string, expected: Pairs]>([
    [
      'HTML headings',
      '<h3 id="x">Is it free?</h3>\nYes.\n\n<h3 id="y">Where is the log?</h3>\n\nIn `/var`.\n',
      BOTH,
    ],
    [
      'an HTML heading over several lines',
      '<h3\n  id="x"\n>\n  Is it <code>free</code>\n  <a href="#x">?</a>\n</h3>\n\nYes.\n',
      [['Is it free ?', 'Yes.']],
    ],
    [
      'details on one line',
      '<details><summary>Is it free?</summary> Yes. </details>\n\nThanks for reading.\n',
      FREE,
    ],
    [
      'details over several lines',
      '<details>\n<summary><b>Is it free?</b></summary>\n\nYes.\n\n</details>\n<details open>\n  <summary>\n    Where is the log?\n  </summary>\n  In `/var`.\n</details>\n',
      BOTH,
    ],
    [
      'details with code that holds a heading',
      '<details>\n<summary>Is it free?</summary>\n\n```sh\n# every night\n<b>x</b>\n```\n</details>\n',
      [['Is it free?', '```sh\n# every night\n<b>x</b>\n```']],
    ],
    [
      'a list of definitions',
      '<dl>\n<dt>Is it free?</dt>\n<dd>Yes.</dd>\n<dt>Where is the log?</dt><dd>In <code>/var</code>.</dd>\n</dl>\n',
      BOTH,
    ],
    [
      'terms with definitions',
      'Is it free?\n\n:   Yes.\n\n    Really.\n\nWhere is the log?\n: In `/var`.\n',
      [
        ['Is it free?', 'Yes.\n\nReally.'],
        ['Where is the log?', 'In `/var`.'],
      ],
    ],
    [
      'several dialects under one heading',
      '# FAQ\n\n<details><summary>Is it free?</summary>\n\nYes.\n\n</details>\n\n1. **Which one?**\n\n    This one.\n\nQ: Where is the log?\nA: In `/var`.\n',
      [
        ['Is it free?', 'Yes.'],
        ['Which one?', 'This one.'],
        ['Where is the log?', 'In `/var`.'],
      ],
    ],
    ['slanted answers', '**Q: Is it free?**\n\n*A: Yes.*\n', FREE],
    [
      'questions below a question',
      '# FAQ\n\n## What is it?\n\nx\n\n### Is it free?\n\nYes.\n\n### It hangs\n\ny\n\n### Why?\n\nz\n',
      [
        ['What is it?', 'x'],
        ['Is it free?', 'Yes.'],
        ['It hangs', 'y'],
        ['Why?', 'z'],
      ],
    ],
    [
      'HTML within components',
      '<details>\n  <Head slug="faq" />\n  <summary>Is it free?</summary>\n  <div style={{ color: "red" }}>\n    <p>\n      Yes.\n    </p>\n    <ul>\n      <li>Really.</li>\n    </ul>\n  </div>\n</details>\n',
      [['Is it free?', 'Yes.\n\n- Really.']],
    ],
    [
      'details in a list of an answer',
      '# FAQ\n\n## Is it free?\n\n1. Yes.\n\n   <details>\n   <summary>More</summary>\n\n   Really.\n\n   </details>\n2. No.\n',
      [['Is it free?', '1. Yes.\n\n   **More**\n\n   Really.\n\n2. No.']],
    ],
    [
      'blocks whose titles do not ask',
      '# FAQ\n\n<dl><dt>Price</dt><dd>None.</dd><dt>Logs</dt><dd>In /var.</dd><dt>Ports</dt><dd>Port 80.</dd></dl>\n',
      [
        ['Price', 'None.'],
        ['Logs', 'In /var.'],
        ['Ports', 'Port 80.'],
      ],
    ],
    [
      'numbered bold questions',
      '1. **Is it free?**\n\n   Yes.\n\n2. **Where is the log?**\n\n   In `/var`.\n\nAsk in the chat for more.\n',
      BOTH,
    ],
    [
      'numbered bold questions, answers unindented',
      '1. **Is it free?**\n\nYes.\n\n2. **Where is the log?**\n\nIn `/var`.\n',
      BOTH,
    ],
    ['bold questions in a list', '- **Is it free?** Yes.\n- **Where is the log?**\n  In `/var`.\n', BOTH],
    ['bold paragraphs', 'Welcome.\n\n**Is it free?**\n\nYes.\n\n**Where is the log?**\n\nIn `/var`.\n', BOTH],
    ['plain numbered questions', '1. Is it free?\n\n   Yes.\n2. Where is the log?\n\n   In `/var`.\n', BOTH],
    ['headings in a list', '- ## Is it free?\n\n  Yes.\n\n- ## Where is the log?\n\n  In `/var`.\n', BOTH],
    ['Q: and A:', 'Q: Is it free?\nA: Yes.\n\nQ: Where is the log?\n\nA: In `/var`.\n', BOTH],
    [
      'bold Q: and A:',
      '**Q:** Is it free?\n\n**A:** Yes.\n\n**Q: Where is the log?**\n**A:** In `/var`.\n',
      BOTH,
    ],
    [
      '问 and 答',
      '问：收费吗？\n答：不收费。\n\n问：日志在哪里？\n\n答：在 `/var`。\n',
      [
        ['收费吗？', '不收费。'],
        ['日志在哪里？', '在 `/var`。'],
      ],
    ],
    ['Q1. in a list', '- Q1. Is it free?\n- A: Yes.\n\n- Q2. Where is the log?\n- A: In `/var`.\n', BOTH],
    [
      'Q: below HTML headings',
      '<h2>Money</h2>\n\nQ: Is it free?\nA: Yes.\n\n<h2>Files</h2>\n\nQ: Where is the log?\nA: In `/var`.\n',
      BOTH,
    ],
    [
      '??? question',
      '??? question "Is it free?"\n\n    Yes.\n\n??? question "Where is the log?"\n    In `/var`.\n\nMore text.\n',
      BOTH,
    ],
    ['!!! faq', '!!! faq "Is it free?"\n    Yes.\n', FREE],
    [
      ':::details',
      ':::details Is it free?\n\nYes.\n\n:::\n\n::: details Where is the log?\nIn `/var`.\n:::\n',
      BOTH,
    ],
    [
      'an accordion of MDX',
      '<Accordion title="Is it free?">\n  Yes.\n</Accordion>\n<Accordion title="Where is the log?">\n  In `/var`.\n</Accordion>\n',
      BOTH,
    ],
    ['a shortcode of Hugo', '{{< details "Is it free?" >}}\nYes.\n{{< /details >}}\n', FREE],
    ['a callout of Obsidian', '> [!faq]- Is it free?\n> Yes.\n', FREE],
    [
      'a table',
      '| Question | Answer |\n| --- | --- |\n| Is it free? | Yes. |\n| Where is the log? | In `/var`. |\n',
      BOTH,
    ],
    ['a table in Chinese', '| 问题 | 回答 |\n|---|---|\n| 收费吗 | 不收费 |\n', [['收费吗', '不收费']]],
    [
      'front matter with the question',
      '---\nquestion: Is it free?\n---\n## Problem\n\nx\n\n## Solution\n\nYes.\n',
      [['Is it free?', '## Problem\n\nx\n\n## Solution\n\nYes.']],
    ],
    ['front matter with a title that asks', '---\ntitle: Is it free?\n---\nYes.\n', FREE],
    ['a title that its heading repeats', '---\ntitle: Is it free?\n---\n# Is it free?\n\nYes.\n', FREE],
    [
      'a problem with parts',
      '# FAQ\n\n## The build stops with error 7\n\n### Linux\n\nUse apt.\n\n### Windows\n\nDo not.\n',
      [['The build stops with error 7', '### Linux\n\nUse apt.\n\n### Windows\n\nDo not.']],
    ],
    [
      'a problem with a text and parts',
      '# FAQ\n\n## The build stops with error 7\n\nIt happens.\n\n### Cause\n\na\n\n### Solution\n\nb\n',
      [['The build stops with error 7', 'It happens.\n\n### Cause\n\na\n\n### Solution\n\nb']],
    ],
    [
      'groups',
      '# FAQ\n\n## Money\n\nThis section covers money.\n\n### Is it free?\n\nYes.\n\n## Files\n\n### Where is the log?\n\nIn `/var`.\n',
      BOTH,
    ],
    [
      'a list of contents',
      '# FAQ\n\n- [Is it free?](#free)\n- [Where?](#log)\n\n## Is it free?\n\nYes.\n\n[⬆ back to top](#faq)\n',
      FREE,
    ],
    [
      'what is no question',
      '# FAQ\n\n## Table of Contents\n\n- x\n\n## Is it free?\n\nYes.\n\n## Further information\n\nx\n\n## Thanks to our sponsors\n\ny\n\n## Sources\n\nz\n',
      FREE,
    ],
    [
      'code below a heading',
      '# FAQ\n\n## Is it free?\n\n    # every night?\n\n<pre>\n# Is this code?\n\n## Yes?\n</pre>\n',
      [['Is it free?', '    # every night?\n\n```\n# Is this code?\n\n## Yes?\n```']],
    ],
    [
      'versions',
      '# FAQ\n\n### 1.2.0 以后的版本怎么升级？\n\na\n\n### 2.0+ clusters fail\n\nb\n\n### 3.1.2 Where is the log?\n\nc\n\n### 4. Why?\n\nd\n',
      [
        ['1.2.0 以后的版本怎么升级？', 'a'],
        ['2.0+ clusters fail', 'b'],
        ['Where is the log?', 'c'],
        ['Why?', 'd'],
      ],
    ],
    [
      'what is not shown to readers',
      'import Tabs from "@theme/Tabs";\n\n# FAQ\n\n## Is it free? {#free}\n\n<a name="x"></a>Yes&middot;no, see [[the guide]].\n\n:::tip\nAsk.\n:::\n\n<Tabs>\n<TabItem label="Linux">\n\nRun `x`.\n\n</TabItem>\n</Tabs>\n',
      [['Is it free?', 'Yes·no, see the guide.\n\nAsk.\n\n**Linux**\n\nRun `x`.']],
    ],
    [
      'a bold line below a heading that asks',
      '# FAQ\n\n## Is it free?\n\nYes.\n\n**Really?**\n\nYes.\n\n1. **Why?** So.\n\n## Why?\n\nSo.\n',
      [
        ['Is it free?', 'Yes.\n\n**Really?**\n\nYes.\n\n1. **Why?** So.'],
        ['Why?', 'So.'],
      ],
    ],
    [
      'an admonition that holds a heading of code',
      '# FAQ\n\n## Is it free?\n\n!!! note "Mind"\n    Yes.\n\n        # every night\n\n    Done.\n',
      [['Is it free?', '**Mind**\n\nYes.\n\n    # every night\n\nDone.']],
    ],
    [
      'HTML lists in an answer',
      '# FAQ\n\n## Is it free?\n\n<ul>\n<li>Yes</li>\n<li><b>No</b></li>\n</ul>\n',
      [['Is it free?', '- Yes\n- **No**']],
    ],
    ['Q. and A.', 'Q. Is it free?\nA. Yes.\n\n**Q.** Where is the log?\n**A.** In `/var`.\n', BOTH],
    [
      'a list of letters',
      '# FAQ\n\n## Which are there?\n\nA. One.\nB. Two.\n',
      [['Which are there?', 'A. One.\nB. Two.']],
    ],
    ['Q1 -', '# FAQ\n\n## Q1 - Is it free?\n\nA. Yes.\n\n## Q2 – Where is the log?\n\nIn `/var`.\n', BOTH],
    ['【问】 and 【答】', '【问】收费吗？\n【答】不收费。\n', [['收费吗？', '不收费。']]],
    [
      'A. in a list',
      '- **Q1. Is it free?**\n  - **A.** Yes.\n- **Q2. Where is the log?**\n  - A: In `/var`.\n',
      BOTH,
    ],
    ['quotes with marks', '> Q: Is it free?\n\nYes.\n\n> Q: Where is\n> the log?\n\nIn `/var`.\n', BOTH],
    ['quotes that ask', '> Is it free?\n\nYes.\n\n> Where is the log?\n\nIn `/var`.\n', BOTH],
    [
      'answers that nobody indented',
      '1. **Is it free? **\nYes.\n```sh\n# Really?\n```\n\n2. **Where is the log? **\nIn `/var`.\n\nOr not.\n',
      [
        ['Is it free?', 'Yes.\n```sh\n# Really?\n```'],
        ['Where is the log?', 'In `/var`.\n\nOr not.'],
      ],
    ],
    [
      'a problem with parts that ask',
      '# FAQ\n\n## It does not start\n\n### Why?\n\na\n\n### Solutions\n\nb\n\n## It is not found\n\n**Why?**\n\nc\n\n**Solutions**\n\nd\n',
      [
        ['It does not start', '### Why?\n\na\n\n### Solutions\n\nb'],
        ['It is not found', '**Why?**\n\nc\n\n**Solutions**\n\nd'],
      ],
    ],
    [
      'code of Jekyll and Hugo',
      '# FAQ\n\n## Is it free?\n\n{% highlight sh %}\n# Really?\n{% endhighlight %}\n\n{{< highlight sh "linenos=table" >}}\n## Yes?\n{{< /highlight >}}\n',
      [['Is it free?', '```sh\n# Really?\n```\n\n```sh\n## Yes?\n```']],
    ],
    [
      'links of Jekyll and Hugo',
      '# FAQ\n\n## Is it free?\n\n[a]({{ site.baseurl }}/a), [b]({% link b.md %}), [c]({{< ref "c.md" >}}), [d]({{ \'/d\' | relative_url }}).\n',
      [['Is it free?', 'a, b, c, d.']],
    ],
    [
      'headings with marks of their site',
      '# FAQ\n\n## Is it free? [¶](#free)\n\n<br>\nYes.\n\n## Where is the log? <Badge type="tip" text="new" />\n\nIn `/var`.\n\n## {{ item.title }}\n\nx\n',
      BOTH,
    ],
  ])('of %s', (_, text, expected) => {
    expect(pairs(text)).toEqual(expected);
  });

  it('keeps the name of the group that a question stands in', () => {
    const { threads } = read(
      '# FAQ\n\n## Networking\n\n### Is it free?\n\nYes.\n\n## Common questions\n\n### Why?\n\nSo.\n',
    );
    expect(threads.map(({ section }) => section)).toEqual(['Networking', undefined]);
  });

  it('gives the lines of the file', () => {
    const text =
      '---\ntitle: FAQ\n---\nimport x from "y";\n\n<details>\n<summary>Is it free?</summary>\n\nYes.\n\n</details>\n\n??? question "Why?"\n    So.\n';
    expect(read(text).threads.map(({ source }) => source.line)).toEqual([7, 13]);
  });

  it('is one by its name, its title, its first heading, or half of the headings of a level', () => {
    const body = '## The build stops\n\nx\n\n## It is slow\n\ny\n';
    expect(pairs(body, 'notes.md')).toEqual([]);
    expect(pairs(body, 'docs/troubleshooting.md')).toHaveLength(2);
    expect(pairs(body, '常见问题.md')).toHaveLength(2);
    expect(pairs(`---\ntitle: Known issues\n---\n${body}`, 'notes.md')).toHaveLength(2);
    expect(pairs(`# 常见问题\n\n${body}`, 'notes.md')).toHaveLength(2);
    expect(pairs(`---\nformat: faq\n---\n${body}`, 'notes.md')).toHaveLength(2);
    expect(pairs(`${body}\n## Why?\n\nz\n\n## How?\n\nz\n`, 'notes.md')).toHaveLength(4);
  });
});

describe('another page', () => {
  const MANUAL =
    '# Manual\n\n## Install\n\nx\n\n1. **Really?** yes\n\n## Use\n\ny\n\n## What is a port?\n\nA number.\n\n### On Linux\n\nThe same.\n\n## Limits\n\nz\n';

  it('gives the headings that ask, and says how many', () => {
    expect(pairs(MANUAL, 'manual.md')).toEqual([
      ['What is a port?', 'A number.\n\n### On Linux\n\nThe same.'],
    ]);
    expect(read(MANUAL, { path: 'manual.md' }).findings).toMatchObject([
      { rule: 'page-headings', message: expect.stringMatching(/^1 of 6 headings ask/) },
    ]);
  });

  it('may have a section of questions', () => {
    const text =
      '# Tool\n\n## Install\n\n**Why?**\n\nSo.\n\n## FAQ\n\n**Is it free?**\n\nYes.\n\n## Thanks\n\nx\n';
    expect(pairs(text, 'tool.md')).toEqual(FREE);
  });

  it('of a newsletter’s other shape gives its questions', () => {
    const text =
      '---\ntitle: Acme newsletter 7\n---\n## News\n\nx\n\n## Selected Q&A\n\n- [Is it free?](https://x.org/1) Yes.\n- [Why?](https://x.org/2)\n  So.\n';
    expect(pairs(text, 'n7.md')).toEqual([
      ['Is it free?', 'Yes.'],
      ['Why?', 'So.'],
    ]);
  });
});

describe('links', () => {
  const TEXT =
    '# FAQ\n\n## Is it free?\n\nSee the [guide](/docs/a.md), [below](#more), [more][m] and [x](https://x.org).\n\n[m]: ./m.md\n';

  it('that lead nowhere from here lose their target, and are counted once', () => {
    const { threads, findings } = read(TEXT);
    expect(threads[0]?.turns[0]?.answer).toBe('See the guide, below, more and [x](https://x.org).');
    expect(findings).toMatchObject([
      { line: 5, rule: 'link-relative', message: expect.stringMatching(/^3 links/) },
    ]);
  });

  it('are completed where the page has an address', () => {
    const { threads, findings } = read(TEXT, { sourceBase: 'https://y.org/help' });
    expect(threads[0]?.turns[0]?.answer).toBe(
      'See the [guide](https://y.org/docs/a.md), [below](https://y.org/help/faq/#more), [more][m] and [x](https://x.org).\n\n[m]: https://y.org/help/m/',
    );
    expect(findings).toEqual([]);
  });
});

describe('a page that nobody divided', () => {
  it('is left out with a finding', () => {
    const inside = Array.from(
      { length: 60 },
      (_, n) => `Number ${n}, is it free?\n\n${'Words. '.repeat(20)}\n`,
    ).join('\n');
    const { threads, findings } = read(`# FAQ\n\n## Everything is broken\n\n${inside}`);
    expect(threads).toEqual([]);
    expect(findings).toMatchObject([{ line: 3, rule: 'faq-undivided', severity: 'error' }]);
  });

  it('is left out where an answer is longer than anybody reads', () => {
    const { threads, findings } = read(`# FAQ\n\n## Is it long?\n\n${'Words. '.repeat(3_000)}`);
    expect(threads).toEqual([]);
    expect(findings).toMatchObject([{ line: 3, rule: 'faq-undivided', severity: 'error' }]);
  });

  it('is named where no question is found', () => {
    expect(read('# FAQ\n\nOne text, and that is all.\n').findings).toMatchObject([{ rule: 'faq-undivided' }]);
  });
});
