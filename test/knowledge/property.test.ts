import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exportThread } from '../../src/knowledge/export.js';
import { chunksOf } from '../../src/knowledge/readers/markdown/parse.js';
import { readCsv } from '../../src/knowledge/readers/tables/csv.js';
import { readJsonl } from '../../src/knowledge/readers/tables/jsonl.js';
import { readPost } from './read.js';

/** What posts are made of, so that random texts meet the readers' rules and not only their fallbacks. */
const PIECES = [
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
];
const document = fc.array(fc.oneof(fc.constantFrom(...PIECES), fc.string({ maxLength: 12 })), {
  maxLength: 40,
});
const format = fc.constantFrom('', '---\nformat: weekly\n---\n', '---\nformat: faq\n---\n');

describe('any file', () => {
  it('is read without an error, and every line number lies within it', () => {
    fc.assert(
      fc.property(format, document, (front, pieces) => {
        const text = `${front}${pieces.join('\n')}`;
        const count = text.split('\n').length;
        const found = readPost(text);
        const places = [
          ...found.threads,
          ...found.tasks,
          ...found.releases,
          ...found.readings,
          ...found.notes,
        ];
        const lines = [
          ...places.map(({ source }) => source.line),
          ...found.threads.flatMap(({ turns }) => turns.map(({ line }) => line)),
          ...found.findings.map(({ line }) => line),
        ];
        for (const line of lines) expect(line >= 1 && line <= count).toBe(true);
        for (const thread of found.threads) {
          expect(thread.turns.length).toBeGreaterThan(0);
          for (const { question, answer } of thread.turns) {
            expect(question.trim()).not.toBe('');
            expect(answer).not.toBe('');
          }
          exportThread(thread);
        }
      }),
      { numRuns: 400 },
    );
  });

  it('reads the same twice', () => {
    fc.assert(
      fc.property(document, (pieces) => {
        const text = pieces.join('\n');
        expect(readPost(text)).toEqual(readPost(text));
      }),
      { numRuns: 50 },
    );
  });

  it('of rows is read without an error', () => {
    const cell = fc.oneof(
      fc.string({ maxLength: 8 }),
      fc.constantFrom('question', 'id', '"', ',', '{', '}', '[]', '{"question":1}'),
    );
    fc.assert(
      fc.property(fc.array(cell, { maxLength: 30 }), fc.constantFrom(',', '\n', '"'), (cells, mark) => {
        const text = `id,question,answer\n${cells.join(mark)}`;
        const count = text.split('\n').length;
        for (const found of [
          readCsv({ path: 't.csv', post: 't', text }),
          readJsonl({ path: 't.jsonl', post: 't', text }),
        ])
          for (const { line } of found.findings) expect(line >= 1 && line <= count).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  it('keeps every character when it is cut into pieces', () => {
    fc.assert(
      fc.property(document, fc.integer({ min: 1, max: 200 }), (pieces, times) => {
        const text = `${pieces.join('\n')}\n`.repeat(times);
        const chunks = chunksOf(text);
        expect(chunks.map((chunk) => chunk.text).join('\n')).toBe(text);
        let above = 0;
        for (const chunk of chunks) {
          expect(chunk.above).toBe(above);
          above += chunk.text.split('\n').length;
        }
      }),
      { numRuns: 50 },
    );
  });
});
