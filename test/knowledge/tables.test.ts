import { describe, expect, it } from 'vitest';
import { readCsv } from '../../src/knowledge/readers/tables/csv.js';
import { readJsonl } from '../../src/knowledge/readers/tables/jsonl.js';

const jsonl = (text: string) => readJsonl({ path: 't.jsonl', post: 't', text });
const csv = (text: string) => readCsv({ path: 't.csv', post: 't', text });

describe('JSONL', () => {
  it('reads every column, arrays or texts', () => {
    const row = {
      id: 'faq-7',
      question: 'How?',
      alternates: ['in what way?', ' ', 'how so?'],
      answer: 'So.',
      project: 'Falcon',
      links: [
        'https://x.org/a',
        { title: 'B', url: 'https://x.org/b' },
        '[C](https://x.org/c)',
        'https://x.org/a',
      ],
      date: '2024/2/3',
      source: 'https://x.org/src',
    };
    const [thread] = jsonl(JSON.stringify(row)).threads;
    expect(thread).toMatchObject({
      id: 'faq-7',
      printedProject: 'Falcon',
      turns: [
        {
          question: 'How?',
          alternates: ['in what way?', 'how so?'],
          answer: 'So.',
          links: [
            { title: 'https://x.org/a', url: 'https://x.org/a' },
            { title: 'B', url: 'https://x.org/b' },
            { title: 'C', url: 'https://x.org/c' },
          ],
          line: 1,
        },
      ],
      source: { path: 't.jsonl', line: 1, date: '2024-02-03', url: 'https://x.org/src' },
    });
  });

  it('numbers rows without an id and keeps numeric ids', () => {
    const { threads } = jsonl('{"question":"a","answer":"1"}\n\n{"id":42,"question":"b","answer":"2"}\n');
    expect(threads.map(({ id, source }) => [id, source.line])).toEqual([
      ['t.jsonl#1', 1],
      ['42', 3],
    ]);
  });

  it('reports broken lines and rows without a question, and reads the rest', () => {
    const { threads, findings } = jsonl(
      '{"question":"a"}\n{oops\n[1]\n{"answer":"x"}\n{"question":"b","answer":"2"}\n',
    );
    expect(threads.map(({ turns }) => turns[0]?.question)).toEqual(['a', 'b']);
    expect(findings.map(({ line, rule, severity }) => [line, rule, severity])).toEqual([
      [2, 'json-syntax', 'error'],
      [3, 'json-syntax', 'error'],
      [4, 'question-missing', 'error'],
    ]);
  });

  it('reports a line that is too long', () => {
    const { threads, findings } = jsonl(`{"question":"${'x'.repeat(1_000_001)}"}\n{"question":"b"}\n`);
    expect(threads).toHaveLength(1);
    expect(findings).toMatchObject([{ line: 1, rule: 'line-length' }]);
  });

  it('reports what is no address among the links', () => {
    const { threads, findings } = jsonl(
      '{"question":"a","answer":"1","links":"ttps://x.org|https://x.org/b"}',
    );
    expect(threads[0]?.turns[0]?.links).toHaveLength(1);
    expect(findings).toMatchObject([{ rule: 'address-malformed' }]);
  });
});

describe('CSV', () => {
  it('reads quoted cells over several lines, with their lines', () => {
    const { threads } = csv(
      'ID, Question ,alternates,answer\n1,"How, then?",a|b,"So.\n\nReally."\n2,"He said ""why""?","c\nd",Because\n',
    );
    expect(
      threads.map(({ id, turns }) => [id, turns[0]?.question, turns[0]?.alternates, turns[0]?.answer]),
    ).toEqual([
      ['1', 'How, then?', ['a', 'b'], 'So.\n\nReally.'],
      ['2', 'He said "why"?', ['c', 'd'], 'Because'],
    ]);
    expect(threads.map(({ source }) => source.line)).toEqual([2, 5]);
  });

  it.each([
    ['semicolons', 'id;question;answer\n1;a, b;c\n'],
    ['tabs', 'id\tquestion\tanswer\n1\ta, b\tc\n'],
  ])('reads tables parted by %s', (_name, text) => {
    expect(csv(text).threads[0]?.turns[0]).toMatchObject({ question: 'a, b', answer: 'c' });
  });

  it('is lenient with short and long rows', () => {
    expect(csv('id,question,answer\n1,a\n2,b,c,d\n').threads).toHaveLength(2);
  });

  it.each([
    ['an open quote', 'id,question,answer\n2,"c,d\n', 'csv-syntax'],
    ['a fault in the first row', 'id,"question,answer\n1,a,b\n', 'csv-syntax'],
    ['a quote inside of a cell', 'id,question,answer\n1,a "b" c,d\n', 'csv-syntax'],
    ['no question column', 'id,text\n1,a\n', 'csv-columns'],
  ])('reports %s', (_name, text, rule) => {
    const { threads, findings } = csv(text);
    expect(threads).toEqual([]);
    expect(findings).toMatchObject([{ path: 't.csv', rule, severity: 'error' }]);
  });

  it.each<[string, string, readonly string[], readonly number[]]>([
    ['an open quote at the end', '1,a,b\n2,"c,d\n', ['1'], [3]],
    ['an open quote, closed by the next row’s', '1,a,b\n2,"c,d\n3,"e","f"\n4,g,h\n', ['1', '3', '4'], [3]],
    ['an open quote, never closed', '1,a,b\n2,"c,d\n3,e,f\n4,g,h\n', ['1', '3', '4'], [3]],
    ['a quote inside of a cell', '1,a,b\n\n2,c "d" e,f\n3,g,h\n', ['1', '3'], [4]],
    ['two faults', '1,a "b" c,d\n2,a,b\n3,a,"b" c\n4,a,b\n', ['2', '4'], [2, 4]],
    ['a faulty cell over lines', '1,"a\nso, and so\nb" c,d\n2,"e\n\ne",f\n', ['2'], [2]],
  ])('keeps the rows around a fault: %s', (_name, rows, ids, lines) => {
    const { threads, findings } = csv(`id,question,answer\n${rows}`);
    expect(threads.map(({ id }) => id)).toEqual(ids);
    expect(findings.map(({ rule, line }) => [rule, line])).toEqual(lines.map((line) => ['csv-syntax', line]));
  });

  it('gives a file of nothing but faults up in good time', () => {
    const { threads, findings } = csv(`id,question,answer\n${'1,"a\n'.repeat(20_000)}`);
    expect(threads).toEqual([]);
    expect(findings).toHaveLength(1);
  }, 5000);

  it('takes an empty file for an empty table', () => {
    expect(csv('')).toMatchObject({ threads: [], findings: [] });
  });
});
