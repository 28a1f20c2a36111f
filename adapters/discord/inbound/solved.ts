/** The tag that a forum has for what is solved. */

import { type AnyThreadChannel, ChannelType } from 'discord.js';
import { LIMITS } from '../outbound/limits.js';

const SOLVED = /^\W*(?:solved|resolved|answered|done|已解决|已解決|解决|已回答)\W*$/iu;

export function hasSolvedTag(thread: AnyThreadChannel | undefined): boolean {
  return thread !== undefined && tagOf(thread) !== undefined;
}

/** The post's tags with the one for "solved" among them; `undefined` where the forum has none. */
export function solvedTags(thread: AnyThreadChannel): readonly string[] | undefined {
  const tag = tagOf(thread);
  if (tag === undefined) return undefined;
  const others = thread.appliedTags.filter((id) => id !== tag);
  return [...others.slice(0, LIMITS.appliedTags - 1), tag];
}

function tagOf({ parent }: AnyThreadChannel): string | undefined {
  if (parent === null || (parent.type !== ChannelType.GuildForum && parent.type !== ChannelType.GuildMedia))
    return undefined;
  return parent.availableTags.find(({ name }) => SOLVED.test(name))?.id;
}
