/** Threads and forum posts: which one a message stands in, and the tag that marks a post as solved. */

import { type AnyThreadChannel, ChannelType, type Message } from 'discord.js';
import { LIMITS } from '../outbound/limits.js';

/** The message's thread; messages of a server that the bot is no member of have no channel here. */
export function threadOf(message: {
  readonly channel: Message['channel'] | null;
}): AnyThreadChannel | undefined {
  return message.channel?.isThread() === true ? message.channel : undefined;
}

/** The channel or the forum whose settings hold for a message, or for a command that was typed there. */
export function settingsChannel(
  where: Parameters<typeof threadOf>[0] & { readonly channelId: string },
): string {
  return threadOf(where)?.parentId ?? where.channelId;
}

/** The same, and the channel that a message was forwarded from. */
export function settingsChannels(message: Message): readonly string[] {
  const from = message.reference?.channelId ?? message.channelId;
  const channel = message.client.channels.cache.get(from);
  const origin = channel?.isThread() === true ? (channel.parentId ?? from) : from;
  return from === message.channelId ? [settingsChannel(message)] : [settingsChannel(message), origin];
}

/** The forum that holds the message's post. */
export function forumOf(message: Message): string | undefined {
  const thread = threadOf(message);
  return thread !== undefined && isForum(thread.parent) ? (thread.parentId ?? undefined) : undefined;
}

/** Whether the message begins a forum post: the post carries its id. https://docs.discord.com/developers/topics/threads#forums */
export function isStarter(message: Message): boolean {
  return forumOf(message) !== undefined && message.id === message.channelId;
}

/** What a forum may call its tag for "solved". */
const SOLVED = /^\W*(?:solved|resolved|answered|done|已解决|已解決|解决|已回答)\W*$/iu;

/** The id of the tag that a post can be marked as solved with; `undefined` where its forum has none. */
function solvedTag({ parent }: AnyThreadChannel): string | undefined {
  return isForum(parent) ? parent.availableTags.find(({ name }) => SOLVED.test(name))?.id : undefined;
}

/** Whether a post is tagged as solved; `undefined` where it is no post, or its forum has no such tag. */
export function isSolved(thread: AnyThreadChannel | undefined): boolean | undefined {
  const tag = thread && solvedTag(thread);
  return tag === undefined ? undefined : thread?.appliedTags.includes(tag);
}

/** The post's tags with the one for "solved" among them; `undefined` where the forum has none. */
export function solvedTags(thread: AnyThreadChannel): readonly string[] | undefined {
  const tag = solvedTag(thread);
  if (tag === undefined) return undefined;
  const others = thread.appliedTags.filter((id) => id !== tag);
  return [...others.slice(0, LIMITS.appliedTags - 1), tag];
}

type Forum = Extract<
  AnyThreadChannel['parent'],
  { readonly type: ChannelType.GuildForum | ChannelType.GuildMedia }
>;

function isForum(parent: AnyThreadChannel['parent']): parent is Forum {
  return parent?.type === ChannelType.GuildForum || parent?.type === ChannelType.GuildMedia;
}
