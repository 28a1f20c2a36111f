/** The names of columns and keys, for all formats of rows. */

import { describe, expect, it } from 'vitest';
import { readCsv } from '../../src/knowledge/readers/tables/csv.js';
import { readPost } from './read.js';
import { readJsonl } from '../../src/knowledge/readers/tables/jsonl.js';

const csv = (text: string) => readCsv({ path: 't.csv', post: 't', text });
const pairs = (text: string) =>
  csv(text).threads.map(({ turns }) => [
    turns[0]?.question,
    turns[0]?.answer,
    ...(turns[0]?.alternates ?? []),
  ]);

describe('columns', () => {
  it.each<[string, string, readonly (readonly string[])[]]>([
    ['capitals and spaces', ' Question ,ANSWER\nq,a\n', [['q', 'a']]],
    ['in Chinese', '问题,回答\nq,a\n', [['q', 'a']]],
    ['of a Chinese help desk', '标准问,答案,相似问1,相似问2\nq,a,b,c\n', [['q', 'a', 'b', 'c']]],
    ['one name twice', '标准问,答案,相似问,相似问\nq,a,b,c\n', [['q', 'a', 'b', 'c']]],
    ['marks and remarks', '"问题（必填）",Answer *\nq,a\n', [['q', 'a']]],
    ['of an instruction set', 'instruction,output\nq,a\n', [['q', 'a']]],
    ['with what the instruction is about', 'instruction,input,output\nq,i,a\n', [['q\n\ni', 'a']]],
    ['prompt and completion', 'prompt,completion\nq,a\n', [['q', 'a']]],
    ['a title with a reply', 'title,reply\nq,a\n', [['q', 'a']]],
    ['titles that ask', 'title,body\nq?,a\n', [['q?', 'a']]],
    ['the exact name before others', 'title,prompt,question,answer\nt,p,q,a\n', [['q', 'a']]],
    ['the order of the list', '标准问,问题,答案\ns,q,a\n', [['q', 'a']]],
    ['keywords', 'question,answer,Keywords\nq,a,"b, c"\n', [['q', 'a', 'b', 'c']]],
    ['alternates in Chinese', '问题,回答,相似问\nq,a,b；c\n', [['q', 'a', 'b', 'c']]],
    ['below a title', 'FAQ of 2024,\n,\nquestion,answer\nq,a\n', [['q', 'a']]],
  ])('are known by their names: %s', (_name, text, found) => {
    expect(pairs(text)).toEqual(found);
  });

  it('leave a title beside a question to the source', () => {
    const [thread] = csv('title,question,answer\nGuide,,a\nGuide,q,a\n').threads;
    expect(thread).toMatchObject({ turns: [{ question: 'q' }], source: { title: 'Guide' } });
  });

  it('of none that is known: the finding says which are', () => {
    const { threads, findings } = csv('title,body\nRelease 2,a\n');
    expect(threads).toEqual([]);
    expect(findings).toMatchObject([{ rule: 'csv-columns', message: expect.stringContaining('标准问') }]);
  });

  it.each([
    ['link', 'question,answer,链接\nq,a,https://x.org\n', { turns: [{ links: [{ url: 'https://x.org' }] }] }],
    ['category', 'question,answer,分类\nq,a,网络\n', { tags: ['网络'] }],
    ['address', 'question,answer,URL\nq,a,https://x.org\n', { source: { url: 'https://x.org' } }],
    ['date', '问题,答案,日期\nq,a,2021年10月8日\n', { source: { date: '2021-10-08' } }],
  ])('give the %s', (_name, text, thread) => {
    expect(csv(text).threads).toMatchObject([thread]);
  });
});

const dated = (date: string) => {
  const { threads, findings } = csv(`question;answer;date\nq;a;${date}\n`);
  return [threads[0]?.source.date, findings.map(({ rule }) => rule).join(' ')];
};

describe('a date', () => {
  it.each([
    '2021-10-08',
    '2021/10/8',
    '2021.10.8',
    '20211008',
    '2021年10月8日',
    '8 Oct 2021',
    '8th October 2021',
    '08-Oct-2021',
    'October 8, 2021',
    'Oct 8 2021',
    'Oct. 8, 2021 10:15',
    'Fri, 08 Oct 2021 12:00:00 GMT',
    '2021-10-08T15:00:00+08:00',
    '8.10.2021',
    '1633651200',
    '1633651200000',
    '44477',
  ])('is read: %s', (date) => {
    expect(dated(date)).toEqual(['2021-10-08', '']);
  });

  it.each(['25/12/2021', '12/25/2021', '25-12-2021 10:00'])(
    'is read where one part is no month: %s',
    (date) => {
      expect(dated(date)).toEqual(['2021-12-25', '']);
    },
  );

  it.each(['03/04/2021', '3-4-2021', 'last week', '2021-13-45', '31/02/2021', '8/10/21'])(
    'that may be another one or none is a finding, and the row stays: %s',
    (date) => {
      expect(dated(date)).toEqual([undefined, 'date-unreadable']);
    },
  );

  it('of the same day and month is clear', () => {
    expect(dated('04/04/2021')).toEqual(['2021-04-04', '']);
  });
});

it('of front matter that is none is a finding, and the page is read', () => {
  const page = readPost('---\ndate: 03/04/2021\n---\n## Is it?\n\nYes.\n');
  expect(page).toMatchObject({ threads: [{}], findings: [{ line: 1, rule: 'date-unreadable' }] });
});

describe('rows of chats', () => {
  it.each([
    [
      'roles',
      '{"messages":[{"role":"system","content":"s"},{"role":"user","content":"q"},{"role":"assistant","content":"a"}]}',
    ],
    ['from and value', '{"conversations":[{"from":"human","value":"q"},{"from":"gpt","value":"a"}]}'],
  ])('give their first question: %s', (_name, text) => {
    const { threads } = readJsonl({ path: 't.jsonl', post: 't', text });
    expect(threads[0]?.turns).toMatchObject([{ question: 'q', answer: 'a' }]);
  });
});
