/** Reads what was said while nobody listened: in the gap of a lost session, or between two runs of the program. */

import { type Client, type Message, SnowflakeUtil } from 'discord.js';
import type { Logger } from '../../../src/contract.js';

/** Milliseconds; what is older was answered by somebody, or is of no use any more. */
export const FRESH_MILLISECONDS = 15 * 60 * 1000;
/** Milliseconds before the last message seen that are read again: messages are in order in a channel only. */
const MARGIN_MILLISECONDS = 10_000;
/** Channels that are read, those with the newest messages first. */
const MOST_CHANNELS = 50;
/** Direct messages tell nothing of themselves after a gap: those with the newest known messages are asked. */
const MOST_DIRECT = 20;
/** Messages of one channel. https://docs.discord.com/developers/resources/message#get-channel-messages */
const MOST_MESSAGES = 100;

export interface CatchUpOptions {
  readonly client: Client<true>;
  /** The shard whose servers are read; all of them by default. Direct messages are told to the first. */
  readonly shard?: number;
  /** Milliseconds of the epoch after which it is read. */
  readonly since: number;
  readonly logger: Logger;
  /** Told of every message, in the order of its channel; those that were told before are the listener's affair. */
  readonly onMessage: (message: Message) => void;
}

export async function catchUp({ client, shard, since, logger, onMessage }: CatchUpOptions): Promise<void> {
  const from = Math.max(since - MARGIN_MILLISECONDS, Date.now() - FRESH_MILLISECONDS);
  const after = SnowflakeUtil.generate({ timestamp: from }).toString();
  const inServers = [];
  const direct = [];
  for (const channel of client.channels.cache.values()) {
    if (!channel.isTextBased()) continue;
    if (channel.isDMBased()) direct.push(channel);
    else if (
      (shard === undefined || channel.guild.shardId === shard) &&
      channel.viewable &&
      channel.lastMessageId !== null &&
      BigInt(channel.lastMessageId) > BigInt(after)
    )
      inServers.push(channel);
  }
  const isLong = inServers.length > MOST_CHANNELS;
  if (isLong)
    logger.warn('not every channel can be read again after the gap', { channels: inServers.length });
  const chosen = [
    ...inServers.toSorted(byNewest).slice(0, MOST_CHANNELS),
    ...((shard ?? 0) === 0 ? direct.toSorted(byNewest).slice(0, MOST_DIRECT) : []),
  ];
  for (const channel of chosen) {
    try {
      const found = await channel.messages.fetch({ after, limit: MOST_MESSAGES, cache: false });
      for (const message of [...found.values()].toSorted((a, b) => a.createdTimestamp - b.createdTimestamp))
        onMessage(message);
    } catch (error) {
      logger.warn('a channel could not be read again after the gap', { channel: channel.id, error });
    }
  }
}

interface Dated {
  readonly lastMessageId: string | null | undefined;
}

const byNewest = (a: Dated, b: Dated): number => newest(b) - newest(a);
const newest = ({ lastMessageId }: Dated): number =>
  typeof lastMessageId === 'string' ? SnowflakeUtil.timestampFrom(lastMessageId) : 0;
