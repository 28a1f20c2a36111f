/** What the gateway dispatches, one of each kind, for tests that send it malformed. */

import type { Json } from './rules.js';
import * as world from './world.js';

const pick = (whole: Json, ...names: readonly string[]): Json =>
  Object.fromEntries(names.map((name) => [name, whole[name]]));

export const message = world.message(`<@${world.BOT}> how?`, { replyTo: { id: '1', author: world.BEN } });
export const command = world.interaction(2, {
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

/** One of each kind that the bot or its client reads. */
export const DISPATCHES: readonly (readonly [type: string, data: Json])[] = [
  ['MESSAGE_CREATE', message],
  ['MESSAGE_UPDATE', changed],
  ['MESSAGE_DELETE', pick(message, 'id', 'channel_id', 'guild_id')],
  ['MESSAGE_DELETE_BULK', { ids: ['1'], channel_id: world.CHANNEL, guild_id: world.GUILD }],
  [
    'MESSAGE_REACTION_ADD',
    {
      user_id: world.ANN,
      channel_id: world.CHANNEL,
      message_id: '1',
      guild_id: world.GUILD,
      member: { ...world.member(world.ANN), user: world.user(world.ANN) },
      emoji: { id: null, name: '✅' },
    },
  ],
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
