import { expect, it } from 'vitest';
import { entriesOf } from '../../src/knowledge/entries.js';
import { exportThread } from '../../src/knowledge/export.js';
import { readPost } from './read.js';

const A = 'https://x.org/1.png';
const B = 'https://x.org/2.png';

it.each([
  [
    'below the words, in a quote',
    `> 怎么配？\n\nA：参考下图，\n\n>![a](${A})<br/>\n>![b](${B})\n\n「Falcon」：https://github.com/acme/falcon\n`,
    `参考下图，\n\n[图片](${A})\n[图片](${B})`,
    '参考下图，',
  ],
  [
    'in English, between the words',
    `> How do I set it up?\n\nA：First this:\n\n![](${A})\n\nThen that. ![](${B})\n`,
    `First this:\n\n[picture](${A})\n\nThen that.\n[picture](${B})`,
    'First this:\nThen that.',
  ],
  ['alone', `> 怎么配？\n\nA：\n\n![](${A})\n`, `[图片](${A})`, `图片 (${A})`],
  ['alone, behind the mark', `> 怎么配？\n\nA：![](${A})\n`, `[图片](${A})`, `图片 (${A})`],
  ['that leads nowhere', '> 怎么配？\n\nA：如图。\n\n![](./1.png)\n', '如图。', '如图。'],
  ['of the question', `> 怎么配？\n\n![](${A})\n\nA：重启。\n`, '重启。', '重启。'],
])('a picture %s is kept in the answer', (_name, text, answer, exported) => {
  const { threads } = readPost(`---\nformat: weekly\n---\n### 问答\n\n**@Kay** 提问：\n\n${text}`);
  expect(entriesOf(threads).map((entry) => entry.answer)).toEqual([answer]);
  expect(threads.flatMap((thread) => exportThread(thread).turns)[0]?.answer).toBe(exported);
});
