/** Any frame from a platform: it is refused, dropped or answered, no promise is rejected into the void, and the bot answers on. */

import { randomUUID } from 'node:crypto';
import * as fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createSlack } from '../../adapters/slack/slack.js';
import { fakeHost } from '../../src/testing/fakes.js';
import { COMMAND, eventBody, MESSAGE, PRESS, SUBMISSION } from '../slack/payloads.js';
import { until } from '../slack/platform.js';
import { host, message, setScene, slack, start } from '../slack/scene.js';
import { record } from '../slack/shapes.js';
import { socketMode } from '../slack/socket.js';
import { BOT_TOKEN, webApi } from '../slack/web-api.js';
import { DISPATCHES } from '../support/discord/dispatches.js';
import { type Stage, stage } from '../support/discord/stage.js';
import * as world from '../support/discord/world.js';
import { bounded } from './bounded.js';
import { mutated } from './mutated.js';
import { anyText } from './replies.js';

/** Milliseconds for an answer, on a machine that is busy with other tests. */
const PATIENCE = 20_000;

const anyJson = fc.jsonValue({ maxDepth: 2 }).map((value) => JSON.stringify(value));

const FRAMES = { minLength: 1, maxLength: 8 } as const;

const rejections: unknown[] = [];
const onRejection = (reason: unknown): void => void rejections.push(reason);
beforeEach(() => {
  rejections.length = 0;
  process.on('unhandledRejection', onRejection);
});
afterEach(() => {
  process.off('unhandledRejection', onRejection);
});

const envelope = (type: string, payload: unknown): fc.Arbitrary<unknown> =>
  mutated({ envelope_id: 'e', type, payload });
/** What is wrong from here on: a counterexample is tried again and again until it is short. */
const soFar = (faults: readonly string[]) => ({ rejections: rejections.length, faults: faults.length });

const FORM = 'application/x-www-form-urlencoded';
const interaction = (payload: unknown): string =>
  new URLSearchParams({ payload: JSON.stringify(payload) }).toString();
/** Of an event that comes for the first time. */
const fresh = (body: unknown): unknown => ({ ...record(body), event_id: `Ev${randomUUID()}` });

/** What has an id is read once for each. */
const withFreshId = (type: string, data: unknown): unknown => {
  const isNew = /^(?:MESSAGE|INTERACTION)_CREATE$/.test(type) && /^\d+$/.test(String(record(data)['id']));
  return isNew ? { ...record(data), id: world.snowflake() } : data;
};

describe('Slack', () => {
  setScene();

  /** Bodies of requests, with their types. */
  const anyRequest: fc.Arbitrary<readonly [body: string, type: string]> = fc.oneof(
    mutated(eventBody(MESSAGE)).map((body) => [JSON.stringify(fresh(body)), 'application/json'] as const),
    mutated(eventBody({ ...MESSAGE, type: 'app_mention' })).map(
      (body) => [JSON.stringify(fresh(body)), 'application/json'] as const,
    ),
    fc.oneof(mutated(PRESS), mutated(SUBMISSION)).map((payload) => [interaction(payload), FORM] as const),
    anyText.map((text) => [new URLSearchParams({ ...COMMAND, text }).toString(), FORM] as const),
    fc.oneof(anyText, anyJson).map((text) => [text, 'application/json'] as const),
    anyJson.map((payload) => [new URLSearchParams({ payload }).toString(), FORM] as const),
  );

  it('any request gets a status, and what is sent for it is as Slack takes it', async () => {
    await start();
    let count = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(anyRequest, FRAMES), async (requests) => {
        const before = soFar(slack.api.faults);
        for (const [body, type] of requests) {
          expect((await slack.send.post(body, type)).status).toBeLessThan(500);
        }
        count += 1;
        const text = `<@${slack.api.botUser}> still there ${count}?`;
        const ts = `17000${String(count).padStart(5, '0')}.000999`;
        await message('ann', text, ts, { type: 'app_mention' });
        await until(() => host.bot.asked.some((asked) => asked.text === `still there ${count}?`), PATIENCE);
        expect(rejections.slice(before.rejections)).toEqual([]);
        expect(slack.api.faults.slice(before.faults)).toEqual([]);
      }),
      bounded(30),
    );
  });

  it('any frame over a socket is dropped or answered, and the connection stays', async () => {
    const api = await webApi();
    const socket = await socketMode(api);
    const adapter = createSlack();
    const own = fakeHost({
      SLACK_BOT_TOKEN: BOT_TOKEN,
      SLACK_APP_TOKEN: 'xapp-1-test',
      SLACK_API_URL: api.url,
    });
    await adapter.start(own);
    const anyFrame = fc
      .oneof(
        envelope('events_api', eventBody(MESSAGE)),
        envelope('interactive', PRESS),
        envelope('interactive', SUBMISSION),
        envelope('slash_commands', COMMAND),
        fc.jsonValue(),
      )
      .map((frame) => JSON.stringify(frame));
    let count = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(fc.oneof(anyFrame, anyText), FRAMES), async (frames) => {
        const before = soFar(api.faults);
        for (const frame of frames) socket.raw(frame);
        count += 1;
        await socket.event({
          type: 'app_mention',
          channel: api.channel,
          user: api.users.ann,
          text: `<@${api.botUser}> still there ${count}?`,
          ts: `17000${String(count).padStart(5, '0')}.000999`,
        });
        await until(() => own.bot.asked.some(({ text }) => text === `still there ${count}?`), PATIENCE);
        expect(rejections.slice(before.rejections)).toEqual([]);
        expect(api.faults.slice(before.faults)).toEqual([]);
        expect(socket.connections()).toBe(1);
      }),
      bounded(30),
    );
    await adapter.stop();
    await socket.close();
    await api.close();
  });
});

describe('Discord', () => {
  let on: Stage;
  beforeEach(async () => {
    on = await stage();
  });
  afterEach(async () => {
    await on.end();
  });

  const anyDispatch = fc
    .constantFrom(...DISPATCHES)
    .chain(([type, data]) => fc.tuple(fc.constant(type), mutated(data)));
  it('any dispatch is dropped or answered, on the same connection, as Discord takes it', async () => {
    const { discord } = on.platform;
    let count = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(anyDispatch, FRAMES), async (dispatches) => {
        const before = soFar(discord.faults);
        for (const [type, data] of dispatches) discord.gateway.frame(type, withFreshId(type, data));
        // What was changed of the server is told anew, as after an outage.
        discord.gateway.frame('GUILD_CREATE', world.guild());
        count += 1;
        await on.platform.say(`still there ${count}?`);
        await until(() => on.host.bot.asked.some(({ text }) => text === `still there ${count}?`), PATIENCE);
        expect(rejections.slice(before.rejections)).toEqual([]);
        expect(discord.faults.slice(before.faults)).toEqual([]);
        expect(discord.gateway.counts).toEqual({ identified: 1, resumed: 0 });
      }),
      bounded(40),
    );
  });
});
