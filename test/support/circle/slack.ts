/** A Slack workspace for the circle: the real adapter on Bolt over HTTP, people who press what it has sent. */

import { vi } from 'vitest';
import { buttonsOf, escape, slackPlatform } from '../../slack/platform.js';
import { record } from '../../slack/shapes.js';
import type { Sender } from '../../slack/signed.js';
import { DIRECT, type WebApi } from '../../slack/web-api.js';
import { MAINTAINER } from '../../../src/testing/fakes.js';
import { type Community, PATIENCE, type Person, type Writing } from './community.js';
import { asSent, elementOf, itemOf, type Json, markOf, type Sent, sentOf } from './slack-sent.js';

/** Of a direct message, as the double gives it. */
const DIRECT_TS = '1800000000.000100';

/** Where the ids of views come from, as the double gives them. */
const VIEWS: Readonly<Record<string, string>> = {
  'views.open': 'V1',
  'views.push': 'V2',
  'views.update': 'V1',
  'views.publish': 'V3',
};

/** @param shared the workspace of another process of the same bot */
export async function slackCommunity(
  shared?: WebApi,
): Promise<Community & { readonly api: WebApi; readonly send: Sender }> {
  const platform = await slackPlatform(shared === undefined ? {} : { api: shared });
  const { api, send } = platform;
  const channel = await maintainersChannel(api);
  const ids: Readonly<Record<Person, string>> = {
    ...api.users,
    carl: 'UCARL',
    dora: 'UDORA',
    eve: 'UEVE',
    mia: MAINTAINER,
  };

  const posts = (): readonly Sent[] =>
    api.calls
      .filter(({ method }) => method === 'chat.postMessage')
      .map(({ body }) => sentOf('message', body));
  /** What was shown to one person, after so many calls and responses. */
  const whispers = (calls: number, responses: number): readonly Sent[] => [
    ...api.calls.slice(calls).flatMap(({ method, body }): readonly Sent[] => {
      if (method === 'chat.postEphemeral') return [sentOf('ephemeral', body)];
      const id = VIEWS[method];
      if (id === undefined) return [];
      const view = { ...record(body['view']), id: body['view_id'] ?? id };
      return [sentOf(method === 'views.publish' ? 'home' : 'modal', view)];
    }),
    ...api.responses.slice(responses).map((body) => sentOf('ephemeral', body)),
  ];

  /** What one person sees as the consequence of a deed; a Home tab behind a window may change meanwhile. */
  const after = async (deed: () => Promise<unknown>, isInWindow = false): Promise<Sent> => {
    const [calls, responses] = [api.calls.length, api.responses.length];
    await deed();
    const fits = ({ surface }: Sent): boolean => !isInWindow || surface === 'modal';
    return await vi.waitFor(() => found(whispers(calls, responses), fits), PATIENCE);
  };

  /** The `ts` of a message, as Slack holds it. */
  const tsOf = async ({ body }: Sent): Promise<string> => {
    const { channel: where, thread_ts: thread } = body;
    // The double holds no direct messages; there is one.
    if (String(where).startsWith('U')) return DIRECT_TS;
    const range = { channel: where, limit: 200 };
    const told =
      thread === undefined
        ? await api.as('ann', 'conversations.history', range)
        : await api.as('ann', 'conversations.replies', { ...range, ts: thread });
    const messages = Array.isArray(told['messages']) ? told['messages'].map(record) : [];
    const mark = markOf(body);
    return String(found(messages, ({ blocks }) => JSON.stringify(blocks ?? '').includes(mark))['ts']);
  };

  const press = async (who: Person, on: Sent, element: Json): Promise<void> => {
    const { body, surface } = on;
    const isMessage = surface === 'message';
    const ts = isMessage ? await tsOf(on) : '1.1';
    const thread = isMessage ? body['thread_ts'] : undefined;
    const isDirect = String(body['channel']).startsWith('U');
    const where = isDirect ? DIRECT : isMessage ? body['channel'] : api.channel;
    const inMessage = {
      channel: { id: where },
      container: {
        type: 'message',
        message_ts: ts,
        channel_id: where,
        is_ephemeral: surface === 'ephemeral',
      },
      ...(isMessage ? { message: { ts, thread_ts: thread } } : {}),
    };
    const inView = { view: body, container: { type: 'view', view_id: body['id'] } };
    await send.interact({
      type: 'block_actions',
      user: { id: ids[who], team_id: api.team },
      ...(surface === 'modal' || surface === 'home' ? inView : inMessage),
      actions: [{ ...element, block_id: 'b', action_ts: '1' }],
    });
  };

  /** Gives the `ts` of the message. */
  const write = async (
    who: Person,
    text: string,
    { mentions = false, to }: Writing = {},
  ): Promise<string> => {
    const full = mentions ? `<@${api.botUser}> ${escape(text)}` : escape(text);
    const thread = to === undefined ? undefined : String(asSent(to).body['thread_ts']);
    const ts = await platform.write(who === 'ben' ? 'ben' : 'ann', full, thread);
    const where = { channel: api.channel, channel_type: 'channel' };
    const event = { ...where, user: ids[who], text: full, ts, thread_ts: thread };
    const told = send.event({ ...event, type: 'message' });
    if (mentions) await send.event({ ...event, type: 'app_mention' });
    await told;
    return ts;
  };

  return {
    api,
    send,
    channel: `${api.team}/${api.channel}`,
    async remove(who, on) {
      const sent = asSent(on);
      const button = found(buttonsOf(sent.blocks), (one) => one['action_id'] === 'remove');
      await press(who, sent, button);
    },
    write: async (...written) => void (await write(...written)),
    adapter: platform.adapter,
    settings: { ...platform.settings, SLACK_MAINTAINERS_CHANNEL: channel },
    maintainers: [MAINTAINER],
    async ask(who, text) {
      const ts = await write(who, text, { mentions: true });
      const isAnswer = (one: Sent): boolean => one.body['thread_ts'] === ts;
      return await vi.waitFor(() => found(posts(), isAnswer), PATIENCE);
    },
    askApart: async (who, text) => await after(() => send.command('/ask', text, ids[who])),
    async act(who, on, kind) {
      const sent = asSent(on);
      return await after(() => press(who, sent, elementOf(sent, kind)), sent.surface === 'modal');
    },
    async choose(who, on, label) {
      const sent = asSent(on);
      const isIt = (button: Json): boolean => record(button['text'])['text'] === label;
      const element = found(buttonsOf(sent.blocks), isIt);
      return await after(() => press(who, sent, element), sent.surface === 'modal');
    },
    async submit(who, form, fields = {}) {
      const filled = Object.entries({ ...form.fields, ...fields }).filter(([, value]) => value !== '');
      const user = { user: ids[who] };
      return await after(() => send.submit(asSent(form).body, Object.fromEntries(filled), user), true);
    },
    async save(who, question, answer) {
      const root = await platform.write('ann', escape(question));
      const ts = await platform.write('ben', escape(answer), root);
      return await after(() =>
        send.interact({
          type: 'message_action',
          callback_id: 'save_as_answer',
          user: { id: ids[who] },
          channel: { id: api.channel },
          message: { type: 'message', user: api.users.ben, text: escape(answer), ts, thread_ts: root },
          message_ts: ts,
        }),
      );
    },
    async review(who, words) {
      const home = await after(() =>
        send.event({ type: 'app_home_opened', tab: 'home', user: ids[who], channel: 'D1' }),
      );
      return itemOf(home, words);
    },
    messages: posts,
    reactions: () => platform.reactions?.() ?? 0,
    forMaintainers: () => posts().filter(({ body }) => body['channel'] === channel),
    direct: (who) => posts().filter(({ body }) => body['channel'] === ids[who]),
    closeChannel() {
      api.refuse('chat.postMessage', { status: 200, body: { ok: false, error: 'is_archived' } });
    },
    close: () => platform.close(),
  };
}

function found<T>(list: readonly T[], fits: (one: T) => boolean): T {
  const one = list.find(fits);
  if (one === undefined) throw new Error('it has not come');
  return one;
}

/** A channel beside that of the members. */
async function maintainersChannel(api: WebApi): Promise<string> {
  const { channels } = await api.as('ann', 'conversations.list', {});
  const before = (Array.isArray(channels) ? channels.map(record) : []).find(({ name }) => name === 'mods');
  if (before !== undefined) return String(before['id']);
  const made = await api.as('ann', 'conversations.create', { name: 'mods' });
  const id = String(record(made['channel'])['id']);
  await api.as('ann', 'conversations.invite', { channel: id, users: api.botUser });
  return id;
}
