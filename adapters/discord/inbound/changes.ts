/** Questions that are edited or deleted, and posts that are marked as solved: what becomes of the bot's replies. */

import type { AnyThreadChannel, APIMessageTopLevelComponent, Message } from 'discord.js';
import type { Attention, Reply } from '../../../src/contract.js';
import { type Json, list, object } from '../../common/json.js';
import { fingerprintOf } from '../../common/question-life.js';
import { type OwnButtons, solvedButton } from '../outbound/render-reply.js';
import { compose, remember, retract, type Service } from '../service.js';
import type { Components } from '../transport/api.js';
import type { Changed } from '../transport/connection.js';
import { codeOf } from '../transport/errors.js';
import { noticeChange } from './gathering.js';
import { contextFor, readable } from './reading.js';
import type { Sent } from './records.js';
import { isSolved, settingsChannel, threadOf } from './threads.js';

export async function handleChange(service: Service, changed: Changed): Promise<void> {
  const { host, life, records } = service;
  const { client, channel, message, change } = changed;
  const found = client.channels.cache.get(channel);
  const where = found?.isTextBased() === true ? found : null;
  const settings = await host.channels.settings(settingsChannel({ channel: where, channelId: channel }));
  const mayAsk = settings.listening || where?.isDMBased() === true;
  if ((await records.replyTo(message)) === undefined) await life.noteChange(message, change, mayAsk);
  await Promise.all([follow(service, changed), noticeChange(service, changed)]);
}

/** Carries over to the reply what has happened to its question. Changes of the same question wait for each other. */
export async function follow(service: Service, changed: Changed): Promise<void> {
  const { records, serial } = service;
  const { client, channel, message, change } = changed;
  await serial(message, async () => {
    // After waiting, as a change before this one may have removed the reply.
    const reply = await records.replyTo(message);
    const sent = reply === undefined ? undefined : await records.sent(reply);
    if (reply === undefined || sent?.question === undefined) return;
    if (change === 'deleted') return await removeReply(service, reply, sent);
    const where = await client.channels.fetch(channel);
    const found =
      where?.isTextBased() === true
        ? await readMessage(where.messages.fetch({ message, force: true }))
        : undefined;
    if (found !== undefined && isHidden(found)) return;
    if (found === undefined) await removeReply(service, reply, sent);
    else await answerAgain(service, found, [reply, sent]);
  });
}

/** What a message says now; `undefined` where it is gone, or hidden from the bot. */
export async function askedIn(message: Message): Promise<string | undefined> {
  const found = await readMessage(message.fetch(true));
  return found === undefined || isHidden(found) ? undefined : wordsIn(found);
}

const wordsIn = (message: Message): string => readable(message, message.client.user.id).text;

/** Whether the bot cannot see what it says: it does not mention the bot any more, and there is no privileged intent. */
function isHidden({ content, mentions, attachments, client, guildId }: Message): boolean {
  return guildId !== null && content === '' && attachments.size === 0 && !mentions.users.has(client.user.id);
}

/** https://docs.discord.com/developers/topics/opcodes-and-status-codes#json */
const UNKNOWN = { channel: 10_003, message: 10_008 } as const;

async function readMessage(read: Promise<Message>): Promise<Message | undefined> {
  try {
    return await read;
  } catch (error) {
    const code = codeOf(error);
    if (code === UNKNOWN.message || code === UNKNOWN.channel) return undefined;
    throw error;
  }
}

async function removeReply(service: Service, reply: string, sent: Sent): Promise<void> {
  const { api, records } = service;
  if (sent.question !== undefined) await api.remove(sent.question.repliedIn, reply);
  await retract(service, sent);
  await records.forget(reply, sent);
}

/** Answers an edited question again. A reply that somebody has already reacted to is left as it is. */
async function answerAgain(
  service: Service,
  message: Message,
  [reply, sent]: readonly [reply: string, sent: Sent],
): Promise<void> {
  const { host, api, records } = service;
  const { question, place, askers } = sent;
  const text = wordsIn(message);
  if (question === undefined || fingerprintOf(reply, text) === question.fingerprint) return;
  if (await records.wasPressed(reply)) return;
  const standing = await api.read(question.repliedIn, reply);
  if (standing === undefined || list(standing['reactions']).length > 0) return;
  const { attention, precision, followUp } = question;
  const asked = await host.bot.ask({
    text,
    asker: askers[0] ?? message.author.id,
    place,
    attention,
    precision,
    followUp,
    ...(await contextFor(service, message)),
  });
  if (asked === undefined || asked.kind === 'acknowledgement') return await removeReply(service, reply, sent);
  const components = await compose(service, asked, message.author.id, buttonsFor(message, asked, attention));
  await api.change(question.repliedIn, reply, components);
  await retract(service, sent);
  await remember(service, reply, {
    ...sent,
    posted: undefined,
    language: asked.language,
    question: { ...question, fingerprint: fingerprintOf(reply, text) },
  });
}

export function buttonsFor(message: Message, reply: Reply, attention: Attention): OwnButtons {
  if (message.guildId === null) return {};
  return {
    remove: true,
    quiet: attention === 'overheard',
    solved: reply.kind === 'answer' ? isSolved(threadOf(message)) : undefined,
  };
}

/** Shows in the bot's replies in a forum post whether the post is solved, when its tag was set or taken away. */
export async function handleThread(
  service: Service,
  before: AnyThreadChannel,
  after: AnyThreadChannel,
): Promise<void> {
  const now = isSolved(after);
  if (now === undefined || isSolved(before) === now) return;
  const { records, host } = service;
  for (const reply of await records.solvable(after.id)) {
    try {
      await showSolved(service, after.id, reply, now);
    } catch (error) {
      host.logger.warn('a reply could not show that its post is solved', { channel: after.id, error });
    }
  }
}

async function showSolved(
  { api, records, host }: Service,
  post: string,
  reply: string,
  isNow: boolean,
): Promise<void> {
  const standing = await api.read(post, reply);
  if (standing === undefined) return;
  const { language = 'zh' } = (await records.sent(reply)) ?? {};
  const button = solvedButton(isNow, (key, values) => host.texts(language, key, values));
  await api.change(post, reply, withButton(list(standing['components']), Object(button)));
}

/** The components of a message with another button in the place of the one with the same id. */
function withButton(components: readonly unknown[], button: Json): Components {
  const replaced = (one: unknown): unknown => {
    const component = object(one);
    if (component['custom_id'] === button['custom_id']) return button;
    const inner = component['components'];
    return Array.isArray(inner) ? { ...component, components: inner.map(replaced) } : component;
  };
  return components.map((one): APIMessageTopLevelComponent => Object(replaced(one)));
}
