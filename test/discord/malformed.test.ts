/** Dispatches that have not Discord's shape: each is dropped, and the bot answers afterwards on the same connection. */

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Json } from '../support/discord/rules.js';
import { until } from '../support/discord/platform.js';
import { type Stage, stage } from '../support/discord/stage.js';
import * as world from '../support/discord/world.js';
import { wronged } from '../support/wronged.js';

let on: Stage;
beforeEach(async () => {
  on = await stage();
});
afterEach(async () => {
  await on.end().catch(() => undefined);
});

const WHOLE = [undefined, null, 5, 'text', [], [null], {}];
const pick = (whole: Json, ...names: readonly string[]): Json =>
  Object.fromEntries(names.map((name) => [name, whole[name]]));

const message = world.message(`<@${world.BOT}> how?`, { replyTo: { id: '1', author: world.BEN } });
const command = world.interaction(2, {
  id: '1',
  name: 'ask',
  type: 1,
  options: [{ type: 3, name: 'question', value: 'how?' }],
});
const press = world.interaction(
  3,
  { custom_id: 'act:why:tWhy', component_type: 2 },
  {},
  { message: world.message('', { author: world.BOT }) },
);
const form = world.interaction(5, {
  custom_id: 'form:t',
  components: [{ type: 18, id: 1, component: { type: 4, id: 2, custom_id: 'reason', value: 'x' } }],
});
const menu = world.interaction(2, {
  id: '1',
  name: 'Answer this',
  type: 3,
  target_id: '1',
  resolved: { messages: { '1': message } },
});
const typing = world.interaction(4, {
  id: '1',
  name: 'ask',
  type: 1,
  options: [{ type: 3, name: 'question', value: 'ho', focused: true }],
});
const changed = { ...message, edited_timestamp: new Date().toISOString() };
const guild = world.guild();
const post = world.post();

/** What is left whole is what the kind needs to be read at all. */
const KINDS: readonly (readonly [type: string, data: Json])[] = [
  ['MESSAGE_CREATE', message],
  ['MESSAGE_UPDATE', changed],
  ['MESSAGE_DELETE', pick(message, 'id', 'channel_id', 'guild_id')],
  ['MESSAGE_DELETE_BULK', { ids: ['1'], channel_id: world.CHANNEL, guild_id: world.GUILD }],
  ['INTERACTION_CREATE', command],
  ['INTERACTION_CREATE', press],
  ['INTERACTION_CREATE', form],
  ['INTERACTION_CREATE', menu],
  ['INTERACTION_CREATE', typing],
  ['GUILD_CREATE', { ...guild, id: '200000000000000077' }],
  ['GUILD_UPDATE', guild],
  ['GUILD_DELETE', { id: '200000000000000077', unavailable: true }],
  ['GUILD_MEMBER_UPDATE', { guild_id: world.GUILD, user: world.user(world.ANN), ...world.member(world.ANN) }],
  ['GUILD_ROLE_UPDATE', { guild_id: world.GUILD, role: { id: world.MAINTAINER_ROLE, name: 'x' } }],
  ['CHANNEL_CREATE', { id: '9', type: 0, name: 'new', guild_id: world.GUILD, permission_overwrites: [] }],
  ['CHANNEL_UPDATE', { id: '9', type: 0, name: 'new', guild_id: world.GUILD, permission_overwrites: [] }],
  ['CHANNEL_DELETE', { id: '9', type: 0, name: 'new', guild_id: world.GUILD }],
  ['THREAD_CREATE', post],
  ['THREAD_UPDATE', post],
  ['THREAD_DELETE', pick(post, 'id', 'guild_id', 'parent_id', 'type')],
  ['THREAD_LIST_SYNC', { guild_id: world.GUILD, channel_ids: [world.FORUM], threads: [post], members: [] }],
  ['THREAD_MEMBERS_UPDATE', { id: world.POST, guild_id: world.GUILD, member_count: 1, added_members: [] }],
  ['READY', { v: 10, user: world.user(world.BOT), session_id: 's', resume_gateway_url: 'x', guilds: [] }],
  ['RESUMED', { _trace: [] }],
];

const answersStill = async (): Promise<void> => {
  const { discord } = on.platform;
  // What a test has changed of the server is told anew, as after an outage.
  discord.gateway.frame('GUILD_CREATE', world.guild());
  const asked = (): number => on.host.bot.asked.filter(({ text }) => text === 'still there?').length;
  const before = asked();
  await on.platform.say('still there?');
  await until(() => asked() > before);
  expect(discord.gateway.counts).toEqual({ identified: 1, resumed: 0 });
};

const logged = (): readonly string[] => on.host.logged.map(({ message: line }) => line);

describe('a malformed dispatch', () => {
  it.each(KINDS)('%s is dropped, whichever field is wrong', async (type, data) => {
    const { gateway } = on.platform.discord;
    for (const wrong of WHOLE) gateway.frame(type, wrong);
    for (const wrong of wronged(data)) gateway.frame(type, wrong);
    await answersStill();
  });

  it('of no kind at all is dropped', async () => {
    for (const type of [...WHOLE, 'error', '__proto__', 'constructor', 'NOBODY_KNOWS'])
      on.platform.discord.gateway.frame(type, { id: '1' });
    await answersStill();
  });

  it('is dropped before the servers are there', async () => {
    await on.end();
    on = await stage({
      prepare({ discord }) {
        discord.gateway.early = [
          ['MESSAGE_CREATE', { ...message, author: null }],
          ['INTERACTION_CREATE', { ...command, data: null }],
          ['MESSAGE_CREATE', null],
        ];
      },
    });
    await answersStill();
  });

  it('leaves nothing behind that keeps a gap from being read', { timeout: 15_000 }, async () => {
    const { gateway } = on.platform.discord;
    gateway.frame('MESSAGE_CREATE', { ...message, id: 'text' });
    gateway.invalidate(false);
    await until(() => gateway.counts.identified === 2, 12_000);
    await on.platform.say('and now?');
    await until(() => on.host.bot.asked.some(({ text }) => text === 'and now?'));
    expect(logged()).not.toContain('an event could not be handled');
  });

  it('has one line in the log, without the words of a member', async () => {
    on.platform.discord.gateway.frame('MESSAGE_CREATE', { ...message, author: null, content: 'my secret' });
    await answersStill();
    expect(logged().filter((line) => line.includes('was dropped'))).toHaveLength(1);
    expect(JSON.stringify(on.host.logged)).not.toContain('my secret');
  });
});
