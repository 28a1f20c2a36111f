import { expect, it } from 'vitest';
import { createSlack } from '../../adapters/slack/slack.js';
import { fakeHost } from '../../src/testing/fakes.js';
import { message, quiet, setScene, slack } from './scene.js';

setScene();

it('drops what is not admitted right after its acknowledgement, and nothing else', async () => {
  const asked: unknown[] = [];
  const host = {
    ...fakeHost(slack.settings),
    admits: (...given: readonly unknown[]) => asked.push(given) < 0,
  };
  const adapter = createSlack();
  await adapter.start(host);
  const { api, send } = slack;
  const mention = {
    type: 'app_mention',
    channel: api.channel,
    user: api.users.ann,
    text: `<@${api.botUser}> how?`,
  };
  expect(await send.event({ ...mention, ts: '1700000000.000001' })).toBe(200);
  expect(await message('ann', 'overheard', '1700000000.000002')).toBe(200);
  expect(await message('ann', 'direct', '1700000000.000003', { channel: 'D1', channel_type: 'im' })).toBe(
    200,
  );
  expect(await send.command('/ask', 'how?')).toBe(200);
  await message('ann', '', '1700000000.000004', {
    subtype: 'message_deleted',
    deleted_ts: '1700000000.000001',
  });
  await quiet();
  const channel = `${api.team}/${api.channel}`;
  expect(asked).toEqual([
    [channel, 'addressed'],
    [channel, 'overheard'],
    [api.users.ann, 'addressed'],
    [api.users.ann, 'addressed'],
  ]);
  expect(host.bot.asked).toEqual([]);
  expect(api.calls.filter(({ method }) => method !== 'auth.test')).toEqual([]);
  await adapter.stop();
});
