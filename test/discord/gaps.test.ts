/** What is said while nobody listens: between two sessions, and between two runs of the program. */

import { afterEach, describe, expect, it } from 'vitest';
import { createChannels } from '../../src/listening/channels.js';
import { memoryStore } from '../../src/store/memory.js';
import { createDiscord } from '../../adapters/discord/discord.js';
import { discordPlatform, until } from '../support/discord/platform.js';
import { discordDouble } from '../support/discord/double.js';
import { answered, GOOD, type Stage, stage } from '../support/discord/stage.js';
import * as world from '../support/discord/world.js';
import { fakeHost } from '../../src/testing/fakes.js';

let on: Stage | undefined;
afterEach(async () => {
  await on?.end();
  on = undefined;
});
const asked = ({ host }: Stage): readonly string[] => host.bot.asked.map(({ text }) => text);
const LONG = { timeout: 20_000 };

describe('a lost session (op 9, not resumable)', () => {
  it('loses nothing that was said to the bot or in a channel that is switched on', LONG, async () => {
    const one = await stage({
      wait: 200,
      prepare: async (_, host) => void (await host.channels.change(world.CHANNEL, { listening: true })),
    });
    on = one;
    const { platform, host } = one;
    const { gateway } = platform.discord;
    host.bot.onAsk('How?', () => GOOD);
    platform.write('before', { channel: world.DIRECT });
    await answered(one);
    gateway.invalidate(false);
    platform.write(`<@${world.BOT}> mentioned`, { channel: world.OTHER_CHANNEL });
    platform.write('said to nobody', { channel: world.OTHER_CHANNEL });
    platform.write('in person', { channel: world.DIRECT });
    const answeredByBen = platform.write('How now?', { author: world.MAINTAINER });
    platform.write('like this', {
      author: world.BEN,
      replyTo: { id: answeredByBen, author: world.MAINTAINER },
    });
    const overheard = platform.write('How?');
    expect(asked(one)).toEqual(['before']);
    await until(() => gateway.counts.identified === 2, 12_000);
    await answered(one, 4);
    expect(gateway.counts).toEqual({ identified: 2, resumed: 0 });
    expect(asked(one).toSorted()).toEqual(['How?', 'before', 'in person', 'mentioned']);
    const reply = platform.discord.calls.find(
      ({ path, body }) => path === `/channels/${world.CHANNEL}/messages` && 'nonce' in body,
    );
    expect(reply?.body).toMatchObject({ message_reference: { message_id: overheard } });
    // Told once more by the new session, it is not answered twice.
    gateway.dispatch('MESSAGE_CREATE', world.message('How?', { id: overheard }));
    await platform.say('after');
    await answered(one, 5);
    expect(asked(one)).toHaveLength(5);
  });

  it('turns nothing away that was missed, however much it was', LONG, async () => {
    const one = await stage({
      prepare: async (_, host) => void Object.assign(host, { admits: () => false }),
    });
    on = one;
    const { platform } = one;
    platform.discord.gateway.invalidate(false);
    const missed = Array.from({ length: 60 }, (_, index) => `mentioned ${index}`);
    for (const text of missed) platform.write(`<@${world.BOT}> ${text}`, { channel: world.OTHER_CHANNEL });
    await answered(one, missed.length);
    expect(asked(one).toSorted()).toEqual(missed.toSorted());
  });

  it('loses no forum post', LONG, async () => {
    const one = await stage({
      prepare: async (_, host) => void (await host.channels.change(world.FORUM, { listening: true })),
    });
    on = one;
    one.host.bot.onAsk('A question\nHow?', () => GOOD);
    one.platform.discord.gateway.invalidate(false);
    const post = world.snowflake();
    one.platform.discord.open(world.post(post));
    one.platform.write('How?', { channel: post, id: post });
    await until(() => one.platform.discord.gateway.counts.identified === 2, 12_000);
    await answered(one);
    expect(one.host.bot.asked[0]).toMatchObject({ attention: 'overheard', place: post });
  });

  it('reads again only what may hold something new, and survives what it may not read', LONG, async () => {
    const one = await stage();
    on = one;
    const { platform } = one;
    platform.write('long ago', { channel: world.OTHER_CHANNEL, id: '1000' });
    await platform.say('one');
    await answered(one);
    platform.discord.refuse(new RegExp(`${world.CHANNEL}/messages$`), {
      status: 403,
      body: { code: 50_001, message: 'Missing Access' },
    });
    platform.discord.gateway.invalidate(false);
    await until(() => platform.discord.gateway.counts.identified === 2, 12_000);
    await until(() => one.host.logged.some(({ message }) => message.includes('could not be read again')));
    const read = platform.discord.calls.filter(
      ({ method, path }) => method === 'GET' && path.endsWith('/messages'),
    );
    expect(read.map(({ path }) => path)).toEqual([`/channels/${world.CHANNEL}/messages`]);
    await platform.say('two');
    await answered(one, 2);
    expect(asked(one)).toEqual(['one', 'two']);
  });
});

describe('a restart', () => {
  it('answers afterwards what waited or came meanwhile, once', async () => {
    const discord = await discordDouble();
    const store = memoryStore();
    const settings = { DISCORD_TOKEN: world.TOKEN, DISCORD_API_URL: discord.url };
    const begin = async (wait: number) => {
      const adapter = createDiscord();
      const platform = await discordPlatform({ discord, adapter });
      const host = fakeHost(settings, undefined, { store, wait });
      const channels = createChannels({ store, logger: host.logger, wait });
      await channels.change(world.CHANNEL, { listening: true });
      host.bot.onAsk('How?', () => GOOD);
      await adapter.start({ ...host, channels });
      return { adapter, platform, host, channels };
    };
    const first = await begin(60_000);
    await first.platform.say('answered');
    first.platform.write('How?', { author: world.BEN });
    await until(() => discord.messages.length === 1);
    await until(() => first.host.bot.asked.length === 1);
    // As the program ends: what waits is left alone.
    first.channels.close();
    await first.adapter.stop();
    await first.platform.say('meanwhile');

    const second = await begin(0);
    await until(() => discord.messages.length === 3);
    await second.platform.say('afterwards');
    await until(() => discord.messages.length === 4);
    expect(first.host.bot.asked.map(({ text }) => text)).toEqual(['answered']);
    expect(second.host.bot.asked.map(({ text }) => text).toSorted()).toEqual([
      'How?',
      'afterwards',
      'meanwhile',
    ]);
    await second.adapter.stop();
    expect(discord.faults).toEqual([]);
    await discord.close();
  });

  it('answers nothing that is not fresh any more', async () => {
    const store = memoryStore();
    const old = String((BigInt(Date.now() - 20 * 60_000 - 1_420_070_400_000) << 22n) + 1n);
    const one = await stage({
      store,
      prepare: async ({ discord }) => {
        await store.set('ended', String(Date.now() - 14 * 60_000));
        discord.say(world.message(`<@${world.BOT}> long ago`, { id: old }));
        discord.say(world.message(`<@${world.BOT}> just now`, { channel: world.OTHER_CHANNEL }));
      },
    });
    on = one;
    await until(() => asked(one).length === 1);
    await one.platform.say('two');
    await until(() => asked(one).length === 2);
    expect(asked(one)).toEqual(['just now', 'two']);
  });
});
