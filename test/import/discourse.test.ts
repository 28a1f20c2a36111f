import { describe, expect, it } from 'vitest';
import { discourse } from '../../src/import/sources/discourse.js';
import { importFiles, inWords, pairsIn } from './reading.js';

const SITE = 'https://forum.example.org/';

const post = (number: number, username: string, cooked: string, more: object = {}) => ({
  id: 100 + number,
  post_number: number,
  post_type: 1,
  username,
  cooked,
  created_at: `2023-05-0${number}T08:00:00.000Z`,
  ...more,
});

const ASKED = post(1, 'ann', '<p>I use <code>2.0</code>, <a class="mention" href="/u/bob">@bob</a>?</p>');
const ANSWERED = post(
  3,
  'maria',
  `<aside class="quote" data-username="ann"><div class="title"><img class="avatar" src="/a.png"> ann:</div><blockquote><p>I use</p></blockquote></aside>
   <p>Set the <a href="/t/port/5">port</a> <img class="emoji" alt=":smile:" src="/e.png"> like this:</p>
   <pre><code class="lang-yaml">port: 1
</code></pre>
   <div class="lightbox-wrapper"><a class="lightbox" href="/o/1.png"><img src="/s/1.png" alt="settings"><div class="meta"><span>690×388 12 KB</span></div></a></div>`,
  { moderator: true, actions_summary: [{ id: 2, count: 6 }] },
);

const TOPIC = {
  id: 12,
  title: 'How do I set the port?',
  archetype: 'regular',
  created_at: '2023-05-01T08:00:00.000Z',
  tags: ['config', { id: 4, name: 'server', slug: 'server' }],
  accepted_answer: { post_number: 3, username: 'maria', excerpt: 'Set' },
  post_stream: {
    posts: [
      ASKED,
      post(
        5,
        'bob',
        '<aside class="onebox githubissue" data-onebox-src="https://github.com/o/r/issues/1"><header><img class="site-icon"> <a href="https://github.com/o/r">github.com</a></header><article><h4><a href="https://github.com/o/r/issues/1">It crashes</a></h4><a href="https://github.com/slapin">slapin</a></article></aside>',
      ),
      post(2, 'system', '<p>moved</p>', { post_type: 3 }),
      ANSWERED,
      post(4, 'ann', '<p>Works, thank you!</p>', { reply_to_post_number: 3 }),
    ],
  },
};

const topic = (more: object) => ({ ...TOPIC, ...more });
const read = async (value: unknown, site?: string) =>
  await importFiles(discourse, { 'topics/12.json': JSON.stringify(value) }, { site });

describe('Discourse', () => {
  it('gives the accepted post as Markdown, without names and avatars, and the thread in roles', async () => {
    const [pair] = pairsIn(await read(TOPIC, SITE));
    expect(pair).toMatchObject({
      id: 'discourse:forum.example.org/12',
      question: 'How do I set the port?',
      url: 'https://forum.example.org/t/12/3',
      date: '2023-05-03',
      tags: ['config', 'server'],
      votes: 6,
      isMarked: true,
    });
    expect(pair?.answer).toBe(
      [
        '> I use',
        'Set the [port](https://forum.example.org/t/port/5) like this:',
        '```yaml\nport: 1\n```',
        '[picture: settings](https://forum.example.org/s/1.png)',
      ].join('\n\n'),
    );
    expect(pair?.thread?.map(({ who, text }) => `${who}: ${text}`)).toEqual([
      'asker: I use `2.0`, somebody?',
      'asker: Works, thank you!',
      'another: [It crashes](https://github.com/o/r/issues/1)',
    ]);
  });

  it('links to nothing that runs', async () => {
    const cooked = '<p>Press <a href="javascript:x()">here</a> or <a href="https://x.example/">there</a></p>';
    const posts = [ASKED, { ...ANSWERED, cooked }];
    const [pair] = pairsIn(
      await importFiles(discourse, { 't.json': JSON.stringify({ ...TOPIC, post_stream: { posts } }) }),
    );
    expect(pair?.answer).toBe('Press here or [there](https://x.example/)');
  });

  it.each([
    ['the number at the topic', TOPIC, undefined],
    ['a mark at the post', topic({ accepted_answer: undefined }), { ...ANSWERED, accepted_answer: true }],
    [
      'another name of it',
      topic({ accepted_answer: undefined, accepted_answer_post: { post_number: 3 } }),
      undefined,
    ],
  ])('finds the answer by %s', async (_, value, marked) => {
    const posts = marked === undefined ? TOPIC.post_stream.posts : [ASKED, marked];
    const found = await read({ ...value, post_stream: { posts } });
    expect(pairsIn(found).map(({ id, url }) => [id, url])).toEqual([['discourse:12', undefined]]);
  });

  it('takes raw Markdown where the export has it, and several topics', async () => {
    const posts = [
      post(1, 'ann', '', { raw: 'How?' }),
      post(2, 'bob', '', {
        raw: '[quote="ann, post:1"]\nHow?\n[/quote]\nLike *this*.',
        accepted_answer: true,
      }),
    ];
    const found = await read({ topics: [{ id: 1, title: 'How does that work?', posts }, topic({ id: 2 })] });
    expect(pairsIn(found).map(({ id }) => id)).toEqual(['discourse:1', 'discourse:2']);
    expect(pairsIn(found)[0]?.answer).toBe('> How?\n\nLike *this*.');
  });

  it.each([
    ['unmarked', topic({ accepted_answer: undefined })],
    ['other', topic({ archetype: 'private_message' })],
    ['no-answer', topic({ post_stream: { posts: [ASKED] } })],
    ['topics/12.json:1 kind', { errors: ['You need to be logged in'] }],
    ['topics/12.json:1 kind', topic({ post_stream: { posts: 'x' } })],
    ['no-words', topic({ post_stream: { posts: [ASKED, { ...ANSWERED, cooked: 5 }] } })],
    ['no-words', topic({ post_stream: { posts: [ASKED, { ...ANSWERED, cooked: '<b>'.repeat(5000) }] } })],
  ])('is left out: %s', async (reason, value) => {
    expect((await read(value)).map(inWords)).toEqual([reason]);
  });
});
