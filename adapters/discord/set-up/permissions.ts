/** What the bot may do in a channel. */

import { ChannelType, OverwriteType, PermissionFlagsBits, type REST, Routes } from 'discord.js';
import { type Json, list, object, string } from '../../common/json.js';

/** The permissions that are looked at, by the names that Discord shows. */
const PERMISSIONS = {
  'View Channel': PermissionFlagsBits.ViewChannel,
  'Send Messages': PermissionFlagsBits.SendMessages,
  'Send Messages in Threads': PermissionFlagsBits.SendMessagesInThreads,
  'Read Message History': PermissionFlagsBits.ReadMessageHistory,
} as const;

export type Permission = keyof typeof PERMISSIONS;

export const THREADS: ReadonlySet<unknown> = new Set([
  ChannelType.PublicThread,
  ChannelType.PrivateThread,
  ChannelType.AnnouncementThread,
]);
/** Those of the permissions that the bot lacks in a channel, which Discord has shown. A thread has its channel's permissions. */
export async function missing(
  rest: REST,
  channel: Json,
  needed: readonly Permission[],
): Promise<readonly Permission[]> {
  const isThread = THREADS.has(channel['type']);
  const ruling = isThread ? object(await rest.get(Routes.channel(textOf(channel['parent_id'])))) : channel;
  const allowed = await permissions(rest, textOf(channel['guild_id']), ruling);
  return needed.filter((name) => (allowed & PERMISSIONS[name]) === 0n);
}

/** The bot's own permissions in a channel. https://docs.discord.com/developers/topics/permissions#permission-overwrites */
async function permissions(rest: REST, guild: string, channel: Json): Promise<bigint> {
  const self = textOf(object(await rest.get(Routes.user()))['id']);
  const [server, member] = await Promise.all([
    rest.get(Routes.guild(guild)).then(object),
    rest.get(Routes.guildMember(guild, self)).then(object),
  ]);
  const own = new Set([guild, ...list(member['roles']).map(textOf)]);
  const base = list(server['roles'])
    .map(object)
    .filter(({ id }) => own.has(textOf(id)))
    .reduce((sum, role) => sum | bits(role['permissions']), 0n);
  if ((base & PermissionFlagsBits.Administrator) !== 0n) return ~0n;
  const overwrites = list(channel['permission_overwrites']).map(object);
  const ofRole = overwrites.filter(({ type }) => type === OverwriteType.Role);
  // Each step overrides the one before: everybody, all roles together, the member.
  return [
    ofRole.filter(({ id }) => id === guild),
    ofRole.filter(({ id }) => id !== guild && own.has(textOf(id))),
    overwrites.filter(({ type, id }) => type === OverwriteType.Member && id === self),
  ].reduce((sum, step) => {
    const all = (key: string): bigint => step.reduce((found, one) => found | bits(one[key]), 0n);
    return (sum & ~all('deny')) | all('allow');
  }, base);
}

const textOf = (value: unknown): string => string(value) ?? '';
const bits = (value: unknown): bigint => (/^\d+$/.test(textOf(value)) ? BigInt(textOf(value)) : 0n);
