/**
 * Frames of the gateway that have not the shape which discord.js takes for granted. It reads them inside of its socket's listener: what
 * it throws there nobody can catch, and the process would end, with every other adapter in it.
 */

import { type Client, SimpleShardingStrategy, type WebSocketOptions } from 'discord.js';

/** Told of each frame that is dropped, with what it threw. */
export type OnDropped = (error: unknown) => void;

/**
 * For the option `ws.buildStrategy`, discord.js' own way to the shards. Each shard reads a frame, and tells all listeners of it, in
 * its method `onMessage`. The frame's number is counted before that: a frame that was dropped is not told again by a resumed session.
 */
export function droppingShards(onDropped: OnDropped): NonNullable<WebSocketOptions['buildStrategy']> {
  class DroppingStrategy extends SimpleShardingStrategy {
    override async spawn(ids: number[]): Promise<void> {
      await super.spawn(ids);
      const shards: unknown = Reflect.get(this, 'shards');
      if (!(shards instanceof Map)) throw new Error('this version of discord.js keeps its shards elsewhere');
      for (const shard of shards.values()) contain(shard, 'onMessage', onDropped);
    }
  }
  return (manager) => new DroppingStrategy(manager);
}

/** The same for frames that came before all servers were there: those the client reads later, each on a turn of its own. */
export function dropPackets({ ws }: Client, onDropped: OnDropped): void {
  contain(ws, 'handlePacket', onDropped);
}

/** Of at most 64 bits. https://docs.discord.com/developers/reference#snowflakes */
const ID = /^\d{1,20}$/;

/**
 * Of a message or an interaction: it is read once, and answered, by its ids, which discord.js takes as they come.
 * @throws {TypeError} which drops the frame, in a listener of the client
 */
export function checkIds({ id, channelId }: { readonly id: unknown; readonly channelId: unknown }): void {
  for (const one of channelId === null ? [id] : [id, channelId]) {
    if (typeof one !== 'string' || !ID.test(one)) throw new TypeError('an id is not as Discord writes it');
  }
}

/** Catches what a method of an object throws, or rejects with; a version without the method is found out at the start. */
function contain(owner: object, name: string, onDropped: OnDropped): void {
  const method: unknown = Reflect.get(owner, name);
  if (typeof method !== 'function') throw new Error(`this version of discord.js has no ${name}`);
  Reflect.set(owner, name, (...given: readonly unknown[]): unknown => {
    try {
      const done: unknown = Reflect.apply(method, owner, given);
      return done instanceof Promise ? done.catch(onDropped) : done;
    } catch (error) {
      onDropped(error);
      return undefined;
    }
  });
}
