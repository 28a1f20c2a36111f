/** Forms: opened by a press, filled in, answered in the same window. Over HTTP. */

import { describe, expect, it } from 'vitest';
import type { Action, Form, Reply } from '../../src/contract.js';
import { makeReply, gate, MAINTAINER } from '../../src/testing/fakes.js';
import { buttonsOf, until } from './platform.js';
import { called, comes, host, posted, quiet, setScene, slack, start } from './scene.js';
import { readable, record } from './shapes.js';

setScene();

const FORM: Form = {
  title: 'What was wrong?',
  token: 'do-reason',
  submit: 'Send',
  fields: [
    { name: 'reason', label: 'Reason', value: 'It is old', lines: 'many', required: true, maxLength: 500 },
    { name: 'link', label: 'Link', value: '', lines: 'one', required: false, maxLength: 200 },
  ],
};
const ASK: Action = { kind: 'ask-maintainers', label: 'Ask the maintainers', token: 'do-ask' };
const withForm = (form: Form = FORM): Reply =>
  makeReply({ text: 'Type your reason behind /reason.', form, audience: 'asker' });

/** A message of the bot with this button, and the form that pressing it opens. */
const opened = async (action: Action = ASK): Promise<Readonly<Record<string, unknown>>> => {
  host.bot.onAsk('how?', () => makeReply({ kind: 'none', lead: 'Not known.', actions: [action] }));
  host.bot.onPress(action.token, () => withForm());
  await slack.mention('how?');
  await comes(1);
  await slack.pressButton((button) => button['value'] === action.token);
  await until(() => called('views.open').length === 1);
  return record(called('views.open')[0]?.['view']);
};

const blockIds = (one: Readonly<Record<string, unknown>>): unknown[] =>
  Array.isArray(one['blocks']) ? one['blocks'].map((block) => record(block)['block_id']) : [];

describe('a press that brings a form', () => {
  it('opens it, filled in, and posts nothing', async () => {
    await start();
    const view = await opened();
    expect(view).toMatchObject({
      type: 'modal',
      title: { text: 'What was wrong?' },
      submit: { text: 'Send' },
      blocks: [
        {
          type: 'input',
          optional: false,
          label: { text: 'Reason' },
          element: { multiline: true, initial_value: 'It is old', max_length: 500 },
        },
        { type: 'input', optional: true, element: { multiline: false, max_length: 200 } },
      ],
    });
    // What is said where no form can be opened is not said where one is.
    expect(readable(view)).not.toContain('/reason');
    await quiet();
    expect(posted()).toHaveLength(1);
    expect(slack.api.responses).toEqual([]);
  });

  it('brings all fields back, the empty one too, and shows the reply in the same window', async () => {
    await start();
    const view = await opened();
    host.bot.onPress('do-reason', () => makeReply({ text: 'Thank you, noted.' }));
    const told = await slack.send.submit(view, { reason: 'It is *wrong*' });
    expect(told).toMatchObject({ response_action: 'update' });
    await until(() => called('views.update').length === 1);
    expect(host.bot.pressed[1]).toEqual({
      token: 'do-reason',
      asker: slack.api.users.ann,
      place: host.bot.asked[0]?.place,
      maintainer: false,
      fields: { reason: 'It is *wrong*', link: '' },
      // The address that was found when the button was pressed.
      link: expect.stringMatching(/^https:\/\/garden\.example\/archives\//),
    });
    expect(called('views.update')[0]).toMatchObject({ view_id: 'V1' });
    expect(readable(called('views.update')[0]?.['view'])).toContain('Thank you, noted.');
    expect(posted()).toHaveLength(1);
  });

  it('is acknowledged at once, however long the core takes', async () => {
    await start();
    const view = await opened();
    const reply = gate<Reply>();
    host.bot.onPress('do-reason', () => reply.promise);
    const told = await slack.send.submit(view, { reason: 'x' });
    expect(readable(told['view'])).toContain('slack.form.working');
    reply.open(makeReply({ text: 'At last.' }));
    await until(() => called('views.update').length === 1);
  });

  it('counts once when it is sent twice', async () => {
    await start();
    const view = await opened();
    await Promise.all([
      slack.send.submit(view, { reason: 'x' }, { hash: 'h1' }),
      slack.send.submit(view, { reason: 'x' }, { hash: 'h1' }),
    ]);
    await until(() => called('views.update').length === 1);
    await quiet();
    expect(host.bot.pressed.filter(({ token }) => token === 'do-reason')).toHaveLength(1);
    expect(called('views.update')).toHaveLength(1);
  });

  it('may bring the form once more, with a word about what is missing', async () => {
    await start();
    const view = await opened();
    host.bot.onPress('do-reason', () => ({ ...withForm(), lead: 'The reason is too short.' }));
    await slack.send.submit(view, { reason: 'x' });
    await until(() => called('views.update').length === 1);
    const again = record(called('views.update')[0]?.['view']);
    expect(readable(again)).toContain('The reason is too short.');
    // Under an id that is the same, Slack shows what was typed before.
    expect(blockIds(again).filter((id) => id !== undefined && blockIds(view).includes(id))).toEqual([]);
    host.bot.onPress('do-reason', () => makeReply({ text: 'Thank you.' }));
    await slack.send.submit(again, { reason: 'long enough' });
    await until(() => called('views.update').length === 2);
  });

  it('tells whoever has closed the window where it began', async () => {
    await start();
    const view = await opened();
    host.bot.onPress('do-reason', () => makeReply({ text: 'The store is out of reach.' }));
    slack.api.answer('views.update', { ok: false, error: 'not_found' });
    await slack.send.submit(view, { reason: 'x' });
    await until(() => called('chat.postEphemeral').length === 1);
    expect(called('chat.postEphemeral')[0]).toMatchObject({
      channel: slack.api.channel,
      user: slack.api.users.ann,
    });
    expect(readable(called('chat.postEphemeral')[0]?.['blocks'])).toContain('The store is out of reach.');
  });

  it('that comes too late is told in one private sentence', async () => {
    await start();
    slack.api.answer('views.open', { ok: false, error: 'expired_trigger_id' });
    host.bot.onAsk('how?', () => makeReply({ kind: 'none', lead: 'Not known.', actions: [ASK] }));
    host.bot.onPress(ASK.token, () => withForm());
    await slack.mention('how?');
    await comes(1);
    await slack.pressButton((button) => button['value'] === ASK.token);
    await until(() => slack.api.responses.length === 1);
    expect(slack.api.responses[0]).toMatchObject({ response_type: 'ephemeral' });
    expect(slack.api.responses[0]?.['text']).toContain('slack.form.late');
    expect(posted()).toHaveLength(1);
  });

  it('whose opening was answered by a broken connection has opened all the same', async () => {
    await start();
    slack.api.answer('views.open', { ok: false, error: 'exchanged_trigger_id' });
    await opened();
    await quiet();
    expect(slack.api.responses).toEqual([]);
  });

  it('cuts what Slack’s fields do not hold, and says so', async () => {
    await start();
    const long = { name: 'answer', label: 'x'.repeat(3000), lines: 'many', required: true } as const;
    host.bot.onAsk('how?', () => makeReply({ kind: 'none', lead: 'Not known.', actions: [ASK] }));
    host.bot.onPress(ASK.token, () =>
      withForm({
        title: 'A title that is longer than Slack takes',
        token: 'do-saved',
        submit: 'A label that is longer than Slack takes',
        fields: [{ ...long, value: '🌱'.repeat(4000), maxLength: 9000 }],
      }),
    );
    await slack.mention('how?');
    await comes(1);
    await slack.pressButton((button) => button['value'] === ASK.token);
    await until(() => called('views.open').length === 1);
    expect(readable(called('views.open')[0]?.['view'])).toContain('slack.form.cut most=3000');
  });
});

describe('a press', () => {
  it('says whether the presser is a maintainer, looked up anew', async () => {
    await start({ maintainers: [MAINTAINER, 'S0GROUP'] });
    const accept: Action = { kind: 'accept', label: 'Accept', token: 'do-accept' };
    host.bot.onAsk('how?', () => makeReply({ text: 'A new answer', actions: [accept] }));
    host.bot.onPress('do-accept', () => makeReply({ text: 'Done, or not.', audience: 'asker' }));
    await slack.mention('how?');
    await comes(1);
    for (const user of [slack.api.users.ben, MAINTAINER, 'UGROUPED']) {
      const count = host.bot.pressed.length;
      await slack.pressButton((button) => button['value'] === 'do-accept', user);
      await until(() => host.bot.pressed.length > count);
    }
    expect(host.bot.pressed.map(({ maintainer }) => maintainer)).toEqual([false, true, true]);
  });

  it('carries the address of its message only for a hand-over, and goes on without one', async () => {
    await start();
    const why: Action = { kind: 'why', label: 'Why?', token: 'w' };
    host.bot.onAsk('how?', () => makeReply({ kind: 'none', lead: 'Not known.', actions: [ASK, why] }));
    await slack.mention('how?');
    await comes(1);
    await slack.pressButton((button) => button['value'] === 'w');
    await until(() => host.bot.pressed.length === 1);
    expect(called('chat.getPermalink')).toEqual([]);
    slack.api.answer('chat.getPermalink', { ok: false, error: 'message_not_found' });
    await slack.pressButton((button) => button['value'] === ASK.token);
    await until(() => host.bot.pressed.length === 2);
    expect(host.bot.pressed.map(({ link }) => link)).toEqual([undefined, undefined]);
    expect(host.logged.filter(({ level }) => level === 'error')).toEqual([]);
  });

  it('of a vote is one choice of two, told to the presser alone', async () => {
    await start();
    host.bot.onAsk('how?', () =>
      makeReply({
        kind: 'answer',
        text: 'So.',
        actions: [
          { kind: 'helpful', label: '👍', token: 'do-helpful' },
          { kind: 'unhelpful', label: '👎', token: 'do-unhelpful' },
        ],
      }),
    );
    host.bot.onPress('do-helpful', () => makeReply({ text: 'Thank you.', audience: 'asker' }));
    host.bot.onPress('do-unhelpful', () => withForm());
    await slack.mention('how?');
    await comes(1);
    await slack.act('helpful');
    await until(() => slack.api.responses.length === 1);
    await slack.act('unhelpful');
    await until(() => called('views.open').length === 1);
    expect(host.bot.pressed.map(({ token }) => token)).toEqual(['do-helpful', 'do-unhelpful']);
    expect(posted()).toHaveLength(1);
  });

  it('of a maintainer in the open is followed by its reply in the thread', async () => {
    await start();
    const accept: Action = { kind: 'accept', label: 'Accept', token: 'do-accept' };
    host.bot.onAsk('how?', () => makeReply({ text: 'A new answer', actions: [accept] }));
    host.bot.onPress('do-accept', () => makeReply({ text: 'Accepted.' }));
    const ts = await slack.mention('how?');
    await comes(1);
    await slack.pressButton((button) => button['value'] === 'do-accept', MAINTAINER);
    await comes(2);
    expect(posted()[1]).toMatchObject({ thread_ts: ts });
  });

  it('in a modal pushes a form on top of it', async () => {
    await start();
    const view = await opened({ kind: 'merge', label: 'Merge', token: 'do-merge' });
    expect(view['type']).toBe('modal');
    host.bot.onPress('do-reason', () =>
      makeReply({ text: 'Into which?', alternatives: [{ label: 'The old answer', token: 'do-into' }] }),
    );
    await slack.send.submit(view, { reason: 'x' });
    await until(() => called('views.update').length === 1);
    const choice = record(called('views.update')[0]?.['view']);
    const [button] = buttonsOf(choice);
    host.bot.onPress('do-into', () => withForm());
    await slack.send.interact({
      type: 'block_actions',
      view: { ...choice, id: 'V1' },
      container: { type: 'view', view_id: 'V1' },
      actions: [{ ...button, type: 'button', block_id: 'b', action_ts: '1' }],
    });
    await until(() => called('views.push').length === 1);
    expect(host.bot.pressed.at(-1)).toMatchObject({ token: 'do-into', place: host.bot.asked[0]?.place });
  });
});
