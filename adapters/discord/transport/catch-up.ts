/** Reads what was said while nobody listened: in the gap of a lost session, or between two runs of the program. */

import { type Client, type Message, SnowflakeUtil } from 'discord.js';
import type { Logger, Store } from '../../../src/contract.js';

/** Milliseconds; what is older was answered by somebody, or is of no use any more. */
const FRESH_MILLISECONDS = 15 * 60 * 1000;
/** Milliseconds before the last message seen that are read again: Discord keeps the order within a channel only. */
const MARGIN_MILLISECONDS = 10_000;
/** Milliseconds before the end that are read again: questions that waited for a person when the program ended. */
const WAITING_MILLISECONDS = 5 * 60 * 1000;
/** Channels that are read, those with the newest messages first. */
const MAX_CHANNELS = 50;
/** Direct messages do not say whether they hold something new: those with the newest known messages are read. */
const MAX_DIRECT = 20;
/** Messages of one channel. https://docs.discord.com/developers/resources/message#get-channel-messages */
const MAX_MESSAGES = 100;
/** Times that so many are read of one channel. */
const MAX_PAGES = 10;
/** The store's key for the moment at which the last run ended, or was last known to run, in milliseconds of the epoch. */
const ENDED = 'ended';
/** Milliseconds between two notes that the program runs. */
const NOTE_MILLISECONDS = 30_000;

export interface CatchUp {
  /** Call it with every message that the gateway brings. */
  told(message: Message): void;
  /** Call it when a session was lost and another has begun. */
  lost(client: Client<true>, shard: number): Promise<void>;
  /** Call it when the program has started. */
  began(client: Client<true>): Promise<void>;
  /** Call it when the program ends; it may end without that. */
  ends(): Promise<void>;
}

interface CatchUpOptions {
  readonly store: Store;
  readonly logger: Logger;
  /** Called with the messages of a channel in their order, including those that the gateway brought before. */
  readonly onMessage: (message: Message) => void;
}

export function createCatchUp(options: CatchUpOptions): CatchUp {
  const { store, logger } = options;
  /** When each shard was last told something. */
  const last = new Map<number, number>();
  const start = Date.now();
  let timer: NodeJS.Timeout | undefined;
  const note = (): Promise<void> => store.set(ENDED, String(Date.now()), FRESH_MILLISECONDS);
  return {
    told({ guild, createdTimestamp }) {
      // An id that is none, or lies ahead, does not say when the message came.
      if (!(createdTimestamp < Date.now() + MARGIN_MILLISECONDS)) return;
      const shard = guild?.shardId ?? 0;
      last.set(shard, Math.max(createdTimestamp, last.get(shard) ?? 0));
    },
    async lost(client, shard) {
      logger.warn('a session was lost; what was said meanwhile is read now', { shard });
      await readAgain(client, last.get(shard) ?? start, options, shard);
    },
    async began(client) {
      const ended = Number(await store.get(ENDED)) || 0;
      timer = setInterval(() => void note().catch(() => undefined), NOTE_MILLISECONDS);
      timer.unref();
      await note();
      if (Date.now() - ended > FRESH_MILLISECONDS) return;
      await readAgain(client, ended - WAITING_MILLISECONDS, options);
    },
    async ends() {
      clearInterval(timer);
      await note();
    },
  };
}

/**
 * @param since milliseconds of the epoch
 * @param shard the shard whose servers are read; all of them by default
 */
async function readAgain(
  client: Client<true>,
  since: number,
  { logger, onMessage }: CatchUpOptions,
  shard?: number,
): Promise<void> {
  const timestamp = Math.max(since - MARGIN_MILLISECONDS, Date.now() - FRESH_MILLISECONDS);
  const after = SnowflakeUtil.generate({ timestamp }).toString();
  for (const channel of channelsToRead(client, BigInt(after), logger, shard)) {
    try {
      let last = after;
      for (let page = 0; page < MAX_PAGES; page += 1) {
        const found = await channel.messages.fetch({ after: last, limit: MAX_MESSAGES, cache: false });
        const inOrder = [...found.values()].toSorted((a, b) => a.createdTimestamp - b.createdTimestamp);
        for (const message of inOrder) onMessage(message);
        last = inOrder.at(-1)?.id ?? last;
        if (found.size < MAX_MESSAGES) break;
      }
    } catch (error) {
      logger.warn('a channel could not be read again after the gap', { channel: channel.id, error });
    }
  }
}

function channelsToRead(client: Client<true>, after: bigint, logger: Logger, shard?: number) {
  const inServers = [];
  const direct = [];
  for (const channel of client.channels.cache.values()) {
    if (!channel.isTextBased()) continue;
    if (channel.isDMBased()) direct.push(channel);
    else if (
      (shard === undefined || channel.guild.shardId === shard) &&
      channel.viewable &&
      idOf(channel) > after
    )
      inServers.push(channel);
  }
  if (inServers.length > MAX_CHANNELS)
    logger.warn('not every channel can be read again after the gap', { channels: inServers.length });
  return [
    ...inServers.toSorted(byNewest).slice(0, MAX_CHANNELS),
    // Discord tells direct messages to the first shard.
    ...((shard ?? 0) === 0 ? direct.toSorted(byNewest).slice(0, MAX_DIRECT) : []),
  ];
}

interface Dated {
  readonly lastMessageId: string | null | undefined;
}

const byNewest = (a: Dated, b: Dated): number => Number(idOf(b) - idOf(a));

/** A frame of another shape may have left anything there. */
function idOf({ lastMessageId }: Dated): bigint {
  return /^\d+$/.test(String(lastMessageId)) ? BigInt(String(lastMessageId)) : 0n;
}
