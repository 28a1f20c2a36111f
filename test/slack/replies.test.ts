/** What becomes of a reply: changed, removed, read on, or refused by Slack. Over HTTP. */

import { describe, expect, it, vi } from 'vitest';
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
  edit,
  message,
  slack,
  host,
} from './scene.js';
import { blockFaults, readable, record } from './shapes.js';

setScene();

const edited = (ts: string, text: string) => edit('ann', ts, `<@${slack.api.botUser}> ${text}`);
const labelled = (text: string) => (button: Readonly<Record<string, unknown>>) =>
  record(button['text'])['text'] === text;
const remove = (user: string) => slack.pressButton((button) => button['action_id'] === 'remove', user);

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
    const ts = await slack.mention('one');
    await comes(1);
    await quiet();
    await remove(slack.api.users.ben);
    await until(() => slack.api.responses.length === 1);
    expect(slack.api.responses[0]?.['text']).toContain('reply.notYours');
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

describe('Slack’s faults', () => {
  it('429 is waited for as long as Slack says, and was not taken', async () => {
    await start();
    const refusal = { ok: false, error: 'ratelimited' };
    slack.api.refuse('chat.postMessage', { status: 429, headers: { 'retry-after': '1' }, body: refusal });
    const begun = Date.now();
    await slack.mention('how?');
    await until(() => posted().length === 1, 8000);
    expect(Date.now() - begun).toBeGreaterThan(950);
    expect(called('conversations.replies')).toEqual([]);
  }, 12_000);

  it('5xx and resets are retried, and it is posted once', async () => {
    await start();
    slack.api.refuse('chat.postMessage', { status: 503 }, { status: 200, reset: true });
    const ts = await slack.mention('how?');
    await until(() => posted().length === 1, 8000);
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
  await slack.adapter.deliver?.(
    { place: `${slack.api.team}/${slack.api.channel}/${ts}`, asker: 'U1' },
    answerOf('at last'),
  );
  expect((await slack.api.thread(ts)).map(({ user }) => user)).toEqual([
    slack.api.users.ann,
    slack.api.botUser,
  ]);
  await expect(slack.adapter.deliver?.({ place: 'nowhere', asker: 'U1' }, answerOf('x'))).rejects.toThrow();
});

it('the check of shapes finds what Slack would refuse', () => {
  expect(blockFaults([{ type: 'section' }, { type: 'rich_text', elements: [] }])).not.toEqual([]);
  expect(blockFaults([{ type: 'section', text: { type: 'mrkdwn', text: '<!channel>' } }])).not.toEqual([]);
  expect(blockFaults([{ type: 'section', text: { type: 'plain_text', text: 'x', bogus: 1 } }])).not.toEqual(
    [],
  );
  expect(labelled('a')({ text: { text: 'a' } })).toBe(true);
});

describe('a channel in which Slack refuses a post', () => {
  it.each(['restricted_action', 'is_archived', 'not_in_channel', 'channel_not_found'])(
    'is posted in once, logged in one line, and the member hears of it privately: %s',
    async (error) => {
      await start();
      slack.api.refuse('chat.postMessage', { status: 200, body: { ok: false, error } });
      await slack.mention('one');
      await comes(1);
      await slack.mention('two');
      await comes(2);
      expect(posted().map(({ channel }) => channel)).toEqual([slack.api.users.ann, slack.api.users.ann]);
      expect(posted()[0]?.['text']).toContain('slack.refused');
      const lines = host.logged.filter(({ level }) => level === 'error');
      expect(lines).toHaveLength(1);
      expect(lines[0]?.message).toContain(error);
      expect(lines[0]?.fields).toMatchObject({ channel: slack.api.channel });
      expect(lines[0]?.fields).not.toHaveProperty('error');
    },
  );

  it('only for its words is answered with other words', async () => {
    await start();
    slack.api.refuse('chat.postMessage', { status: 200, body: { ok: false, error: 'msg_too_long' } });
    const ts = await slack.mention('one');
    await comes(1);
    expect(posted()[0]).toMatchObject({ channel: slack.api.channel, thread_ts: ts });
    expect(posted()[0]?.['text']).toContain(' fault');
  });
});
