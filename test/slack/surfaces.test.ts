/** The command, the shortcut, the agent conversation and the Home tab. Over HTTP. */

import { describe, expect, it } from 'vitest';
import { namingOwners } from '../../src/store/contract.js';
import { memoryDatabase } from '../../src/store/memory.js';
import * as samples from '../../src/testing/replies.js';
import { MAINTAINER } from '../../src/testing/fakes.js';
import { buttonsOf, until } from './platform.js';
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
} from './scene.js';
import { readable, record } from './shapes.js';

setScene();

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

it('tags every record with the member whom it concerns', async () => {
  const database = memoryDatabase();
  const named = namingOwners(database.store('slack'), async (id) => `hash of ${id}`);
  await start({ store: named });
  await listen();
  host.bot.onAsk('how?', () => ({
    ...samples.ANSWER,
    text: `${'A long answer. '.repeat(80)}\n\n`.repeat(12),
  }));
  await slack.mention('how?');
  await comes(1);
  await edit('ann', await slack.mention('how?'), 'how?');
  await comes(2);
  const ts = await slack.write('ann', 'how?');
  await message('ann', 'how?', ts);
  await comes(3);
  await slack.send.command('/ask', 'how?');
  await until(() => slack.api.responses.length === 1);
  const { users } = slack.api;
  await slack.pressButton((button) => button['action_id'] === 'quiet');
  await use(users.ann, { action_id: 'home-language', selected_option: { value: 'en' } });
  await quiet();
  const rows = await database.store('slack').list('');
  const kinds = new Set(rows.map(([key]) => key.split('/')[0]));
  for (const kind of ['sent', 'replyTo', 'kept', 'seen', 'pressed', 'place', 'language'])
    expect(kinds).toContain(kind);
  await database.forget(`hash of ${users.ann}`);
  await database.forget(`hash of ${users.ben}`);
  const left = (await database.store('slack').list('')).map(([key]) => key);
  expect(left.filter((key) => !/^(?:channel|posted|alive)\/|\/quiet$/.test(key))).toEqual([]);
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
    expect(host.bot.asked[0]?.text).toBe('');
  });
});

describe('/ask-admin', () => {
  it.each([
    ['channel on', MAINTAINER, 'channel.on', { listening: true, secondReader: true }],
    ['channel off', MAINTAINER, 'channel.off', { listening: false, secondReader: true }],
    [
      'channel precision 0.97',
      MAINTAINER,
      'precision=0.97',
      { listening: false, precision: 0.97, secondReader: true },
    ],
    ['channel precision 3', MAINTAINER, 'channel.range', { listening: false, secondReader: true }],
    ['learn on', MAINTAINER, 'channel.learnOn', { listening: false, secondReader: true }],
    ['nonsense', MAINTAINER, 'slack.admin.usage', { listening: false, secondReader: true }],
    ['channel on', 'USOMEBODY', 'channel.denied', { listening: false, secondReader: true }],
  ])('%s by %s', async (text, user, said, settings) => {
    await start();
    await slack.send.command('/ask-admin', text, user);
    await until(() => slack.api.responses.length === 1);
    expect(slack.api.responses[0]?.['text']).toContain(said);
    expect(await host.channels.settings(`${slack.api.team}/${slack.api.channel}`)).toEqual({
      ...settings,
      learning: text === 'learn on',
    });
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
    await message('ann', 'and then?', '1700000001.000100', { channel: 'D1', channel_type: 'im' });
    await message('ann', 'and there?', '1700000002.000100', {
      channel: 'D1',
      channel_type: 'im',
      thread_ts: '1700000001.000100',
    });
    await until(() => host.bot.asked.length === 3);
    // Inside of a thread or beside it, a direct message is one conversation.
    expect(host.bot.asked[2]?.place).toBe(host.bot.asked[1]?.place);
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
    expect(await host.channels.settings(`${slack.api.team}/${slack.api.channel}`)).toMatchObject({
      listening: true,
    });
    await use(MAINTAINER, { ...off });
    await until(() => called('views.publish').length === 3);
    expect(await host.channels.settings(`${slack.api.team}/${slack.api.channel}`)).toMatchObject({
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
