/** Messages: which of them are questions, of what kind, and where the answer goes. */

import { setTimeout as sleep } from 'node:timers/promises';
import { type Message, messageLink, MessageType } from 'discord.js';
import { type Hearing, type Reply, shownWhole, Unkept } from '../../../src/contract.js';
import { fingerprintOf } from '../../common/question-life.js';
import { outsideQuotes } from '../../common/quotes.js';
import { rawText } from '../../common/text.js';
import { labelOf } from '../outbound/components.js';
import { LIMITS } from '../outbound/limits.js';
import { compose, known, languageOf, note, remember, type Service } from '../service.js';
import { refusedBy } from '../transport/errors.js';
import { Refused } from '../transport/refusals.js';
import { askedIn, buttonsFor, follow } from './changes.js';
import { noticeMessage } from './gathering.js';
import { placeOfMessage, readersOf } from './places.js';
import { contextFor, type Readable, readable, repliedIn } from './reading.js';
import { forumOf, isSolved, isStarter, settingsChannel, threadOf } from './threads.js';

/** Replies of the bot in one exchange after which it goes on in a thread. */
const LONG_EXCHANGE = 2;

/** Of a member or of a role. */
const MENTION = /<@[!&]?(\d+)>/g;

/**
 * How a message comes: told now; read again after a gap, so few at once that there is always room for it; or left by a process that had
 * taken it and has ended.
 */
type Arrival = 'new' | 'missed' | 'taken';

export async function handleMessage(
  service: Service,
  message: Message,
  arrival: Arrival = 'new',
): Promise<void> {
  const { inbox } = service.host;
  const id = `message/${message.id}`;
  let isOurs = false;
  const isFirst = async (): Promise<boolean> => {
    isOurs = !service.isStopping() && (arrival === 'taken' || (await take(service, message, id)));
    return isOurs;
  };
  try {
    await hearMessage({ ...service, isFirst }, message, arrival);
  } finally {
    if (isOurs) await inbox.done(id);
  }
}

/** Milliseconds between two tries to store a message, and after which nobody waits any more: Discord sends no message again. */
const TAKE = { pause: 3000, most: 15 * 60 * 1000 } as const;

/** @returns whether this process is to answer the message. @throws {Unkept} where a shared store stays away */
async function take(
  { host, isStopping }: Service,
  { id, channelId, author, createdTimestamp }: Message,
  key: string,
): Promise<boolean> {
  const content = JSON.stringify({ channel: channelId, message: id });
  for (;;) {
    try {
      const place = `${channelId}/${id}`;
      return await host.inbox.take({ id: key, kind: 'message', place, owner: author.id, content });
    } catch (error) {
      const isLate = Date.now() - createdTimestamp > TAKE.most;
      if (!(error instanceof Unkept) || isStopping() || isLate) throw error;
      await sleep(TAKE.pause);
    }
  }
}

interface Taking extends Service {
  /** Whether this process is to answer the message; asked once. */
  readonly isFirst: () => Promise<boolean>;
}

async function hearMessage(service: Taking, message: Message, arrival: Arrival): Promise<void> {
  const { author, type, webhookId, client, mentions, content } = message;
  if (author.bot || author.system || webhookId !== null) return;
  if (type !== MessageType.Default && type !== MessageType.Reply) return;
  const self = client.user?.id ?? '';
  const isForBot =
    message.guildId === null ||
    mentions.repliedUser?.id === self ||
    [...outsideQuotes(rawText(content)).matchAll(MENTION)].some(
      ([, id = '']) => id === self || mentions.roles.get(id)?.tags?.botId === self,
    );
  const where = readersOf(message) ?? author.id;
  if (arrival === 'new' && !service.host.admits(where, isForBot ? 'addressed' : 'overheard')) return;
  const read = readable(message, self);
  if (isForBot) {
    // A maintainer who answers a question that was handed over may do so by a reply to the bot, and asks it nothing.
    if (mentions.repliedUser?.id === self && (await noticeMessage(service, message)))
      return void (await service.isFirst());
    return await addressed(service, message, read.text);
  }
  // Without the privileged intent the text of other messages does not come.
  if (content === '') return;
  await Promise.all([overheard(service, message, read), noticeMessage(service, message)]);
}

/** A message that is meant for the bot always gets an answer or a reaction, even when something goes wrong. */
async function addressed(service: Taking, message: Message, text: string): Promise<void> {
  const hearing = await service.host.channels.address(await spoken(service, message, text));
  try {
    if (text === '' && message.attachments.size > 0) {
      if (await service.isFirst()) await say(service, message, 'message.picture');
      return;
    }
    await answer(service, message, { text, hearing });
  } catch (error) {
    if (error instanceof Refused) return await tellRefused(service, message, error);
    if (error instanceof Unkept) throw error;
    service.host.logger.error('a message could not be answered', { channel: message.channelId, error });
    await say(service, message, 'fault');
  }
}

async function overheard(service: Taking, message: Message, { text, names }: Readable): Promise<void> {
  // Who writes in a post that is solved talks about the solution.
  if (isSolved(threadOf(message)) === true) return;
  const hearing = await service.host.channels.hear({ ...(await spoken(service, message, text)), names });
  if (hearing !== undefined) await answer(service, message, { text, hearing });
}

async function spoken(service: Service, message: Message, text: string) {
  const isReply = repliedIn(message) !== undefined;
  return {
    channel: settingsChannel(message),
    place: await placeOfMessage(service, message),
    asker: message.author.id,
    begins: threadOf(message) === undefined ? message.guildId !== null && !isReply : isStarter(message),
    text,
    stream: message.channelId,
    isOwnPost: forumOf(message) !== undefined && !hasOthers(message),
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

async function say(service: Service, { id, channelId, guild }: Message, key: string): Promise<void> {
  const language = languageOf(service, guild?.preferredLocale);
  await service.api.post(channelId, note(service, language, key), id, id);
}

interface Incoming {
  readonly text: string;
  readonly hearing: Hearing;
}

/** Asks, posts and remembers, as the question stands when its answer is there. */
async function answer(service: Taking, message: Message, { text, hearing }: Incoming): Promise<void> {
  const { host, life } = service;
  if (!(await service.isFirst())) return;
  const { question } = hearing;
  await life.answer(message.id, {
    text,
    async readAgain() {
      try {
        return await askedIn(message);
      } catch (error) {
        // Where it cannot be read again, it is answered as it came.
        host.logger.warn('an edited message could not be read', { channel: message.channelId, error });
        return text;
      }
    },
    ask: async (now) =>
      await host.bot.ask({
        ...question,
        text: now,
        stream: message.channelId,
        channel: readersOf(message),
        ...(await contextFor(service, message)),
      }),
    react: () => acknowledge(service, message),
    async mayPost() {
      if (question.attention === 'overheard' && isSolved(threadOf(message)) === true) return false;
      return await host.channels.enter(hearing, hasOthers(message));
    },
    post: (reply, now) => postReply(service, message, reply, { text: now, hearing }),
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
  const { id, channelId, guildId, author } = message;
  const { attention, precision, followUp, place } = hearing.question;
  const depth = await depthOf(service, message);
  const { channel, replyTo } = await whereTo(service, message, { place, text, reply, depth });
  const buttons = buttonsFor(message, reply, attention);
  const posted = await api.post(channel, await compose(service, reply, author.id, buttons), id, replyTo);
  const readers = readersOf(message);
  const entry = shownWhole(reply);
  const isNoted = readers !== undefined && entry !== undefined;
  const sent = {
    place,
    askers: [author.id],
    language: reply.language,
    depth: depth + 1,
    question: {
      message: id,
      repliedIn: channel,
      fingerprint: fingerprintOf(posted, text),
      attention,
      precision,
      followUp,
    },
    posted: isNoted ? { channel: readers, entry } : undefined,
  };
  await remember(service, posted, sent, buttons.solved === undefined ? undefined : channel);
  if (isNoted && guildId !== null)
    await host.channels.posted(readers, reply, messageLink(channel, posted, guildId));
  host.logger.debug('answered', { channel: channelId, kind: reply.kind, entry: reply.entry });
}

/** On a message that needs no answer. */
const UNDERSTOOD = '👍';

/** Shows that a message was understood; nothing where the bot may not add reactions there. */
async function acknowledge({ host, api }: Service, { channelId, id }: Message): Promise<void> {
  await api.react(channelId, id, UNDERSTOOD).catch((error: unknown) => {
    host.logger.debug('a reaction could not be added', { channel: channelId, error });
  });
}

async function depthOf(service: Service, message: Message): Promise<number> {
  const before = repliedIn(message);
  if (before === undefined) return 0;
  return (await known(service, service.records.sent(before)))?.depth ?? 0;
}

interface Placed {
  readonly place: string;
  readonly text: string;
  readonly reply: Reply;
  readonly depth: number;
}

/** Answers stand below their question; a long exchange in a channel goes on in a thread of its own. */
async function whereTo(
  { host, api, records }: Service,
  message: Message,
  { place, text, reply: { kind }, depth }: Placed,
): Promise<{ readonly channel: string; readonly replyTo?: string }> {
  const { channelId, id, author } = message;
  const here = { channel: channelId, replyTo: id };
  // A thread that holds no more than "there is nothing" is in everybody's way.
  const goesOn = kind === 'answer' || kind === 'suggest' || kind === 'list';
  if (!goesOn || depth < LONG_EXCHANGE || message.guildId === null || threadOf(message) !== undefined)
    return here;
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

function hasOthers(message: Message): boolean {
  return forumOf(message) !== undefined && threadOf(message)?.ownerId !== message.author.id;
}
