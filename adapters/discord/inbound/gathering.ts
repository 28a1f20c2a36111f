/** Tells the core of what answers may be gathered from: messages, reactions, edits and deletions in servers. */

import type { Client, Message, TextBasedChannel } from 'discord.js';
import type { Conversation, Noticed, Utterance } from '../../../src/contract.js';
import { list, object, string } from '../../common/json.js';
import { IDS } from '../outbound/render-reply.js';
import { tellMaintainers } from '../review/maintainers-channel.js';
import { isMaintainer, type Service } from '../service.js';
import type { Changed, Reacted } from '../transport/connection.js';
import { placeOfMessage } from './places.js';
import { orGone, readMessage, readable, repliedIn } from './reading.js';
import { settingsChannel, threadOf } from './threads.js';

/**
 * A message of a member. Where it answers a question that was handed over, the maintainers are asked in their channel whether to take
 * it: nobody can be shown something alone without having pressed a button.
 * @returns whether it answers one
 */
export async function noticeMessage(service: Service, message: Message): Promise<boolean> {
  const { host, maintainersChannel } = service;
  const { client, channelId, id, author, member, guildId } = message;
  if (guildId === null || !client.isReady()) return false;
  const actor = { user: author.id, roles: member?.roles.cache.map((role) => role.id) ?? [] };
  // The place is only looked up for those from whom anything is gathered.
  if (!isMaintainer(service, actor)) return false;
  const asked = await host.gather({
    ...noticed({ client, channel: channelId, message: id }, 'written'),
    place: await placeOfMessage(service, message),
    isAmongMaintainers: isAmongMaintainers(service, message),
    isMaintainer: async () => true,
  });
  if (asked === undefined) return false;
  if (maintainersChannel !== undefined) await tellMaintainers(service, maintainersChannel, asked);
  return true;
}

function isAmongMaintainers({ maintainersChannel }: Service, message: Message): boolean {
  return maintainersChannel !== undefined && settingsChannel(message) === maintainersChannel;
}

export async function noticeReaction(service: Service, reacted: Reacted): Promise<void> {
  await service.host.gather({
    ...noticed(reacted, 'reacted'),
    reaction: reacted.reaction,
    isMaintainer: async () => isMaintainer(service, reacted),
  });
}

export async function noticeChange({ host }: Service, changed: Changed): Promise<void> {
  await host.gather(noticed(changed, changed.change));
}

type Where = Pick<Changed, 'client' | 'channel' | 'message'>;

function noticed({ client, channel, message }: Where, kind: Noticed['kind']): Noticed {
  const found = client.channels.cache.get(channel);
  const where = found?.isTextBased() === true ? found : null;
  return {
    kind,
    channel: settingsChannel({ channel: where, channelId: channel }),
    message,
    isMaintainer: async () => false,
    read: async (id) => await orGone(conversationOf(client, channel, id)),
  };
}

/** Messages of a thread, or after a question, that are read: as many as Discord gives at once. https://docs.discord.com/developers/resources/message#get-channel-messages */
const MOST_READ = 100;
/** Replies to replies, up to the question. */
const MOST_STEPS = 10;
/** Messages before one among which the reply is looked for that it goes on. */
const MOST_BEFORE = 10;

/** Rejects where a message is gone. */
async function conversationOf(
  client: Client<true>,
  channel: string,
  id: string,
): Promise<Conversation | undefined> {
  const message = await readMessage(client, channel, id);
  if (message === undefined) return undefined;
  const thread = threadOf(message);
  if (thread !== undefined) {
    const first = await thread.fetchStarterMessage({ force: true, cache: false });
    const others = await after(thread, thread.id);
    const name = `${thread.guildId}/${thread.id}`;
    return first === null ? undefined : asConversation(name, [first, ...others], id);
  }
  const first = await rootOf(message);
  if (first === undefined) return undefined;
  const exchange: Message[] = [first];
  let last: Message = first;
  for (const one of await after(message.channel, first.id)) {
    const before = repliedIn(one);
    const isInIt = (wanted: string): boolean => exchange.some((each) => each.id === wanted);
    const goesOn = before === undefined && one.author.id === last.author.id && isInIt(last.id);
    if (goesOn || (before !== undefined && isInIt(before))) exchange.push(one);
    last = one;
  }
  return asConversation(`${message.guildId ?? ''}/${channel}/${first.id}`, exchange, id);
}

/** The message that an exchange of replies begins with; `undefined` of a message that replies to nothing, nor goes on a reply. */
async function rootOf(message: Message): Promise<Message | undefined> {
  const { channel, author } = message;
  let root: Message | undefined = message;
  if (repliedIn(message) === undefined) {
    const range = { before: message.id, limit: MOST_BEFORE, cache: false };
    const before = [...(await channel.messages.fetch(range)).values()].toSorted(byAge).toReversed();
    const other = before.findIndex((one) => one.author.id !== author.id);
    const row = other < 0 ? before : before.slice(0, other);
    root = row.find((one) => repliedIn(one) !== undefined);
  }
  for (let step = 0; step < MOST_STEPS && root !== undefined; step += 1) {
    const before = repliedIn(root);
    if (before === undefined) break;
    root = await channel.messages.fetch({ message: before, force: true, cache: false });
  }
  return root?.id === message.id ? undefined : root;
}

/** The messages after one, the earliest first. */
async function after(channel: TextBasedChannel, id: string): Promise<readonly Message[]> {
  const range = { after: id, limit: MOST_READ, cache: false };
  return [...(await channel.messages.fetch(range)).values()].toSorted(byAge);
}

/** Ids grow with time. */
const byAge = (a: Message, b: Message): number =>
  a.createdTimestamp - b.createdTimestamp || Number(BigInt(a.id) - BigInt(b.id));

/** @returns `undefined` where the message is not in it */
function asConversation(name: string, exchange: readonly Message[], id: string): Conversation | undefined {
  const isThere = exchange.some((one) => one.id === id);
  return isThere ? { id: name, link: exchange[0]?.url, messages: exchange.map(utteranceOf) } : undefined;
}

function utteranceOf(message: Message): Utterance {
  const { id, author, client, createdTimestamp, components } = message;
  const self = client.user?.id ?? '';
  const isOwn = author.id === self;
  return {
    id,
    author: author.id,
    text: readable(message, self).text,
    at: createdTimestamp,
    isOwn,
    tokens: isOwn ? tokensIn(components.map((one) => one.toJSON())) : undefined,
  };
}

/** The tokens of the actions in a message's components. */
function tokensIn(components: readonly unknown[]): readonly string[] {
  return components.map(object).flatMap((one) => {
    const [id, , token] = string(one['custom_id'])?.split(':') ?? [];
    return id === IDS.act && token !== undefined ? [token] : tokensIn(list(one['components']));
  });
}
