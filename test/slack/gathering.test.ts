/** What the core is told of messages, reactions and changes, for answers to be gathered; and what a maintainer is asked. Over HTTP. */

import { expect, it, vi } from 'vitest';
import type { Noticed } from '../../src/contract.js';
import { makeReply, MAINTAINER } from '../../src/testing/fakes.js';
import { until } from './platform.js';
import { called, host, message, quiet, setScene, slack, start } from './scene.js';

setScene();

const last = async (kind: Noticed['kind']): Promise<Noticed> =>
  await vi.waitFor(() => {
    const found = host.noticed.findLast((one) => one.kind === kind);
    if (found === undefined) throw new Error(`nothing was ${kind}`);
    return found;
  });
const textsOf = async (noticed: Noticed) =>
  (await noticed.read(noticed.message))?.messages.map(({ text }) => text);
const react = (ts: string, more: object = {}) =>
  slack.send.event({
    type: 'reaction_added',
    user: MAINTAINER,
    reaction: 'white_check_mark',
    item: { type: 'message', channel: slack.api.channel, ts },
    event_ts: '1.1',
    ...more,
  });
const reply = async (text: string, user: 'ann' | 'ben', root: string): Promise<string> => {
  const ts = await slack.write(user, text, root);
  await message(user, text, ts, { thread_ts: root });
  return ts;
};

it('a reaction to a reply brings its whole thread, as Markdown without mentions', async () => {
  await start();
  const root = await slack.write('ann', 'how &lt;b&gt;?');
  const ts = await reply(`<@${slack.api.users.ann}> *Set* it`, 'ben', root);
  await react(ts);
  const noticed = await last('reacted');
  const { team, channel } = slack.api;
  expect(noticed).toMatchObject({
    channel: `${team}/${channel}`,
    message: `${team}/${channel}/${ts}`,
    reaction: 'white_check_mark',
  });
  expect(await noticed.isMaintainer()).toBe(true);
  expect(await textsOf(noticed)).toEqual(['how <b>?', '**Set** it']);
  const conversation = await noticed.read(noticed.message);
  expect(conversation?.link).toContain(`/archives/${channel}/p${root}`);
  // As the import of an export names it.
  expect(conversation?.id).toBe(`${channel}/${root}`);
});

it('messages outside of threads, mentions, and what is done in direct messages are not told', async () => {
  await start();
  const root = await slack.write('ann', 'how?');
  await message('ann', 'how?', root);
  await slack.mention('how?', root);
  await react('1700000000.000100', { item: { type: 'message', channel: 'D1', ts: '1.1' } });
  await react('', { item: { type: 'file', file: 'F1' } });
  await quiet();
  expect(host.noticed).toEqual([]);
});

it('a thread whose first message is gone, and a message that is gone, bring no answer', async () => {
  await start();
  const root = await slack.write('ann', 'how?');
  const ts = await reply('so', 'ben', root);
  const noticed = await last('written');
  slack.api.answer('conversations.replies', {
    ok: true,
    messages: [
      {
        user: 'USLACKBOT',
        subtype: 'tombstone',
        text: 'This message was deleted.',
        ts: root,
        thread_ts: root,
      },
      { user: slack.api.users.ben, text: 'so', ts, thread_ts: root },
    ],
  });
  expect(await textsOf(noticed)).toEqual(['', 'so']);
  slack.api.answer('conversations.replies', { ok: false, error: 'thread_not_found' });
  expect(await textsOf(noticed)).toBeUndefined();
});

it('edits and deletions are told', async () => {
  await start();
  const root = await slack.write('ann', 'how?');
  const change = { message: { user: slack.api.users.ann, text: 'why?', ts: root }, previous_message: {} };
  await message('ann', '', '', { subtype: 'message_changed', ...change });
  expect(await last('edited')).toMatchObject({ message: expect.stringContaining(root) });
  await message('ann', '', '', { subtype: 'message_deleted', deleted_ts: root });
  expect(await last('deleted')).toMatchObject({ message: expect.stringContaining(root) });
});

it('a maintainer alone is asked whether a reply is the answer, in its thread', async () => {
  const asked = makeReply({ text: 'so', actions: [{ kind: 'accept', label: 'Accept', token: 'do-accept' }] });
  await start({ gathered: asked, settings: { SLACK_MAINTAINERS_CHANNEL: slack.api.channel } });
  const root = await slack.write('ann', 'how?');
  await reply('so', 'ben', root);
  await until(() => called('chat.postEphemeral').length === 1);
  const { channel, users } = slack.api;
  expect(called('chat.postEphemeral')[0]).toMatchObject({ channel, user: users.ben, thread_ts: root });
  expect(await last('written')).toMatchObject({ isAmongMaintainers: true });
});
