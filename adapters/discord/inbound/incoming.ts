/** A message as the core reads it. */

import { type AnyThreadChannel, ChannelType, type Message } from 'discord.js';
import { threadPlace } from '../transport/places.js';
import type { Service } from '../transport/service.js';

export interface Readable {
  /** What the member wrote, without the bot's own name, other people's as they read. */
  readonly text: string;
  /** Whom it speaks to: those it mentions, and the author of what it replies to. */
  readonly names: readonly string[];
}

export function readable(message: Message, self: string): Readable {
  const { mentions } = message;
  const isSelfRole = (id: string): boolean => mentions.roles.get(id)?.tags?.botId === self;
  const text = message.content
    .replace(/<@!?(\d+)>/g, (_, id: string) =>
      id === self ? '' : `@${mentions.users.get(id)?.displayName ?? id}`,
    )
    .replace(/<@&(\d+)>/g, (_, id: string) =>
      isSelfRole(id) ? '' : `@${mentions.roles.get(id)?.name ?? id}`,
    )
    .replace(/<#(\d+)>/g, (_, id: string) => `#${channelName(message, id)}`)
    .replace(/<a?:(\w+):\d+>/g, ':$1:')
    .replace(/[^\S\n]+$/gm, '')
    .trim();
  const spokenTo = new Set(mentions.users.keys());
  if (mentions.repliedUser !== null) spokenTo.add(mentions.repliedUser.id);
  const names = [...spokenTo].filter((id) => id !== self && id !== message.author.id);
  return { text: isStarter(message) ? withTitle(message, text) : text, names };
}

function channelName({ client }: Message, id: string): string {
  const channel = client.channels.cache.get(id);
  return channel !== undefined && 'name' in channel && channel.name !== null ? channel.name : id;
}

/** Whether the message begins a forum post: the post carries its id. https://docs.discord.com/developers/topics/threads#forums */
export function isStarter(message: Message): boolean {
  return forumOf(message) !== undefined && message.id === message.channelId;
}

/** The title often is the question, and the text only the details. */
function withTitle(message: Message, text: string): string {
  const title = threadOf(message)?.name.trim() ?? '';
  return title === '' || text.startsWith(title) ? text : `${title}\n${text}`.trim();
}

/** The forum that holds the message's post. */
export function forumOf(message: Message): string | undefined {
  const thread = threadOf(message);
  const type = thread?.parent?.type;
  return type === ChannelType.GuildForum || type === ChannelType.GuildMedia
    ? (thread?.parentId ?? undefined)
    : undefined;
}

/** The message's thread; a message of a server that the bot is no member of has a channel that nobody told of. */
export function threadOf({
  channel,
}: {
  readonly channel: Message['channel'] | null;
}): AnyThreadChannel | undefined {
  return channel?.isThread() === true ? channel : undefined;
}

/** The channel or the forum whose settings count. */
export function settingsChannel(message: Message): string {
  return threadOf(message)?.parentId ?? message.channelId;
}

/** Where the message belongs: its thread, the exchange that it replies in, or itself. */
export async function placeOfMessage({ records, host }: Service, message: Message): Promise<string> {
  const { channelId, reference } = message;
  const thread = threadOf(message);
  const known = async <T>(read: () => Promise<T | undefined>): Promise<T | undefined> => {
    try {
      return await read();
    } catch (error) {
      host.logger.error('the store could not be reached', { error });
      return undefined;
    }
  };
  if (thread !== undefined) {
    if (forumOf(message) !== undefined || thread.parentId === null) return channelId;
    return (await known(() => records.alias(channelId))) ?? threadPlace(thread.parentId, channelId);
  }
  if (message.guildId === null) return channelId;
  const before = reference?.messageId;
  if (before === undefined) return threadPlace(channelId, message.id);
  return (await known(() => records.sent(before)))?.place ?? threadPlace(channelId, before);
}
