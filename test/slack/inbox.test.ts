/** What Slack was told "received": whatever happens to the process, it is answered, and once. */

import { expect, it, onTestFinished, vi } from 'vitest';
import type { Reply } from '../../src/contract.js';
import { fakeHost, type FakeHost, gate } from '../../src/testing/fakes.js';
import { createSlack } from '../../adapters/slack/slack.js';
import { away, mortal } from '../support/mortal.js';
import { until } from './platform.js';
import { answerOf, comes, host, posted, quiet, setScene, slack, start, store } from './scene.js';

setScene();

/** The next start, on the same store. */
async function next(options: Parameters<typeof createSlack>[0] = {}): Promise<FakeHost> {
  const adapter = createSlack(options);
  const again = fakeHost({ ...slack.settings, SLACK_PORT: '0' }, undefined, { store, lease: 200 });
  again.bot.onAsk('how?', () => answerOf('so'));
  await adapter.start(again);
  onTestFinished(() => adapter.stop());
  return again;
}

const unanswered = () => new Promise<undefined>(() => undefined);
const unpressed = () => new Promise<Reply>(() => undefined);
const mentions = (count: number): Promise<readonly string[]> =>
  Promise.all(Array.from({ length: count }, () => slack.mention('how?')));

it('every mention that was acknowledged before a kill is answered after it, once', async () => {
  const first = mortal(store);
  await start({ store: first.store, lease: 200 });
  host.bot.onAsk('how?', unanswered);
  const asked = await mentions(5);
  first.kill();
  await next();
  await comes(5);
  await quiet();
  expect(new Set(posted().map((body) => body['thread_ts']))).toEqual(new Set(asked));
  expect(posted()).toHaveLength(5);
  await vi.waitFor(async () => expect(await store.list('inbox/')).toEqual([]));
});

it('a mention whose answer stood when the process was killed is not answered again', async () => {
  const first = mortal({ ...store, deleteAll: away });
  await start({ store: first.store, lease: 200 });
  host.bot.onAsk('how?', () => answerOf('so'));
  await mentions(1);
  await comes(1);
  first.kill();
  const again = await next();
  await vi.waitFor(async () => expect(await store.list('inbox/')).toEqual([]));
  expect(again.bot.asked).toHaveLength(1);
  expect(posted()).toHaveLength(1);
});

it('a command, a press and a form that were acknowledged before a kill are answered after it', async () => {
  const first = mortal(store);
  await start({ store: first.store, lease: 200 });
  host.bot.onAsk('how?', unanswered);
  host.bot.onPress('token', unpressed);
  const { team, channel, users } = slack.api;
  await slack.send.command('/ask', 'how?');
  const metadata = JSON.stringify({ place: `${team}/${channel}/1`, language: 'en', token: 'token' });
  const told = await slack.send.submit({ callback_id: 'form', private_metadata: metadata }, {});
  expect(told['response_action']).toBe('update');
  await until(() => host.bot.pressed.length === 1);
  expect(JSON.stringify(await store.list('inbox/'))).not.toContain('how?');
  first.kill();
  const again = await next();
  await until(() => slack.api.responses.length === 1);
  await until(() => slack.api.calls.some(({ method }) => method === 'views.update'));
  expect(again.bot.pressed).toMatchObject([{ token: 'token', asker: users.ann }]);
});

it('a command whose answer may stand is answered with a word about that', async () => {
  const first = mortal({ ...store, deleteAll: away });
  await start({ store: first.store, lease: 200 });
  host.bot.onAsk('how?', () => answerOf('so'));
  await slack.send.command('/ask', 'how?');
  await until(() => slack.api.responses.length === 1);
  first.kill();
  await next();
  await until(() => slack.api.responses.length === 2);
  expect(slack.api.responses[1]?.['text']).toContain('slack.interrupted');
});

it.each([
  { bot: 'a member', refused: false, method: 'chat.postEphemeral' },
  { bot: 'no member', refused: true, method: 'chat.postMessage' },
])(
  'a command that Slack takes no answer to any more is answered anew, where the bot is $bot',
  async ({ refused, method }) => {
    const first = mortal(store);
    await start({ store: first.store, lease: 200 });
    host.bot.onAsk('how?', unanswered);
    await slack.send.command('/ask', 'how?');
    await until(() => host.bot.asked.length === 1);
    first.kill();
    slack.api.answer(
      'chat.postEphemeral',
      refused ? { ok: false, error: 'not_in_channel' } : { ok: true, message_ts: '1' },
    );
    slack.api.clear();
    await next({ now: () => Date.now() + 31 * 60_000 });
    const told = () => slack.api.calls.filter((call) => call.method === method);
    await until(() => told().length === 1);
    const { ann } = slack.api.users;
    expect(told()[0]?.body).toMatchObject(
      refused ? { channel: ann } : { channel: slack.api.channel, user: ann },
    );
    expect(JSON.stringify(told()[0]?.body['blocks'])).toContain('so');
    expect(slack.api.responses).toEqual([]);
  },
);

it('what arrives while the bot ends is not acknowledged, so that it comes again', async () => {
  await start();
  const { team, channel, users, origin } = slack.api;
  const command = new URLSearchParams({
    command: '/ask',
    text: 'how?',
    team_id: team,
    channel_id: channel,
    user_id: users.ann,
    trigger_id: '1',
    response_url: `${origin}/response/1`,
  });
  const turn = gate<undefined>();
  const sent = slack.send.post(command.toString(), 'application/x-www-form-urlencoded', {
    until: turn.promise,
  });
  await quiet();
  const stopped = slack.adapter.stop();
  turn.open(undefined);
  expect((await sent).status).toBe(503);
  await stopped;
});

it('while the bot ends nothing is acknowledged, and what was acknowledged before is answered', async () => {
  await start();
  const turn = gate<Reply>();
  host.bot.onAsk('how?', () => turn.promise);
  const [ts] = await mentions(1);
  await until(() => host.bot.asked.length === 1);
  const more = Promise.allSettled(Array.from({ length: 5 }, () => slack.send.command('/ask', 'why?')));
  const stopped = slack.adapter.stop();
  // Those that came in time are answered, the others are told so.
  const acknowledged = (await more).filter((one) => one.status === 'fulfilled' && one.value === 200);
  turn.open(answerOf('so'));
  await stopped;
  expect(posted().map((body) => body['thread_ts'])).toEqual([ts]);
  expect(slack.api.responses).toHaveLength(acknowledged.length);
});
