/** When nobody listened, and that what was said meanwhile is read afterwards. */

import type { Client, Message } from 'discord.js';
import type { Logger, Store } from '../../../src/contract.js';
import { catchUp, FRESH_MILLISECONDS } from './catch-up.js';

export interface Gaps {
  /** To be told of every message. */
  told(message: Message): void;
  /** A session was lost, and another has begun. */
  lost(client: Client<true>, shard: number): Promise<void>;
  /** The program has begun. */
  began(client: Client<true>): Promise<void>;
  /** The program ends. */
  ends(): Promise<void>;
}

export interface GapsOptions {
  readonly store: Store;
  readonly logger: Logger;
  readonly onMessage: (message: Message) => void;
}

const ENDED = 'ended';
/** Milliseconds before the end that are read again: questions that waited for a person when the program ended. */
const WAITING_MILLISECONDS = 5 * 60 * 1000;

export function createGaps({ store, logger, onMessage }: GapsOptions): Gaps {
  /** When a shard was last told something. */
  const last = new Map<number, number>();
  const start = Date.now();
  return {
    told({ guild, createdTimestamp }) {
      const shard = guild?.shardId ?? 0;
      last.set(shard, Math.max(createdTimestamp, last.get(shard) ?? 0));
    },
    async lost(client, shard) {
      logger.warn('a session was lost; what was said meanwhile is read now', { shard });
      await catchUp({ client, shard, since: last.get(shard) ?? start, logger, onMessage });
    },
    async began(client) {
      const ended = Number((await store.get(ENDED)) ?? 0);
      if (Date.now() - ended > FRESH_MILLISECONDS) return;
      await catchUp({ client, since: ended - WAITING_MILLISECONDS, logger, onMessage });
    },
    ends: () => store.set(ENDED, String(Date.now()), FRESH_MILLISECONDS),
  };
}
