/** The manifest, the doctor, and the settings. */

import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { Ajv } from 'ajv';
import { createGenerator } from 'ts-json-schema-generator';
import { describe, expect, it } from 'vitest';
import { SHORTCUTS } from '../../adapters/slack/inbound/route.js';
import { examine } from '../../adapters/slack/set-up/doctor.js';
import { createSlack } from '../../adapters/slack/slack.js';
import { botScopes, manifestFor } from '../../adapters/slack/set-up/manifest.js';
import { readSlackSettings } from '../../adapters/slack/set-up/settings.js';
import { run } from '../../src/cli/program.js';
import { fakeHost } from '../../src/testing/fakes.js';
import { freePort } from '../support/free-port.js';
import { record } from './shapes.js';
import { BOT_TOKEN, webApi } from './web-api.js';

const webApiPackage = dirname(createRequire(import.meta.url).resolve('@slack/web-api/package.json'));
const answering =
  (told: Readonly<Record<string, unknown>>, headers: Readonly<Record<string, string>> = {}): typeof fetch =>
  async () =>
    new Response(JSON.stringify(told), { headers });

describe('the manifest', () => {
  it.each([undefined, 'https://bot.example/'])(
    'has the shape that Slack’s own package gives it (%s)',
    (url) => {
      const schema = createGenerator({
        path: join(webApiPackage, 'dist/types/request/manifest.d.ts'),
        tsconfig: join(import.meta.dirname, 'shapes.tsconfig.json'),
        skipTypeCheck: true,
        additionalProperties: false,
      }).createSchema('Manifest');
      const check = new Ajv({ strict: false }).compile(JSON.parse(JSON.stringify(schema)));
      const manifest = record(JSON.parse(JSON.stringify(manifestFor(url))));
      // The package's list of scopes is older than agents: assistant:write is what their methods ask for.
      const oauth = record(manifest['oauth_config']);
      const { bot } = record(oauth['scopes']);
      const known = Array.isArray(bot) ? bot.filter((scope) => scope !== 'assistant:write') : [];
      const fitting = check({ ...manifest, oauth_config: { ...oauth, scopes: { bot: known } } });
      expect(check.errors ?? []).toEqual([]);
      expect(fitting).toBe(true);
    },
    60_000,
  );

  it('asks for the scope of user groups only where it is wanted', async () => {
    let out = '';
    await run(['slack', 'manifest', '--user-groups'], { out: (text) => (out += text), error: () => {} });
    expect(JSON.parse(out)).toEqual(manifestFor(undefined, true));
    expect(out).toContain('usergroups:read');
    expect(JSON.stringify(manifestFor('https://bot.example'))).not.toContain('usergroups:read');
  });

  it('has the shortcuts that the bot knows, with names that Slack takes', () => {
    const { shortcuts } = record(record(manifestFor(undefined))['features']);
    const all = Array.isArray(shortcuts) ? shortcuts.map(record) : [];
    expect(all.map((one) => one['callback_id'])).toEqual(Object.values(SHORTCUTS));
    // https://docs.slack.dev/reference/app-manifest#features
    for (const one of all) expect(String(one['name']).length).toBeLessThanOrEqual(24);
  });

  it('keeps to the lengths of the manifest reference', () => {
    const { display_information: about, features } = record(manifestFor(undefined));
    expect(String(record(about)['name']).length).toBeLessThanOrEqual(35);
    expect(String(record(about)['description']).length).toBeLessThanOrEqual(140);
    expect(String(record(about)['long_description']).length).toBeGreaterThanOrEqual(175);
    expect(String(record(record(features)['agent_view'])['agent_description']).length).toBeLessThanOrEqual(
      300,
    );
  });

  it('is for HTTP with an address, and for socket mode without', () => {
    const http = record(record(manifestFor('https://bot.example/'))['settings']);
    expect(http['socket_mode_enabled']).toBe(false);
    expect(record(http['event_subscriptions'])['request_url']).toBe('https://bot.example/slack/events');
    expect(record(record(manifestFor(undefined))['settings'])['socket_mode_enabled']).toBe(true);
    expect(() => manifestFor('http://bot.example')).toThrow(RangeError);
  });

  it('is printed by the command line', async () => {
    let out = '';
    const status = await run(['slack', 'manifest'], { out: (text) => (out += text), error: () => {} });
    expect(status).toBe(0);
    expect(JSON.parse(out)).toEqual(manifestFor(undefined));
    expect(await run(['slack', 'manifest', '--url', 'ftp://x'], { out: () => {}, error: () => {} })).toBe(2);
  });
});

const OAUTH = {
  SLACK_CLIENT_ID: '1.1',
  SLACK_CLIENT_SECRET: 's',
  SLACK_STATE_SECRET: 's',
  SLACK_ENCRYPTION_KEY: 'a made-up key of enough characters',
  SLACK_SIGNING_SECRET: 's',
  SLACK_PORT: '3000',
};

describe('the settings', () => {
  it.each([
    [{}, ['SLACK_BOT_TOKEN', 'SLACK_APP_TOKEN', 'SLACK_SIGNING_SECRET']],
    [
      { SLACK_BOT_TOKEN: 'xoxp-1', SLACK_APP_TOKEN: 'xapp-1' },
      ['SLACK_BOT_TOKEN is a token of another kind'],
    ],
    [
      { SLACK_BOT_TOKEN: 'xoxb-1', SLACK_APP_TOKEN: 'xoxb-1' },
      ['SLACK_APP_TOKEN is a token of another kind'],
    ],
    [{ SLACK_BOT_TOKEN: 'xoxb-1', SLACK_PORT: 'x' }, ['SLACK_SIGNING_SECRET', 'SLACK_PORT']],
    [{ SLACK_BOT_TOKEN: 'xoxb-1', SLACK_APP_TOKEN: 'xapp-1', SLACK_API_URL: 'x' }, ['SLACK_API_URL']],
    [
      { SLACK_BOT_TOKEN: 'xoxb-1', SLACK_APP_TOKEN: 'xapp-1', SLACK_MAINTAINERS_CHANNEL: '#help' },
      ['SLACK_MAINTAINERS_CHANNEL takes a channel'],
    ],
    [{ ...OAUTH, SLACK_MAINTAINERS_CHANNEL: 'C1' }, ['SLACK_MAINTAINERS_CHANNEL must name the workspace']],
  ])('%o name what is wrong', (variables: Readonly<Record<string, string>>, parts) => {
    for (const part of parts) expect(() => readSlackSettings(variables)).toThrow(part);
  });

  it.each([
    [{ SLACK_BOT_TOKEN: 'xoxb-1', SLACK_APP_TOKEN: 'xapp-1', SLACK_MAINTAINERS_CHANNEL: 'C1' }, { id: 'C1' }],
    [
      { ...OAUTH, SLACK_MAINTAINERS_CHANNEL: 'T1/C1' },
      { team: 'T1', id: 'C1' },
    ],
  ])('%o name a channel', (variables: Readonly<Record<string, string>>, channel) => {
    expect(readSlackSettings(variables).maintainersChannel).toEqual(channel);
  });

  it('OAuth without a key is off, with a clear line', () => {
    const { oauth, warnings } = readSlackSettings({
      SLACK_BOT_TOKEN: 'xoxb-1',
      SLACK_APP_TOKEN: 'xapp-1',
      SLACK_CLIENT_ID: '1.1',
      SLACK_CLIENT_SECRET: 's',
      SLACK_STATE_SECRET: 's',
    });
    expect(oauth).toBeUndefined();
    expect(warnings.join()).toContain('SLACK_ENCRYPTION_KEY');
  });

  it('a port that is taken is named', async () => {
    const api = await webApi();
    const settings = {
      SLACK_BOT_TOKEN: BOT_TOKEN,
      SLACK_SIGNING_SECRET: 's',
      SLACK_HOST: '127.0.0.1',
      SLACK_PORT: new URL(api.url).port,
      SLACK_API_URL: api.url,
    };
    await expect(createSlack().start(fakeHost(settings))).rejects.toThrow(/SLACK_PORT/);
    await api.close();
  });
});

describe('the doctor', () => {
  const settings = { SLACK_BOT_TOKEN: BOT_TOKEN, SLACK_APP_TOKEN: 'xapp-1-secret' };

  it.each([
    [
      'a missing scope',
      { ok: true, team: 'Gardeners' },
      { 'x-oauth-scopes': 'chat:write' },
      /error The scope commands is missing/,
    ],
    [
      'the missing scope for reactions',
      { ok: true, team: 'Gardeners' },
      {
        'x-oauth-scopes': botScopes(false)
          .filter((scope) => scope !== 'reactions:write')
          .join(','),
      },
      /warning The scope reactions:write is missing/,
    ],
    [
      'a refused token',
      { ok: false, error: 'invalid_auth' },
      {},
      /error SLACK_BOT_TOKEN is not accepted \(invalid_auth\)/,
    ],
    [
      'a slow clock',
      { ok: true },
      { date: new Date(Date.now() + 600_000).toUTCString() },
      /error The clock .* 10 minutes slow/,
    ],
    [
      'nothing wrong',
      { ok: true, team: 'Gardeners' },
      { 'x-oauth-scopes': botScopes(false).join(',') },
      /ok SLACK_BOT_TOKEN is accepted by Gardeners/,
    ],
  ])('names %s in one line, without a token', async (_, told, headers, expected) => {
    const findings = await examine({ settings, fetch: answering(told, headers) });
    const lines = findings.map(({ level, text }) => `${level} ${text}`).join('\n');
    expect(lines).toMatch(expected);
    expect(lines).not.toContain(BOT_TOKEN);
    expect(lines).not.toContain('xapp-1-secret');
  });

  it('looks at the channels of its workspace that are switched on', async () => {
    const refused: Readonly<Record<string, string>> = { C2: 'not_in_channel' };
    const fetch: typeof globalThis.fetch = async (url, options) => {
      const body = typeof options?.body === 'string' ? options.body : '';
      if (typeof url !== 'string' || !url.endsWith('conversations.history'))
        return new Response('{"ok":true,"team_id":"T1"}');
      const error = refused[new URLSearchParams(body).get('channel') ?? ''];
      return new Response(JSON.stringify({ ok: error === undefined, error }));
    };
    const lines = async (listening: readonly string[]) => {
      const findings = await examine({ settings, listening, fetch });
      return findings
        .map(({ level, text }) => `${level} ${text}`)
        .filter((line) => line.includes('switched on'));
    };
    expect(await lines(['T2/C2'])).toEqual([]);
    expect(await lines(['T1/C1', 'T2/C2'])).toEqual([
      'ok The bot can read and post in all 1 channels that are switched on',
    ]);
    expect(await lines(['T1/C1', 'T1/C2'])).toEqual([
      'error The channel C2, which is switched on, cannot be posted in (not_in_channel): invite the bot there (/invite)',
    ]);
  });

  it.each([
    [[], 'warning'],
    [['T1/C1'], 'error'],
  ])('misses the scope for ticks where answers are gathered in %o: %s', async (learning, level) => {
    const scopes = botScopes(false).filter((scope) => scope !== 'reactions:read');
    const fetch = answering({ ok: true }, { 'x-oauth-scopes': scopes.join(',') });
    const findings = await examine({ settings, learning, fetch });
    const missing = findings.filter(({ text }) => text.includes('reactions:read'));
    expect(missing.map((one) => one.level)).toEqual([level]);
  });

  it('misses the scope of user groups only where a maintainer is named by one', async () => {
    const fetch = answering({ ok: true }, { 'x-oauth-scopes': botScopes(false).join(',') });
    const missing = async (maintainers: readonly string[]) =>
      (await examine({ settings, maintainers, fetch })).filter(({ text }) =>
        text.includes('usergroups:read'),
      );
    expect(await missing(['U1'])).toEqual([]);
    expect(await missing(['U1', 'S0GROUP'])).toMatchObject([{ level: 'error' }]);
  });

  it.each([
    ['{"ok":true,"messages":[]}', /ok SLACK_MAINTAINERS_CHANNEL can be posted in/],
    [
      '{"ok":false,"error":"not_in_channel"}',
      /error SLACK_MAINTAINERS_CHANNEL .*\(not_in_channel\): invite the bot/,
    ],
    ['{"ok":false,"error":"channel_not_found"}', /error .*correct the id/],
    ['nonsense', /error SLACK_MAINTAINERS_CHANNEL cannot be posted in \(status 200\)/],
  ])('looks whether the maintainers’ channel takes the bot: %s', async (told, expected) => {
    const asked: string[] = [];
    const findings = await examine({
      settings: { ...settings, SLACK_MAINTAINERS_CHANNEL: 'C012' },
      fetch: async (url, options) => {
        if (typeof url !== 'string' || !url.endsWith('conversations.history'))
          return new Response('{"ok":true}');
        asked.push(JSON.stringify(options?.body));
        return new Response(told);
      },
    });
    expect(findings.map(({ level, text }) => `${level} ${text}`).join('\n')).toMatch(expected);
    expect(asked).toEqual(['"channel=C012&limit=1"']);
  });

  it('looks at the port, at the network and at what is missing', async () => {
    const port = await freePort();
    const http = {
      SLACK_BOT_TOKEN: BOT_TOKEN,
      SLACK_SIGNING_SECRET: 's',
      SLACK_PORT: String(port),
      SLACK_HOST: '127.0.0.1',
    };
    const unreachable = await examine({ settings: http, fetch: () => Promise.reject(new Error('down')) });
    expect(unreachable.map(({ level }) => level)).toEqual(['error', 'ok', 'ok']);
    expect(await examine({ settings: {} })).toMatchObject([{ level: 'error' }, { level: 'error' }]);
  });
});
