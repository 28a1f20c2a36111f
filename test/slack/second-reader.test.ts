/** What a question carries for the second reader, and how a channel is left out. Over HTTP. */

import { describe, expect, it } from 'vitest';
import { MAINTAINER } from '../../src/testing/fakes.js';
import { contextWords } from '../support/context-words.js';
import { until } from './platform.js';
import { readable } from './shapes.js';
import { called, comes, host, listen, message, setScene, slack, start } from './scene.js';

setScene();

const lastAsked = () => host.bot.asked.at(-1);
const context = () => contextWords(lastAsked());
const asked = (count: number) => until(() => host.bot.asked.length >= count);
const share = (text: string, channel = slack.api.channel) => ({
  attachments: [{ title: 'a link' }, { is_msg_unfurl: true, is_share: true, channel_id: channel, text }],
});
const complaints = () => host.logged.filter(({ message: line }) => line === 'Slack was asked in vain');

describe('a question', () => {
  it('in a thread carries how the thread begins', async () => {
    await start({ secondReader: true });
    const root = await slack.write('ben', 'nacos &lt;2.0&gt; <@U0BEN|ben>, on Windows');
    await slack.mention('and on Linux?', root);
    await comes(1);
    expect((await context()).threadStart).toBe('nacos <2.0> @ben, on Windows');
    expect(lastAsked()?.secondReader).toBeUndefined();
  });

  it('names people in one word, so that nothing of a name is left where it is taken out', async () => {
    await start({ secondReader: true });
    await slack.send.event({
      type: 'app_mention',
      channel: slack.api.channel,
      user: slack.api.users.ann,
      text: `<@${slack.api.botUser}> <@U0BEN|Ben de Boer> and <!subteam^S1|@the team>, how?`,
      ts: '1700000000.000100',
    });
    await asked(1);
    expect(lastAsked()?.text).toBe('@Ben_de_Boer and @the_team, how?');
  });

  it('carries the message that is shared with it', async () => {
    await start({ secondReader: true });
    await listen();
    await message('ann', 'does this help?', '1700000000.000100', share('Set `timeout` &gt; 3'));
    await asked(1);
    expect(await context()).toEqual({ pointedAt: 'Set `timeout` > 3', threadStart: undefined });
    expect(called('conversations.replies')).toEqual([]);
  });

  it('carries what the bot itself has said first', async () => {
    await start({ secondReader: true });
    slack.api.answer('conversations.replies', {
      ok: true,
      messages: [{ user: slack.api.botUser, bot_id: 'B1', text: 'There is an answer now' }],
    });
    await message('ann', `<@${slack.api.botUser}> and then?`, '1900000000.000100', {
      type: 'app_mention',
      thread_ts: '1700000000.000100',
    });
    await asked(1);
    expect((await context()).threadStart).toBe('There is an answer now');
  });

  it.each([
    ['refused', { status: 200, body: { ok: false, error: 'missing_scope' } }],
    ['late', { status: 200, after: 1300 }],
  ])('is asked without what is %s', async (_, refusal) => {
    await start({ secondReader: true });
    const root = await slack.write('ben', 'nacos');
    slack.api.refuse('conversations.replies', refusal);
    await slack.mention('and on Linux?', root);
    await comes(1);
    expect(lastAsked()?.text).toBe('and on Linux?');
    expect((await context()).threadStart).toBeUndefined();
    expect(complaints().map(({ level }) => level)).toEqual(['debug']);
  });

  it('looks nothing up before the core asks, with or without a second reader', async () => {
    await start();
    const root = await slack.write('ben', 'nacos');
    await slack.mention('and on Linux?', root);
    await comes(1);
    expect(called('conversations.replies')).toEqual([]);
    expect((await context()).threadStart).toBe('nacos');
  });
});

const admin = async (text: string): Promise<unknown> => {
  const before = slack.api.responses.length;
  await slack.send.command('/ask-admin', text, MAINTAINER);
  await until(() => slack.api.responses.length > before);
  return slack.api.responses.at(-1)?.['text'];
};

describe('a channel that is left out', () => {
  it('says so with every question, and looks nothing up', async () => {
    await start({ secondReader: true });
    expect(await admin('status')).toContain('channel.secondReaderOn');
    expect(await admin('second-reader off')).toContain('channel.secondReaderOff');
    await listen();
    const root = await slack.write('ben', 'nacos');
    await slack.mention('and on Linux?', root);
    await asked(1);
    await slack.send.command('/ask', 'how?');
    await asked(2);
    await slack.send.interact({
      type: 'message_action',
      callback_id: 'answer_this',
      channel: { id: slack.api.channel },
      message: { type: 'message', user: slack.api.users.ben, text: 'how?', ts: root, ...share('secret') },
      message_ts: root,
    });
    await asked(3);
    await message('ann', 'does this help?', '1700000000.000100', share('secret'));
    await asked(4);
    expect(host.bot.asked.map(({ secondReader }) => secondReader)).toEqual([false, false, false, false]);
    expect(called('conversations.replies')).toEqual([]);
    expect(await admin('second-reader on')).toContain('channel.secondReaderOn');
    await slack.mention('and now?', root);
    await asked(5);
    expect((await context()).threadStart).toBe('nacos');
  });

  it('keeps its messages from the second reader also where they are shared elsewhere', async () => {
    await start({ secondReader: true });
    await listen();
    await host.channels.change(`${slack.api.team}/COTHER`, { secondReader: false });
    await message('ann', 'does this help?', '1700000000.000100', share('secret', 'COTHER'));
    await asked(1);
    expect(lastAsked()?.secondReader).toBe(false);
    expect((await context()).pointedAt).toBe('secret');
  });

  it('is named so on the Home tab', async () => {
    await start({ secondReader: true });
    await listen();
    const opened = { type: 'app_home_opened', tab: 'home', user: MAINTAINER, channel: 'D1' };
    await slack.send.event(opened);
    await until(() => called('views.publish').length === 1);
    await admin('second-reader off');
    await slack.send.event(opened);
    await until(() => called('views.publish').length === 2);
    const shown = called('views.publish').map(({ view }) => readable(view));
    expect(shown.map((text) => text.includes('slack.home.noSecondReader'))).toEqual([false, true]);
  });

  it('is named so where there is no second reader', async () => {
    await start();
    expect(await admin('status')).not.toContain('secondReader');
    expect(await admin('second-reader off')).toContain('channel.secondReaderOff');
    expect(await admin('second-reader maybe')).toContain('slack.admin.usage');
  });
});
