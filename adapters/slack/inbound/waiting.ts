/**
 * Overheard questions that were waiting for a person's answer when the program ended. They are noted by their ids, and taken up at
 * the next start if they are fresh and the channel's history shows that nobody has answered meanwhile.
 */

import type { Host } from '../../../src/contract.js';
import { type Json, list, object, parsed, string } from '../../common/json.js';
import { MOST_READ } from '../transport/call.js';
import { CallError } from '../transport/faults.js';
import { placeOf } from '../transport/places.js';
import type { Workspace } from '../transport/workspace.js';
import { type Message, readMessage } from './payload.js';

/** Milliseconds after which nobody expects an answer that was not asked for. */
const FRESH_MILLISECONDS = 10 * 60 * 1000;
const KEY = 'waiting/';
const TAKEN = '{}';

/** What Slack or the network gets over by itself. https://docs.slack.dev/reference/methods/conversations.replies#errors */
const PASSING: ReadonlySet<string> = new Set([
  'unreachable',
  'ratelimited',
  'internal_error',
  'fatal_error',
  'service_unavailable',
  'request_timeout',
]);

interface Waiting extends Pick<Message, 'channel' | 'thread' | 'ts' | 'user'> {
  readonly team: string;
  /** Milliseconds since 1970 at which nobody expects an answer any more. */
  readonly until: number;
}

export async function putWaiting({ host, team, now }: Workspace, message: Message): Promise<void> {
  const { channel, thread, ts, user } = message;
  const until = now() + FRESH_MILLISECONDS;
  const value = JSON.stringify({ team, channel, ts, user, thread, until } satisfies Waiting);
  await host.store.set(KEY + placeOf(team, channel, ts), value, FRESH_MILLISECONDS, user);
}

/**
 * Calls `again` for each question that is still open. A record that cannot be read is told and let go of; the others are still handled. A
 * record whose question could not be read from Slack is kept for the next start.
 * @param now milliseconds since 1970
 * @throws when the store cannot be reached at all
 */
export async function resumeWaiting(
  { store, logger, unreadable }: Pick<Host, 'store' | 'logger' | 'unreadable'>,
  workspaceFor: (team: string) => Promise<Workspace>,
  again: (workspace: Workspace, message: Message) => Promise<void>,
  now: () => number,
): Promise<void> {
  const all = await store.list(KEY);
  await Promise.all(
    all.map(async ([key, value]) => {
      try {
        if (value === TAKEN) return;
        // One replica takes it. It is let go of at once, so that it can be noted again when the program ends again.
        if (!(await store.swap(key, value, TAKEN, FRESH_MILLISECONDS))) return;
        await store.delete(key);
        const waiting = readWaiting(value);
        if (waiting === undefined) return unreadable(key);
        const workspace = await workspaceFor(waiting.team);
        const message = await stillOpen(workspace, waiting).catch(async (error: unknown) => {
          const left = waiting.until - now();
          const isPassing = error instanceof CallError && PASSING.has(error.reason);
          if (isPassing && left > 0) await store.set(key, value, left, waiting.user);
          throw error;
        });
        if (message !== undefined) await again(workspace, message);
      } catch (error) {
        // A call that failed has its line already.
        if (!(error instanceof CallError)) logger.warn('a question could not be taken up', { error });
      }
    }),
  );
}

/** The message as it stands now; `undefined` where it is gone, or somebody has answered in its thread or beside it by name. */
async function stillOpen(
  workspace: Workspace,
  { channel, thread, ts, user }: Waiting,
): Promise<Message | undefined> {
  const inThread = await workspace.readThread(channel, thread ?? ts);
  const range = { channel, oldest: ts, limit: MOST_READ };
  const beside = await workspace.call('conversations.history', range);
  const byOthers = (message: Json): boolean => Number(message['ts']) > Number(ts) && message['user'] !== user;
  if (inThread.some(byOthers)) return undefined;
  const named = list(beside['messages']).map(object).filter(byOthers);
  if (named.some((one) => string(one['text'])?.includes(`<@${user}`) === true)) return undefined;
  const own = inThread.find((one) => one['ts'] === ts);
  return own === undefined ? undefined : readMessage({ ...own, channel }, workspace.botUser);
}

/** What reads a record, by the beginning of its key. */
export const WAITING = { [KEY]: (value: string) => (value === TAKEN ? value : readWaiting(value)) } as const;

function readWaiting(value: string): Waiting | undefined {
  const kept = parsed(value);
  const [team, channel, ts, user] = ['team', 'channel', 'ts', 'user'].map((name) => string(kept[name]));
  if (team === undefined || channel === undefined || ts === undefined || user === undefined) return undefined;
  return { team, channel, ts, user, thread: string(kept['thread']), until: Number(kept['until'] ?? 0) };
}
