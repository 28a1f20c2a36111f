/** The real adapter on Bolt over socket mode. */

import { afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { createSlack } from '../../adapters/slack/slack.js';
import type { Adapter, Store } from '../../src/contract.js';
import { memoryStore } from '../../src/store/memory.js';
import { type FakeHost, fakeHost, type HostOptions, makeReply } from '../../src/testing/fakes.js';
import { buttonsOf, until } from './platform.js';
import { PREPARE, prepareShapes, readable, record } from './shapes.js';
import { type SocketMode, socketMode } from './socket.js';
import { BOT_TOKEN, type WebApi, webApi } from './web-api.js';

beforeAll(prepareShapes, PREPARE);

let api: WebApi;
let socket: SocketMode;
let slack: Adapter | undefined;
let host: FakeHost;

beforeEach(async () => {
  api = await webApi();
  socket = await socketMode(api);
  await begin();
});
const begin = async (options?: HostOptions): Promise<void> => {
  await slack?.stop();
  slack = createSlack({ socketPatience: 500 });
  const settings = { SLACK_BOT_TOKEN: BOT_TOKEN, SLACK_APP_TOKEN: 'xapp-1-test', SLACK_API_URL: api.url };
  host = fakeHost(settings, undefined, options);
  await slack.start(host);
};
afterEach(async () => {
  await slack?.stop();
  slack = undefined;
  await socket.close();
  await api.close();
  expect(api.faults).toEqual([]);
});

const mention = (text: string, ts = '1700000000.000100') => ({
  type: 'app_mention',
  channel: api.channel,
  user: api.users.ann,
  text: `<@${api.botUser}> ${text}`,
  ts,
});
const posted = () => api.calls.filter(({ method }) => method === 'chat.postMessage');

it('answers events and commands, each acknowledged', async () => {
  await socket.event(mention('how?'));
  await until(() => posted().length === 1);
  await socket.command('/ask', 'how?');
  await until(() => api.responses.length === 1);
});

it('acknowledges nothing that a shared store does not keep, and takes it when it comes again', async () => {
  const kept = memoryStore();
  let isAway = true;
  const claimAll: Store['claimAll'] = (...given) =>
    isAway ? Promise.reject(new Error('away')) : kept.claimAll(...given);
  await begin({ store: { ...kept, isShared: true, claimAll } });
  let isAcknowledged = false;
  void socket.event(mention('how?'), 'Ev1').then(() => (isAcknowledged = true));
  await until(() => host.logged.some(({ level }) => level === 'error'));
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(isAcknowledged).toBe(false);
  isAway = false;
  await socket.event(mention('how?'), 'Ev1');
  await until(() => posted().length === 1);
});

it('opens a form, and answers it in its window', async () => {
  host.bot.onAsk('how?', () =>
    makeReply({ lead: 'Not known.', actions: [{ kind: 'ask-maintainers', label: 'Ask', token: 'do-ask' }] }),
  );
  const fields = [
    { name: 'reason', label: 'Reason', value: '', lines: 'many', required: false, maxLength: 500 },
  ] as const;
  host.bot.onPress('do-ask', () =>
    makeReply({ form: { title: 'Ask', token: 'do-asked', submit: 'Send', fields } }),
  );
  host.bot.onPress('do-asked', () => makeReply({ text: 'They were asked.' }));
  await socket.event(mention('how?'));
  await until(() => posted().length === 1);
  const [button] = buttonsOf(posted()[0]?.body['blocks']);
  await socket.interact({
    type: 'block_actions',
    channel: { id: api.channel },
    container: { type: 'message', message_ts: '1.1', channel_id: api.channel, is_ephemeral: false },
    message: { ts: '1.1' },
    response_url: `${api.origin}/response/1`,
    actions: [{ ...button, type: 'button', block_id: 'b', action_ts: '1' }],
  });
  const calls = (method: string) => api.calls.filter((call) => call.method === method);
  await until(() => calls('views.open').length === 1);
  const view = record(calls('views.open')[0]?.body['view']);
  const [input] = Array.isArray(view['blocks']) ? view['blocks'].map(record) : [];
  const told = await socket.interact({
    type: 'view_submission',
    view: {
      ...view,
      id: 'V1',
      hash: 'h',
      state: { values: { [String(input?.['block_id'])]: { 'field:reason': { value: null } } } },
    },
  });
  expect(told).toMatchObject({ response_action: 'update' });
  await until(() => calls('views.update').length === 1);
  expect(host.bot.pressed.at(-1)).toMatchObject({ token: 'do-asked', fields: { reason: '' } });
  expect(readable(calls('views.update')[0]?.body['view'])).toContain('They were asked.');
});

it.each(['drop', 'refresh'] as const)(
  'connects again after a %s, and answers a repeated event once',
  async (how) => {
    await socket.event(mention('how?'), 'Ev1');
    await until(() => posted().length === 1);
    socket[how]();
    await until(() => socket.connections() === 2, 15_000);
    await socket.event(mention('how?'), 'Ev1');
    await socket.event(mention('again?', '1700000000.000200'));
    await until(() => posted().length === 2);
  },
  20_000,
);

it('takes nothing more after it has stopped', async () => {
  await slack?.stop();
  const before = socket.connections();
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(socket.connections()).toBe(before);
});

it('an app-level token that is not taken ends the start with what to change', async () => {
  api.answer('apps.connections.open', { ok: false, error: 'invalid_auth' });
  const other = createSlack();
  await expect(other.start(fakeHost(host.settings))).rejects.toThrow(/SLACK_APP_TOKEN \(.*invalid_auth/);
});
