/** The real adapter on Bolt over HTTP: what members see, and what becomes of it. */

import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { createSlack } from '../../adapters/slack/index.js';
import type { Reply, Store } from '../../src/contract.js';
import { memoryStore } from '../../src/store/memory.js';
import * as samples from '../contract/replies.js';
import { makeReply } from '../support/fake-bot.js';
import { type FakeHost, fakeHost, type HostOptions, MAINTAINER } from '../support/host.js';
import { buttonsOf, type SlackPlatform, slackPlatform, until } from './platform.js';
import { blockFaults, PREPARE, prepareShapes, readable, record } from './shapes.js';
import { sender } from './signed.js';

beforeAll(prepareShapes, PREPARE);

let slack: SlackPlatform;
let host: FakeHost;
let store: Store;

const start = async (options: HostOptions = {}): Promise<void> => {
  host = fakeHost(slack.settings, undefined, { store, ...options });
  await slack.adapter.start(host);
};
const answerOf = (text: string): Reply =>
  makeReply({ kind: 'answer', text, entry: 'e1', audience: 'everyone' });
const posted = () =>
  slack.api.calls.filter(({ method }) => method === 'chat.postMessage').map(({ body }) => body);
const called = (method: string) =>
  slack.api.calls.filter((call) => call.method === method).map(({ body }) => body);
const comes = (count: number) => until(() => posted().length >= count);
/** Long enough for what must not come. */
const quiet = () => new Promise((resolve) => setTimeout(resolve, 80));
const labelled = (text: string) => (button: Readonly<Record<string, unknown>>) =>
  record(button['text'])['text'] === text;
const listen = async (): Promise<void> => {
  await host.channels.change(`${slack.api.team}/${slack.api.channel}`, { listening: true });
};
const message = (user: 'ann' | 'ben', text: string, ts: string, more: object = {}) =>
  slack.send.event({
    type: 'message',
    channel: slack.api.channel,
    channel_type: 'channel',
    user: slack.api.users[user],
    text,
    ts,
    ...more,
  });
const mentioned = (ts: string) => ({
  type: 'app_mention',
  channel: slack.api.channel,
  user: slack.api.users.ann,
  text: `<@${slack.api.botUser}> how?`,
  ts,
});
const edited = (ts: string, text: string) =>
  message('ann', '', '', {
    subtype: 'message_changed',
    message: { user: slack.api.users.ann, text: `<@${slack.api.botUser}> ${text}`, ts },
    previous_message: { text: 'before' },
  });
const pressShortcut = (text: string, ts: string) =>
  slack.send.interact({
    type: 'message_action',
    callback_id: 'answer_this',
    channel: { id: slack.api.channel },
    message: { type: 'message', user: slack.api.users.ben, text, ts },
    message_ts: ts,
  });
const openHome = (user: string) =>
  slack.send.event({ type: 'app_home_opened', tab: 'home', user, channel: 'D1' });
const use = (user: string, action: Readonly<Record<string, unknown>>) =>
  slack.send.interact({
    type: 'block_actions',
    user: { id: user },
    view: { id: 'V1', type: 'home' },
    container: { type: 'view', view_id: 'V1' },
    actions: [{ block_id: 'b', action_ts: '1', ...action }],
  });

beforeEach(async () => {
  slack = await slackPlatform();
  store = memoryStore();
});
afterEach(async () => {
  await slack.adapter.stop();
  await slack.close();
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
    expect(host.bot.asked[0]?.text).toBe('/help');
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
    expect(posted()[1]?.['text']).toContain('slack.picture');
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
    store = new Proxy(store, { get: () => () => Promise.reject(new Error('disk')) });
    await start();
    await slack.mention('how?');
    await comes(1);
    expect(host.logged.some(({ message: line }) => line.includes('store'))).toBe(true);
  });
});

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
    await message('ann', 'how?', ts);
    expect(host.bot.asked).toEqual([]);
    await comes(1);
    expect(host.bot.asked[0]).toMatchObject({ attention: 'overheard', precision: 0.97 });
    await slack.pressButton((button) => button['action_id'] === 'quiet');
    await until(() => slack.api.responses.length === 1);
    await message('ann', 'and then?', '1900000000.000100', { thread_ts: ts });
    await quiet();
    expect(host.bot.asked).toHaveLength(1);
  });

  it('is dropped when a person answers first, and when it is deleted; an edit counts', async () => {
    await start({ wait: 120 });
    await listen();
    await message('ann', 'one', '1700000000.000100');
    await message('ben', 'so', '1700000001.000100', { thread_ts: '1700000000.000100' });
    await message('ann', 'two', '1700000002.000100');
    await message('ann', '', '', { subtype: 'message_deleted', deleted_ts: '1700000002.000100' });
    await message('ann', 'three', '1700000003.000100');
    await message('ann', '', '', {
      subtype: 'message_changed',
      message: { user: slack.api.users.ann, text: 'four', ts: '1700000003.000100' },
      previous_message: { text: 'three' },
    });
    await comes(1);
    await quiet();
    expect(host.bot.asked.map(({ text }) => text)).toEqual(['four']);
  });
});

describe('a question that changes', () => {
  it('changes its reply, as long as nobody has reacted', async () => {
    await start();
    host.bot.onAsk('one', () => answerOf('first'));
    host.bot.onAsk('two', () => answerOf('second'));
    const ts = await slack.mention('one');
    await comes(1);
    await until(() => host.bot.asked.length === 1);
    await quiet();
    await edited(ts, 'two');
    await until(() => called('chat.update').length === 1);
    await vi.waitFor(async () =>
      expect(JSON.stringify((await slack.api.thread(ts)).at(-1))).toContain('second'),
    );
    const reply = String((await slack.api.thread(ts)).at(-1)?.['ts']);
    await slack.api.as('ben', 'reactions.add', {
      channel: slack.api.channel,
      timestamp: reply,
      name: 'thumbsup',
    });
    await quiet();
    await edited(ts, 'three');
    await quiet();
    expect(called('chat.update')).toHaveLength(1);
  });

  it('takes its reply with it when it is deleted, also as a tombstone', async () => {
    await start();
    for (const gone of [
      (ts: string) => ({ subtype: 'message_deleted', deleted_ts: ts }),
      (ts: string) => ({ subtype: 'message_changed', message: { subtype: 'tombstone', ts, text: 'gone' } }),
    ]) {
      const before = posted().length;
      const ts = await slack.mention('one');
      await comes(before + 1);
      await quiet();
      await message('ann', '', '', gone(ts));
      await vi.waitFor(async () => expect(await slack.api.thread(ts)).toHaveLength(1));
    }
  });

  it('that only unfolds changes nothing', async () => {
    await start();
    const ts = await slack.mention('one');
    await comes(1);
    await message('ann', '', '', {
      subtype: 'message_changed',
      message: { user: slack.api.users.ann, text: 'same', ts, attachments: [{}] },
      previous_message: { text: 'same' },
    });
    await quiet();
    expect(host.bot.asked).toHaveLength(1);
  });
});

describe('buttons', () => {
  it('remove a public answer for its asker and for maintainers, and for nobody else', async () => {
    await start();
    const remove = (user: string) => slack.pressButton((button) => button['action_id'] === 'remove', user);
    const ts = await slack.mention('one');
    await comes(1);
    await quiet();
    await remove(slack.api.users.ben);
    await until(() => slack.api.responses.length === 1);
    expect(slack.api.responses[0]?.['text']).toContain('slack.notYours');
    await remove(slack.api.users.ann);
    await vi.waitFor(async () => expect(await slack.api.thread(ts)).toHaveLength(1));
    const next = await slack.mention('two');
    await comes(2);
    await quiet();
    await remove(MAINTAINER);
    await vi.waitFor(async () => expect(await slack.api.thread(next)).toHaveLength(1));
  });

  it('count members of a maintainers’ user group as maintainers', async () => {
    await start({ maintainers: ['S0GROUP'] });
    const ts = await slack.mention('one');
    await comes(1);
    await quiet();
    await slack.pressButton((button) => button['action_id'] === 'remove', 'UGROUPED');
    await vi.waitFor(async () => expect(await slack.api.thread(ts)).toHaveLength(1));
  });

  it('lead to the end of a long answer, page by page', async () => {
    await start();
    const paragraphs = Array.from(
      { length: 80 },
      (_, index) => `Paragraph ${index} ${'word '.repeat(60)}end${index}.`,
    );
    host.bot.onAsk('long', () => answerOf(paragraphs.join('\n\n')));
    await slack.mention('long');
    await comes(1);
    await slack.pressButton((button) => button['action_id'] === 'more');
    await until(() => called('views.open').length === 1);
    let view = record(called('views.open')[0]?.['view']);
    let shown = readable(view['blocks']);
    for (let page = 1; page < 4; page += 1) {
      const [next] = buttonsOf(view);
      if (next === undefined) break;
      await slack.send.interact({
        type: 'block_actions',
        view: { id: 'V1' },
        container: { type: 'view', view_id: 'V1' },
        actions: [{ ...next, type: 'button', block_id: 'b', action_ts: '1' }],
      });
      await until(() => called('views.update').length === page);
      view = record(called('views.update').at(-1)?.['view']);
      shown += readable(view['blocks']);
    }
    for (const index of paragraphs.keys()) expect(shown).toContain(`end${index}.`);
  });
});

describe('/ask', () => {
  it('answers privately, and shares once', async () => {
    await start();
    host.bot.onAsk('how <b>?', () => ({ ...samples.ANSWER, actions: [] }));
    expect(await slack.send.command('/ask', 'how &lt;b&gt;?')).toBe(200);
    await until(() => slack.api.responses.length === 1);
    const [response] = slack.api.responses;
    expect(response).toMatchObject({ response_type: 'ephemeral' });
    expect(posted()).toEqual([]);
    const share = buttonsOf(response?.['blocks']).find((button) => button['action_id'] === 'share');
    const press = () =>
      slack.send.interact({
        type: 'block_actions',
        channel: { id: slack.api.channel },
        container: { type: 'message', message_ts: '1.1', channel_id: slack.api.channel, is_ephemeral: true },
        actions: [{ ...share, type: 'button', block_id: 'b', action_ts: '1' }],
      });
    await press();
    await press();
    await comes(1);
    await until(() => slack.api.responses.length === 2);
    await quiet();
    expect(posted()).toHaveLength(1);
    expect(posted()[0]?.['thread_ts']).toBeUndefined();
    expect(readable(posted()[0]?.['blocks'])).toContain(samples.ANSWER.text);
  });

  it('without words gets the guide', async () => {
    await start();
    await slack.send.command('/ask', '');
    await until(() => slack.api.responses.length === 1);
    expect(host.bot.asked[0]?.text).toBe('/help');
  });
});

describe('/ask-admin', () => {
  it.each([
    ['channel on', MAINTAINER, 'slack.admin.on', { listening: true }],
    ['channel off', MAINTAINER, 'slack.admin.off', { listening: false }],
    ['channel precision 0.97', MAINTAINER, 'precision=0.97', { listening: false, precision: 0.97 }],
    ['channel precision 3', MAINTAINER, 'slack.admin.range', { listening: false }],
    ['nonsense', MAINTAINER, 'slack.admin.usage', { listening: false }],
    ['channel on', 'USOMEBODY', 'slack.admin.denied', { listening: false }],
  ])('%s by %s', async (text, user, said, settings) => {
    await start();
    await slack.send.command('/ask-admin', text, user);
    await until(() => slack.api.responses.length === 1);
    expect(slack.api.responses[0]?.['text']).toContain(said);
    expect(await host.channels.settings(`${slack.api.team}/${slack.api.channel}`)).toEqual(settings);
  });
});

describe('the shortcut "Answer this"', () => {
  it('answers in the thread; what is no answer is told to the one who asked', async () => {
    await start();
    host.bot.onAsk('how?', () => answerOf('so'));
    const ts = await slack.write('ben', 'how?');
    await pressShortcut('how?', ts);
    await comes(1);
    expect(posted()[0]).toMatchObject({ thread_ts: ts });
    await pressShortcut('unknown', ts);
    await until(() => slack.api.responses.length === 1);
    expect(posted()).toHaveLength(1);
  });
});

describe('the agent conversation', () => {
  it('shows a status, answers in the thread, and suggests what is often asked', async () => {
    await start({ mostAsked: ['How do I grow a seed?', '怎么种土豆？'] });
    await slack.send.event({
      type: 'app_home_opened',
      tab: 'messages',
      user: slack.api.users.ann,
      channel: 'D1',
    });
    await until(() => called('assistant.threads.setSuggestedPrompts').length === 1);
    expect(called('assistant.threads.setSuggestedPrompts')[0]).toMatchObject({
      channel_id: 'D1',
      prompts: [{ message: 'How do I grow a seed?' }, { message: '怎么种土豆？' }],
    });
    await message('ann', 'how?', '1700000000.000100', { channel_type: 'im' });
    await comes(1);
    expect(host.bot.asked[0]).toMatchObject({ text: 'how?', attention: 'addressed' });
    expect(posted()[0]).toMatchObject({ thread_ts: '1700000000.000100' });
    expect(called('assistant.threads.setStatus')).toHaveLength(1);
  });
});

describe('the Home tab', () => {
  it('shows what the bot knows, and the channels to maintainers alone, who can switch them', async () => {
    await start({ mostAsked: ['How do I grow a seed?'] });
    await listen();
    await openHome(slack.api.users.ann);
    await until(() => called('views.publish').length === 1);
    const shown = readable(called('views.publish')[0]?.['view']);
    expect(shown).toContain('entries=3');
    expect(shown).toContain('How do I grow a seed?');
    expect(shown).not.toContain('slack.home.channels');
    await openHome(MAINTAINER);
    await until(() => called('views.publish').length === 2);
    const view = record(called('views.publish')[1]?.['view']);
    expect(readable(view)).toContain('slack.home.channels');
    const [off] = buttonsOf(view);
    await use(slack.api.users.ann, { ...off });
    await quiet();
    expect(await host.channels.settings(`${slack.api.team}/${slack.api.channel}`)).toEqual({
      listening: true,
    });
    await use(MAINTAINER, { ...off });
    await until(() => called('views.publish').length === 3);
    expect(await host.channels.settings(`${slack.api.team}/${slack.api.channel}`)).toEqual({
      listening: false,
    });
  });

  it('switches the language that a member is spoken to in', async () => {
    await start();
    await use(slack.api.users.ann, {
      type: 'static_select',
      action_id: 'home-language',
      selected_option: { text: { type: 'plain_text', text: 'English' }, value: 'en' },
    });
    await until(() => called('views.publish').length === 1);
    await slack.mention('怎么办？');
    await comes(1);
    expect(host.bot.asked[0]?.language).toBe('en');
  });
});

describe('Slack’s faults', () => {
  it('429 is waited for, 5xx and resets are retried, and it is posted once', async () => {
    await start();
    slack.api.refuse(
      'chat.postMessage',
      { status: 429, headers: { 'retry-after': '1' }, body: { ok: false, error: 'ratelimited' } },
      { status: 503 },
      { status: 200, reset: true },
    );
    const begun = Date.now();
    const ts = await slack.mention('how?');
    await until(() => posted().length === 1, 8000);
    expect(Date.now() - begun).toBeGreaterThan(1000);
    await vi.waitFor(async () => expect(await slack.api.thread(ts)).toHaveLength(2));
  }, 12_000);

  it('a refusal is logged with the method and the fix, and the next question is answered', async () => {
    await start();
    slack.api.refuse('chat.postMessage', {
      status: 200,
      body: { ok: false, error: 'missing_scope', needed: 'chat:write' },
    });
    await slack.mention('how?');
    await until(() => host.logged.some(({ level }) => level === 'error'));
    const line = host.logged.find(({ level }) => level === 'error');
    expect(line?.fields).toMatchObject({
      method: 'chat.postMessage',
      reason: 'missing_scope',
      needed: 'chat:write',
    });
    expect(String(line?.fields?.['fix'])).toContain('scope');
    await slack.mention('again?');
    await comes(1);
  });

  it('a token that is not taken ends the start with what to change', async () => {
    slack.api.refuse('auth.test', { status: 200, body: { ok: false, error: 'invalid_auth' } });
    await expect(start()).rejects.toThrow(/SLACK_BOT_TOKEN \(invalid_auth\)/);
    expect(JSON.stringify(host.logged)).not.toContain(String(slack.settings['SLACK_BOT_TOKEN']));
  });
});

it('what comes later is delivered into its place', async () => {
  await start();
  const ts = await slack.write('ann', 'how?');
  await slack.adapter.deliver?.(`${slack.api.team}/${slack.api.channel}/${ts}`, answerOf('at last'));
  expect((await slack.api.thread(ts)).map(({ user }) => user)).toEqual([
    slack.api.users.ann,
    slack.api.botUser,
  ]);
  await expect(slack.adapter.deliver?.('nowhere', answerOf('x'))).rejects.toThrow();
});

it('the check of shapes finds what Slack would refuse', () => {
  expect(blockFaults([{ type: 'section' }, { type: 'rich_text', elements: [] }])).not.toEqual([]);
  expect(blockFaults([{ type: 'section', text: { type: 'mrkdwn', text: '<!channel>' } }])).not.toEqual([]);
  expect(blockFaults([{ type: 'section', text: { type: 'plain_text', text: 'x', bogus: 1 } }])).not.toEqual(
    [],
  );
  expect(labelled('a')({ text: { text: 'a' } })).toBe(true);
});
