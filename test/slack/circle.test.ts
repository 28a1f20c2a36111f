/** Hand-over, late answers, saved messages and the review. Over HTTP. */

import { describe, expect, it } from 'vitest';
import { type Reply, TOKENS } from '../../src/contract.js';
import { makeReply } from '../support/fake-bot.js';
import { MAINTAINER } from '../support/host.js';
import { buttonsOf, until } from './platform.js';
import { answerOf, called, comes, host, posted, quiet, setScene, slack, start } from './scene.js';
import { readable, record } from './shapes.js';
import { DIRECT } from './web-api.js';

setScene();

const item = (name: string): Reply =>
  makeReply({
    kind: 'answer',
    lead: `New from ${name}`,
    question: `How do I grow ${name}?`,
    text: `Water **${name}**. ${'And wait. '.repeat(100)}`,
    project: { name: 'Greenhouse', description: '' },
    alternatives: [{ label: `How do I plant ${name}?`, token: `near-${name}` }],
    actions: [
      { kind: 'accept', label: 'Accept', token: `do-accept-${name}` },
      { kind: 'edit', label: 'Edit', token: `do-edit-${name}` },
      { kind: 'merge', label: 'Merge', token: `do-merge-${name}` },
      { kind: 'reject', label: 'Reject', token: `do-reject-${name}` },
    ],
  });

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
  });
});

describe('a late answer', () => {
  const place = (rest: string): string => `${slack.api.team}/${rest}`;
  const late = (): Reply => ({
    ...answerOf('at last'),
    actions: [{ kind: 'why', label: 'Why?', token: 'w' }],
  });

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

describe('the shortcut "Save as answer"', () => {
  const shortcut = (message: Readonly<Record<string, unknown>>, user: string) =>
    slack.send.interact({
      type: 'message_action',
      callback_id: 'save_as_answer',
      user: { id: user },
      channel: { id: slack.api.channel },
      message: { type: 'message', user: slack.api.users.ben, ...message },
      message_ts: message['ts'],
    });
  const form = makeReply({
    form: {
      title: 'Save as answer',
      token: 'do-saved',
      submit: 'Save',
      fields: [{ name: 'answer', label: 'Answer', value: '', lines: 'many', required: true, most: 3000 }],
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
    expect(host.bot.pressed[0]).not.toHaveProperty('link');
  });

  it('is for maintainers: others get one private sentence', async () => {
    await start();
    await shortcut({ text: 'So.', ts: '1700000009.000100' }, slack.api.users.ann);
    await until(() => slack.api.responses.length === 1);
    expect(slack.api.responses[0]?.['text']).toContain('slack.save.denied');
    expect(host.bot.pressed).toEqual([]);
  });
});

describe('the review', () => {
  const openHome = (user: string) =>
    slack.send.event({ type: 'app_home_opened', tab: 'home', user, channel: 'D1' });
  const home = () => record(called('views.publish').at(-1)?.['view']);
  const use = (user: string, button: Readonly<Record<string, unknown>> | undefined) =>
    slack.send.interact({
      type: 'block_actions',
      user: { id: user },
      view: { id: 'V3', type: 'home' },
      container: { type: 'view', view_id: 'V3' },
      actions: [{ ...button, type: 'button', block_id: 'b', action_ts: '1' }],
    });
  const button = (value: string) => buttonsOf(home()).find((one) => one['value'] === value);

  it('stands on a maintainer’s Home tab, each item with its buttons', async () => {
    await start({ waiting: [item('beans'), item('peas')] });
    await openHome(MAINTAINER);
    await until(() => called('views.publish').length === 1);
    const shown = readable(home());
    for (const part of ['How do I grow beans?', 'Water beans.', 'Greenhouse', 'How do I plant peas?']) {
      expect(shown).toContain(part);
    }
    expect(button('do-accept-peas')).toMatchObject({ style: 'primary' });
    expect(button('do-reject-peas')).toMatchObject({ style: 'danger', confirm: { style: 'danger' } });
  });

  it('is not there for anybody else, and what they forge does nothing', async () => {
    await start({ waiting: [item('beans')] });
    await openHome(slack.api.users.ann);
    await until(() => called('views.publish').length === 1);
    expect(readable(home())).not.toContain('beans');
    host.bot.onPress('do-accept-beans', ({ maintainer }) =>
      makeReply({ text: maintainer === true ? 'Accepted.' : 'Only maintainers may.' }),
    );
    await use(slack.api.users.ann, { action_id: 'act:accept:0', value: 'do-accept-beans' });
    await until(() => called('views.publish').length === 2);
    expect(host.bot.pressed).toMatchObject([{ maintainer: false }]);
    expect(readable(home())).toContain('Only maintainers may.');
    expect(readable(home())).not.toContain('How do I grow beans');
  });

  it('acts on a press at once, and shows what is left', async () => {
    const waiting = [item('beans'), item('peas')];
    await start({ waiting });
    await openHome(MAINTAINER);
    await until(() => called('views.publish').length === 1);
    host.bot.onPress('do-accept-beans', () => {
      waiting.shift();
      return makeReply({ text: 'Accepted.' });
    });
    await use(MAINTAINER, button('do-accept-beans'));
    await until(() => called('views.publish').length === 2);
    expect(host.bot.pressed).toMatchObject([{ token: 'do-accept-beans', maintainer: true }]);
    expect(readable(home())).toContain('Accepted.');
    expect(readable(home())).not.toContain('How do I grow beans');
    expect(readable(home())).toContain('How do I grow peas');
    expect(posted()).toEqual([]);
  });

  it('opens a form in a window, and shows the Home tab anew after it', async () => {
    const waiting = [item('beans')];
    await start({ waiting });
    await openHome(MAINTAINER);
    await until(() => called('views.publish').length === 1);
    const fields = [
      { name: 'answer', label: 'Answer', value: 'x', lines: 'many', required: true, most: 3000 },
    ] as const;
    host.bot.onPress('do-edit-beans', () =>
      makeReply({ form: { title: 'Edit', token: 'do-edited', submit: 'Accept', fields } }),
    );
    host.bot.onPress('do-edited', () => {
      waiting.shift();
      return makeReply({ text: 'Accepted as edited.' });
    });
    await use(MAINTAINER, button('do-edit-beans'));
    await until(() => called('views.open').length === 1);
    await slack.send.submit(called('views.open')[0]?.['view'], { answer: 'y' }, { user: MAINTAINER });
    await until(() => called('views.publish').length === 2);
    expect(readable(called('views.update')[0]?.['view'])).toContain('Accepted as edited.');
    expect(readable(home())).not.toContain('How do I grow beans');
  });

  it('lets the entry to merge into be chosen in a window', async () => {
    await start({ waiting: [item('beans')] });
    await openHome(MAINTAINER);
    await until(() => called('views.publish').length === 1);
    host.bot.onPress('do-merge-beans', () =>
      makeReply({ text: 'Into which?', alternatives: [{ label: 'The old one', token: 'do-into' }] }),
    );
    host.bot.onPress('do-into', () => makeReply({ text: 'Merged.' }));
    await use(MAINTAINER, button('do-merge-beans'));
    await until(() => called('views.open').length === 1);
    const view = record(called('views.open')[0]?.['view']);
    const [choice] = buttonsOf(view);
    await slack.send.interact({
      type: 'block_actions',
      user: { id: MAINTAINER },
      view: { ...view, id: 'V1' },
      container: { type: 'view', view_id: 'V1' },
      actions: [{ ...choice, type: 'button', block_id: 'b', action_ts: '1' }],
    });
    await until(() => called('views.publish').length === 2);
    expect(host.bot.pressed.at(-1)).toMatchObject({ token: 'do-into', maintainer: true });
    expect(readable(called('views.update')[0]?.['view'])).toContain('Merged.');
  });

  it('says when the store is out of reach, and shows the rest', async () => {
    await start({ waiting: 'out of reach' });
    await openHome(MAINTAINER);
    await until(() => called('views.publish').length === 1);
    expect(readable(home())).toContain('slack.review.noStore');
    expect(readable(home())).toContain('entries=3');
  });

  it('is held inside of a Home tab’s blocks, and counts what does not fit', async () => {
    const names = Array.from({ length: 40 }, (_, index) => `plant ${index}`);
    await start({ waiting: names.map(item), mostAsked: names });
    for (const name of names) await host.channels.change(`${slack.api.team}/C${name}`, { listening: true });
    await openHome(MAINTAINER);
    await until(() => called('views.publish').length === 1);
    expect(readable(home())).toContain('plant 3');
    expect(readable(home())).toMatch(/slack\.review\.more count=\d\d/);
  });

  it('comes one by one behind the command, privately, each giving way to the next', async () => {
    await start();
    host.bot.onPress(TOKENS.review, () => item('beans'));
    host.bot.onPress('do-accept-beans', () => makeReply({ text: 'Accepted.' }));
    await slack.send.command('/ask-admin', 'review', MAINTAINER);
    await until(() => slack.api.responses.length === 1);
    expect(host.bot.pressed[0]).toMatchObject({ token: TOKENS.review, maintainer: true });
    const accept = buttonsOf(slack.api.responses[0]?.['blocks']).find(
      (one) => one['action_id'] === 'act:accept',
    );
    await slack.send.interact({
      type: 'block_actions',
      user: { id: MAINTAINER },
      channel: { id: slack.api.channel },
      container: { type: 'message', message_ts: '1.1', channel_id: slack.api.channel, is_ephemeral: true },
      actions: [{ ...accept, type: 'button', block_id: 'b', action_ts: '1' }],
    });
    await until(() => slack.api.responses.length === 2);
    expect(slack.api.responses[1]).toMatchObject({ replace_original: true });
    expect(posted()).toEqual([]);
    await slack.send.command('/ask-admin', 'review', slack.api.users.ann);
    await until(() => slack.api.responses.length === 3);
    expect(slack.api.responses[2]?.['text']).toContain('slack.admin.denied');
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
    expect(called('conversations.history')).toHaveLength(1);
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
    await quiet();
    expect(posted()).toEqual([]);
  });
});
