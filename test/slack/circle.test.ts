/** Hand-over, late answers, saved messages, and no message twice. Over HTTP. */

import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { type Reply, TOKENS } from '../../src/contract.js';
import { makeReply, MAINTAINER } from '../../src/testing/fakes.js';
import { buttonsOf, until } from './platform.js';
import { answerOf, called, comes, host, posted, quiet, setScene, slack, start } from './scene.js';
import { BOT_TOKEN, DIRECT } from './web-api.js';

setScene();

describe('what is for the maintainers', () => {
  const question = makeReply({
    lead: 'A question that nobody has answered yet',
    question: 'how?',
    actions: [{ kind: 'answer', label: 'Answer', token: 'do-answer' }],
  });

  it('is posted into their channel, with its buttons and none to remove it', async () => {
    await start({ settings: { SLACK_MAINTAINERS_CHANNEL: slack.api.channel } });
    expect(await slack.adapter.tellMaintainers?.(question)).toBe(true);
    expect(posted()[0]).toMatchObject({ channel: slack.api.channel });
    expect(posted()[0]?.['thread_ts']).toBeUndefined();
    expect(buttonsOf(posted()[0]?.['blocks']).map((button) => button['action_id'])).toEqual(['act:answer']);
  });

  it('is posted nowhere without a channel', async () => {
    await start();
    expect(await slack.adapter.tellMaintainers?.(question)).toBe(false);
    expect(posted()).toEqual([]);
  });

  it('rejects where the bot may not post, with what to do in the log', async () => {
    await start({ settings: { SLACK_MAINTAINERS_CHANNEL: slack.api.channel } });
    slack.api.answer('chat.postMessage', { ok: false, error: 'not_in_channel' });
    await expect(slack.adapter.tellMaintainers?.(question)).rejects.toThrow(/not_in_channel/);
    expect(host.logged.find(({ level }) => level === 'error')?.fields?.['fix']).toContain('invite');
    expect(inspect(host.logged, { depth: 20 })).not.toContain(BOT_TOKEN);
  });
});

const place = (rest: string): string => `${slack.api.team}/${rest}`;
const late = (): Reply => ({
  ...answerOf('at last'),
  actions: [{ kind: 'why', label: 'Why?', token: 'w' }],
});

describe('a late answer', () => {
  it('comes into its thread, with the buttons of any other, and its asker may remove it', async () => {
    await start();
    const ts = await slack.write('ann', 'how?');
    const to = { place: place(`${slack.api.channel}/${ts}`), asker: slack.api.users.ann };
    await slack.adapter.deliver?.(to, late());
    expect(posted()).toHaveLength(1);
    expect(posted()[0]).toMatchObject({ channel: slack.api.channel, thread_ts: ts });
    const buttons = buttonsOf(posted()[0]?.['blocks']).map((button) => button['action_id']);
    expect(buttons).toEqual(['act:why', 'remove']);
    await slack.pressButton((button) => button['action_id'] === 'remove');
    await until(() => called('chat.delete').length === 1);
  });

  it('to a command comes in a direct message, as nobody else was to see it', async () => {
    await start();
    const { ann } = slack.api.users;
    await slack.adapter.deliver?.({ place: place(`${slack.api.channel}/${ann}`), asker: ann }, late());
    expect(posted().map(({ channel }) => channel)).toEqual([ann]);
    expect(JSON.stringify(await host.store.list('sent/'))).toContain(DIRECT);
  });

  it('to a direct message comes there', async () => {
    await start();
    slack.api.answer('chat.postMessage', { ok: true, channel: 'D7', ts: '1.1' });
    await slack.adapter.deliver?.({ place: place('D7/UANN'), asker: 'UANN' }, late());
    expect(posted().map(({ channel }) => channel)).toEqual(['D7']);
  });

  it.each(['channel_not_found', 'not_in_channel', 'is_archived', 'restricted_action'])(
    'comes in a direct message where the place says %s',
    async (error) => {
      await start();
      slack.api.refuse('chat.postMessage', { status: 200, body: { ok: false, error } });
      await slack.adapter.deliver?.({ place: place('C1/1700000000.000100'), asker: 'UANN' }, late());
      expect(posted().map(({ channel }) => channel)).toEqual(['UANN']);
    },
  );

  it('rejects where neither works', async () => {
    await start();
    const refusal = { status: 200, body: { ok: false, error: 'is_archived' } };
    slack.api.refuse('chat.postMessage', refusal, refusal);
    const to = { place: place('C1/1700000000.000100'), asker: 'UANN' };
    await expect(slack.adapter.deliver?.(to, late())).rejects.toThrow(/is_archived/);
    await expect(slack.adapter.deliver?.({ ...to, place: 'nowhere' }, late())).rejects.toThrow();
    const foreign = { ...to, place: 'TOTHER/C1/1700000000.000100' };
    await expect(slack.adapter.deliver?.(foreign, late())).rejects.toThrow(/has not installed/);
    expect(posted()).toEqual([]);
  });
});

const shortcut = (message: Readonly<Record<string, unknown>>, user: string) =>
  slack.send.interact({
    type: 'message_action',
    callback_id: 'save_as_answer',
    user: { id: user },
    channel: { id: slack.api.channel },
    message: { type: 'message', user: slack.api.users.ben, ...message },
    message_ts: message['ts'],
  });

describe('the shortcut "Save as answer"', () => {
  const form = makeReply({
    form: {
      title: 'Save as answer',
      token: 'do-saved',
      submit: 'Save',
      fields: [
        { name: 'answer', label: 'Answer', value: '', lines: 'many', required: true, maxLength: 3000 },
      ],
    },
  });

  it('brings the message as Markdown, the thread’s first message and the address, and opens the form', async () => {
    await start();
    host.bot.onPress(TOKENS.save, () => form);
    const root = await slack.write('ann', `<@${slack.api.botUser}> how &lt;b&gt;?`);
    const text = `<@${slack.api.users.ann}> *Set* the <https://example.org/a?b=1&amp;c=2|option>`;
    await shortcut({ text, ts: '1700000009.000100', thread_ts: root }, MAINTAINER);
    await until(() => called('views.open').length === 1);
    const link = `https://garden.example/archives/${slack.api.channel}/p1700000009.000100`;
    expect(host.bot.pressed).toMatchObject([
      {
        token: TOKENS.save,
        asker: MAINTAINER,
        maintainer: true,
        link,
        fields: { question: 'how <b>?', answer: '**Set** the [option](https://example.org/a?b=1&c=2)', link },
      },
    ]);
    // The form's own press knows the message too.
    host.bot.onPress('do-saved', () => makeReply({ text: 'Saved.' }));
    await slack.send.submit(called('views.open')[0]?.['view'], { answer: 'x' }, { user: MAINTAINER });
    await until(() => called('views.update').length === 1);
    expect(host.bot.pressed[1]).toMatchObject({ maintainer: true, link });
  });

  it('of a message outside of a thread brings no question, and goes on without an address', async () => {
    await start();
    slack.api.answer('chat.getPermalink', { ok: false, error: 'message_not_found' });
    host.bot.onPress(TOKENS.save, () => form);
    await shortcut({ text: 'So.', ts: '1700000009.000100' }, MAINTAINER);
    await until(() => called('views.open').length === 1);
    expect(host.bot.pressed[0]?.fields).toEqual({ question: '', answer: 'So.', link: '' });
    expect(host.bot.pressed[0]?.link).toBeUndefined();
  });

  it('does not wait for what would keep its form from opening in time', async () => {
    await start();
    host.bot.onPress(TOKENS.save, () => form);
    slack.api.refuse('chat.getPermalink', { status: 200, body: { ok: true }, after: 5000 });
    slack.api.refuse('conversations.replies', { status: 503 });
    await shortcut({ text: 'So.', ts: '1700000009.000100', thread_ts: '1700000001.000100' }, MAINTAINER);
    await until(() => called('views.open').length === 1);
    expect(host.bot.pressed[0]?.fields).toEqual({ question: '', answer: 'So.', link: '' });
  });

  it('is for maintainers: others get one private sentence', async () => {
    await start();
    await shortcut({ text: 'So.', ts: '1700000009.000100' }, slack.api.users.ann);
    await until(() => slack.api.responses.length === 1);
    expect(slack.api.responses[0]?.['text']).toContain('slack.save.denied');
    expect(host.bot.pressed).toEqual([]);
  });
});

describe('a message whose acknowledgement is lost', () => {
  it.each([
    ['the connection broke', { status: 200, taken: true, reset: true }],
    ['Slack stumbled', { status: 503, taken: true }],
  ])('stands once, as %s', async (_, refusal) => {
    await start();
    slack.api.refuse('chat.postMessage', refusal);
    host.bot.onAsk('how?', () => answerOf('so'));
    const ts = await slack.mention('how?');
    await until(() => called('conversations.replies').length === 1);
    await quiet();
    expect(await slack.api.thread(ts)).toHaveLength(2);
    // It is known as any other message: its button removes it.
    await slack.pressButton((button) => button['action_id'] === 'remove');
    await until(() => called('chat.delete').length === 1);
  });

  it('at the top of a channel stands once', async () => {
    await start({ settings: { SLACK_MAINTAINERS_CHANNEL: slack.api.channel } });
    slack.api.refuse('chat.postMessage', { status: 200, taken: true, reset: true });
    expect(await slack.adapter.tellMaintainers?.(answerOf('so'))).toBe(true);
    expect(called('conversations.history')).toHaveLength(2);
    expect(posted()).toHaveLength(1);
  });

  it('is posted again where Slack does not let us look', async () => {
    await start();
    slack.api.refuse('chat.postMessage', { status: 200, reset: true });
    slack.api.refuse('conversations.replies', { status: 200, body: { ok: false, error: 'missing_scope' } });
    const ts = await slack.mention('how?');
    await comes(1);
    expect(await slack.api.thread(ts)).toHaveLength(2);
  });

  it('to a member’s id is not tried twice, as nothing can be read there', async () => {
    await start();
    slack.api.refuse('chat.postMessage', { status: 200, reset: true });
    const to = { place: `${slack.api.team}/${slack.api.channel}/UANN`, asker: 'UANN' };
    await expect(slack.adapter.deliver?.(to, answerOf('so'))).rejects.toThrow(/unreachable/);
    expect(inspect(host.logged, { depth: 20 })).not.toContain(BOT_TOKEN);
    await quiet();
    expect(posted()).toEqual([]);
  });
});
