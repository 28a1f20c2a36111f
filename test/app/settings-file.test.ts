import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ADAPTER_SETTINGS } from '../../src/app/adapters.js';
import { readSettingsFile, unknownSettings } from '../../src/app/settings-file.js';
import { SETTINGS } from '../../src/settings.js';

const QABOT = resolve('dist/src/main.js');
const newFolder = (): Promise<string> => mkdtemp(join(tmpdir(), 'qabot-settings-'));

interface Ended {
  readonly status: number;
  readonly out: string;
  readonly error: string;
}

/** One command in a folder. */
const qabot = (folder: string, words: readonly string[], environment = {}): Promise<Ended> =>
  new Promise((done) => {
    const env = { PATH: process.env['PATH'] ?? '', QABOT_CACHE: 'off', ...environment };
    const child = execFile(process.execPath, [QABOT, ...words], { cwd: folder, env }, (failed, out, error) =>
      done({ status: Number(failed?.code ?? 0), out, error }),
    );
    child.stdin?.end();
  });

/** As PowerShell's `>` writes it. */
const utf16 = (text: string): Uint8Array => Buffer.from(`\uFEFF${text}`, 'utf16le');
const UTF8_MARK = '\uFEFF';
const bigEndian = (text: string): Uint8Array => Buffer.from(utf16(text)).swap16();

describe('a .env that cannot be read', () => {
  it.each([
    ['is a folder', (path: string) => mkdir(path), 'it is a folder'],
    [
      'is UTF-16',
      (path: string) => writeFile(path, utf16('KNOWLEDGE=./posts\r\n')),
      'it is UTF-16; save it as UTF-8',
    ],
    [
      'is UTF-16, the other way',
      (path: string) => writeFile(path, bigEndian('KNOWLEDGE=./posts\n')),
      'it is UTF-16',
    ],
    [
      'is UTF-16 without a mark',
      (path: string) => writeFile(path, utf16('KNOWLEDGE=./posts').subarray(2)),
      'it is UTF-16',
    ],
    [
      'is GBK',
      (path: string) => writeFile(path, Buffer.from([0x23, 0xd6, 0xd0, 0xce, 0xc4, 0x0a])),
      'it is no UTF-8',
    ],
    ['leads nowhere', (path: string) => symlink('gone', path), 'it is a link to a file that is not there'],
    ['leads to itself', (path: string) => symlink('.env', path), 'ELOOP'],
  ])('%s: the reader says so', async (_, make, reason) => {
    const path = join(await newFolder(), '.env');
    await make(path);
    expect(() => readSettingsFile(path)).toThrow(`The settings in ${path} cannot be read: ${reason}`);
  });

  it.each([
    [['ask', 'How?']],
    [['start']],
    [['doctor']],
    [['insights']],
    [['knowledge', 'check']],
    [['discord', 'register']],
  ])('ends qabot %j with status 2', { timeout: 30_000 }, async (words) => {
    const folder = await newFolder();
    await mkdir(join(folder, '.env'));
    expect(await qabot(folder, words)).toEqual({
      status: 2,
      out: '',
      error: 'qabot: The settings in .env cannot be read: it is a folder\n',
    });
  });

  it('does not keep the help from being printed', async () => {
    const folder = await newFolder();
    await mkdir(join(folder, '.env'));
    expect(await qabot(folder, ['--help'])).toMatchObject({ status: 0, error: '' });
  });
});

it.each([
  ['without', ''],
  ['with', UTF8_MARK],
])('reads UTF-8 %s a mark, and no file as no settings', async (_, mark) => {
  const path = join(await newFolder(), '.env');
  expect(readSettingsFile(path)).toEqual({});
  await writeFile(path, `${mark}KNOWLEDGE=./posts\r\nQABOT_MAINTAINERS=甲\r\n`);
  expect(readSettingsFile(path)).toEqual({ KNOWLEDGE: './posts', QABOT_MAINTAINERS: '甲' });
});

describe('a name that is no setting', () => {
  it.each([
    ['QABOT_PRECISON', 'QABOT_PRECISION'],
    ['QABOT_OVERHEAR_WAIT', 'QABOT_OVERHEARD_WAIT'],
    ['QABOT_LANG', 'QABOT_LANGUAGE'],
    ['QABOT_LOGLEVEL', 'QABOT_LOG_LEVEL'],
    ['qabot_cache', 'QABOT_CACHE'],
    ['KNOWLEDGE_DIR', 'KNOWLEDGE'],
    ['KNOWLEGDE', 'KNOWLEDGE'],
    ['STORE', 'STORE_URL'],
    ['SECOND_READERS', 'SECOND_READER'],
    ['CHAT_API_KEY', 'CHAT_KEY'],
    ['DISCORD_BOT_TOKEN', 'DISCORD_TOKEN'],
    ['DISCROD_TOKEN', 'DISCORD_TOKEN'],
    ['SLACK_SIGNIN_SECRET', 'SLACK_SIGNING_SECRET'],
    ['SLACK_TOKEN', 'SLACK_BOT_TOKEN'],
  ])('%s in the file: did you mean %s?', (name, nearest) => {
    expect(unknownSettings({ [name]: '1' }, {})).toEqual([
      `${name} is no setting of the bot: did you mean ${nearest}?`,
    ]);
  });

  it.each(['PATH', 'DATABASE_URL', 'TOKEN', 'WEBHOOK_PORT', 'PORT', 'OPENAI_API_KEY'])(
    '%s is left alone',
    (name) => {
      expect(unknownSettings({ [name]: '1' }, {})).toEqual([]);
    },
  );

  it('is told of the environment too where it begins with QABOT_, and once', () => {
    const environment = { QABOT_PRECISON: '0.9', SLACK_WEBHOOK_URL: 'https://hooks.example', STORE_DIR: 'x' };
    expect(unknownSettings({ QABOT_PRECISON: '0.9' }, environment)).toHaveLength(1);
  });

  it('is a warning: the command goes on', { timeout: 15_000 }, async () => {
    const folder = await newFolder();
    await writeFile(join(folder, '.env'), 'SLACK_WEBHOOK_URL=https://hooks.example\n');
    const warned = await qabot(folder, ['ask', 'MOSN 支持 eureka 吗'], { QABOT_PRECISON: '0.9' });
    expect(warned).toMatchObject({ status: 0 });
    expect(warned.out).toContain('MOSN');
    expect(warned.error).toContain('qabot: SLACK_WEBHOOK_URL is no setting of the bot');
    expect(warned.error).toContain(
      'qabot: QABOT_PRECISON is no setting of the bot: did you mean QABOT_PRECISION?',
    );
  });

  it('has a line among the findings of doctor', { timeout: 15_000 }, async () => {
    const { out, error } = await qabot(await newFolder(), ['doctor'], { QABOT_PRECISON: '0.9' });
    expect(out).toContain('warning QABOT_PRECISON is no setting of the bot: did you mean QABOT_PRECISION?');
    expect(error).toBe('');
  });
});

it('knows every setting of .env.example, and no other but the addresses of tests', async () => {
  const example = await readFile('.env.example', 'utf8');
  const explained = [...new Set(Array.from(example.matchAll(/^(?:# )?([A-Z_]+)=/gm), ([, name]) => name))];
  const known = [...SETTINGS, ...ADAPTER_SETTINGS].filter((name) => !name.endsWith('_API_URL'));
  expect(new Set(known)).toEqual(new Set(explained));
});
