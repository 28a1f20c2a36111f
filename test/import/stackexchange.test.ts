import { describe, expect, it } from 'vitest';
import { stackExchange } from '../../src/import/sources/stackexchange.js';
import { importFiles, inWords, pairsIn } from './reading.js';

const escaped = (text: string): string =>
  text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/"/g, '&quot;').replace(/\n/g, '&#xA;');

const row = (cells: Readonly<Record<string, string | number>>): string =>
  `  <row ${Object.entries(cells)
    .map(([name, value]) => `${name}="${escaped(String(value))}"`)
    .join(' ')} />\r\n`;

const QUESTION = row({
  Id: 1,
  PostTypeId: 1,
  AcceptedAnswerId: 3,
  CreationDate: '2011-01-03T20:52:52.880',
  Score: 8,
  Body: '<p>I use <code>a &lt; b</code>.</p>\n',
  OwnerUserId: 7,
  Title: 'How do I compare "a" & "b"?',
  Tags: '<sql><index-tuning>',
  AnswerCount: 2,
});
const OTHER = row({ Id: 2, PostTypeId: 2, ParentId: 1, Body: '<p>No.</p>', Score: 0 });
const ANSWER = row({
  Id: 3,
  PostTypeId: 2,
  ParentId: 1,
  CreationDate: '2011-01-04T08:00:00.000',
  Score: 12,
  OwnerUserId: 9,
  Body: '<p>Read <a href="/q/5">this</a>:</p>\n<pre class="lang-sql"><code>select 1;\n</code></pre>\n<ul><li>one</li></ul>',
});

const dump = (...rows: readonly string[]): string =>
  `\uFEFF<?xml version="1.0" encoding="utf-8"?>\r\n<posts>\r\n${rows.join('')}</posts>`;
const read = async (text: string, name = 'dba.stackexchange.com/Posts.xml') =>
  await importFiles(stackExchange, { [name]: text });

const PAIR = 'stackexchange:dba.stackexchange.com/1';

describe('a dump of Stack Exchange', () => {
  it('gives accepted answers as Markdown, with score and tags', async () => {
    const [pair] = pairsIn(await read(dump(QUESTION, OTHER, ANSWER)));
    expect(pair).toMatchObject({
      id: PAIR,
      question: 'How do I compare "a" & "b"?',
      answer: ['Read [this](https://dba.stackexchange.com/q/5):', '```\nselect 1;\n```', '- one'].join(
        '\n\n',
      ),
      url: 'https://dba.stackexchange.com/a/3',
      date: '2011-01-04',
      tags: ['sql', 'index-tuning'],
      votes: 12,
      isMarked: true,
      thread: [{ who: 'asker', text: 'I use `a < b`.' }],
    });
  });

  it.each([
    ['the answer before its question', dump(ANSWER, QUESTION), [PAIR]],
    ['tags in the newer writing', dump(QUESTION.replace(/Tags="[^"]*"/, 'Tags="|sql|"'), ANSWER), [PAIR]],
    ['no accepted answer', dump(QUESTION.replace(/AcceptedAnswerId="3"/, ''), OTHER), ['unmarked']],
    ['no answer', dump(row({ Id: 1, PostTypeId: 1, Title: 'x', AnswerCount: 0 })), ['no-answer']],
    ['an accepted answer that is gone', dump(QUESTION, OTHER), ['no-answer']],
    ['other kinds of posts', dump(row({ Id: 5, PostTypeId: 4, Body: 'a tag' })), []],
    ['what the company made up', dump(QUESTION.replace('Id="1"', 'Id="1000000001"'), ANSWER), []],
    ['a cut file', dump(QUESTION, ANSWER).slice(0, -8), [PAIR, 'dba.stackexchange.com/Posts.xml:5 file-cut']],
    [
      'broken rows',
      dump(QUESTION, ANSWER, '<row Id=4 />'),
      [PAIR, 'dba.stackexchange.com/Posts.xml:5 xml-syntax'],
    ],
    ['another file', '<users><row Id="1" /></users>', ['dba.stackexchange.com/Posts.xml:1 kind']],
    ['no XML', 'PK\u0003\u0004', ['dba.stackexchange.com/Posts.xml:1 xml-syntax']],
    [
      'entities of its own',
      '<!DOCTYPE posts [<!ENTITY a "aaa"><!ENTITY b "&a;&a;">]><posts><row Id="&b;" PostTypeId="1" /></posts>',
      ['dba.stackexchange.com/Posts.xml:1 xml-syntax'],
    ],
    [
      'attributes that are named as something else',
      dump('<row kind="fault" finding="x" />', '<row kind="thread" finding="x" />', QUESTION, ANSWER),
      [PAIR],
    ],
    [
      'an attribute that every object has',
      dump(QUESTION, ANSWER, '<row hasOwnProperty="x" Id="7" />'),
      [PAIR, 'dba.stackexchange.com/Posts.xml:5 xml-syntax'],
    ],
    [
      'foreign rows',
      dump('<row />', '<row PostTypeId="2" Id="x" />', '<row PostTypeId="1" AcceptedAnswerId="q" />'),
      ['no-answer'],
    ],
  ])('with %s', async (_, text, expected) => {
    expect((await read(text)).map(inWords)).toEqual(expected);
  });

  it('with a row of 50 MB ends there, and keeps what was read', async () => {
    const long = `<row Id="9" PostTypeId="1" Body="${'x'.repeat(50 * 1024 * 1024)}" />`;
    expect((await read(dump(QUESTION, ANSWER, long))).map(inWords)).toEqual([
      PAIR,
      'dba.stackexchange.com/Posts.xml:5 xml-syntax',
    ]);
  });

  it('in another folder has no address', async () => {
    const [pair] = pairsIn(await read(dump(QUESTION, ANSWER), 'dump/Posts.xml'));
    expect(pair?.id).toBe('stackexchange:1');
    expect(pair?.url).toBeUndefined();
  });
});
