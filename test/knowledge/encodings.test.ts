import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readText } from '../../src/knowledge/files/decode.js';
import { encoded } from '../support/encoded.js';

const FILE = join(mkdtempSync(join(tmpdir(), 'qabot-encodings-')), 'faq.csv');

async function read(bytes: Uint8Array) {
  writeFileSync(FILE, bytes);
  const { content, findings } = await readText(FILE, 'faq.csv');
  return {
    content,
    findings: findings.map(({ line, rule, severity, message }) => [line, rule, severity, message]),
  };
}

const SIMPLIFIED =
  '问题,答案\n怎么升级到新版本？,先备份数据，再运行升级脚本。\n启动失败怎么办？,看端口是否被占用。\n';
const TRADITIONAL =
  '問題,答案\n怎麼升級到新版本？,先備份資料，再執行升級腳本。\n啟動失敗怎麼辦？,看連接埠是否被佔用。\n';
const FEW =
  'question,answer\nHow do I reload the settings?,Send SIGHUP to the 主进程 and wait.\nIs it free?,Yes.\n';
const GERMAN = 'question,answer\nWie ändere ich die Größe?,Öffne die Einstellungen für die Ansicht.\n';
const FRENCH = 'question,answer\nComment l’éteindre ?,C’est très simple : débranchez-le.\n';
const ENGLISH = 'question,answer\nHow so?,So.\n';

describe('a file', () => {
  it.each([
    ['simplified Chinese', SIMPLIFIED, 'gb18030'],
    ['a line of simplified Chinese', '怎么装？看文档。', 'gb18030'],
    ['few Chinese characters', FEW, 'gb18030'],
    ['traditional Chinese', TRADITIONAL, 'big5'],
    ['German', GERMAN, 'windows-1252'],
    ['French', FRENCH, 'windows-1252'],
    ['English in wide characters', ENGLISH, 'utf-16le'],
    ['English in wide characters, high first', ENGLISH, 'utf-16be'],
    ['Chinese in wide characters', SIMPLIFIED, 'utf-16le'],
    ['Chinese in wide characters, high first', SIMPLIFIED, 'utf-16be'],
  ])('of %s is read in its encoding, and a finding says so', async (_name, text, encoding) => {
    const message = `read as ${encoding.toUpperCase()}; save the file as UTF-8`;
    expect(await read(encoded(text, encoding))).toEqual({
      content: text,
      findings: [[1, 'encoding', 'warning', message]],
    });
  });

  it.each([
    ['UTF-16, low first', [0xff, 0xfe], 'utf-16le'],
    ['UTF-16, high first', [0xfe, 0xff], 'utf-16be'],
  ])('with the mark of %s is read so, whatever it holds', async (_name, mark, encoding) => {
    const text = '啊';
    const { content } = await read(Uint8Array.from([...mark, ...encoded(text, encoding)]));
    expect(content).toBe(text);
  });

  it('with the mark of UTF-8 is UTF-8', async () => {
    const bytes = Uint8Array.from([0xef, 0xbb, 0xbf, ...new TextEncoder().encode('é\r\na')]);
    expect(await read(bytes)).toEqual({ content: 'é\na', findings: [] });
  });

  it('that is UTF-8 is taken for nothing else', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'grapheme', maxLength: 60 }), async (text) => {
        const plain = text.replace(/\r\n?/g, '\n').replace(/^\uFEFF/, '');
        expect(await read(new TextEncoder().encode(plain))).toEqual({ content: plain, findings: [] });
      }),
      { numRuns: 200 },
    );
  });

  it.each([
    ['damaged UTF-8', [...new TextEncoder().encode('问题\n答案'), 0xff, 0x0a], 2],
    ['one byte that is none', [0x61, 0x0a, 0xff], 2],
    ['bytes at random', [0x80, 0xff, 0x81, 0xfe, 0x90, 0x0a, 0xc0, 0x03, 0xf5, 0x99], 1],
  ])('of %s is a fault at its line', async (_name, bytes, line) => {
    const { content, findings } = await read(Uint8Array.from(bytes));
    expect(content).toBeUndefined();
    expect(findings).toMatchObject([[line, 'encoding', 'error', expect.stringContaining('UTF-8')]]);
  });
});
