/** Questions that are edited or deleted: what is kept of it, and what becomes of the reply. Over HTTP. */

import { describe, expect, it, vi } from 'vitest';
import type { Reply } from '../../src/contract.js';
import { mentions } from '../../src/store/person-mentions.js';
import { gate, makeReply } from '../../src/testing/fakes.js';
import { createSlack } from '../../adapters/slack/slack.js';
import { until } from './platform.js';
import {
  answerOf,
  called,
  comes,
  edit,
  host,
  listen,
  message,
  posted,
  quiet,
  setScene,
  slack,
  start,
  store,
} from './scene.js';

setScene();

const kept = async () => JSON.stringify(await store.list(''));
const mention = (text: string) => `<@${slack.api.botUser}> ${text}`;
const remove = (ts: string) => message('ann', '', '', { subtype: 'message_deleted', deleted_ts: ts });
const asks = (ts: string, text = mention('one')) =>
  message('ann', text, ts, { type: 'app_mention', channel_type: undefined });
/** A mention whose answer is under way until the gate opens. */
const underWay = async () => {
  const reply = gate<Reply>();
  host.bot.onAsk('one', () => reply.promise);
  const ts = await slack.mention('one');
  await until(() => host.bot.asked.length === 1);
  return { ts, reply };
};
/** Once the reply is posted and can be found by its question. */
const remembered = () => vi.waitFor(async () => expect(await store.list('replyTo/')).toHaveLength(1));
const lastOf = async (ts: string) => JSON.stringify((await slack.api.thread(ts)).at(-1));

/** Without what tells that an event was told, and that the process lives. */
const own = async () => (await store.list('')).filter(([key]) => !/^(?:seen|alive)\//.test(key));

describe('of a change is kept', () => {
  it('nothing in a channel that nobody switched on, for a message that the bot has nothing to do with', async () => {
    await start();
    const before = await own();
    const ts = await slack.write('ben', 'my secret');
    await edit('ben', ts, 'my other secret');
    await remove(ts);
    await quiet();
    expect(await own()).toEqual(before);
  });

  it('that there was one, where the bot listens, and no word of it', async () => {
    await start({ wait: 60_000 });
    await listen();
    const ts = await slack.write('ann', 'my secret');
    await message('ann', 'my secret', ts);
    await edit('ann', ts, 'my other secret');
    const key = `change/${slack.api.team}/${slack.api.channel}/${ts}`;
    await vi.waitFor(async () => expect(await store.get(key)).toBe('edited'));
    expect(await kept()).not.toContain('secret');
    host.channels.close();
  });

  it('no word of a question that was answered, before and after', async () => {
    await start();
    const ts = await slack.mention('my secret');
    await remembered();
    expect(await kept()).not.toContain('secret');
    await edit('ann', ts, mention('my other secret'));
    await until(() => called('chat.update').length === 1);
    await quiet();
    expect(await kept()).not.toContain('secret');
    expect(await store.list('change/')).toEqual([]);
  });
});

describe('a change that is told before the mention', () => {
  it.each([
    ['known to replicas', () => ({ previous_message: { text: mention('one') } }), 1],
    ['told without its words', () => ({}), 0],
  ])('takes the question back when it was deleted, %s', async (_, more, noted) => {
    await start();
    const ts = await slack.write('ann', mention('one'));
    await message('ann', '', '', { subtype: 'message_deleted', deleted_ts: ts, ...more() });
    await quiet();
    expect(await store.list('change/')).toHaveLength(noted);
    await asks(ts);
    await quiet();
    expect(host.bot.asked).toEqual([]);
    expect(posted()).toEqual([]);
  });

  it('counts when the question was edited', async () => {
    await start();
    const ts = await slack.write('ann', mention('one'));
    await edit('ann', ts, mention('two'));
    await quiet();
    await asks(ts);
    await until(() => host.bot.asked.length === 1);
    expect(host.bot.asked[0]?.text).toBe('two');
  });

  it('counts where nobody was told of it, when the mention comes late', async () => {
    const late = createSlack({ now: () => Date.now() + 60_000 });
    await start({}, late);
    const [gone, edited] = [
      await slack.write('ann', mention('one')),
      await slack.write('ann', mention('two')),
    ];
    await slack.api.as('ann', 'chat.delete', { channel: slack.api.channel, ts: gone });
    await slack.api.as('ann', 'chat.update', {
      channel: slack.api.channel,
      ts: edited,
      text: mention('three'),
    });
    await asks(gone);
    await asks(edited, mention('two'));
    await comes(1);
    await quiet();
    await late.stop();
    expect(host.bot.asked.map(({ text }) => text)).toEqual(['three']);
  });
});

describe('a change that comes while the answer is under way', () => {
  it('is carried over to the reply, as Slack has the text', async () => {
    await start();
    host.bot.onAsk('two', () => answerOf('second'));
    const { ts, reply } = await underWay();
    await edit('ann', ts, mention('two'));
    await quiet();
    reply.open(answerOf('first'));
    await vi.waitFor(async () => expect(await lastOf(ts)).toContain('second'));
    await vi.waitFor(async () => expect(await store.list('change/')).toEqual([]));
  });

  it('leaves nothing to be said when the question is deleted', async () => {
    await start();
    const { ts, reply } = await underWay();
    await remove(ts);
    await quiet();
    reply.open(answerOf('first'));
    await vi.waitFor(async () => expect(await store.list('change/')).toEqual([]));
    await quiet();
    expect(posted()).toEqual([]);
  });

  it.each(['nvm, found it myself', '自己解决了，谢谢'])('nor when it says now %s', async (text) => {
    await start();
    host.bot.onAsk(text, () => makeReply({ kind: 'acknowledgement' }));
    const { ts, reply } = await underWay();
    await edit('ann', ts, mention(text));
    await quiet();
    reply.open(answerOf('first'));
    await vi.waitFor(async () => expect(await store.list('change/')).toEqual([]));
    await quiet();
    expect(posted()).toEqual([]);
  });

  it.each([
    ['in its thread', 'nvm, found it', (ts: string) => ({ thread_ts: ts })],
    ['beside it', '自己解决了，谢谢', () => ({})],
  ])('nor when its asker takes it back %s', async (_, text, where) => {
    await start();
    const { ts, reply } = await underWay();
    await message('ann', text, '1900000000.000100', where(ts));
    await quiet();
    reply.open(answerOf('first'));
    await quiet();
    expect(posted()).toEqual([]);
  });
});

describe('an overheard question that waits', () => {
  it.each(['nvm, found it myself', '自己解决了，谢谢'])(
    'is left alone when its asker says %s',
    async (text) => {
      await start({ wait: 100 });
      await listen();
      host.bot.onAsk(text, () => undefined);
      const ts = await slack.write('ann', 'one');
      await message('ann', 'one', ts);
      await message('ann', text, '1900000000.000100');
      const edited = await slack.write('ben', 'two');
      await message('ben', 'two', edited);
      await edit('ben', edited, text);
      await new Promise((resolve) => setTimeout(resolve, 250));
      expect(host.bot.asked.map((asked) => asked.text)).toEqual([text]);
      expect(posted()).toEqual([]);
    },
  );
});

describe('an edit of an answered question', () => {
  it('takes the reply away when the question asks nothing any more', async () => {
    await start();
    host.bot.onAsk('nvm', () => makeReply({ kind: 'acknowledgement' }));
    const ts = await slack.mention('one');
    await remembered();
    await edit('ann', ts, mention('nvm'));
    await vi.waitFor(async () => expect(await slack.api.thread(ts)).toHaveLength(1));
  });

  it('changes nothing where the text cannot be read again', async () => {
    await start();
    const ts = await slack.mention('one');
    await remembered();
    slack.api.answer('conversations.replies', { ok: false, error: 'missing_scope' });
    await edit('ann', ts, mention('two'));
    await until(() => host.logged.some(({ fields }) => fields?.['reason'] === 'missing_scope'));
    await quiet();
    expect(host.bot.asked).toHaveLength(1);
    expect(called('chat.update')).toEqual([]);
  });

  it('leaves the newest text standing, however long the one before it takes', async () => {
    await start();
    const second = gate<Reply>();
    host.bot.onAsk('one', () => answerOf('first'));
    host.bot.onAsk('two', () => second.promise);
    host.bot.onAsk('three', () => answerOf('third'));
    const ts = await slack.mention('one');
    await remembered();
    await edit('ann', ts, mention('two'));
    await until(() => host.bot.asked.length === 2);
    await edit('ann', ts, mention('three'));
    await quiet();
    second.open(answerOf('second'));
    await vi.waitFor(async () => expect(await lastOf(ts)).toContain('third'));
    await quiet();
    expect(await lastOf(ts)).toContain('third');
  });
});

it.each([
  ['deleted', (ts: string) => remove(ts)],
  ['edited', (ts: string) => edit('ann', ts, mention('two'))],
])('a question that is %s leaves no answer to point to', async (_, changes) => {
  await start();
  host.bot.onAsk('one', () => ({ ...answerOf('first'), question: 'How?' }));
  const ts = await slack.mention('one');
  await vi.waitFor(async () => expect(await store.list('posted/')).toHaveLength(1));
  await changes(ts);
  await vi.waitFor(async () => expect(await store.list('posted/')).toEqual([]));
});

const direct = (text: string, ts: string) =>
  message('ann', text, ts, { channel: 'D0ANN', channel_type: 'im' });
describe('a direct message', () => {
  it('that takes the question before it back ends its answer, and has none itself', async () => {
    await start();
    const reply = gate<Reply>();
    host.bot.onAsk('one', () => reply.promise);
    host.bot.onAsk('nvm, found it', () => makeReply({ kind: 'acknowledgement', text: 'All right.' }));
    await direct('one', '1900000000.000100');
    await until(() => host.bot.asked.length === 1);
    await direct('nvm, found it', '1900000001.000100');
    await quiet();
    reply.open(answerOf('first'));
    await until(() => called('assistant.threads.setStatus').length === 4);
    const ended = called('assistant.threads.setStatus').filter(({ status }) => status === '');
    expect(ended.map(({ thread_ts: ts }) => ts)).toEqual(['1900000001.000100', '1900000000.000100']);
    expect(called('reactions.add')).toMatchObject([{ timestamp: '1900000001.000100' }]);
    expect(posted()).toEqual([]);
  });
});

it('what is kept to be shared is found by the one who asked', async () => {
  await start();
  host.bot.onAsk('my secret', () => answerOf('so'));
  await slack.send.command('/ask', 'my secret');
  await until(() => slack.api.responses.length === 1);
  const found = await store.list('kept/');
  expect(found.map(([key, value]) => mentions(slack.api.users.ann, key, value))).toEqual([true]);
});
