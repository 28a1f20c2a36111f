/**
 * Overheard questions that were waiting for a person's answer when the program ended: noted by their ids, and taken up at the next
 * start if they are fresh and the channel's history shows that nobody has answered meanwhile.
 */

import { CallError } from '../transport/call.js';
import { list, object, string } from '../../common/json.js';
import { type Message, placeOf, readMessage } from '../transport/payload.js';
import type { Service, Workspace } from '../transport/service.js';

/** Milliseconds after which nobody expects an answer that was not asked for. */
const FRESH_MILLISECONDS = 10 * 60 * 1000;
/** Messages that are looked through for an answer. */
const MOST_READ = 200;
const KEY = 'waiting/';

export interface Waiting {
  readonly put: (workspace: Workspace, message: Message) => Promise<void>;
  /** Calls `again` for each that is still open; what cannot be looked at is left alone. */
  readonly resume: (
    clientFor: (team: string) => Promise<Workspace>,
    again: (workspace: Workspace, message: Message) => Promise<void>,
  ) => Promise<void>;
}

export function createWaiting(service: Service): Waiting {
  const { host } = service;

  /** The message as it stands now; `undefined` where it is gone, or somebody has answered in its thread or beside it by name. */
  const stillOpen = async (
    workspace: Workspace,
    { channel, thread, ts, user }: Pick<Message, 'channel' | 'thread' | 'ts' | 'user'>,
  ): Promise<Message | undefined> => {
    const range = { channel, limit: MOST_READ };
    const replies = await service.call(workspace, 'conversations.replies', { ...range, ts: thread ?? ts });
    const beside = await service.call(workspace, 'conversations.history', { ...range, oldest: ts });
    const inThread = list(replies['messages']).map(object);
    const isLater = (one: (typeof inThread)[number]): boolean => Number(one['ts']) > Number(ts);
    const others = (all: typeof inThread): typeof inThread =>
      all.filter((one) => isLater(one) && one['user'] !== user);
    if (others(inThread).length > 0) return undefined;
    const named = others(list(beside['messages']).map(object));
    if (named.some((one) => string(one['text'])?.includes(`<@${user}`) === true)) return undefined;
    const own = inThread.find((one) => one['ts'] === ts);
    return own === undefined ? undefined : readMessage({ ...own, channel });
  };

  return {
    async put({ team }, { channel, ts, user, thread }) {
      const value = JSON.stringify({ team, channel, ts, user, thread });
      await host.store.set(KEY + placeOf(team, channel, ts), value, FRESH_MILLISECONDS);
    },
    async resume(clientFor, again) {
      const all = await host.store.list(KEY);
      await Promise.all(
        all.map(async ([key, value]) => {
          if (!(await service.isFirst(key))) return;
          await host.store.delete(key);
          const kept = object(JSON.parse(value));
          const [team, channel, ts, user] = ['team', 'channel', 'ts', 'user'].map((name) =>
            string(kept[name]),
          );
          const thread = string(kept['thread']);
          if (team === undefined || channel === undefined || ts === undefined || user === undefined) return;
          try {
            const workspace = await clientFor(team);
            const where = { channel, ts, user, thread };
            const message = await stillOpen(workspace, where);
            if (message !== undefined) await again(workspace, message);
          } catch (error) {
            if (!(error instanceof CallError))
              host.logger.warn('a question could not be taken up', { error });
          }
        }),
      );
    },
  };
}
