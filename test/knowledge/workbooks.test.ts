import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { LIMITS } from '../../src/knowledge/files/limits.js';
import { loadKnowledge } from '../../src/knowledge/load.js';
import { readXlsx } from '../../src/knowledge/readers/tables/xlsx.js';
import { sheetXml, workbook } from '../support/workbook.js';

const read = (bytes: Uint8Array) => readXlsx({ path: 't.xlsx', post: 't', text: '', bytes });

async function load(files: Readonly<Record<string, Uint8Array | string>>) {
  const dir = mkdtempSync(join(tmpdir(), 'qabot-workbook-'));
  for (const [name, bytes] of Object.entries(files)) writeFileSync(join(dir, name), bytes);
  return await loadKnowledge([dir]);
}

describe('a workbook', () => {
  it('gives the rows of its first sheet', async () => {
    const first = sheetXml([
      ['编号', '标准问', '答案', '日期'],
      [7, '怎么装？', '看文档。\n然后重启。', { day: 44477 }],
      [],
      [8, 'Is 1 < 2 & 3?', 'Yes.', 'October 9, 2021'],
    ]);
    const { threads, findings } = await read(workbook(first, sheetXml([['question'], ['another sheet?']])));
    expect(findings).toEqual([]);
    expect(threads).toMatchObject([
      {
        id: '7',
        turns: [{ question: '怎么装？', answer: '看文档。\n然后重启。' }],
        source: { line: 2, date: '2021-10-08' },
      },
      {
        id: '8',
        turns: [{ question: 'Is 1 < 2 & 3?', answer: 'Yes.' }],
        source: { line: 4, date: '2021-10-09' },
      },
    ]);
  });

  it.each([
    ['no archive', new Uint8Array([1, 2, 3])],
    ['nothing', new Uint8Array()],
    ['half of one', workbook(sheetXml([['question']])).subarray(0, 600)],
    ['no XML', workbook('<worksheet><sheetData><row><c')],
  ])('that is %s is a finding', async (_name, bytes) => {
    const { threads, findings } = await read(bytes);
    expect(threads).toEqual([]);
    expect(findings).toMatchObject([{ path: 't.xlsx', line: 1, severity: 'error' }]);
  });

  it('that unpacks to more than is good is refused before it is unpacked', async () => {
    const bomb = workbook(' '.repeat(LIMITS.unpackedBytes + 1));
    expect(bomb.length).toBeLessThan(LIMITS.unpackedBytes / 100);
    expect((await read(bomb)).findings).toMatchObject([{ rule: 'file-size', severity: 'error' }]);
  });

  it('whose directory lies about its size is not unpacked further than it says', async () => {
    const honest = workbook(' '.repeat(8_000_000));
    const lying = Buffer.from(honest);
    const size = Buffer.alloc(4);
    size.writeUInt32LE(8_000_000);
    const small = Buffer.alloc(4);
    small.writeUInt32LE(10);
    for (let at = lying.indexOf(size); at >= 0; at = lying.indexOf(size, at)) small.copy(lying, at);
    expect((await read(lying)).findings).toMatchObject([{ rule: 'xlsx-syntax' }]);
  });

  it('expands no entities of its own', async () => {
    const entities = '<!DOCTYPE w [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>';
    const rows = sheetXml([
      ['question', 'answer'],
      ['q', 'X'],
    ]);
    const { threads } = await read(
      workbook(rows.replace('<worksheet', `${entities}<worksheet`).replace('>X<', '>&b;<')),
    );
    expect(threads[0]?.turns[0]?.answer ?? '').not.toContain('aaa');
  });

  it('of one cell far away is refused, and the next file is read', async () => {
    const far = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>';
    const sparse = sheetXml([['question']]).replace('</sheetData>', `${far}</sheetData>`);
    const { threads, findings } = await load({
      'a.xlsx': workbook(sparse),
      'b.xlsx': workbook(
        sheetXml([
          ['Q', 'A'],
          ['How?', 'So.'],
        ]),
      ),
    });
    expect(threads.map(({ source }) => source.path)).toEqual(['b.xlsx']);
    expect(findings).toMatchObject([{ path: 'a.xlsx', rule: 'file-size', severity: 'error' }]);
  });
});
