/** Answers that come later, and where they go when their place is out of reach. */

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Reply } from '../../src/contract.js';
import { readableText, until } from '../support/discord/platform.js';
import { componentsIn, textOf } from '../support/discord/rules.js';
import { answered, GOOD, type Stage, stage } from '../support/discord/stage.js';
import * as world from '../support/discord/world.js';
import { makeReply } from '../../src/testing/fakes.js';

let on: Stage;
beforeEach(async () => {
  on = await stage();
});
afterEach(() => on.end());

const last = () => on.platform.discord.messages.at(-1);
const ids = (): readonly string[] =>
  componentsIn(last()?.body['components']).map((one) => textOf(one['custom_id'] ?? ''));
const posts = () => on.platform.discord.calls.filter(({ path }) => path.endsWith('/messages'));
const deliver = async (place: string, reply: Reply = GOOD, asker = world.ANN): Promise<void> =>
  await on.platform.adapter.deliver?.({ place, asker }, reply);
const refuse = (channel: string, code: number, status = 403): void =>
  on.platform.discord.refuse(new RegExp(`^/channels/${channel}/messages$`), {
    status,
    body: { code, message: 'no' },
  });

describe('an answer that comes later', () => {
  it('is a reply to the question, with the buttons of any other, which the asker may remove', async () => {
    await deliver(`${world.CHANNEL}/123`);
    expect(posts()[0]?.body).toMatchObject({
      message_reference: { message_id: '123', fail_if_not_exists: false },
    });
    expect(ids()).toEqual(expect.arrayContaining(['alternatives', 'act:why:tWhy', 'remove']));
    on.platform.press((one) => one['custom_id'] === 'remove', { user: world.ANN });
    await until(() => on.platform.discord.messages.length === 0);
  });

  it('goes into the thread that was opened on the question', async () => {
    on.platform.discord.open({ ...world.post(), parent_id: world.CHANNEL });
    await on.platform.say('one');
    await answered(on);
    await deliver(`${world.CHANNEL}/${world.POST}`);
    expect(last()?.channel).toBe(world.POST);
    expect(posts().at(-1)?.body['message_reference']).toBeUndefined();
  });

  it('goes into the forum post, where the one who began it can mark it as solved', async () => {
    on.platform.discord.open(world.post());
    await on.platform.say('one');
    await answered(on);
    await deliver(world.POST);
    expect(last()?.channel).toBe(world.POST);
    expect(ids()).toContain('solved');
  });

  it('stands once, however often it is sent', async () => {
    on.platform.discord.refuse(/messages$/, { status: 502, isDone: true });
    await deliver(`${world.CHANNEL}/123`);
    await deliver(`${world.CHANNEL}/123`);
    expect(posts()).toHaveLength(3);
    expect(on.platform.discord.messages).toHaveLength(1);
    await deliver(`${world.CHANNEL}/123`, makeReply({ kind: 'answer', text: 'Another.' }));
    await deliver(`${world.CHANNEL}/123`, GOOD, world.BEN);
    expect(on.platform.discord.messages).toHaveLength(3);
  });

  it.each([
    ['a member’s own commands', `${world.CHANNEL}/@${world.ANN}`],
    ['a direct message', world.DIRECT],
  ])('to %s is a direct message', async (_, place) => {
    await deliver(place);
    expect(last()?.channel).toBe(world.DIRECT);
    expect(ids()).not.toContain('remove');
  });

  it.each([
    ['is gone', 10_003, 404],
    ['is out of sight, as with a member’s own app', 50_001, 403],
    ['is closed to the bot', 50_013, 403],
    ['is locked', 160_005, 400],
  ])('is a direct message where the place %s', async (_, code, status) => {
    refuse(world.CHANNEL, code, status);
    await deliver(`${world.CHANNEL}/123`);
    expect(on.platform.discord.messages.map(({ channel }) => channel)).toEqual([world.DIRECT]);
    expect(readableText(last()?.body ?? {})).toContain('Water it.');
    expect(on.platform.discord.calls.find(({ path }) => path === '/users/@me/channels')?.body).toEqual({
      recipient_id: world.ANN,
    });
  });

  it('is told of as undeliverable where a direct message is refused too', async () => {
    refuse(world.CHANNEL, 50_001);
    refuse(world.DIRECT, 50_007);
    await expect(deliver(`${world.CHANNEL}/123`)).rejects.toThrow('neither the place nor a direct message');
    expect(on.platform.discord.messages).toEqual([]);
  });

  it('is not sent elsewhere for a fault that passes', async () => {
    on.platform.discord.refuse(/messages$/, { status: 500, times: 4 });
    await expect(deliver(`${world.CHANNEL}/123`)).rejects.toThrow();
    expect(on.platform.discord.messages).toEqual([]);
  });

  it.each(['repl', '', '123/x'])('is refused for %o, which is no place of Discord', async (place) => {
    await expect(deliver(place)).rejects.toThrow('no such place');
    await expect(deliver(world.CHANNEL, GOOD, 'repl')).rejects.toThrow('no such place');
  });
});
