import { describe, expect, it } from 'vitest';
import { LIMITS } from '../../src/knowledge/files/limits.js';
import { readHtmlPage } from '../../src/knowledge/readers/html/page.js';

const read = (text: string) => readHtmlPage({ path: 'faq.html', post: 'faq', text });
const pairs = (text: string) =>
  read(text).threads.map(({ turns: [turn] }) => [turn?.question, turn?.answer, turn?.line]);

describe('a page of HTML', () => {
  it('is read from its main text, with title, address and lines', () => {
    const { threads, findings } = read(`<!doctype html>
<html><head><title>FAQ of
 Falcon</title><link rel="canonical" href="https://x.org/faq"><style>h2 { color: red }</style></head>
<body><header><h2>Where is the menu?</h2><p>Here.</p></header><nav><a href="/a">A</a></nav>
<main>
<h1>FAQ</h1>
<h2 id="free">Is it <em>free</em>?<a class="headerlink" href="#free">¶</a></h2>
<p>Yes, see <a href="https://x.org/licence">the licence</a>.</p>
<pre><code># every night
run</code></pre>
<h2>How do I build it?</h2>
<p>With <code>make</code>.</p>
<script>alert('no?')</script>
</main>
<footer><h2>Who made this?</h2><p>We.</p></footer></body></html>
`);
    expect(findings).toEqual([]);
    expect(threads).toMatchObject([
      {
        turns: [{ answer: expect.stringContaining('# every night\nrun'), line: 7 }],
        source: { path: 'faq.html', line: 7, title: 'FAQ of Falcon', url: 'https://x.org/faq' },
      },
      { turns: [{ question: 'How do I build it?', answer: 'With `make`.', line: 11 }] },
    ]);
    expect(threads).toHaveLength(2);
    expect(threads[0]?.turns[0]?.answer).toContain('[the licence](https://x.org/licence)');
    expect(threads[0]?.turns[0]?.question).not.toContain('¶');
  });

  it.each([
    [
      'article',
      '<body><div><h2>Menu?</h2><p>No.</p></div><article>\n<h2>Is it?</h2><p>Yes.</p></article></body>',
    ],
    ['body', '<header><h2>Menu?</h2><p>No.</p></header>\n<h2>Is it?</h2><p>Yes.</p>'],
    ['section with a header of its own', '\n<section><header><h2>Is it?</h2></header><p>Yes.</p></section>'],
    ['button in a heading', '\n<h2><button>Is it?</button></h2><p>Yes.</p>'],
  ])('without main is read from its %s', (_name, text) => {
    expect(pairs(text)).toEqual([['Is it?', 'Yes.', 2]]);
  });

  it('of more tags than a page has is refused', () => {
    expect(read('<b>'.repeat(LIMITS.nesting + 1)).findings).toMatchObject([{ rule: 'markup' }]);
    expect(read('<p>'.repeat(LIMITS.markdownPieces + 1)).findings).toMatchObject([{ rule: 'markup' }]);
    expect(read('x'.repeat(LIMITS.markdownBytes + 1)).findings).toMatchObject([{ rule: 'markup' }]);
  });

  it('of nothing gives nothing', () => {
    expect(read('')).toMatchObject({
      threads: [],
      findings: [{ rule: 'not-read', severity: 'information' }],
    });
  });
});
