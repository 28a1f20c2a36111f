/** Replies of every kind, made up, and texts that would do harm if they were not taken as text. */

import { type Action, type Choice, MAX_TOKEN_LENGTH, type Reply } from '../contract.js';
import { makeReply } from './fakes.js';

/** As long as a token may be, of every kind of character that it may hold. */
const token = (name: string): string => `${name}_-`.padEnd(MAX_TOKEN_LENGTH, 'aZ09');

export const CHOICES: readonly [string, Choice][] & { readonly 0: [string, Choice] } = [
  ['an alternative', { label: 'How do I plant beans?', token: token('alternative') }],
  ['the last alternative', { label: '怎么种土豆？', token: token('last') }],
  ['a follow-up', { label: 'And when are they ripe?', token: token('followUp') }],
];

export const WHY: Action = { kind: 'why', label: 'Why this answer?', token: token('why') };

const choice = (index: number): Choice => CHOICES[index]?.[1] ?? { label: '', token: '' };

const PROJECT = {
  name: 'Greenhouse',
  description: 'Grows seeds in memory',
  repository: 'https://example.org/greenhouse/code',
  documentation: 'https://example.org/greenhouse/docs',
  issues: 'https://example.org/greenhouse/issues',
};

export const ANSWER: Reply = makeReply({
  kind: 'answer',
  lead: 'This was answered before',
  text: 'Water the seed twice a day and keep it warm.',
  question: 'How do I grow a seed?',
  entry: 'garden-20210101#2.1',
  confidence: 0.9,
  project: PROJECT,
  links: [{ title: 'Watering guide', url: 'https://example.org/guide?a=1&b=2' }],
  source: {
    path: 'garden-20210101.md',
    line: 12,
    title: 'Garden news 7',
    date: '2021-01-01',
    url: 'https://example.org/news/7/',
  },
  alternatives: [choice(0), choice(1)],
  followUps: [choice(2)],
  actions: [WHY],
});

export const EVERY_KIND: Readonly<Record<Reply['kind'], Reply>> = {
  answer: ANSWER,
  suggest: makeReply({
    kind: 'suggest',
    lead: 'Did you mean one of these?',
    confidence: 0.4,
    alternatives: [choice(0), choice(1)],
  }),
  none: makeReply({
    kind: 'none',
    language: 'zh',
    lead: '历史里没有找到答案',
    confidence: 0.1,
    project: PROJECT,
  }),
  list: makeReply({
    kind: 'list',
    lead: 'Two tasks for newcomers',
    text: '- Paint the fence [details](https://example.org/tasks/1)\n- Sharpen the spade',
    links: [],
  }),
  acknowledgement: makeReply({ kind: 'acknowledgement', text: 'Glad to help.', audience: 'asker' }),
  notice: makeReply({ kind: 'notice', text: 'That button has expired.', audience: 'asker' }),
};

/** What a member must be able to read or open; Markdown's marks are the adapter's affair. */
export function readable(reply: Reply): readonly string[] {
  const { project, source } = reply;
  const parts = [
    reply.lead,
    ...(reply.kind === 'list'
      ? ['Paint the fence', 'https://example.org/tasks/1', 'Sharpen the spade']
      : [reply.text]),
    project?.name,
    project?.repository,
    project?.documentation,
    source?.title,
    source?.date,
    source?.url,
    ...reply.links.flatMap(({ title, url }) => [title, url]),
    ...[...reply.alternatives, ...reply.followUps].map(({ label }) => label),
  ];
  return parts.filter((part): part is string => part !== undefined && part !== '');
}

export const HOSTILE: Readonly<Record<string, string>> = {
  'control characters': 'a\u0000b\u0007c\u001B[2J\u001B]0;title\u0007d\u009B31me\u007Ff\u202Eg\r\bh',
  'control characters as references': 'a &#27;[2J &#x9b;31m &#0; b',
  '20,000 characters': '字'.repeat(10_000) + 'word '.repeat(2000),
  'one long word': 'x'.repeat(20_000),
  'a soup of Markdown': '**_`[x](<y>\n> - 1. | a | b\n|--|\n```\n~~~ <div> ![ ]( [^1] \\',
  'open fences': '```'.repeat(50),
  'deep quotes': '>'.repeat(3000),
  'deep lists': Array.from({ length: 200 }, (_, depth) => `${'  '.repeat(depth)}- x`).join('\n'),
  'mentions of everybody': '@everyone @here <!channel> <!everyone> <@U0000001> <@&1> <#C1> @channel',
  'half a character': 'a\uD83D b\uDC00 c',
  'nothing but spaces': ' \n\t\n ',
  HTML: '<script>alert(1)</script><img src=x onerror=alert(1)> & &lt;',
};

/** The text in every field that the knowledge or a member can fill. */
export function everywhere(text: string): Reply {
  return {
    ...ANSWER,
    text,
    lead: text,
    question: text,
    project: { ...PROJECT, name: text, description: text },
    links: [{ title: text, url: 'https://example.org/' }],
    source: { path: text, line: 1, title: text, date: '2021-01-01' },
    alternatives: [{ label: text, token: token('alternative') }],
    followUps: [{ label: text, token: token('followUp') }],
  };
}
