import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { inputsOf } from '../../src/import/inputs.js';
import { type Outcome, outcomesOf } from '../../src/import/read.js';
import { slack } from '../../src/import/sources/slack.js';
import { type Files, importFiles, inWords, pairsIn } from './reading.js';

const USERS = [
  {
    id: 'U1',
    name: 'ann',
    real_name: 'Anna Schmidt',
    profile: { display_name: 'Anna', email: 'anna@example.org' },
  },
  { id: 'U2', name: 'bob', real_name: 'Bob Miller', profile: { display_name: '' } },
  { id: 'U9', name: 'helper', is_bot: true, profile: {} },
];
const CHANNELS = [{ id: 'C1', name: 'help' }];

const ASKED = 1_700_000_000;
const said = (after: number, user: string, text: string, more: object = {}) => ({
  type: 'message',
  user,
  text,
  ts: `${ASKED + after}.000100`,
  ...more,
});
const THREAD = { thread_ts: `${ASKED}.000100` };
const QUESTION = 'How do I set the *port* of the server? &lt;8091&gt; fails in <#C7|ops> :sob:';
const ANSWER =
  '<@U1> Anna, put this into the settings, see <https://example.org/port|the page>:\n```port: 8091```\nAsk <@U2|bob> or bob@example.org, +49 170 1234567.';

const EXPORT: Files = {
  'users.json': JSON.stringify(USERS),
  'channels.json': JSON.stringify(CHANNELS),
  'dms.json': JSON.stringify([{ id: 'D1' }]),
  'help/2023-11-14.json': JSON.stringify([
    said(0, 'U1', QUESTION, { ...THREAD, reply_count: 3, user_profile: { real_name: 'Anna Schmidt' } }),
    said(5, 'U9', 'I am a bot', { ...THREAD, subtype: 'bot_message', bot_id: 'B1' }),
    said(6, 'U2', '<@U2> has joined the channel', { subtype: 'channel_join' }),
  ]),
  'help/2023-11-15.json': JSON.stringify([
    said(90_010, 'U1', 'thanks Bob, that worked :tada:', THREAD),
    said(90_000, 'U2', ANSWER, {
      ...THREAD,
      edited: { user: 'U2', ts: '1' },
      files: [{ name: 'settings.png', mimetype: 'image/png' }],
    }),
    { subtype: 'tombstone' },
  ]),
  'D1/2023-11-14.json': JSON.stringify([said(0, 'U1', 'private'), said(1, 'U2', 'private')]),
};

const CHAT = JSON.stringify([
  said(0, 'U1', QUESTION, THREAD),
  said(5, 'U2', ANSWER, THREAD),
  said(9, 'U1', 'thanks, that worked', THREAD),
]);

const zipped = (files: Files): Uint8Array =>
  zipSync(
    Object.fromEntries(
      Object.entries(files).map(([name, content]) => [
        name,
        typeof content === 'string' ? strToU8(content) : content,
      ]),
    ),
  );

/** What becomes of an archive. */
async function importZip(bytes: Uint8Array): Promise<readonly Outcome[]> {
  const folder = await mkdtemp(join(tmpdir(), 'slack-'));
  try {
    const path = join(folder, 'export.zip');
    await writeFile(path, bytes);
    const found: Outcome[] = [];
    const options = { maintainers: new Set<string>(), read: () => {} };
    for await (const outcome of outcomesOf(slack, await inputsOf(path, slack), options)) found.push(outcome);
    return found;
  } finally {
    await rm(folder, { recursive: true });
  }
}

describe('Slack', () => {
  it('makes a pair of a thread, as Markdown without people', async () => {
    const found = await importFiles(slack, EXPORT, { site: 'https://team.slack.com/' });
    expect(found.map(inWords)).toEqual([`slack:C1/${ASKED}.000100`]);
    const [pair] = pairsIn(found);
    expect(pair).toMatchObject({
      question: 'How do I set the **port** of the server? <8091> fails in #ops',
      url: `https://team.slack.com/archives/C1/p${ASKED}000100`,
      date: '2023-11-15',
      isMarked: false,
      confidence: 0.9,
      askedBy: { platform: 'slack', asker: 'U1' },
    });
    expect(pair?.answer).toBe(
      'put this into the settings, see [the page](https://example.org/port):\n\n```\nport: 8091\n```\n\nAsk somebody or (an e-mail address), somebody.\n[picture: settings.png]',
    );
    expect(pair?.thread?.map(({ who, text }) => `${who}: ${text}`).at(-1)).toBe('asker: thanks, that worked');
    expect(JSON.stringify({ ...pair, askedBy: 0, answeredBy: 0 })).not.toMatch(
      /anna|schmidt|bob|miller|U[12]\b/i,
    );
  });

  it('reads the same of an archive', async () => {
    const [fromFolder, fromZip] = [await importFiles(slack, EXPORT), await importZip(zipped(EXPORT))];
    expect(fromZip).toEqual(fromFolder);
    expect(pairsIn(fromZip)).toHaveLength(1);
  });

  it('reads words that stand in blocks alone', async () => {
    const blocks = [
      {
        type: 'rich_text',
        elements: [
          {
            type: 'rich_text_section',
            elements: [
              { type: 'user', user_id: 'U1' },
              { type: 'text', text: ' set ' },
              { type: 'text', text: 'port', style: { code: true } },
              { type: 'text', text: ' as in ' },
              { type: 'link', url: 'https://example.org', text: 'the page' },
            ],
          },
          { type: 'rich_text_preformatted', elements: [{ type: 'text', text: 'port: 1' }] },
        ],
      },
    ];
    const found = await importFiles(slack, {
      ...EXPORT,
      'help/2023-11-15.json': JSON.stringify([
        said(9, 'U2', '', { ...THREAD, blocks }),
        said(10, 'U1', 'thanks!', THREAD),
      ]),
    });
    expect(pairsIn(found)[0]?.answer).toBe(
      'set `port` as in [the page](https://example.org)\n\n```\nport: 1\n```',
    );
  });

  it('takes what maintainers reply, by their ids', async () => {
    const files = {
      ...EXPORT,
      'help/2023-11-15.json': JSON.stringify([
        said(9, 'U2', 'The port of the server stands in `server.yaml`.', THREAD),
      ]),
    };
    expect((await importFiles(slack, files)).map(inWords)).toEqual(['unmarked']);
    expect(pairsIn(await importFiles(slack, files, { maintainers: ['u2'] }))).toHaveLength(1);
  });

  it('counts messages that nobody plainly answered', async () => {
    const lone = JSON.stringify([said(0, 'U1', QUESTION), said(5_000, 'U2', 'We meet at ten.')]);
    const found = await importFiles(slack, {
      ...EXPORT,
      'help/2023-11-14.json': lone,
      'help/2023-11-15.json': '[]',
    });
    expect(found.map(inWords)).toEqual(['alone', 'alone']);
  });
});

describe('A bad export of Slack costs what is bad', () => {
  it('a time that no calendar has, and blocks in blocks', async () => {
    const deep = `${'{"type":"rich_text_section","elements":['.repeat(20_000)}${']}'.repeat(20_000)}`;
    const odd = [
      JSON.stringify({ type: 'message', user: 'U1', text: 'how?', ts: '1e20' }),
      `{"type":"message","user":"U1","ts":"1.0","blocks":[${deep}]}`,
    ];
    const found = await importFiles(slack, { ...EXPORT, 'help/2023-11-13.json': `[${odd.join()}]` });
    expect(found.map(({ kind }) => kind)).toEqual(['pair']);
  });

  it.each<[string, Files, readonly string[]]>([
    [
      'cut',
      { ...EXPORT, 'help/2023-11-16.json': '[{"type":"message"' },
      ['help/2023-11-16.json:1 file-cut', `slack:C1/${ASKED}.000100`],
    ],
    [
      'no JSON',
      { ...EXPORT, 'help/2023-11-16.json': '<html>' },
      ['help/2023-11-16.json:1 json-syntax', `slack:C1/${ASKED}.000100`],
    ],
    [
      'a list of channels that is none, which makes no private channel public',
      { ...EXPORT, 'channels.json': 'x' },
      ['channels.json:1 json-syntax'],
    ],
    [
      'a list of channels that is cut',
      { ...EXPORT, 'channels.json': '[{"id":"C1","name":"help"},{' },
      ['channels.json:1 file-cut', `slack:C1/${ASKED}.000100`],
    ],
    [
      'direct messages without a list of channels',
      { 'D012ABCDEF/2023-11-14.json': CHAT, 'mpdm-a--b-1/2023-11-14.json': CHAT },
      [],
    ],
    [
      'lists that are none',
      { ...EXPORT, 'users.json': '"x"' },
      ['users.json:1 json-syntax', `slack:C1/${ASKED}.000100`],
    ],
  ])('%s', async (_, files, expected) => {
    expect((await importFiles(slack, files)).map(inWords)).toEqual(expected);
  });

  it.each<[string, () => Uint8Array, readonly string[]]>([
    [
      'names that climb',
      () => zipped({ ...EXPORT, '../help/2023-11-16.json': '[]' }),
      ['export.zip:1 zip-name', `slack:C1/${ASKED}.000100`],
    ],
    [
      'a bomb',
      () => zipped({ ...EXPORT, 'help/2023-11-16.json': new Uint8Array(40 * 1024 * 1024) }),
      ['export.zip:1 zip-size', `slack:C1/${ASKED}.000100`],
    ],
    [
      'a bomb of small files',
      () =>
        zipped({
          ...EXPORT,
          ...Object.fromEntries(
            Array.from({ length: 70 }, (_, n) => [`c${n}/2023-11-16.json`, new Uint8Array(1024 * 1024)]),
          ),
        }),
      ['export.zip:1 zip-size', `slack:C1/${ASKED}.000100`],
    ],
    ['no archive', () => strToU8('hello'), ['export.zip:1 file-unreadable']],
    ['a cut archive', () => zipped(EXPORT).subarray(0, 600), ['export.zip:1 file-unreadable']],
    ['another archive', () => zipped({ 'a.txt': 'a' }), ['export.zip:1 kind']],
  ])('%s', async (_, bytes, expected) => {
    expect((await importZip(bytes())).map(inWords)).toEqual(expected);
  });
});
