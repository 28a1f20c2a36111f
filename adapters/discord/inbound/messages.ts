/** Messages: which of them are questions, of what kind, and where the answer goes. */

import { type Message, MessageType } from 'discord.js';
import type { Hearing, Reply } from '../../../src/contract.js';
import { fingerprintOf } from '../../common/question-life.js';
import { forSecondReader } from '../../common/second-reader.js';
import { Unclaimed } from '../../common/shared-claims.js';
import { labelOf } from '../outbound/components.js';
import { LIMITS } from '../outbound/limits.js';
import { compose, known, languageOf, note, remember, rememberSolvable, type Service } from '../service.js';
import { refusedBy } from '../transport/errors.js';
import { Refused } from '../transport/refusals.js';
import { askedIn, buttonsFor, follow } from './changes.js';
import { placeOfMessage } from './places.js';
import { contextOf, HELP, type Readable, readable } from './reading.js';
import { forumOf, isSolved, isStarter, settingsChannel, threadOf } from './threads.js';

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

/**
 * A message that is meant for the bot is always answered, even when something goes wrong, unless it takes back what its author has
 * asked.
 */
async function addressed(service: Service, message: Message, text: string): Promise<void> {
  const hearing = await service.host.channels.address(await spoken(service, message, text));
  if (hearing === undefined) return;
  try {
    if (text === '' && message.attachments.size > 0) {
      if (await isFirst(service, message)) await say(service, message, 'discord.picture');
      return;
    }
    await answer(service, message, { text: text === '' ? HELP : text, hearing });
  } catch (error) {
    if (error instanceof Refused) return await tellRefused(service, message, error);
    if (error instanceof Unclaimed) throw error;
    service.host.logger.error('a message could not be answered', { channel: message.channelId, error });
    await say(service, message, 'discord.fault');
  }
}

async function overheard(service: Service, message: Message, { text, names }: Readable): Promise<void> {
  // Who writes in a post that is solved talks about the solution.
  if (isSolved(threadOf(message)) === true) return;
  const hearing = await service.host.channels.hear({ ...(await spoken(service, message, text)), names });
  if (hearing !== undefined) await answer(service, message, { text, hearing });
}

async function spoken(service: Service, message: Message, text: string) {
  const isReply = message.reference?.messageId !== undefined;
  return {
    channel: settingsChannel(message),
    place: await placeOfMessage(service, message),
    asker: message.author.id,
    begins: threadOf(message) === undefined ? message.guildId !== null && !isReply : isStarter(message),
    text,
  };
}

/** On a message that Discord does not let the bot answer. */
const CANNOT = '⚠️';

/** Tells a member that there will be no answer where they asked: by a mark on the message, else privately. */
async function tellRefused(service: Service, { id, channelId, guild, author }: Message, { code }: Refused) {
  const { api, host } = service;
  if (guild === null) return;
  try {
    await api.react(channelId, id, CANNOT);
  } catch {
    const language = languageOf(service, guild.preferredLocale);
    const words = note(service, language, 'discord.refused', { channel: `<#${channelId}>` });
    await api
      .openDirect(author.id)
      .then((direct) => api.post(direct, words, id))
      .catch((error: unknown) =>
        host.logger.debug('a member could not be told of a refusal', { code, error }),
      );
  }
}

async function isFirst(service: Service, { id, author }: Message): Promise<boolean> {
  return !service.isStopping() && (await service.isFirst(`message/${id}`, author.id));
}

/** Replies with one of the adapter's own sentences. */
async function say(service: Service, { id, channelId, guild }: Message, key: string): Promise<void> {
  const language = languageOf(service, guild?.preferredLocale);
  await service.api.post(channelId, note(service, language, key), id, id);
}

interface Incoming {
  readonly text: string;
  readonly hearing: Hearing;
}

/** Asks, posts and remembers, as the question stands when its answer is there. */
async function answer(service: Service, message: Message, { text, hearing }: Incoming): Promise<void> {
  const { host, life } = service;
  if (!(await isFirst(service, message))) return;
  const { attention, precision, question } = hearing;
  const { asker, place } = question;
  await life.answer(message.id, {
    asker,
    text,
    async readAgain() {
      try {
        return await askedIn(service, message);
      } catch (error) {
        // Where it cannot be read again, it is answered as it came.
        host.logger.warn('an edited message could not be read', { channel: message.channelId, error });
        return text;
      }
    },
    async prepare(now) {
      const reply = await host.bot.ask({
        text: now,
        asker,
        place,
        attention,
        precision,
        ...(await forSecondReader(host, settingsChannel(message), () => contextOf(message, host.logger))),
      });
      if (reply === undefined) return undefined;
      return async () => {
        if (attention === 'overheard' && isSolved(threadOf(message)) === true) return;
        if (!(await host.channels.enter(hearing, hasOthers(message)))) return;
        await postReply(service, message, reply, { text: now, hearing });
      };
    },
    follow: (change) =>
      follow(service, { client: message.client, channel: message.channelId, message: message.id, change }),
  });
}

async function postReply(
  service: Service,
  message: Message,
  reply: Reply,
  { text, hearing }: Incoming,
): Promise<void> {
  const { host, api } = service;
  const { id, channelId, author } = message;
  const { attention, precision, question } = hearing;
  const { place } = question;
  const depth = await depthOf(service, message);
  const { channel, replyTo } = await whereTo(service, message, { place, text, depth });
  const buttons = buttonsFor(message, reply, attention);
  const posted = await api.post(channel, await compose(service, reply, author.id, buttons), id, replyTo);
  await remember(service, posted, {
    place,
    askers: [author.id],
    language: reply.language,
    depth: depth + 1,
    question: {
      channel: channelId,
      message: id,
      repliedIn: channel,
      fingerprint: fingerprintOf(posted, text),
      attention,
      precision,
    },
  });
  if (buttons.solved !== undefined) await rememberSolvable(service, channel, posted, author.id);
  host.logger.debug('answered', { channel: channelId, kind: reply.kind, entry: reply.entry });
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
  { place, text, depth }: { readonly place: string; readonly text: string; readonly depth: number },
): Promise<{ readonly channel: string; readonly replyTo?: string }> {
  const { channelId, id, author } = message;
  const here = { channel: channelId, replyTo: id };
  if (depth < LONG_EXCHANGE || message.guildId === null || threadOf(message) !== undefined) return here;
  try {
    const thread = await api.startThread(channelId, id, labelOf(text, LIMITS.threadName));
    await records.putAlias(thread, place, author.id);
    return { channel: thread };
  } catch (error) {
    const fix = refusedBy(error, channelId) && 'give the bot "Create Public Threads" there';
    host.logger.warn(
      'no thread could be opened',
      fix === undefined ? { channel: channelId, error } : { channel: channelId, fix },
    );
    return here;
  }
}

/** Whether somebody else speaks in the same forum post. */
function hasOthers(message: Message): boolean {
  return forumOf(message) !== undefined && threadOf(message)?.ownerId !== message.author.id;
}
