/** What a message points at, and whose question "Answer this" answers. Over HTTP. */

import { describe, expect, it } from 'vitest';
import { makeReply } from '../../src/testing/fakes.js';
import { contextWords } from '../support/context-words.js';
import { until } from './platform.js';
import {
  answerOf,
  called,
  comes,
  edit,
  host,
  message,
  posted,
  quiet,
  setScene,
  slack,
  start,
} from './scene.js';

setScene();

const lastAsked = () => host.bot.asked.at(-1);
const asked = (count: number) => until(() => host.bot.asked.length >= count);
const TS = '1700000000.000100';
const direct = (text: string, more: object = {}) =>
  message('ann', text, TS, { channel: 'D1', channel_type: 'im', ...more });

describe('a message', () => {
  it('that forwards another points at it, and has no words of its own', async () => {
    await start();
    const link = 'https://garden.example/archives/C9/p1';
    await direct('', {
      attachments: [
        { title: 'a link' },
        { is_share: true, channel_id: 'C9', from_url: link, text: 'How &lt;do&gt; I?' },
      ],
    });
    await asked(1);
    expect(lastAsked()?.text).toBe('');
    const { context } = lastAsked() ?? {};
    if (typeof context !== 'function') throw new Error('nothing can be looked up');
    expect((await context()).pointedAt).toMatchObject({ text: 'How <do> I?', link });
    expect(called('conversations.replies')).toEqual([]);
  });

  it.each([
    [
      'the title and text of an attachment',
      { attachments: [{ title: 'How', text: 'do I?', fallback: 'x' }] },
      'How\ndo I?',
    ],
    ['the fallback of an attachment', { attachments: [{ fallback: 'How do I?' }] }, 'How do I?'],
    [
      'the blocks of an attachment',
      { attachments: [{ blocks: [{ type: 'section', text: { type: 'mrkdwn', text: 'How do I?' } }] }] },
      'How do I?',
    ],
  ])('has %s', async (_, more, words) => {
    await start();
    await direct('', more);
    await asked(1);
    expect((await contextWords(lastAsked())).pointedAt).toBe(words);
  });

  it('in a thread is told where that begins', async () => {
    await start();
    const root = await slack.write('ben', 'How do I?');
    await slack.mention('', root);
    await asked(1);
    const { context } = lastAsked() ?? {};
    if (typeof context !== 'function') throw new Error('nothing can be looked up');
    expect((await context()).threadStart).toEqual({
      text: 'How do I?',
      link: expect.stringContaining(`/archives/${slack.api.channel}/p`),
      isOwn: false,
    });
  });
});

const thanks = () => host.bot.onAsk('thanks', () => makeReply({ kind: 'acknowledgement', text: 'Glad.' }));

describe('an acknowledgement', () => {
  it('is a reaction to the message', async () => {
    await start();
    thanks();
    const ts = await slack.mention('thanks');
    await until(() => called('reactions.add').length === 1);
    expect(called('reactions.add')[0]).toMatchObject({
      channel: slack.api.channel,
      timestamp: ts,
      name: '+1',
    });
  });

  it('is nothing at all where the scope is missing', async () => {
    await start();
    thanks();
    slack.api.refuse('reactions.add', { status: 200, body: { ok: false, error: 'missing_scope' } });
    await slack.mention('thanks');
    await until(() => host.logged.some(({ message: line }) => line === 'Slack was asked in vain'));
    await quiet();
    expect(posted()).toEqual([]);
    expect(host.logged.filter(({ level }) => level !== 'debug' && level !== 'info')).toEqual([]);
  });

  it('is one line after a command', async () => {
    await start();
    thanks();
    await slack.send.command('/ask', 'thanks');
    await until(() => slack.api.responses.length === 1);
    expect(JSON.stringify(slack.api.responses[0])).toContain('Glad.');
    expect(called('reactions.add')).toEqual([]);
  });
});

const answerThis = (target: object, ts = TS) =>
  slack.send.interact({
    type: 'message_action',
    callback_id: 'answer_this',
    channel: { id: slack.api.channel },
    message: { type: 'message', ts, ...target },
    message_ts: ts,
  });

describe('"Answer this"', () => {
  it('tells where the question stands', async () => {
    await start();
    host.bot.onAsk('How do I?', () => answerOf('So.'));
    await answerThis({ user: slack.api.users.ben, text: 'How do I?' });
    await comes(1);
    expect(lastAsked()?.quoted?.link).toContain(`/archives/${slack.api.channel}/p${TS}`);
  });

  it('reads the blocks of an app’s message, but for its buttons', async () => {
    await start();
    await answerThis({
      bot_id: 'B1',
      text: '',
      blocks: [
        { type: 'section', text: { type: 'mrkdwn', text: 'How do I &lt;this&gt;?' } },
        { type: 'actions', elements: [{ type: 'button', text: { type: 'plain_text', text: 'Vote' } }] },
      ],
    });
    await asked(1);
    expect(lastAsked()?.text).toBe('How do I <this>?');
  });
});

describe('an edit', () => {
  it('to thanks takes the reply away', async () => {
    await start();
    thanks();
    host.bot.onAsk('How do I?', () => answerOf('So.'));
    const ts = await slack.mention('How do I?');
    await comes(1);
    await edit('ann', ts, `<@${slack.api.botUser}> thanks`);
    await until(() => called('chat.delete').length === 1);
    expect(called('reactions.add')).toEqual([]);
  });

  it('of what "Answer this" was chosen for is still told where it stands', async () => {
    await start();
    host.bot.onAsk('How do I?', () => answerOf('So.'));
    const ts = await slack.write('ben', 'How do I?');
    await answerThis({ user: slack.api.users.ben, text: 'How do I?', ts }, ts);
    await comes(1);
    await edit('ben', ts, 'How do I do that?');
    await asked(2);
    expect(lastAsked()?.quoted?.link).toContain(`/archives/${slack.api.channel}/p${ts}`);
  });
});
