/** One workspace with the real adapter on Bolt over HTTP, made anew for each test. */

import { afterEach, beforeAll, beforeEach } from 'vitest';
import type { Adapter, Reply, Store } from '../../src/contract.js';
import { memoryStore } from '../../src/store/memory.js';
import { makeReply, type FakeHost, fakeHost, type HostOptions } from '../../src/testing/fakes.js';
import { type SlackPlatform, slackPlatform, until } from './platform.js';
import { PREPARE, prepareShapes } from './shapes.js';

export let slack: SlackPlatform;
/** Once {@link start} was called. */
export let host: FakeHost;
export let store: Store;

/** To be called once a test file. */
export function setScene(): void {
  beforeAll(prepareShapes, PREPARE);
  beforeEach(async () => {
    slack = await slackPlatform();
    store = memoryStore();
  });
  afterEach(async () => {
    await slack.adapter.stop();
    await slack.close();
  });
}

export interface SceneOptions extends HostOptions {
  /** Beside those that the adapter needs. */
  readonly settings?: Readonly<Record<string, string>>;
}

export const start = async (
  { settings = {}, ...options }: SceneOptions = {},
  adapter: Adapter = slack.adapter,
): Promise<void> => {
  host = fakeHost({ ...slack.settings, ...settings }, undefined, { store, ...options });
  await adapter.start(host);
};
export const answerOf = (text: string): Reply =>
  makeReply({ kind: 'answer', text, entry: 'e1', audience: 'everyone' });
export const posted = () =>
  slack.api.calls.filter(({ method }) => method === 'chat.postMessage').map(({ body }) => body);
export const called = (method: string) =>
  slack.api.calls.filter((call) => call.method === method).map(({ body }) => body);
export const comes = (count: number) => until(() => posted().length >= count);
/** Long enough for what must not come. */
export const quiet = () => new Promise((resolve) => setTimeout(resolve, 80));
export const listen = async (): Promise<void> => {
  await host.channels.change(`${slack.api.team}/${slack.api.channel}`, { listening: true });
};
export const message = (user: 'ann' | 'ben', text: string, ts: string, more: object = {}) =>
  slack.send.event({
    type: 'message',
    channel: slack.api.channel,
    channel_type: 'channel',
    user: slack.api.users[user],
    text,
    ts,
    ...more,
  });
/** An edit as a member makes it: it stands in Slack before it is told. */
export const edit = async (user: 'ann' | 'ben', ts: string, text: string): Promise<void> => {
  await slack.api.as(user, 'chat.update', { channel: slack.api.channel, ts, text });
  await message(user, '', '', {
    subtype: 'message_changed',
    message: { user: slack.api.users[user], text, ts },
    previous_message: { text: 'before' },
  });
};
