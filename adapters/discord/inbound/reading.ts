/** The text of a message as the core reads it. */

import {
  type Client,
  type Component,
  ContainerComponent,
  type Message,
  MessageReferenceType,
  type MessageSnapshot,
  messageLink,
  TextDisplayComponent,
} from 'discord.js';
import pTimeout from 'p-timeout';
import type { Logger, OtherMessage, QuestionContext } from '../../../src/contract.js';
import { contextFields } from '../../common/context.js';
import { rawText, trimLines } from '../../common/text.js';
import type { Service } from '../service.js';
import { codeOf } from '../transport/errors.js';
import { isStarter, settingsChannels, threadOf } from './threads.js';

export interface Readable {
  /** What the member wrote, without the bot's own name, and with other names as they read. */
  readonly text: string;
  /** Whom it speaks to: those it mentions, and the author of what it replies to. */
  readonly names: readonly string[];
}

export function readable(message: Message, self: string): Readable {
  const { mentions } = message;
  const isSelfRole = (id: string): boolean => mentions.roles.get(id)?.tags?.botId === self;
  const text = trimLines(
    rawText(message.content)
      .replace(/<@!?(\d+)>/g, (_, id: string) =>
        id === self ? '' : mentionOf(mentions.users.get(id)?.displayName ?? id),
      )
      .replace(/<@&(\d+)>/g, (_, id: string) =>
        isSelfRole(id) ? '' : mentionOf(mentions.roles.get(id)?.name ?? id),
      )
      .replace(/<#(\d+)>/g, (_, id: string) => `#${channelName(message, id)}`)
      .replace(/<a?:(\w+):\d+>/g, ':$1:'),
  ).trim();
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
  const { before, start } = await around(message, logger);
  const question = [said(before), said(start)].find((one) => one?.isOwn === false);
  // Where the question cannot be read, the maintainer writes it.
  return { answer, question: question?.text ?? '' };
}

/** What a question in the words of this message carries of the conversation. */
export async function contextFor(
  { host }: Pick<Service, 'host'>,
  message: Message,
): ReturnType<typeof contextFields> {
  const thread = threadOf(message);
  const attached = attachedTo(message);
  const isFirst = thread === undefined || thread.id === message.id;
  const hasContext = repliedIn(message) !== undefined || attached !== undefined || !isFirst;
  const lookUp = async (): Promise<QuestionContext> => {
    const { before, start } = await around(message, host.logger);
    return { pointedAt: said(before) ?? attached, threadStart: said(start) };
  };
  return await contextFields(host, settingsChannels(message), hasContext ? lookUp : undefined);
}

/** What the message replies to, and what its thread or its forum post begins with; what the bot said itself among it. */
async function around(message: Message, logger: Logger) {
  const repliesToStarter = repliedIn(message) !== undefined && repliedIn(message) === threadOf(message)?.id;
  const [before, start] = await Promise.all([
    inTime(repliedTo(message), logger),
    repliesToStarter ? undefined : inTime(starterOf(message), logger),
  ]);
  return { before, start };
}

/** A message as the core is told of it; `undefined` where it has no words. */
function said(message: Message | undefined): OtherMessage | undefined {
  if (message === undefined) return undefined;
  const { author, client, components } = message;
  const isOwn = author.id === client.user.id;
  const text = isOwn ? displayed(components) : wordsOf(message);
  return text === '' ? undefined : { text, link: message.url, author: author.displayName, isOwn };
}

/** What a message says, else what it holds beside its own words. */
export function wordsOf(message: Message): string {
  return readable(message, message.client.user.id).text || (attachedTo(message)?.text ?? '');
}

/** The message that is forwarded, else the words of a poll and of embeds. */
function attachedTo(message: Message): OtherMessage | undefined {
  const { reference, messageSnapshots, guildId } = message;
  const forwarded = messageSnapshots.first();
  const text = heldBy(forwarded ?? message, forwarded?.content ?? '');
  if (text === '') return undefined;
  if (reference?.messageId === undefined || forwarded === undefined) return { text };
  const { channelId, messageId } = reference;
  const guild = reference.guildId ?? guildId;
  const link = guild === null ? messageLink(channelId, messageId) : messageLink(channelId, messageId, guild);
  return { text, link };
}

/** The words of a message, of its poll and of its embeds. */
function heldBy(
  { poll, embeds }: Pick<MessageSnapshot, 'embeds'> & Pick<Partial<Message>, 'poll'>,
  content: string,
): string {
  const answers = poll?.answers.map(({ text }) => `- ${text ?? ''}`) ?? [];
  const parts = [
    content,
    poll?.question.text,
    ...answers,
    ...embeds.flatMap(({ title, description }) => [title, description]),
  ];
  return rawText(parts.filter((part) => part).join('\n')).trim();
}

/** The message of the same channel that this one replies to. Forwarding is no reply. */
export function repliedIn({ reference }: Message): string | undefined {
  return reference?.type === MessageReferenceType.Forward ? undefined : reference?.messageId;
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

async function repliedTo(message: Message): Promise<Message | undefined> {
  const { reference, channelId, channel } = message;
  const before = reference?.channelId === channelId ? repliedIn(message) : undefined;
  return before === undefined ? undefined : await channel.messages.fetch(before);
}

/** The first message of the thread or the forum post, unless the message is that itself. */
async function starterOf(message: Message): Promise<Message | undefined> {
  const thread = threadOf(message);
  if (thread === undefined || thread.id === message.id) return undefined;
  return (await thread.fetchStarterMessage()) ?? undefined;
}

/** https://docs.discord.com/developers/topics/opcodes-and-status-codes#json */
const GONE: ReadonlySet<unknown> = new Set([10_003, 10_008, 50_001]);

/** `undefined` where what was read is gone, or the bot may not read it any more. */
export async function orGone<T>(reading: Promise<T>): Promise<T | undefined> {
  try {
    return await reading;
  } catch (error) {
    if (GONE.has(codeOf(error))) return undefined;
    throw error;
  }
}

/** `undefined` where it is gone, or the bot may not read it any more. */
export async function readMessage(
  client: Client<true>,
  channel: string,
  message: string,
): Promise<Message | undefined> {
  const read = async (): Promise<Message | undefined> => {
    const where = await client.channels.fetch(channel);
    return where?.isTextBased() === true
      ? await where.messages.fetch({ message, force: true, cache: false })
      : undefined;
  };
  return await orGone(read());
}
