/** Messages: which of them are questions, of what kind, and where the answer goes. */

import { type Message, messageLink, MessageType } from 'discord.js';
import type { Hearing, Reply } from '../../../src/contract.js';
import { forSecondReader } from '../../common/second-reader.js';
import { labelOf } from '../outbound/components.js';
import { LIMITS } from '../outbound/limits.js';
import type { OwnButtons } from '../outbound/render-reply.js';
import { compose, known, languageOf, note, remember, type Service } from '../service.js';
import { placeOfMessage } from './places.js';
import { contextOf, type Readable, readable } from './reading.js';
import { forumOf, hasSolvedTag, isStarter, settingsChannel, threadOf } from './threads.js';

/** What the core answers with its guide. */
const HELP = '/help';
const INVITED: Hearing = { attention: 'addressed', uninvited: false };
/** Replies of the bot in one exchange after which it goes on in a thread. */
const LONG_EXCHANGE = 2;

export async function handleMessage(service: Service, message: Message): Promise<void> {
  const { author, type, webhookId, client, mentions } = message;
  if (author.bot || author.system || webhookId !== null) return;
  if (type !== MessageType.Default && type !== MessageType.Reply) return;
  const self = client.user?.id ?? '';
  const read = readable(message, self);
  const isForBot =
    message.guildId === null ||
    mentions.users.has(self) ||
    mentions.repliedUser?.id === self ||
    mentions.roles.some(({ tags }) => tags?.botId === self);
  if (isForBot) await addressed(service, message, read.text);
  // Without the privileged intent the text of other messages does not come.
  else if (message.content !== '') await overheard(service, message, read);
}

/** A message that is meant for the bot is always answered, even when something goes wrong. */
async function addressed(service: Service, message: Message, text: string): Promise<void> {
  const place = await placeOfMessage(service, message);
  if (text === '' && message.attachments.size > 0) {
    if (await isFirst(service, message)) await say(service, message, 'discord.picture');
    return;
  }
  const hearing = message.guildId === null ? undefined : INVITED;
  try {
    await answer(service, message, { place, text: text === '' ? HELP : text, hearing });
  } catch (error) {
    service.host.logger.error('a message could not be answered', { channel: message.channelId, error });
    await say(service, message, 'discord.fault');
  }
}

async function overheard(service: Service, message: Message, { text, names }: Readable): Promise<void> {
  const begins =
    threadOf(message) === undefined ? message.reference?.messageId === undefined : isStarter(message);
  const place = await placeOfMessage(service, message);
  const hearing = await service.host.channels.hear({
    channel: settingsChannel(message),
    place,
    asker: message.author.id,
    begins,
    names,
    hasWords: text !== '',
    stream: message.channelId,
    isOwnPost: forumOf(message) !== undefined && threadOf(message)?.ownerId === message.author.id,
  });
  if (hearing !== undefined) await answer(service, message, { place, text, hearing });
}

async function isFirst(service: Service, { id }: Message): Promise<boolean> {
  return !service.isStopping() && (await service.isFirst(`message/${id}`));
}

/** Replies with one of the adapter's own sentences. */
async function say(service: Service, { id, channelId, guild }: Message, key: string): Promise<void> {
  const language = languageOf(service, guild?.preferredLocale);
  await service.api.post(channelId, note(service, language, key), id, id);
}

interface Asked {
  readonly place: string;
  readonly text: string;
  /** `undefined` in direct messages, which are always listened to. */
  readonly hearing: Hearing | undefined;
}

async function answer(service: Service, message: Message, asked: Asked): Promise<void> {
  const { host, api } = service;
  const { author, id } = message;
  const { place, text, hearing } = asked;
  if (!(await isFirst(service, message))) return;
  const attention = hearing?.attention ?? 'addressed';
  const reply = await host.bot.ask({
    text,
    asker: author.id,
    place,
    attention,
    precision: hearing?.precision,
    stream: message.channelId,
    channel: readersOf(message),
    isAlone: hearing?.isAlone,
    ...(await forSecondReader(host, settingsChannel(message), () => contextOf(message, host.logger))),
  });
  if (reply === undefined) return;
  if (hearing !== undefined && !(await host.channels.enter(place, author.id, hearing, hasOthers(message))))
    return;
  const depth = await depthOf(service, message);
  const { channel, replyTo } = await whereTo(service, message, asked, reply, depth);
  const buttons: OwnButtons =
    message.guildId === null
      ? {}
      : {
          remove: true,
          quiet: attention === 'overheard',
          solved: reply.kind === 'answer' && hasSolvedTag(threadOf(message)),
        };
  const posted = await api.post(channel, await compose(service, reply, buttons), id, replyTo);
  const { language, entry } = reply;
  const readers = readersOf(message);
  const sent = { place, askers: [author.id], language, depth: depth + 1 };
  // A line that points to an answer is no answer to point to.
  const isWhole = readers !== undefined && entry !== undefined && reply.question !== undefined;
  await remember(service, posted, isWhole ? { ...sent, posted: { channel: readers, entry } } : sent);
  if (isWhole && message.guildId !== null)
    await host.channels.posted(readers, reply, messageLink(channel, posted, message.guildId));
  host.logger.debug('answered', { channel: message.channelId, kind: reply.kind, entry: reply.entry });
}

/** The channel whose members read the reply; each post of a forum is read by itself. Nobody else reads direct messages. */
function readersOf(message: Message): string | undefined {
  if (message.guildId === null) return undefined;
  return forumOf(message) === undefined ? settingsChannel(message) : message.channelId;
}

/** How many replies of the bot came before in the same exchange. */
async function depthOf(service: Service, { reference }: Message): Promise<number> {
  const before = reference?.messageId;
  if (before === undefined) return 0;
  return (await known(service, service.records.sent(before)))?.depth ?? 0;
}

/** Answers stand below their question; a long exchange in a channel goes on in a thread of its own. */
async function whereTo(
  { host, api, records }: Service,
  message: Message,
  { place, text }: Asked,
  { kind }: Reply,
  depth: number,
): Promise<{ readonly channel: string; readonly replyTo?: string }> {
  const { channelId, id } = message;
  const here = { channel: channelId, replyTo: id };
  // A thread that holds no more than "there is nothing" is in everybody's way.
  const goesOn = kind === 'answer' || kind === 'suggest' || kind === 'list';
  if (!goesOn || depth < LONG_EXCHANGE || message.guildId === null || threadOf(message) !== undefined)
    return here;
  try {
    const thread = await api.startThread(channelId, id, labelOf(text, LIMITS.threadName));
    await records.putAlias(thread, place);
    return { channel: thread };
  } catch (error) {
    host.logger.warn('no thread could be opened', { channel: channelId, error });
    return here;
  }
}

/** Whether somebody else speaks in the same forum post. */
function hasOthers(message: Message): boolean {
  return forumOf(message) !== undefined && threadOf(message)?.ownerId !== message.author.id;
}
