/** The text of a message as the core reads it. */

import { type Component, ContainerComponent, type Message, TextDisplayComponent } from 'discord.js';
import pTimeout from 'p-timeout';
import type { Logger, QuestionContext } from '../../../src/contract.js';
import { isStarter, threadOf } from './threads.js';

/** What a bare mention asks: the core answers it with its guide. */
export const HELP = '/help';

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
      id === self ? '' : mentionOf(mentions.users.get(id)?.displayName ?? id),
    )
    .replace(/<@&(\d+)>/g, (_, id: string) =>
      isSelfRole(id) ? '' : mentionOf(mentions.roles.get(id)?.name ?? id),
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

/** In one word, so that whoever leaves out what follows an `@` leaves out all of the name. */
const mentionOf = (name: string): string => `@${name.replace(/\s+/g, '_')}`;

function channelName({ client }: Message, id: string): string {
  const channel = client.channels.cache.get(id);
  return channel !== undefined && 'name' in channel && channel.name !== null ? channel.name : id;
}

/** The title of a post often is the question, and its text only the details. */
function withTitle(message: Message, text: string): string {
  const title = threadOf(message)?.name.trim() ?? '';
  return title === '' || text.startsWith(title) ? text : `${title}\n${text}`.trim();
}

/** Milliseconds that looking another message up may take: a form must be open within three seconds. */
const LOOK_UP_MILLISECONDS = 1000;

/** A message as the draft of an answer: its text, and the question as far as it is known. */
export async function draftOf(
  message: Message,
  self: string,
  logger: Logger,
): Promise<{ readonly answer: string; readonly question: string }> {
  const { text: answer } = readable(message, self);
  // Where the question cannot be read, the maintainer writes it.
  const question = await inTime(questionBefore(message, self), logger);
  return { answer, question: question?.text ?? '' };
}

/** What the message replies to, and what its thread or its forum post begins with; what the bot said itself among it. */
export async function contextOf(message: Message, logger: Logger): Promise<QuestionContext> {
  const self = message.client.user.id;
  const said = async (looked: Promise<Message | undefined>): Promise<string | undefined> => {
    const found = await inTime(looked, logger);
    if (found === undefined) return undefined;
    return (found.author.id === self ? displayed(found.components) : readable(found, self).text) || undefined;
  };
  const repliesToStarter = message.reference?.messageId === threadOf(message)?.id;
  const [pointedAt, threadStart] = await Promise.all([
    said(repliedTo(message)),
    repliesToStarter ? undefined : said(starterOf(message)),
  ]);
  return { pointedAt, threadStart };
}

/** The texts of the bot's own messages, which have no content. */
function displayed(components: readonly Component[]): string {
  return components
    .map((one) => {
      if (one instanceof TextDisplayComponent) return one.content;
      return one instanceof ContainerComponent ? displayed(one.components) : '';
    })
    .filter((text) => text !== '')
    .join('\n');
}

/** `undefined` where it takes too long or fails: the message is deleted, or the bot may not read it. */
async function inTime<T>(looked: Promise<T>, logger: Logger): Promise<T | undefined> {
  try {
    return await pTimeout(looked, { milliseconds: LOOK_UP_MILLISECONDS });
  } catch (error) {
    logger.debug('a message before this one could not be read', { error });
    return undefined;
  }
}

/** What the message replies to, else what its thread or its forum post begins with; nothing that the bot said itself. */
async function questionBefore(message: Message, self: string): Promise<Readable | undefined> {
  const asked = await repliedTo(message);
  const before = asked === undefined || asked.author.id === self ? await starterOf(message) : asked;
  return before === undefined || before.author.id === self ? undefined : readable(before, self);
}

async function repliedTo({ reference, channelId, channel }: Message): Promise<Message | undefined> {
  const before = reference?.channelId === channelId ? reference.messageId : undefined;
  return before === undefined ? undefined : await channel.messages.fetch(before);
}

/** The first message of the thread or the forum post, unless the message is that itself. */
async function starterOf(message: Message): Promise<Message | undefined> {
  const thread = threadOf(message);
  if (thread === undefined || thread.id === message.id) return undefined;
  return (await thread.fetchStarterMessage()) ?? undefined;
}
