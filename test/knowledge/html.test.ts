import { describe, expect, it } from 'vitest';
import { LIMITS } from '../../src/knowledge/files/limits.js';
import { htmlExcess } from '../../src/knowledge/readers/html/bounds.js';
import { htmlToMarkdown } from '../../src/knowledge/readers/html/to-markdown.js';
import { textOfRows } from '../../src/knowledge/readers/rows.js';

describe('HTML as Markdown', () => {
  it.each<readonly [html: string, markdown: string]>([
    ['<h3 id="x">Is it\n<code>free</code>?</h3>', '### Is it `free`?'],
    ['<h3><a name="y"></a>Free<br>of charge?</h3>', '### Free of charge?'],
    [
      '<p>Use <b>bold</b> and <a href="/x">this</a>.</p><p>snake_case &lt;b&gt;</p>',
      'Use **bold** and [this](/x).\n\nsnake_case \\<b>',
    ],
    ['<ul><li>one</li><li>two</li></ul>', '- one\n- two'],
    [
      '<ol><li>one<pre>\n# every night\n  x\n</pre></li></ol>',
      '1. one\n   ```\n   # every night\n     x\n   ```',
    ],
    ['<pre><code class="language-sh"># every night\n\n# a</code></pre>', '```sh\n# every night\n\n# a\n```'],
    [
      '<table><tr><th>Question</th><th>Answer</th></tr><tr><td>a?</td><td>b</td></tr></table>',
      '| Question | Answer |\n| - | - |\n| a? | b |',
    ],
    ['<table><tr><td><pre># x\ny</pre></td><td>z</td></tr></table>', '```\n# x\ny\n```\n\nz'],
    [
      '<details><summary>Is <b>it</b> free?</summary> Yes. </details>',
      '<details>\n\n<summary>Is it free?</summary>\n\nYes.\n\n</details>',
    ],
    [
      '<dl><dt>a?</dt><dd>b</dd><dt>c?</dt><dt>d?</dt><dd>e</dd><dd>f</dd></dl>',
      '<details>\n\n<summary>a?</summary>\n\nb\n\n</details>\n\n<details>\n\n<summary>c? / d?</summary>\n\ne\n\nf\n\n</details>',
    ],
    ['<script>x()</script><style>y</style><!-- z -->', ''],
    ['<p>Tom &amp; Jerry&nbsp;&middot; x</p>', 'Tom & Jerry\u00A0· x'],
  ])('%j', (html, markdown) => {
    expect(textOfRows(htmlToMarkdown(html))).toBe(markdown);
  });

  it('gives each row the line that it came from', () => {
    const html = '<h2>A</h2>\n<p>b</p>\n\n<details>\n<summary>c?</summary>\n<pre>\nd\ne</pre>\n</details>';
    expect(htmlToMarkdown(html, 10).filter(({ text }) => text !== '')).toEqual([
      { text: '## A', line: 11 },
      { text: 'b', line: 12 },
      { text: '<details>', line: 15 },
      { text: '<summary>c?</summary>', line: 15 },
      { text: '```', line: 16 },
      { text: 'd', line: 17 },
      { text: 'e', line: 18 },
      { text: '```', line: 18 },
      { text: '</details>', line: 19 },
    ]);
  });

  it('has bounds on what takes long to parse', () => {
    expect(htmlExcess('<p>a<li>b<br>'.repeat(1000))).toBeUndefined();
    expect(htmlExcess('<div>'.repeat(LIMITS.nesting + 1))).toMatch(/within each other/);
    expect(htmlExcess(`${'<b>'.repeat(90)}${'<p>'.repeat(300)}`)).toMatch(/more than/);
    expect(htmlExcess('<p>'.repeat(LIMITS.markdownPieces + 1))).toMatch(/more than/);
  });
});
