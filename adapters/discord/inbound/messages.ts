/** Messages: which of them are questions, of what kind, and where the answer goes. */

import { type Message, MessageType } from 'discord.js';
import type { Hearing, Question } from '../../../src/contract.js';
import { labelOf } from '../outbound/components.js';
import {
  forumOf,
  isStarter,
  placeOfMessage,
  type Readable,
  readable,
  settingsChannel,
  threadOf,
} from './incoming.js';
import { LIMITS } from '../outbound/limits.js';
import type { OwnButtons } from '../outbound/render-reply.js';
import type { Service } from '../transport/service.js';
import { hasSolvedTag } from './solved.js';

export interface Messages {
  handle(message: Message): Promise<void>;
}

/** What the core answers with its guide. */
const HELP = '/help';
const INVITED: Hearing = { attention: 'addressed', uninvited: false };
/** Replies of the bot in one exchange after which it goes on in a thread. */
const LONG_EXCHANGE = 2;
export function createMessages(service: Service): Messages {
  const { host, api, records } = service;
  const answer = async (
    message: Message,
    place: string,
    text: string,
    hearing: Hearing | undefined,
  ): Promise<void> => {
    const { author, channelId, id } = message;
    if (service.isStopping() || !(await service.isFirst(`message/${id}`))) return;
    const attention = hearing?.attention ?? 'addressed';
    const question: Question = {
      text,
      asker: author.id,
      place,
      attention,
      precision: hearing?.precision,
    };
    const reply = await host.bot.ask(question);
    if (reply === undefined) return;
    if (hearing !== undefined && !(await host.channels.enter(place, author.id, hearing, hasCompany(message))))
      return;
    const before = await depthOf(message);
    const where = await whereTo(message, place, text, before);
    const buttons: OwnButtons =
      message.guildId === null
        ? {}
        : {
            remove: true,
            quiet: attention === 'overheard',
            solved: reply.kind === 'answer' && hasSolvedTag(threadOf(message)),
          };
    const posted = await api.post(where.channel, await service.compose(reply, buttons), id, where.replyTo);
    await service.remember(posted, {
      place,
      askers: [author.id],
      language: reply.language,
      depth: before + 1,
    });
    host.logger.debug('answered', { channel: channelId, kind: reply.kind, entry: reply.entry });
  };

  const depthOf = async ({ reference }: Message): Promise<number> => {
    const before = reference?.messageId;
    if (before === undefined) return 0;
    return (await records.sent(before).catch(() => undefined))?.depth ?? 0;
  };

  /** A reply where the question stands; a long exchange in a channel goes on in a thread of its own. */
  const whereTo = async (
    message: Message,
    place: string,
    text: string,
    depth: number,
  ): Promise<{ readonly channel: string; readonly replyTo?: string }> => {
    const { channelId, id } = message;
    const here = { channel: channelId, replyTo: id };
    if (depth < LONG_EXCHANGE || message.guildId === null || threadOf(message) !== undefined) return here;
    try {
      const thread = await api.startThread(channelId, id, labelOf(text, LIMITS.threadName));
      await records.putAlias(thread, place);
      return { channel: thread };
    } catch (error) {
      host.logger.warn('no thread could be opened', { error });
      return here;
    }
  };

  /** Meant for the bot: always a reply. */
  const addressed = async (message: Message, text: string): Promise<void> => {
    const place = await placeOfMessage(service, message);
    if (text === '' && message.attachments.size > 0) {
      if (service.isStopping() || !(await service.isFirst(`message/${message.id}`))) return;
      const note = service.note(service.languageOf(message.guild?.preferredLocale), 'discord.picture');
      await api.post(message.channelId, note, message.id, message.id);
      return;
    }
    const hearing = message.guildId === null ? undefined : INVITED;
    try {
      await answer(message, place, text === '' ? HELP : text, hearing);
    } catch (error) {
      host.logger.error('a message could not be answered', { error });
      const note = service.note(service.languageOf(message.guild?.preferredLocale), 'discord.fault');
      await api.post(message.channelId, note, message.id, message.id);
    }
  };

  const overheard = async (message: Message, { text, names }: Readable): Promise<void> => {
    const isOpening =
      threadOf(message) === undefined ? message.reference?.messageId === undefined : isStarter(message);
    const place = await placeOfMessage(service, message);
    const hearing = await host.channels.hear({
      channel: settingsChannel(message),
      place,
      asker: message.author.id,
      begins: isOpening,
      names,
      hasWords: text !== '',
    });
    if (hearing !== undefined) await answer(message, place, text, hearing);
  };

  return {
    async handle(message) {
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
      if (isForBot) return await addressed(message, read.text);
      // Without the privileged intent the text of others' messages does not come.
      if (message.content !== '') await overheard(message, read);
    },
  };
}

/** Whether somebody else speaks in the same thread or forum post. */
function hasCompany(message: Message): boolean {
  const thread = threadOf(message);
  return thread !== undefined && forumOf(message) !== undefined && thread.ownerId !== message.author.id;
}
