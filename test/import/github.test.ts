import { describe, expect, it } from 'vitest';
import { githubDiscussions } from '../../src/import/sources/github-discussions.js';
import { githubIssues } from '../../src/import/sources/github-issues.js';
import { importFiles, inWords, pairsIn } from './reading.js';

const by = (login: string) => ({ author: { login } });

const ANSWER = {
  id: 'DC_2',
  ...by('maria'),
  body: 'Set `port` in the file, @ann.\n\n![where](https://x.example/a.png)',
  url: 'https://github.com/o/r/discussions/7#discussioncomment-2',
  createdAt: '2024-03-02T10:00:00Z',
  upvoteCount: 4,
  authorAssociation: 'MEMBER',
};

const DISCUSSION = {
  number: 7,
  title: 'How do I set the port?',
  body: '<!-- template -->I use 2.0, thanks!',
  url: 'https://github.com/o/r/discussions/7',
  createdAt: '2024-03-01T10:00:00Z',
  ...by('ann'),
  category: { name: 'Q&A', isAnswerable: true },
  labels: { nodes: [{ name: 'config' }] },
  isAnswered: true,
  answer: ANSWER,
  comments: {
    nodes: [{ id: 'DC_1', ...by('bob'), body: 'me too', replies: { nodes: [ANSWER] } }],
  },
};

const other = (more: object) => ({ ...DISCUSSION, ...more });
const page = (...nodes: readonly object[]) => ({ data: { repository: { discussions: { nodes } } } });

const read = async (text: string) => await importFiles(githubDiscussions, { 'd.json': text });
const words = async (text: string) => (await read(text)).map(inWords);

describe('GitHub Discussions', () => {
  it('give the title, the chosen answer without names, and the thread in roles', async () => {
    const [pair] = pairsIn(await read(JSON.stringify(page(DISCUSSION))));
    expect(pair).toMatchObject({
      id: 'github-discussion:o/r/7',
      question: 'How do I set the port?',
      answer: 'Set `port` in the file, somebody.\n\n[picture: where](https://x.example/a.png)',
      url: ANSWER.url,
      date: '2024-03-02',
      project: 'Router',
      tags: ['config', 'Q&A'],
      votes: 4,
      isMarked: true,
      thread: [
        { who: 'asker', text: 'I use 2.0, thanks!' },
        { who: 'another', text: 'me too' },
      ],
    });
    const shown = { ...pair, askedBy: undefined, answeredBy: undefined };
    expect(JSON.stringify(shown)).not.toMatch(/ann|maria|bob/i);
  });

  const second = other({ number: 8, url: 'https://github.com/o/r/discussions/8' });
  const both = ['github-discussion:o/r/7', 'github-discussion:o/r/8'];
  it.each([
    ['pages one after the other', JSON.stringify(page(DISCUSSION)) + JSON.stringify(page(second))],
    ['pages a line each', `${JSON.stringify(page(DISCUSSION))}\n${JSON.stringify(page(second))}\n`],
    ['pages of --slurp', JSON.stringify([page(DISCUSSION), page(second)], undefined, 2)],
    ['nodes of --jq', `${JSON.stringify(DISCUSSION)}\n${JSON.stringify(second)}`],
    ['edges', JSON.stringify({ data: { search: { edges: [{ node: DISCUSSION }, { node: second }] } } })],
    ['a byte order mark', `\uFEFF${JSON.stringify(page(DISCUSSION, second))}`],
  ])('are read as %s', async (_, text) => {
    expect(await words(text)).toEqual(both);
  });

  it('are read as PowerShell writes them', async () => {
    const content = Buffer.from(`\uFEFF${JSON.stringify(page(DISCUSSION))}`, 'utf16le');
    const found = await importFiles(githubDiscussions, { 'd.json': content });
    expect(found.map(inWords)).toEqual(['github-discussion:o/r/7']);
  });

  it('take the answer where it is not among the comments that were asked for', async () => {
    const found = await read(JSON.stringify(page(other({ comments: { nodes: [] } }))));
    expect(pairsIn(found)[0]?.answer).toContain('Set `port`');
  });

  it('are read as GitHub renders them', async () => {
    const body =
      '<p dir="auto">Hi <a class="user-mention" href="https://github.com/ann">@ann</a>, use <code>port</code>.</p>\n<div class="email-hidden-reply">on Monday, bob wrote</div>';
    const rendered = other({ answer: { author: { name: 'maria' }, body }, comments: [] });
    expect(pairsIn(await read(JSON.stringify([rendered])))).toMatchObject([{ answer: 'use `port`.' }]);
  });

  it.each([
    ['unmarked', page(other({ answer: null, isAnswered: false }))],
    ['no-answer', page(other({ answer: null, comments: { totalCount: 0, nodes: [] } }))],
    ['other', page(other({ category: { name: 'Polls', isAnswerable: false } }))],
  ])('are left out: %s', async (reason, value) => {
    expect(await words(JSON.stringify(value))).toEqual([reason]);
  });

  it.each([
    [
      'cut in the middle',
      `${JSON.stringify(page(DISCUSSION))}\n{"data": {"repo`,
      [both[0], 'd.json:2 file-cut'],
    ],
    ['cut within an array', `[${JSON.stringify(page(DISCUSSION))},\n`, [both[0], 'd.json:2 file-cut']],
    [
      'a page with a fault',
      `{"data": nope}\n${JSON.stringify(page(DISCUSSION))}`,
      ['d.json:1 json-syntax', both[0]],
    ],
    ['something else', '{"name": "x", "version": 1}', ['d.json:1 kind']],
    ['a web page', '<!doctype html>\n<p>Sign in</p>', ['d.json:1 json-syntax']],
    ['nothing', '', []],
    ['an error of GitHub', '{"errors":[{"message":"rate limit"}]}', ['d.json:1 kind']],
    [
      'foreign keys',
      JSON.stringify(page(other({ title: 5 }), other({ comments: 'x', answer: [1] }))),
      [both[0], 'no-words'],
    ],
    ['an empty page', JSON.stringify(page()), []],
  ])('of %s cost what is wrong alone', async (_, text, expected) => {
    const found = await words(text);
    expect(found).toEqual(expect.arrayContaining([...expected]));
    expect(found).toHaveLength(expected.length);
  });
});

const ISSUE = {
  number: 3,
  title: 'Server does not start with 2.0',
  body: 'It says nothing.',
  url: 'https://github.com/o/r/issues/3',
  state: 'CLOSED',
  stateReason: 'COMPLETED',
  createdAt: '2024-03-01T10:00:00Z',
  closedAt: '2024-03-03T10:00:05Z',
  ...by('ann'),
  labels: [{ name: 'question' }],
  comments: [
    { id: '1', ...by('bob'), authorAssociation: 'NONE', body: 'same', createdAt: '2024-03-02T10:00:00Z' },
    {
      id: '2',
      ...by('maria'),
      authorAssociation: 'COLLABORATOR',
      body: 'Since 2.0 the server needs Java 17.',
      createdAt: '2024-03-03T10:00:00Z',
    },
  ],
};

describe('GitHub issues', () => {
  const issue = (more: object) => ({ ...ISSUE, ...more });
  const rest = {
    number: 3,
    title: ISSUE.title,
    body: ISSUE.body,
    html_url: ISSUE.url,
    url: 'https://api.github.com/repos/o/r/issues/3',
    state: 'closed',
    state_reason: 'completed',
    closed_at: ISSUE.closedAt,
    user: { login: 'ann' },
    labels: [{ name: 'question' }],
    comments: ISSUE.comments.map(({ id, author, authorAssociation, body, createdAt }) => ({
      id,
      user: author,
      author_association: authorAssociation,
      body,
      created_at: createdAt,
    })),
  };

  it.each([
    ['gh issue list', ISSUE],
    ['the REST API', rest],
  ])('of %s give the comment of the maintainer who closed it, for the review', async (_, value) => {
    const [pair] = pairsIn(await importFiles(githubIssues, { 'i.json': JSON.stringify([value]) }));
    expect(pair).toMatchObject({
      id: 'github-issue:o/r/3',
      question: ISSUE.title,
      answer: 'Since 2.0 the server needs Java 17.',
      tags: ['question'],
      isMarked: false,
      confidence: 0.6,
    });
    expect(pair?.thread?.map(({ who }) => who)).toEqual(['asker', 'another']);
  });

  const closing = (body: string, more: object = {}) =>
    issue({ comments: [{ ...ISSUE.comments[1], body, ...more }] });
  it.each([
    ['no-answer', issue({ state: 'OPEN' })],
    ['no-answer', issue({ comments: [] })],
    ['closed', issue({ stateReason: 'NOT_PLANNED' })],
    ['other', { ...rest, pull_request: {} }],
    ['unmarked', closing('Closing as stale.')],
    ['unmarked', closing('Duplicate of #12')],
    ['unmarked', closing('Use 17.', { authorAssociation: 'CONTRIBUTOR' })],
    ['unmarked', closing('Use 17.', { author: { login: 'ann' } })],
    ['unmarked', closing('Use 17.', { createdAt: '2024-03-01T10:00:00Z' })],
    ['no-answer', closing('No activity.', { author: { login: 'stale[bot]' } })],
    ['i.json:1 kind', { title: 'x' }],
  ])('are left out: %s', async (reason, value) => {
    const found = await importFiles(githubIssues, { 'i.json': JSON.stringify([value]) });
    expect(found.map(inWords)).toEqual([reason]);
  });

  it('of the REST API are joined with comments that stand apart', async () => {
    const comments = rest.comments.map((comment) => ({ ...comment, issue_url: rest.url }));
    const open = { ...rest, number: 4, url: `${rest.url}4`, comments: 0 };
    const issues = JSON.stringify([{ ...rest, comments: 2 }, open]);
    const files = { 'comments.json': JSON.stringify(comments), 'issues.json': issues };
    for (const given of [files, { 'all.json': Object.values(files).join('') }]) {
      const found = await importFiles(githubIssues, given);
      expect(found.map(inWords)).toEqual(['no-answer', 'github-issue:o/r/3']);
      expect(pairsIn(found)[0]).toMatchObject({ answer: 'Since 2.0 the server needs Java 17.' });
    }
  });

  it('take the comment of whoever is named as a maintainer', async () => {
    const comment = { ...ISSUE.comments[1], authorAssociation: 'NONE' };
    const files = { 'i.json': JSON.stringify([issue({ comments: [comment] })]) };
    expect((await importFiles(githubIssues, files, { maintainers: ['maria'] })).map(inWords)).toEqual([
      'github-issue:o/r/3',
    ]);
  });
});
