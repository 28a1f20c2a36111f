import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exportThread } from '../../src/knowledge/export.js';
import { chunksOf } from '../../src/knowledge/readers/markdown/parse.js';
import { READERS, readerOf } from '../../src/knowledge/readers/readers.js';
import { readRecords } from '../../src/knowledge/readers/tables/records.js';
import { readXlsx } from '../../src/knowledge/readers/tables/xlsx.js';
import { readCsv } from '../../src/knowledge/readers/tables/csv.js';
import { readJsonl } from '../../src/knowledge/readers/tables/jsonl.js';
import { readAlternates } from '../../src/knowledge/learned/alternates.js';
import type { Document } from '../../src/knowledge/model.js';
import { readMarkdown } from '../../src/knowledge/readers/markdown.js';
import { readWordings } from '../../src/knowledge/wordings/format.js';
import {
  readFamilies,
  readFolderSettings,
  readGlossary,
  readProjects,
} from '../../src/knowledge/yaml-files.js';
import { readPost } from '../knowledge/read.js';
import { sheetXml, workbook } from '../support/workbook.js';
import { bounded } from './bounded.js';
import {
  markdownLines,
  markdownText,
  plainAnswer,
  recordsText,
  sheetPieces,
  tableText,
  yamlText,
} from './file-texts.js';

const FILE = { path: 'p', post: 'p' };

describe('any file', () => {
  it('is read without an error, and every line number lies within it', () => {
    fc.assert(
      fc.property(markdownText, (text) => {
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
      bounded(400),
    );
  });

  it('reads the same twice', () => {
    fc.assert(
      fc.property(markdownLines, (pieces) => {
        const text = pieces.join('\n');
        expect(readPost(text)).toEqual(readPost(text));
      }),
      bounded(50),
    );
  });

  it.each<readonly [name: string, text: fc.Arbitrary<string>, read: (text: string) => Partial<Document>]>([
    ['markdown', markdownText, (text) => readMarkdown({ path: 'p.md', post: 'p', text })],
    ['csv', tableText, (text) => readCsv({ path: 't.csv', post: 't', text })],
    ['jsonl', tableText, (text) => readJsonl({ path: 't.jsonl', post: 't', text })],
    ['records', recordsText, (text) => readRecords({ path: 'faq.yaml', post: 't', text })],
    ['wordings', yamlText, (text) => readWordings('w.yaml', text)],
    ['alternates', yamlText, (text) => readAlternates('w.yaml', text)],
    ['projects', yamlText, (text) => readProjects('w.yaml', text)],
    ['glossary', yamlText, (text) => readGlossary('w.yaml', text)],
    ['families', yamlText, (text) => readFamilies('w.yaml', text)],
    ['settings', yamlText, (text) => readFolderSettings('w.yaml', text)],
  ])('of %s is read without an error, the same twice, with findings in its lines', (_, texts, read) => {
    fc.assert(
      fc.property(texts, (text) => {
        const found = read(text);
        expect(read(text)).toEqual(found);
        const count = text.split('\n').length;
        for (const { line } of found.findings ?? []) expect(line >= 1 && line <= count).toBe(true);
      }),
      bounded(150),
    );
  });

  it.each<readonly [name: string, read: (answer: string) => Partial<Document>]>([
    ['jsonl', (answer) => readJsonl({ ...FILE, text: JSON.stringify({ question: 'q?', answer }) })],
    ['json', (answer) => readRecords({ ...FILE, text: JSON.stringify([{ question: 'q?', answer }]) })],
    ['csv', (answer) => readCsv({ ...FILE, text: `question,answer\nq?,"${answer}"\n` })],
    ['faq', (answer) => readPost(`---\nformat: faq\n---\n# q?\n\n${answer}\n`)],
    [
      'weekly',
      (answer) => readPost(`---\nformat: weekly\n---\n**1、@Kay** 提问：\n\n> q?\n\nA：${answer}\n`),
    ],
    ['saved answer', (answer) => readPost(`---\nsaved: s1\n---\n# q?\n\n${answer}\n`)],
  ])('of %s loses no word of an answer', (_, read) => {
    fc.assert(
      fc.property(plainAnswer, (answer) => {
        expect(read(answer).threads?.[0]?.turns[0]?.answer).toBe(answer);
      }),
      bounded(100),
    );
  });

  it('of a workbook is read without an error, the same twice', async () => {
    await fc.assert(
      fc.asyncProperty(sheetPieces, async (xml) => {
        const bytes = workbook(sheetXml([]).replace('</sheetData>', `${xml}</sheetData>`));
        const read = async () => await readXlsx({ ...FILE, text: '', bytes });
        expect(await read()).toEqual(await read());
      }),
      bounded(60),
    );
  });

  it('of bytes at random is read without an error by each reader', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), async (bytes) => {
        const text = new TextDecoder('latin1').decode(bytes);
        for (const { extensions } of READERS) {
          const path = `p.${extensions[0]}`;
          await readerOf(path, READERS)?.read({ path, post: 'p', text, bytes });
        }
      }),
      bounded(60),
    );
  });

  it('keeps every character when it is cut into pieces', () => {
    fc.assert(
      fc.property(markdownLines, fc.integer({ min: 1, max: 200 }), (pieces, times) => {
        const text = `${pieces.join('\n')}\n`.repeat(times);
        const chunks = chunksOf(text);
        expect(chunks.map((chunk) => chunk.text).join('\n')).toBe(text);
        let above = 0;
        for (const chunk of chunks) {
          expect(chunk.above).toBe(above);
          above += chunk.text.split('\n').length;
        }
      }),
      bounded(50),
    );
  });
});
