/** A member of a Slack workspace: the real adapter on Bolt's HTTP receiver, over loopback. */

import { createSlack } from '../../adapters/slack/slack.js';
import type { ActionKind, Adapter } from '../../src/contract.js';
import type { Platform, Said } from '../../src/testing/platform.js';
import { freePort } from '../support/free-port.js';
import { MAINTAINER } from '../../src/testing/fakes.js';
import { readable, record } from './shapes.js';
import { type Sender, sender, SIGNING_SECRET } from './signed.js';
import { BOT_TOKEN, type WebApi, webApi } from './web-api.js';

export interface SlackPlatform extends Platform {
  readonly api: WebApi;
  readonly send: Sender;
  /** A message of a member in the channel, as Slack tells it; its `ts`. */
  write(user: 'ann' | 'ben', text: string, thread?: string): Promise<string>;
  /** A mention, as Slack tells it: twice. */
  mention(text: string, thread?: string): Promise<string>;
  /** Presses the first button of the last posted message whose id or label fits. */
  pressButton(fits: (button: Readonly<Record<string, unknown>>) => boolean, user?: string): Promise<void>;
}

export async function slackPlatform(
  options: { api?: WebApi; adapter?: Adapter; oneThread?: boolean } = {},
): Promise<SlackPlatform> {
  const port = await freePort();
  const api = options.api ?? (await webApi());
  const send = sender(port, api);
  let listening = false;
  /** The thread of the first mention. */
  let root: string | undefined;

  const write = async (user: 'ann' | 'ben', text: string, thread?: string): Promise<string> => {
    const posted = await api.as(user, 'chat.postMessage', {
      channel: api.channel,
      text: text === '' ? ' ' : text,
      thread_ts: thread,
    });
    return String(posted['ts']);
  };
  const message = (user: 'ann' | 'ben', text: string, ts: string, thread?: string) => ({
    channel: api.channel,
    channel_type: 'channel',
    user: api.users[user],
    text,
    ts,
    thread_ts: thread,
  });
  const mention = async (text: string, thread?: string): Promise<string> => {
    const full = `<@${api.botUser}> ${escape(text)}`;
    const ts = await write('ann', full, thread);
    await send.event({ ...message('ann', full, ts, thread), type: 'message' });
    await send.event({ ...message('ann', full, ts, thread), type: 'app_mention' });
    return ts;
  };

  const posted = () => api.calls.filter(({ method }) => method === 'chat.postMessage').at(-1)?.body;
  const pressButton: SlackPlatform['pressButton'] = async (fits, user = api.users.ann) => {
    const body = posted();
    const button = buttonsOf(body?.['blocks']).find(fits);
    if (button === undefined) throw new Error('the last message has no such button');
    const thread = typeof body?.['thread_ts'] === 'string' ? body['thread_ts'] : undefined;
    const all = thread === undefined ? [] : await api.thread(thread);
    const ts = textOf(all.at(-1)?.['ts'], '1.1');
    await send.interact({
      type: 'block_actions',
      user: { id: user, team_id: api.team },
      channel: { id: api.channel },
      container: { type: 'message', message_ts: ts, channel_id: api.channel, is_ephemeral: false },
      message: { ts, thread_ts: thread },
      actions: [{ ...button, block_id: 'b', action_ts: '1' }],
    });
  };

  return {
    adapter: options.adapter ?? createSlack(),
    api,
    send,
    write,
    mention,
    pressButton,
    settings: {
      SLACK_BOT_TOKEN: BOT_TOKEN,
      SLACK_SIGNING_SECRET: SIGNING_SECRET,
      SLACK_PORT: String(port),
      SLACK_HOST: '127.0.0.1',
      SLACK_API_URL: api.url,
    },
    required: ['SLACK_BOT_TOKEN', 'SLACK_SIGNING_SECRET', 'SLACK_PORT'],
    controls: 'data',
    async say(text) {
      const ts = await mention(text, options.oneThread === true ? root : undefined);
      root ??= ts;
    },
    async overhear(text) {
      if (!listening) {
        listening = true;
        await send.command('/ask-admin', 'channel on', MAINTAINER);
        await until(() => api.responses.length > 0);
        api.clear();
      }
      const ts = await write('ben', text);
      await send.event({ ...message('ben', escape(text), ts), type: 'message' });
    },
    async reply(question, answer) {
      const asked = await write('ann', question);
      // The emulator has no maintainer: what it holds as Ben's is told as theirs.
      const ts = await write('ben', answer, asked);
      await send.event({ ...message('ben', escape(answer), ts, asked), user: MAINTAINER, type: 'message' });
    },
    choose: (label) => pressButton((button) => record(button['text'])['text'] === label),
    act: (kind) => pressButton((button) => button['action_id'] === `act:${kind}` || button['vote'] === kind),
    said: () => saidOf(api),
    reactions: () => api.calls.filter(({ method }) => method === 'reactions.add').length,
    alerted: () => api.faults.filter((fault) => fault.includes('mention')),
    async close() {
      const { faults } = api;
      if (options.api === undefined) await api.close();
      if (faults.length > 0) throw new Error(`what was sent is not as Slack takes it: ${faults.join('; ')}`);
    },
  };
}

const SHOWING: ReadonlySet<string> = new Set(['chat.postMessage', 'chat.postEphemeral', 'views.open']);

function saidOf(api: WebApi): readonly Said[] {
  const messages = api.calls.filter(({ method }) => SHOWING.has(method)).map(({ body }) => body);
  return [...messages, ...api.responses].map((body): Said => {
    const entry = record(record(body['metadata'])['event_payload'])['entry'];
    const text = readable(body['blocks'] ?? body['view'] ?? { type: 'plain_text', text: body['text'] });
    return {
      text: `${text}\n${textOf(body['text'], '')}`,
      ...(typeof entry === 'string' ? { entry } : {}),
    };
  });
}

function textOf(value: unknown, otherwise: string): string {
  return typeof value === 'string' ? value : otherwise;
}

export function buttonsOf(value: unknown): readonly Readonly<Record<string, unknown>>[] {
  if (Array.isArray(value)) return value.flatMap(buttonsOf);
  if (typeof value !== 'object' || value === null) return [];
  const node = record(value);
  if (node['type'] === 'button') return [node];
  if (node['type'] !== 'feedback_buttons') return Object.values(node).flatMap(buttonsOf);
  const { type, action_id: id } = node;
  const half = (name: string, vote: ActionKind) => ({ ...record(node[name]), type, action_id: id, vote });
  return [half('positive_button', 'helpful'), half('negative_button', 'unhelpful')];
}

/** As Slack hands a member's text on. https://docs.slack.dev/messaging/formatting-message-text#escaping */
export function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** Waits until something is so. */
export async function until(isSo: () => boolean, milliseconds = 3000): Promise<void> {
  const end = Date.now() + milliseconds;
  while (!isSo()) {
    if (Date.now() > end) throw new Error('it did not come');
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
