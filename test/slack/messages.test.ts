/** What is answered, and what is left alone. Over HTTP. */

import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { createSlack } from '../../adapters/slack/slack.js';
import type { Store, Adapter } from '../../src/contract.js';
import { type FakeHost, fakeHost, type HostOptions, type LogLine } from '../../src/testing/fakes.js';
import { slackPlatform, until } from './platform.js';
import {
  setScene,
  start,
  answerOf,
  posted,
  called,
  comes,
  quiet,
  listen,
  message,
  edit,
  slack,
  host,
  store,
} from './scene.js';
import { sender } from './signed.js';

setScene();

const away = (): Promise<never> => Promise.reject(new Error('disk'));

const isError = ({ level }: LogLine): boolean => level === 'error';
const mentioned = (ts: string) => ({
  type: 'app_mention',
  channel: slack.api.channel,
  user: slack.api.users.ann,
  text: `<@${slack.api.botUser}> how?`,
  ts,
});

describe('a mention', () => {
  it('is answered once, in its thread, with nothing unfolding', async () => {
    await start();
    const ts = await slack.mention('how?');
    await comes(1);
    await quiet();
    expect(posted()).toHaveLength(1);
    expect(posted()[0]).toMatchObject({ channel: slack.api.channel, thread_ts: ts });
    const thread = await slack.api.thread(ts);
    expect(thread.map(({ user }) => user)).toEqual([slack.api.users.ann, slack.api.botUser]);
  });

  it('in a thread is answered there', async () => {
    await start();
    const root = await slack.write('ben', 'hello');
    await slack.mention('how?', root);
    await comes(1);
    expect(posted()[0]).toMatchObject({ thread_ts: root });
  });

  it('alone gets the guide, and with a picture alone is asked for words', async () => {
    await start();
    await slack.mention('');
    await comes(1);
    expect(host.bot.asked[0]?.text).toBe('');
    await slack.send.event({
      type: 'app_mention',
      channel: slack.api.channel,
      user: slack.api.users.ann,
      text: `<@${slack.api.botUser}>`,
      ts: '1700000000.000100',
      subtype: 'file_share',
      files: [{ id: 'F1' }],
    });
    await comes(2);
    expect(posted()[1]?.['text']).toContain('message.picture');
    expect(host.bot.asked).toHaveLength(1);
  });

  it('that two events tell of is answered once', async () => {
    await start();
    const event = {
      channel: 'D1',
      user: slack.api.users.ann,
      text: `<@${slack.api.botUser}> how?`,
      ts: '1700000000.000100',
    };
    await slack.send.event({ ...event, type: 'message', channel_type: 'im' });
    await slack.send.event({ ...event, type: 'app_mention' });
    await comes(1);
    await quiet();
    expect(host.bot.asked).toHaveLength(1);
  });

  it('by a bot, this one or another, is ignored', async () => {
    await start();
    const event = { type: 'app_mention', channel: slack.api.channel, text: 'how?', ts: '1700000000.000100' };
    await slack.send.event({ ...event, user: slack.api.users.ann, bot_id: 'BOTHER' });
    await slack.send.event({ ...event, user: slack.api.botUser });
    await message('ann', 'how?', '1700000000.000200', { bot_id: 'BOTHER', subtype: 'bot_message' });
    await quiet();
    expect(host.bot.asked).toEqual([]);
  });

  it('is followed up in its thread without another, by its asker alone', async () => {
    await start();
    const root = await slack.mention('how?');
    await comes(1);
    await message('ann', 'and then?', '1900000000.000100', { thread_ts: root });
    await comes(2);
    expect(host.bot.asked[1]).toMatchObject({
      text: 'and then?',
      attention: 'addressed',
      place: host.bot.asked[0]?.place,
    });
    await message('ben', 'I think so', '1900000000.000200', { thread_ts: root });
    await message('ann', `<@${slack.api.users.ben}> really?`, '1900000000.000300', { thread_ts: root });
    await quiet();
    expect(posted()).toHaveLength(2);
  });
});

describe('deliveries', () => {
  it('are acknowledged at once, however long the answer takes', async () => {
    await start();
    host.bot.onAsk('how?', async () => {
      await new Promise((resolve) => setTimeout(resolve, 300));
      return answerOf('late');
    });
    const begun = performance.now();
    expect(await slack.send.event(mentioned('1700000000.000100'))).toBe(200);
    expect(performance.now() - begun).toBeLessThan(250);
    await comes(1);
  });

  it('are acknowledged and answered without a store of the process’s own', async () => {
    await start({ store: { ...store, claimAll: () => new Promise(() => undefined) } });
    expect(
      await Promise.all([
        slack.send.event(mentioned('1700000000.000100')),
        slack.send.command('/ask', 'how?'),
        slack.send.interact({ type: 'block_actions', actions: [{ action_id: 'choice' }] }),
      ]),
    ).toEqual([200, 200, 200]);
    await until(() => host.bot.asked.length === 2);
  });

  it('are not acknowledged while a shared store is away, and come again', async () => {
    let isAway = true;
    const claimAll: Store['claimAll'] = (...given) =>
      isAway ? Promise.reject(new Error('away')) : store.claimAll(...given);
    await start({ store: { ...store, isShared: true, claimAll } });
    const event = mentioned('1700000000.000100');
    expect(await slack.send.event(event, { id: 'Ev1' })).toBe(503);
    expect(await slack.send.command('/ask', 'how?')).toBe(503);
    isAway = false;
    expect(await slack.send.event(event, { id: 'Ev1', retry: 1 })).toBe(200);
    await comes(1);
    expect(host.bot.asked).toHaveLength(1);
  });

  it('that are repeated are answered once, by two replicas on one store, and over a restart', async () => {
    await start();
    const port = Number(slack.settings['SLACK_PORT']);
    const twin = await slackPlatform({ api: slack.api });
    await twin.adapter.start(fakeHost(twin.settings, host.bot, { store }));
    const event = mentioned('1700000000.000100');
    await Promise.all([
      slack.send.event(event, { id: 'Ev1' }),
      twin.send.event(event, { id: 'Ev1', retry: 1 }),
      slack.send.event(event, { id: 'Ev1', retry: 2 }),
    ]);
    await comes(1);
    await twin.adapter.stop();
    await slack.adapter.stop();
    const again = createSlack();
    await again.start(fakeHost(slack.settings, host.bot, { store }));
    await sender(port, slack.api).event(event, { id: 'Ev1', retry: 3 });
    await quiet();
    await again.stop();
    expect(posted()).toHaveLength(1);
  });

  it('with a wrong signature or an old timestamp get 401 and nothing else', async () => {
    await start();
    const body = JSON.stringify({ type: 'event_callback', event_id: 'Ev1', event: mentioned('1.1') });
    const forged = await slack.send.post(body, 'application/json', { secret: 'another' });
    const old = await slack.send.post(body, 'application/json', {
      timestamp: Math.floor(Date.now() / 1000) - 600,
    });
    expect([forged.status, old.status]).toEqual([401, 401]);
    expect(await forged.text()).toBe('');
    await quiet();
    expect(host.bot.asked).toEqual([]);
  });

  it('go on when the store is out of reach', async () => {
    await start({ store: new Proxy(store, { get: (_, name) => (name === 'isShared' ? false : away) }) });
    await slack.mention('how?');
    await comes(1);
    expect(host.logged.some(({ message: line }) => line.includes('store'))).toBe(true);
  });
});

/** Ends the program while something waits, and starts it anew. */
const restarted = async (
  options: HostOptions = {},
  before: { readonly host: FakeHost; readonly adapter: Adapter } = { host, adapter: slack.adapter },
): Promise<{ readonly host: FakeHost; readonly adapter: Adapter }> => {
  const stopped = before.adapter.stop();
  before.host.channels.close();
  await stopped;
  const again = fakeHost(slack.settings, host.bot, { store, ...options });
  const adapter = createSlack();
  await adapter.start(again);
  onTestFinished(() => adapter.stop());
  return { host: again, adapter };
};
const waits = async (): Promise<string> => {
  await start({ wait: 60_000 });
  await listen();
  const ts = await slack.write('ann', 'how?');
  await message('ann', 'how?', ts);
  // It is noted that she began a thread before her question waits.
  await vi.waitFor(async () => expect(await store.list('place/')).not.toEqual([]));
  return ts;
};

describe('an overheard message', () => {
  it('is left alone where nobody switched the channel on', async () => {
    await start();
    await message('ann', 'how?', await slack.write('ann', 'how?'));
    await quiet();
    expect(host.bot.asked).toEqual([]);
  });

  it('waits, and is answered once, with the channel’s precision and a way to quiet the bot', async () => {
    await start({ wait: 60 });
    await host.channels.change(`${slack.api.team}/${slack.api.channel}`, {
      listening: true,
      precision: 0.97,
    });
    const ts = await slack.write('ann', 'how?');
    const told = performance.now();
    await message('ann', 'how?', ts);
    await until(() => host.bot.asked.length === 1);
    // A timer may fire a millisecond early; a busy machine only makes it later.
    expect(performance.now() - told).toBeGreaterThan(58);
    await comes(1);
    expect(host.bot.asked[0]).toMatchObject({ attention: 'overheard', precision: 0.97 });
    await slack.pressButton((button) => button['action_id'] === 'quiet');
    await until(() => slack.api.responses.length === 1);
    await message('ann', 'and then?', '1900000000.000100', { thread_ts: ts });
    await quiet();
    expect(host.bot.asked).toHaveLength(1);
  });

  describe('that waited when the program ended', () => {
    it('is taken up again, and once', async () => {
      const ts = await waits();
      await restarted();
      await comes(1);
      expect(posted()[0]).toMatchObject({ thread_ts: ts });
      expect(host.bot.asked).toMatchObject([{ text: 'how?', attention: 'overheard' }]);
      await vi.waitFor(async () => expect(await store.list('inbox/')).toEqual([]));
    });

    it('is taken up at every start, as long as it goes on waiting', async () => {
      const ts = await waits();
      const second = await restarted({ wait: 60_000 });
      await until(() => called('conversations.history').length === 1);
      await quiet();
      expect(host.bot.asked).toEqual([]);
      await restarted({}, second);
      await comes(1);
      expect(posted()[0]).toMatchObject({ thread_ts: ts });
    });

    it('is left for the next start where Slack fails, and not where it refuses', async () => {
      await waits();
      slack.api.answer('conversations.history', { ok: false, error: 'internal_error' });
      const second = await restarted();
      await until(() => second.host.logged.some(isError));
      await vi.waitFor(async () => expect(await store.list('inbox/')).toHaveLength(1));
      slack.api.answer('conversations.history', { ok: false, error: 'channel_not_found' });
      const third = await restarted({}, second);
      await until(() => third.host.logged.some(isError));
      await vi.waitFor(async () => expect(await store.list('inbox/')).toEqual([]));
      expect(host.bot.asked).toEqual([]);
    });

    it('is taken up beside a record that cannot be read', async () => {
      await waits();
      await store.set('inbox/A', 'no JSON');
      await store.set('inbox/B', '{"run":"another"}');
      const { host: again } = await restarted();
      await comes(1);
      await vi.waitFor(async () =>
        expect((await store.list('inbox/')).map(([key]) => key)).toEqual(['inbox/A', 'inbox/B']),
      );
      expect(again.logged.filter(isError)).toEqual([]);
    });

    it('is taken up by one of two replicas', async () => {
      await waits();
      const twin = await slackPlatform({ api: slack.api });
      const stopped = slack.adapter.stop();
      host.channels.close();
      await stopped;
      const first = createSlack();
      onTestFinished(async () => void (await Promise.all([first.stop(), twin.adapter.stop()])));
      await Promise.all([
        first.start(fakeHost(slack.settings, host.bot, { store })),
        twin.adapter.start(fakeHost(twin.settings, host.bot, { store })),
      ]);
      await comes(1);
      await quiet();
      expect(host.bot.asked).toHaveLength(1);
    });

    it.each([
      ['somebody answered in its thread', (ts: string) => slack.write('ben', 'so', ts)],
      ['somebody answered her by name', () => slack.write('ben', `<@${slack.api.users.ann}> so`)],
      [
        'she deleted it',
        (ts: string) => slack.api.as('ann', 'chat.delete', { channel: slack.api.channel, ts }),
      ],
    ])('is left alone when %s meanwhile', async (_, happens) => {
      await happens(await waits());
      const { host: again } = await restarted();
      await until(() => called('conversations.history').length + again.logged.filter(isError).length > 0);
      await quiet();
      expect(host.bot.asked).toEqual([]);
      await vi.waitFor(async () => expect(await store.list('inbox/')).toEqual([]));
    });
  });

  it('is dropped when a person answers first, and when it is deleted; an edit counts', async () => {
    await start({ wait: 120 });
    await listen();
    await message('ann', 'one', '1700000000.000100');
    await message('ben', 'so', '1700000001.000100', { thread_ts: '1700000000.000100' });
    await message('ann', 'two', '1700000002.000100');
    await message('ann', '', '', { subtype: 'message_deleted', deleted_ts: '1700000002.000100' });
    const ts = await slack.write('ann', 'three');
    await message('ann', 'three', ts);
    await edit('ann', ts, 'four');
    await comes(1);
    await quiet();
    expect(host.bot.asked.map(({ text }) => text)).toEqual(['four']);
  });
});
