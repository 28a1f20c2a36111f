import { describe, expect, it } from 'vitest';
import { azureCqa } from '../../src/import/sources/azure-cqa.js';
import { sheetXml, workbook } from '../support/workbook.js';
import { importFiles, inWords, pairsIn } from './reading.js';

const HEAD = [
  'Question',
  'Answer',
  'Source',
  'Metadata',
  'SuggestedQuestions',
  'IsContextOnly',
  'Prompts',
  'QnaId',
];
const PROMPTS = '[{"displayOrder":0,"qnaId":2,"displayText":"More"}]';
const URL = 'https://docs.example.org/faq';
const ROWS = [
  [
    'How do I reset it?',
    'Press **reset**:\n\n* once\n* in C:\\new',
    URL,
    'area:device|os:win',
    '[]',
    'false',
    PROMPTS,
    '1',
  ],
  ['Can I start again?', 'Press **reset**:\n\n* once\n* in C:\\new', URL, '', '[]', 'False', PROMPTS, '1'],
  ['Is it free?', '<p>Yes, <b>it is</b>.</p>', 'Editorial', '', '[]', 'false', '[]', '2'],
  ['And then?', 'Wait.', 'Editorial', '', '[]', 'true', '[]', '3'],
  ['Hello', 'Hi there', 'qna_chitchat_Friendly.tsv', '', '[]', 'false', '[]', '4'],
  ['Empty?', '', 'Editorial', '', '[]', 'false', '[]', '5'],
];

const tsv = [HEAD, ...ROWS]
  .map((row) => row.map((cell) => cell.replaceAll('\n', '\\n')).join('\t'))
  .join('\r\n');
const quoted = [HEAD, ...ROWS]
  .map((row) => row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join('\t'))
  .join('\r\n');
const xlsx = workbook(
  sheetXml([HEAD, ...ROWS.map((row) => row.map((cell, at) => (at === 7 ? Number(cell) : cell)))]),
);
const json = JSON.stringify({
  Assets: {
    Qnas: [
      {
        Id: 1,
        Answer: ROWS[0]?.[1],
        Source: URL,
        Questions: ['How do I reset it?', 'Can I start again?'],
        Metadata: { area: 'device', os: 'win' },
      },
      {
        Id: 2,
        Answer: ROWS[2]?.[1],
        Source: 'Editorial',
        Questions: ['Is it free?'],
        Dialog: { Prompts: [] },
      },
      { Id: 3, Answer: 'Wait.', Questions: ['And then?'], Dialog: { IsContextOnly: true } },
      { Id: 4, Answer: 'Hi', Questions: ['Hello'], Source: 'qna_chitchat_Friendly.tsv' },
      { Id: 5, Answer: '', Questions: ['Empty?'] },
    ],
  },
});

describe('Azure custom question answering', () => {
  it.each([
    ['TSV as it exports it', 'kb.tsv', tsv],
    ['TSV as Excel saves it', 'kb.tsv', quoted],
    ['a workbook', 'kb.xlsx', xlsx],
    ['JSON', 'kb.json', json],
  ])('gives each answer once, with all its questions, of %s', async (_, name, content) => {
    const found = await importFiles(azureCqa, { [name]: content });
    expect(found.map(inWords)).toEqual(['azure-cqa:kb/1', 'azure-cqa:kb/2', 'other', 'other', 'no-words']);
    expect(pairsIn(found)).toMatchObject([
      {
        question: 'How do I reset it?',
        wordings: ['Can I start again?'],
        answer: 'Press **reset**:\n\n* once\n* in C:\\new',
        url: URL,
        tags: ['area:device', 'os:win'],
        isMarked: true,
        thread: [],
      },
      { question: 'Is it free?', answer: 'Yes, **it is**.', url: undefined },
    ]);
  });

  it.each([
    ['another table', 'kb.tsv', 'Name\tValue\na\tb', ['kb.tsv:1 csv-columns']],
    [
      'an open quotation mark',
      'kb.tsv',
      `${HEAD.join('\t')}\nHow?\tSo.\n"Why?\t`,
      ['no-id', 'kb.tsv:3 csv-syntax'],
    ],
    ['no text', 'kb.tsv', Buffer.from([0x00, 0x80, 0xff, 0x81]), ['kb.tsv:1 encoding']],
    ['no workbook', 'kb.xlsx', 'PK', ['kb.xlsx:1 xlsx-syntax']],
    ['other JSON', 'kb.json', '{"a": [1]}', ['kb.json:1 kind']],
    ['cut JSON', 'kb.json', json.slice(0, 90), ['kb.json:1 kind']],
  ])('of %s costs what is wrong alone', async (_, name, content, expected) => {
    const found = await importFiles(azureCqa, { [name]: content });
    const words = found.map((one) => (one.kind === 'pair' ? 'no-id' : inWords(one)));
    expect(words.toSorted((a, b) => (a < b ? 1 : -1))).toEqual(expected);
  });
});
