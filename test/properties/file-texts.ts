/** Arbitrary texts for the readers of knowledge: made of what files are made of, so that they meet the readers' rules. */

import * as fc from 'fast-check';

const POST = [
  '### 每周读者问答提炼',
  '**本周推荐阅读**',
  '**1、@Kay** 提问：',
  '2. 小白',
  '@Lee 回复：',
  '> 问题？',
  '>',
  '>> 嵌套',
  'A：答案。',
  'A：',
  'Q1：',
  '「Falcon」：',
  'Falcon：https://github.com/acme/falcon',
  '[x](https://x.org)',
  '[WARN]: x',
  '![](https://x.org/1.png)',
  '```',
  '    代码',
  '<br/>',
  '</br>',
  '<div>',
  '<!--',
  '---',
  '***',
  '- 项',
  '1. 项',
  '| a | b |',
  '|---|---|',
  '',
  '',
  '',
  '\t',
  '\\',
  '**',
  '`',
  '详见：',
  '- Easy',
  '发布 Falcon v1.0，主要变更如下：',
  '更多文章请扫码关注公众号',
  '\uE000',
  '# FAQ',
  '## 怎么启动？',
  '<details>',
  '<summary>How?</summary>',
  '</details>',
  '<h3',
  'id="x">Why?</h3>',
  '<dl><dt>a?</dt><dd>b</dd></dl>',
  '<pre>',
  '</pre>',
  '<Tabs>',
  '<TabItem label="x">',
  '</Tabs>',
  '??? question "How?"',
  '    !!! note',
  ':::details How?',
  ':::',
  '> [!NOTE]',
  '{{< details "x" >}}',
  '{{< /details >}}',
  '**Why?**',
  '1. **Why?** So',
  'Q: Why?',
  '| Question | Answer |',
  ': text',
  'import a from "b"',
  '[[a|b]] [c](./d) <a href="x">y</a> {#z}',
];
const TABLE = [
  'question',
  'id',
  '"',
  ',',
  '{',
  '}',
  '[]',
  '{"question":1}',
  '\n',
  '{"question":"a","answer":"b"}\n',
];
const YAML = [
  '- ',
  '  ',
  ': ',
  '[',
  ']',
  '{',
  '}',
  '"',
  "'",
  '&a ',
  '*a',
  '|\n',
  '\n',
  '\n  ',
  'entry: a#1',
  'by: person:m',
  'wordings: [a, b]',
  'projects:',
  'groups:',
  'families:',
  'opposites:',
  'name: a',
  'members: [[a], [b]]',
  'sourceBase: https://x.org',
  '!!js/function ',
  '---\n',
];

const piecesOf = (pieces: readonly string[]): fc.Arbitrary<readonly string[]> =>
  fc.array(fc.oneof(fc.constantFrom(...pieces), fc.string({ maxLength: 12, unit: 'grapheme' })), {
    maxLength: 40,
  });

/** Lines of a Markdown post or page. */
export const markdownLines = piecesOf(POST);
/** Front matter, and a body in any format. */
export const markdownText = fc
  .tuple(
    fc.constantFrom(
      '',
      '---\nformat: weekly\n---\n',
      '---\nformat: faq\n---\n',
      '---\nsaved: s1\n---\n# a\n',
    ),
    markdownLines,
  )
  .map(([front, lines]) => `${front}${lines.join('\n')}`);
/** The text of a JSONL or CSV file. */
export const tableText = fc
  .tuple(piecesOf(TABLE), fc.constantFrom('', 'id,question,answer\n'))
  .map(([pieces, head]) => `${head}${pieces.join('')}`);
/** The text of a wordings file, a catalogue or settings. */
export const yamlText = piecesOf(YAML).map((pieces) => pieces.join(''));
const RECORDS = [
  '- question: q\n',
  '  answer: a\n',
  '- 标准问: "q"\n',
  'sections:\n',
  '  - title: t\n',
  '    items: [',
  '{"question": "q", "answer": "a"}',
  '{"messages": [{"role": "user", "content": "q"}]}',
  '"date": "03/04/2021"',
  '"alternates": ["a", 1, null]',
  ',\n',
  '<p>x</p>',
];

/** The text of a JSON or YAML file that may hold questions. */
export const recordsText = piecesOf([...RECORDS, ...YAML, ...TABLE]).map((pieces) => pieces.join(''));
/** The XML of a workbook's sheet. */
export const sheetPieces = piecesOf([
  '<row r="2">',
  '<row>',
  '</row>',
  '<c r="A1" t="inlineStr"><is><t>question</t></is></c>',
  '<c r="B1" t="inlineStr"><is><t>answer</t></is></c>',
  '<c t="inlineStr"><is><t>x &amp; &lt;y&gt;</t></is></c>',
  '<c r="C3"><v>1</v></c>',
  '<c s="1"><v>44477</v></c>',
  '<c t="s"><v>9</v></c>',
  '<c t="e"><v>#REF!</v></c>',
  '<v>',
  '&x;',
  '<!--',
  ']]>',
]).map((pieces) => pieces.join(''));
/** An answer of plain words, in paragraphs. */
export const plainAnswer = fc
  .array(fc.array(fc.stringMatching(/^[a-z]{1,8}$/), { minLength: 1, maxLength: 6 }), {
    minLength: 1,
    maxLength: 5,
  })
  .map((paragraphs) => paragraphs.map((words) => words.join(' ')).join('\n\n'));
