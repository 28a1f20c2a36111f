/**
 * Where something was said or pressed: its place as the core knows it, and its address.
 * Places are `channel` for a direct message or a forum post, `channel/message` for an exchange in a channel (a thread carries
 * the id of the message that it began with), `channel/@user` for a member's own commands.
 */

import { type BaseInteraction, channelLink, type Message, messageLink } from 'discord.js';
import { known, type Service } from '../service.js';
import { repliedIn } from './reading.js';
import { forumOf, settingsChannel, threadOf } from './threads.js';

const threadPlace = (channel: string, root: string): string => `${channel}/${root}`;
export const privatePlace = (channel: string, user: string): string => `${channel}/@${user}`;

export interface Where {
  readonly channel: string;
  readonly message?: string;
  readonly user?: string;
}

/** `undefined` for what is no place of Discord. */
export function readPlace(place: string): Where | undefined {
  const [, channel, user, message] = /^(\d+)(?:\/(?:@(\d+)|(\d+)))?$/.exec(place) ?? [];
  return channel === undefined ? undefined : { channel, user, message };
}

/** Where the message belongs: its thread, the exchange that it replies in, or itself. */
export async function placeOfMessage(service: Service, message: Message): Promise<string> {
  const { records } = service;
  const { channelId } = message;
  const thread = threadOf(message);
  if (thread !== undefined) {
    if (forumOf(message) !== undefined || thread.parentId === null) return channelId;
    return (await known(service, records.alias(channelId))) ?? threadPlace(thread.parentId, channelId);
  }
  if (message.guildId === null) return channelId;
  const before = repliedIn(message);
  if (before === undefined) return threadPlace(channelId, message.id);
  return (await known(service, records.sent(before)))?.place ?? threadPlace(channelId, before);
}

/** A member's commands in a server are a conversation of their own. */
export function placeOfCommand({ guildId, channelId, user }: BaseInteraction): string {
  const channel = channelId ?? user.id;
  return guildId === null ? channel : privatePlace(channel, user.id);
}

/** The address of a message, or of the channel where no message is named. */
export function linkOf({ guildId, channelId }: BaseInteraction, message?: string): string {
  const channel = channelId ?? '';
  if (message === undefined) return guildId === null ? channelLink(channel) : channelLink(channel, guildId);
  return guildId === null ? messageLink(channel, message) : messageLink(channel, message, guildId);
}

/** The channel whose members read the reply to a message; each post of a forum is read by itself. Nobody else reads direct messages. */
export function readersOf(message: Message): string | undefined {
  if (message.guildId === null) return undefined;
  return forumOf(message) === undefined ? settingsChannel(message) : message.channelId;
}
