/** The text of a message as the core reads it. */

import type { Message } from 'discord.js';
import pTimeout from 'p-timeout';
import type { Logger } from '../../../src/contract.js';
import { isStarter, threadOf } from './threads.js';

export interface Readable {
  /** What the member wrote, without the bot's own name, and with other names as they read. */
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

/** The title of a post often is the question, and its text only the details. */
function withTitle(message: Message, text: string): string {
  const title = threadOf(message)?.name.trim() ?? '';
  return title === '' || text.startsWith(title) ? text : `${title}\n${text}`.trim();
}

/** Milliseconds that looking the question up may take: a form must be open within three seconds. */
const LOOK_UP_MILLISECONDS = 1000;

/** A message as the draft of an answer: its text, and the question as far as it is known. */
export async function draftOf(
  message: Message,
  self: string,
  logger: Logger,
): Promise<{ readonly answer: string; readonly question: string }> {
  const { text: answer } = readable(message, self);
  try {
    const question = await pTimeout(questionBefore(message, self), {
      milliseconds: LOOK_UP_MILLISECONDS,
      fallback: () => undefined,
    });
    return { answer, question: question?.text ?? '' };
  } catch (error) {
    // Deleted, or the bot may not read it: the maintainer writes the question.
    logger.debug('the question of a message could not be read', { error });
    return { answer, question: '' };
  }
}

/** What the message replies to, else what its thread or its forum post begins with; nothing that the bot said itself. */
async function questionBefore(message: Message, self: string): Promise<Readable | undefined> {
  const { reference, channelId } = message;
  const before = reference?.channelId === channelId ? reference.messageId : undefined;
  if (before !== undefined) {
    const asked = await message.channel.messages.fetch(before);
    if (asked.author.id !== self) return readable(asked, self);
  }
  const thread = threadOf(message);
  if (thread === undefined || thread.id === message.id) return undefined;
  const starter = await thread.fetchStarterMessage();
  return starter === null || starter.author.id === self ? undefined : readable(starter, self);
}
