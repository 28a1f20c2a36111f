/** Requests and frames that have not Slack's shape: each is refused or dropped, and the bot answers afterwards. */

import { describe, expect, it } from 'vitest';
import { createSlack } from '../../adapters/slack/slack.js';
import { fakeHost } from '../../src/testing/fakes.js';
import { wronged } from '../support/wronged.js';
import { COMMAND, eventBody, MESSAGE, PRESS, SUBMISSION } from './payloads.js';
import { until } from './platform.js';
import { comes, message, posted, quiet, setScene, slack, start } from './scene.js';
import { socketMode } from './socket.js';
import { BOT_TOKEN, webApi } from './web-api.js';

const JSON_TYPE = 'application/json';
const FORM = 'application/x-www-form-urlencoded';
const YEAR_SECONDS = 365 * 24 * 60 * 60;

const NO_OBJECTS = ['null', '5', '"text"', 'true', '[]', '[null]', '{', '', 'payload', '\u0000'];

const answersStill = async (): Promise<void> => {
  const before = posted().length;
  await slack.send.event({
    type: 'app_mention',
    channel: slack.api.channel,
    user: slack.api.users.ann,
    text: `<@${slack.api.botUser}> still there?`,
    ts: '1700000000.000999',
  });
  await comes(before + 1);
};

describe('over HTTP', () => {
  setScene();

  it('a body that holds no object gets 400', async () => {
    await start();
    for (const body of NO_OBJECTS) {
      const { status } = await slack.send.post(body, JSON_TYPE);
      expect(status, JSON.stringify(body)).toBe(400);
    }
    for (const payload of NO_OBJECTS) {
      const { status } = await slack.send.post(new URLSearchParams({ payload }).toString(), FORM);
      expect(status, JSON.stringify(payload)).toBe(400);
    }
    await answersStill();
  });

  it.each([
    ['a form as JSON', 'payload=%7B%7D', JSON_TYPE, 400],
    ['an unknown type', 'text', 'text/plain', 400],
    ['no type', 'null', '', 400],
    ['a type of several parts', 'null', 'multipart/form-data; boundary=x', 400],
    ['broken percent-encoding', 'payload=%E4%BD%ZZ%', FORM, 400],
    ['broken percent-encoding beside a command', 'command=%E4%ZZ&text=%', FORM, 200],
  ])('%s is answered', async (_, body, type, status) => {
    await start();
    expect((await slack.send.post(body, type)).status).toBe(status);
    await answersStill();
  });

  it('a signature of another time is refused, be it older or newer', async () => {
    await start();
    const now = Math.floor(Date.now() / 1000);
    const body = JSON.stringify(eventBody(MESSAGE));
    const statusAt = async (timestamp: number): Promise<number> =>
      (await slack.send.post(body, JSON_TYPE, { timestamp })).status;
    expect(await Promise.all([now + YEAR_SECONDS, now + 310, now - 310].map(statusAt))).toEqual([
      401, 401, 401,
    ]);
    expect(await Promise.all([now + 290, now - 290].map(statusAt))).toEqual([200, 200]);
  });

  it('reads no more than its share of a body', async () => {
    await start();
    expect((await slack.send.post(`{"a":"${'x'.repeat(5_000_000)}"}`, JSON_TYPE)).status).toBe(413);
    await answersStill();
  });

  it('answers events, presses, forms and commands with any field missing or of another type', async () => {
    await start();
    for (const body of wronged(eventBody(MESSAGE))) {
      expect((await slack.send.post(JSON.stringify(body), JSON_TYPE)).status).not.toBe(0);
    }
    for (const payload of [...wronged(PRESS), ...wronged(SUBMISSION)]) {
      const form = new URLSearchParams({ payload: JSON.stringify(payload) }).toString();
      expect((await slack.send.post(form, FORM)).status).not.toBe(0);
    }
    await message('ann', 'an ordinary message', '1700000000.000998');
    await answersStill();
  });
});

describe('over socket mode', () => {
  it('drops what has not the shape of a frame, and stays connected', async () => {
    const api = await webApi();
    const socket = await socketMode(api);
    const adapter = createSlack({ socketPatience: 500 });
    const host = fakeHost({
      SLACK_BOT_TOKEN: BOT_TOKEN,
      SLACK_APP_TOKEN: 'xapp-1-test',
      SLACK_API_URL: api.url,
    });
    await adapter.start(host);
    const frames = [
      ...NO_OBJECTS,
      ...wronged({ envelope_id: 'e', type: 'events_api', payload: eventBody(MESSAGE) }),
      ...wronged({ envelope_id: 'e', type: 'interactive', payload: PRESS }),
      ...wronged({ envelope_id: 'e', type: 'interactive', payload: SUBMISSION }),
      ...wronged({ envelope_id: 'e', type: 'slash_commands', payload: COMMAND }),
    ].map((frame) => (typeof frame === 'string' ? frame : JSON.stringify(frame)));
    expect(frames.length).toBeGreaterThan(100);
    for (const frame of frames) socket.raw(frame);
    await quiet();
    await socket.event({
      type: 'app_mention',
      channel: api.channel,
      user: api.users.ann,
      text: `<@${api.botUser}> still there?`,
      ts: '1700000000.000999',
    });
    await until(() => host.bot.asked.some(({ text }) => text === 'still there?'));
    expect(socket.connections()).toBe(1);
    expect(
      host.logged.filter(({ message: line }) => line.includes('a frame from Slack was dropped')),
    ).not.toEqual([]);
    await adapter.stop();
    await socket.close();
    await api.close();
  });
});
