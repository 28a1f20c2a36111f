/** The manifest, the doctor, and the settings. */

import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { Ajv } from 'ajv';
import { createGenerator } from 'ts-json-schema-generator';
import { describe, expect, it } from 'vitest';
import { examine } from '../../adapters/slack/doctor.js';
import { createSlack } from '../../adapters/slack/index.js';
import { botScopes, manifestFor } from '../../adapters/slack/manifest.js';
import { readSlackSettings } from '../../adapters/slack/settings.js';
import { run } from '../../src/cli/program.js';
import { fakeHost } from '../support/host.js';
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
  ])('%o name what is wrong', (variables: Readonly<Record<string, string>>, parts) => {
    for (const part of parts) expect(() => readSlackSettings(variables)).toThrow(part);
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
