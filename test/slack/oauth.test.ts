/** Several workspaces, over Slack's OAuth. */

import { afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { FORM } from '../../adapters/slack/outbound/forms.js';
import { createInstallations } from '../../adapters/slack/transport/installations.js';
import { createSlack } from '../../adapters/slack/slack.js';
import type { Adapter, Store } from '../../src/contract.js';
import { memoryStore } from '../../src/store/memory.js';
import { eachCall } from '../../src/store/contract.js';
import { type Gate, gate, makeReply, type FakeHost, fakeHost } from '../../src/testing/fakes.js';
import { freePort } from '../support/free-port.js';
import { until } from './platform.js';
import { PREPARE, prepareShapes } from './shapes.js';
import { type Sender, sender, SIGNING_SECRET } from './signed.js';
import { BOT_TOKEN, type WebApi, webApi } from './web-api.js';

beforeAll(prepareShapes, PREPARE);

let api: WebApi;
let slack: Adapter;
let host: FakeHost;
let store: Store;
/** What the store waits for; it does not wait without. */
let opened: Gate<undefined> | undefined;
let send: Sender;
let base: string;

beforeEach(async () => {
  api = await webApi();
  opened = undefined;
  const kept = memoryStore();
  store = eachCall(false, async (_, call) => {
    await opened?.promise;
    return await call(kept);
  });
  const port = await freePort();
  base = `http://127.0.0.1:${port}`;
  send = sender(port, api);
  slack = createSlack();
  host = fakeHost(
    {
      SLACK_CLIENT_ID: '1.1',
      SLACK_CLIENT_SECRET: 'secret',
      SLACK_STATE_SECRET: 'state',
      SLACK_ENCRYPTION_KEY: 'a made-up key of enough characters',
      SLACK_SIGNING_SECRET: SIGNING_SECRET,
      SLACK_PORT: String(port),
      SLACK_HOST: '127.0.0.1',
      SLACK_API_URL: api.url,
    },
    undefined,
    { store, maintainers: [] },
  );
  await slack.start(host);
  api.answer('oauth.v2.access', {
    ok: true,
    access_token: BOT_TOKEN,
    token_type: 'bot',
    scope: 'chat:write',
    bot_user_id: api.botUser,
    app_id: 'A1',
    team: { id: api.team, name: 'Gardeners' },
    enterprise: null,
    is_enterprise_install: false,
    authed_user: { id: api.users.ann },
  });
});
afterEach(async () => {
  await slack.stop();
  await api.close();
  expect(api.faults).toEqual([]);
});

async function install(): Promise<void> {
  const begin = await fetch(`${base}/slack/install`, { redirect: 'manual' });
  const state = new URL(begin.headers.get('location') ?? '').searchParams.get('state') ?? '';
  const cookie = (begin.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
  const end = await fetch(`${base}/slack/oauth_redirect?code=1&state=${encodeURIComponent(state)}`, {
    headers: { cookie },
  });
  expect(end.status).toBe(200);
}

let mentions = 0;
const mention = () =>
  send.event({
    type: 'app_mention',
    channel: api.channel,
    user: api.users.ann,
    text: `<@${api.botUser}> how?`,
    ts: `1700000000.00010${++mentions}`,
  });
const posted = () => api.calls.filter(({ method }) => method === 'chat.postMessage');

it('a workspace installs the app, is answered, and its token lies encrypted in the store', async () => {
  await install();
  await mention();
  await until(() => posted().length === 1);
  const kept = JSON.stringify(await store.list(''));
  expect(kept).toContain('installation/');
  expect(kept).not.toContain(BOT_TOKEN);
});

it('a late answer and the maintainers’ channel use the token of their workspace', async () => {
  await install();
  await slack.stop();
  const settings = { ...host.settings, SLACK_MAINTAINERS_CHANNEL: `${api.team}/${api.channel}` };
  slack = createSlack();
  await slack.start(fakeHost(settings, undefined, { store, maintainers: [] }));
  const reply = makeReply({ kind: 'answer', text: 'At last.' });
  await slack.deliver?.({ place: `${api.team}/${api.channel}/1700000000.000100`, asker: 'U1' }, reply);
  expect(await slack.tellMaintainers?.(reply)).toBe(true);
  expect(posted().map(({ token }) => token)).toEqual([BOT_TOKEN, BOT_TOKEN]);
  await expect(slack.deliver?.({ place: 'TGONE/C1/1.1', asker: 'U1' }, reply)).rejects.toThrow(
    /not installed/,
  );
});

it('who installed it steers the channels of that workspace', async () => {
  await install();
  await send.command('/ask-admin', 'channel on', api.users.ann);
  await until(() => api.responses.length === 1);
  await send.command('/ask-admin', 'channel off', api.users.ben);
  await until(() => api.responses.length === 2);
  expect(await host.channels.settings(`${api.team}/${api.channel}`)).toMatchObject({ listening: true });
});

it('a revoked token ends that workspace alone', async () => {
  await install();
  api.refuse('chat.postMessage', { status: 200, body: { ok: false, error: 'token_revoked' } });
  await mention();
  await until(() => host.logged.some(({ message }) => message.includes('revoked the app')));
  await mention();
  expect((await store.list('installation/')).length).toBe(0);
  expect(host.exits).toEqual([]);
  await install();
  await mention();
  await until(() => posted().length === 1);
});

it('an uninstalled workspace is forgotten', async () => {
  await install();
  await send.event({ type: 'app_uninstalled' });
  const end = Date.now() + 2000;
  while ((await store.list('installation/')).length > 0 && Date.now() < end) {
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  expect(await store.list('installation/')).toEqual([]);
});

it('a token that was sealed by an earlier version, or with another key, is met as such', async () => {
  const query = { teamId: 'TOLD', enterpriseId: undefined, isEnterpriseInstall: false };
  const { fetchInstallation } = createInstallations(host, 'a made-up key of enough characters');
  // The version before sealed this.
  const sealed = 'Pz3siqEt67qgSZLoxkrXtvbgbtQP/lhX35GycYLspsPDQn1D6ihdTnoJ5l8zNSV+BFRjA29im2FzZP0=';
  await store.set('installation/TOLD', sealed);
  expect(await fetchInstallation(query)).toEqual({ bot: { token: 'made up 字' } });
  for (const damaged of ['', 'short', sealed.toLowerCase()]) {
    await store.set('installation/TOLD', damaged);
    await expect(fetchInstallation(query)).rejects.toThrow('SLACK_ENCRYPTION_KEY');
  }
});

it('acknowledges before the store has the workspace’s token, and answers then', async () => {
  await install();
  opened = gate();
  expect(await mention()).toBe(200);
  expect(await send.command('/ask', 'how?')).toBe(200);
  expect(await send.interact({ type: 'message_action', callback_id: 'answer_this', message: {} })).toBe(200);
  const metadata = JSON.stringify({ token: 'do-asked-1', place: 'p', language: 'en' });
  const view = { callback_id: FORM, private_metadata: metadata, blocks: [] };
  expect(await send.submit(view, {})).toMatchObject({ response_action: 'update' });
  expect(host.bot.asked).toEqual([]);
  opened.open(undefined);
  await until(() => host.bot.asked.length === 2 && host.bot.pressed.length === 1);
});
