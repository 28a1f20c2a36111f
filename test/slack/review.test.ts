/** What waits for maintainers, on the Home tab and behind the command. Over HTTP. */

import { describe, expect, it } from 'vitest';
import { type Reply, TOKENS } from '../../src/contract.js';
import { makeReply, MAINTAINER } from '../../src/testing/fakes.js';
import { buttonsOf, until } from './platform.js';
import { called, host, posted, setScene, slack, start } from './scene.js';
import { readable, record } from './shapes.js';

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

describe('the review', () => {
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
      { name: 'answer', label: 'Answer', value: 'x', lines: 'many', required: true, maxLength: 3000 },
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
    await until(() => called('views.publish').length === 2 && called('views.update').length === 1);
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
    expect(slack.api.responses[2]?.['text']).toContain('channel.denied');
  });
});
