import { describe, expect, it } from 'vitest';
import { discord } from '../../src/import/sources/discord.js';
import { importFiles, inWords, pairsIn } from './reading.js';

const ANN = {
  id: '1',
  name: 'ann',
  nickname: 'Anna Schmidt',
  isBot: false,
  avatarUrl: 'https://cdn.example.org/a.png',
};
const BOB = { id: '2', name: 'bob', nickname: 'Bob', isBot: false };
const BOT = { id: '9', name: 'helper', nickname: 'Helper', isBot: true };

const said = (id: number, author: object, content: string, more: object = {}) => ({
  id: String(id),
  type: 'Default',
  timestamp: new Date(1_700_000_000_000 + id * 60_000).toISOString(),
  timestampEdited: null,
  content,
  author,
  attachments: [],
  embeds: [],
  stickers: [],
  reactions: [],
  mentions: [],
  ...more,
});
const replyTo = (id: number) => ({
  type: 'Reply',
  reference: { messageId: String(id), channelId: '20', guildId: '10' },
});

const exportOf = (channel: object, messages: readonly unknown[]): string =>
  JSON.stringify(
    {
      guild: { id: '10', name: 'G "messages": [' },
      channel: { id: '20', type: 'GuildTextChat', name: 'r', category: 'Help', ...channel },
      dateRange: { after: null, before: null },
      exportedAt: '2024-01-01T00:00:00Z',
      messages,
      messageCount: messages.length,
    },
    undefined,
    2,
  );

const QUESTION = said(100, ANN, 'How do I set the **port** of the server? :sob: <:custom:123>');
const ANSWER = said(
  200,
  BOB,
  '@Anna Schmidt put `port: 8091` into the settings, see https://example.org/port',
  {
    ...replyTo(100),
    mentions: [ANN],
    attachments: [{ fileName: 'image.png', url: 'https://cdn.example.org/image.png' }],
  },
);
const THANKS = said(300, ANN, 'thanks Bob, that worked', replyTo(200));
const CHANNEL = exportOf({}, [
  QUESTION,
  said(101, BOT, 'I am a bot', replyTo(100)),
  said(102, BOB, 'pinned a message', { type: 'ChannelPinnedMessage' }),
  ANSWER,
  THANKS,
]);

describe('Discord', () => {
  it('joins replies to their question, without people', async () => {
    const found = await importFiles(discord, { 'g - help [20].json': CHANNEL });
    expect(found.map(inWords)).toEqual(['discord:10/20/100']);
    const [pair] = pairsIn(found);
    expect(pair).toMatchObject({
      question: 'How do I set the **port** of the server?',
      answer: 'put `port: 8091` into the settings, see https://example.org/port\n[picture]',
      url: 'https://discord.com/channels/10/20/100',
      project: 'Router',
      confidence: 0.9,
      askedBy: { platform: 'discord', asker: '1' },
    });
    expect(JSON.stringify({ ...pair, askedBy: 0, answeredBy: 0 })).not.toMatch(/anna|schmidt|bob|avatar/i);
  });

  it('reads the parts of a channel as one, in their order', async () => {
    const found = await importFiles(discord, {
      'help [20] [part 2].json': exportOf({}, [ANSWER]),
      'help [20] [part 10].json': exportOf({}, [THANKS]),
      'help [20].json': exportOf({}, [QUESTION]),
    });
    expect(found.map(inWords)).toEqual(['discord:10/20/100']);
  });

  it('reads a post of a forum, whose name is the question', async () => {
    const forum = {
      id: '100',
      type: 'GuildPublicThread',
      name: 'How do I set the port?',
      category: 'help-forum',
    };
    const files = { 'post.json': exportOf(forum, [said(100, ANN, 'On Linux.'), ANSWER, THANKS]) };
    const [pair] = pairsIn(await importFiles(discord, files));
    expect(pair).toMatchObject({ id: 'discord:10/100', question: 'How do I set the port?' });
    expect(pair?.url).toBe('https://discord.com/channels/10/100');
  });

  it('finds the first message of a thread in its channel', async () => {
    const thread = { id: '100', type: 'GuildPublicThread', name: 'port' };
    const found = await importFiles(discord, {
      'a-thread.json': exportOf(thread, [
        said(150, ANN, '', { type: 'ThreadStarterMessage' }),
        { ...ANSWER, type: 'Default', reference: undefined },
        THANKS,
      ]),
      'channel.json': exportOf({}, [QUESTION]),
    });
    expect(found.map(inWords)).toEqual(['discord:10/100']);
    expect(pairsIn(found)[0]?.question).toContain('How do I set the **port** of the server?');
  });

  it('takes what the asker ticks', async () => {
    const ticked = {
      ...ANSWER,
      reactions: [{ emoji: { name: '✅', code: 'white_check_mark' }, count: 1, users: [ANN] }],
    };
    const [pair] = pairsIn(await importFiles(discord, { 'c.json': exportOf({}, [QUESTION, ticked]) }));
    expect(pair?.confidence).toBe(0.9);
  });

  it.each<[string, string, readonly string[]]>([
    ['alone', exportOf({}, [QUESTION]), ['alone']],
    [
      'nobody answers in the thread',
      exportOf({ id: '100', type: 'GuildPublicThread' }, [QUESTION]),
      ['no-answer'],
    ],
    ['direct messages', exportOf({ type: 'DirectTextChat' }, [QUESTION, ANSWER, THANKS]), ['other']],
    ['cut', CHANNEL.slice(0, CHANNEL.indexOf('that worked')), ['c.json:114 file-cut', 'unmarked']],
    ['another kind', '{"a": 1}', ['c.json:1 kind']],
    ['no JSON', 'hello', ['c.json:1 kind']],
    ['no channel', '{"messages": []}', ['c.json:1 kind']],
    ['foreign fields', exportOf({}, [{ id: {}, author: 5, timestamp: 'x' }, {}, QUESTION]), ['alone']],
  ])('is left out, or a fault: %s', async (_, text, expected) => {
    expect((await importFiles(discord, { 'c.json': text })).map(inWords)).toEqual(expected);
  });
});
