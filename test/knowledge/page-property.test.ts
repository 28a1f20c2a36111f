/** Pages written from known pairs in a dialect: what comes out are the pairs. */

import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readPost } from './read.js';

interface Pair {
  readonly question: string;
  readonly paragraphs: readonly string[];
  readonly code: string;
}

const word = fc.stringMatching(/^[b-z][a-z]{2,7}$/);
const sentence = fc.array(word, { minLength: 2, maxLength: 6 }).map((words) => words.join(' '));
const chinese = fc.stringMatching(/^[甲乙丙丁戊己庚辛]{4,10}$/);
/** Code that would be a heading, a question or a tag if it were none. */
const CODE = [
  '# every night?',
  'Q: who?',
  '<details>',
  '??? question "x"',
  '**why?**',
  '',
  ':::tip',
  '1. how?',
  '- ## a?',
  '| Question | Answer |',
  'import x from "y"',
  '{{< details "x" >}}',
];
const pair: fc.Arbitrary<Pair> = fc.record({
  question: fc.oneof(
    sentence.map((text) => `Is ${text}?`),
    chinese.map((text) => `为什么${text}？`),
  ),
  paragraphs: fc.array(fc.oneof(sentence, chinese), { minLength: 1, maxLength: 3 }),
  code: fc.array(fc.constantFrom(...CODE), { minLength: 1, maxLength: 5 }).map((rows) => rows.join('\n')),
});

function bodyOf({ paragraphs, code }: Pair): string {
  return `${paragraphs.join('\n\n')}\n\n\`\`\`sh\nx\n${code}\ny\n\`\`\``;
}

const indent = (text: string, width: number): string => text.replace(/^(?=.)/gm, ' '.repeat(width));

const DIALECTS: Readonly<Record<string, (pair: Pair, index: number) => string>> = {
  heading: (one) => `## ${one.question}\n\n${bodyOf(one)}\n`,
  'numbered heading': (one, index) => `## ${index + 1}. ${one.question} {#x${index}}\n\n${bodyOf(one)}\n`,
  underlined: (one) => `${one.question}\n----\n\n${bodyOf(one)}\n`,
  'HTML heading': (one) => `<h3 id="x">\n${one.question}</h3>\n\n${bodyOf(one)}\n`,
  details: (one) => `<details>\n<summary>${one.question}</summary>\n\n${bodyOf(one)}\n\n</details>\n`,
  'details at once': (one) =>
    `<details><summary><b>${one.question}</b></summary>\n${bodyOf(one)}\n</details>\n`,
  'bold paragraph': (one) => `**${one.question}**\n\n${bodyOf(one)}\n`,
  'bold in a numbered list': (one, index) =>
    `${index + 1}. **${one.question}**\n\n${indent(bodyOf(one), 4)}\n`,
  'bold in a list': (one) => `- **${one.question}**\n\n${indent(bodyOf(one), 2)}\n`,
  numbered: (one, index) => `${index + 1}. ${one.question}\n\n${indent(bodyOf(one), 4)}\n`,
  'heading in a list': (one) => `- ## ${one.question}\n\n${indent(bodyOf(one), 2)}\n`,
  'Q and A': (one) => `Q: ${one.question}\n\nA: ${bodyOf(one)}\n`,
  'bold Q and A': (one) => `**Q:** ${one.question}\n\n**A:** ${bodyOf(one)}\n`,
  问答: (one) => `问：${one.question}\n答：${bodyOf(one)}\n`,
  MkDocs: (one) => `??? question "${one.question}"\n\n${indent(bodyOf(one), 4)}\n`,
  VitePress: (one) => `:::details ${one.question}\n\n${bodyOf(one)}\n\n:::\n`,
  MDX: (one) => `<Accordion title="${one.question}">\n${indent(bodyOf(one), 2)}\n</Accordion>\n`,
  Hugo: (one) => `{{< details "${one.question}" >}}\n${bodyOf(one)}\n{{< /details >}}\n`,
};

describe.each(Object.entries(DIALECTS))('a page of questions in the dialect %s', (_, write) => {
  it('gives each pair in order, its answer whole, its code untouched', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(pair, { minLength: 1, maxLength: 5, selector: ({ question }) => question }),
        (given) => {
          const text = `# FAQ\n\n${given.map(write).join('\n')}`;
          const { threads } = readPost(text, 'faq.md');
          expect(threads.map(({ turns }) => [turns[0]?.question, turns[0]?.answer])).toEqual(
            given.map((one) => [one.question, bodyOf(one)]),
          );
          expect(readPost(text, 'faq.md').threads).toEqual(threads);
          const rows = text.split('\n');
          for (const { source, turns } of threads) {
            const near = rows.slice(source.line - 1, source.line + 1).join('\n');
            expect(near).toContain(turns[0]?.question);
          }
        },
      ),
      { numRuns: 40 },
    );
  });
});
