/**
 * What platforms were told "received" and is not answered yet. It is stored before the platform is told, so that another process takes
 * it up where this one ends.
 */

import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { LRUCache } from 'lru-cache';
import pMap from 'p-map';
import pTimeout from 'p-timeout';
import {
  type Claim,
  type Inbox,
  type Incoming,
  type Logger,
  type Sealer,
  type Store,
  type TakeUp,
  Unkept,
} from './contract.js';
import { isRecord } from './record.js';
import { readJson, type Unreadable } from './stored.js';

/** Milliseconds for which an event is known again, and taken up: platforms repeat theirs for two hours at most. */
const KEPT_MILLISECONDS = 24 * 60 * 60 * 1000;
/** Milliseconds after which a process that has not said that it lives counts as ended. */
const LEASE_MILLISECONDS = 10_000;
/** Milliseconds that the store may take, without which the event is handled all the same: a member waits. */
const TAKE_MILLISECONDS = 1000;
/** Milliseconds that a shared store may take, without which nothing is handled: platforms wait three seconds, and the way is part of it. */
const SHARED_TAKE_MILLISECONDS = 2000;
/** Milliseconds in which events are collected to be written at once: nobody notices them. */
const BATCH_MILLISECONDS = 3;
/** Events that this process remembers by itself, for the time without a store. */
const MOST_RECENT = 5000;
/** Times that an event is begun: one that ended the process so often is let go. Others are begun again with it, so not a few. */
const MOST_TRIES = 10;
/** Events that are taken up at once: half of what may wait in one place, so that none is turned away as one too many (`src/app/waiting.ts`). */
const MOST_AT_ONCE = 25;

const PENDING = 'inbox/';
const SEEN = 'seen/';
const ALIVE = 'alive/';
const SENT = 'sent-for/';

interface InboxOptions {
  /** The adapter's namespace, shared with its replicas. */
  readonly store: Store;
  readonly logger: Logger;
  readonly unreadable: Unreadable;
  /** Seals what members wrote. */
  readonly sealer: () => Promise<Sealer>;
  /** Milliseconds since 1970; the system's clock by default. */
  readonly now?: () => number;
  /** Milliseconds; {@link LEASE_MILLISECONDS} by default. */
  readonly lease?: number;
}

/** An event as it is stored. */
interface Pending extends Pick<Incoming, 'kind' | 'place'> {
  /** The process that handles it. */
  readonly run: string;
  /** When it was taken, in milliseconds since 1970. */
  readonly at: number;
  readonly tries: number;
  readonly sealed?: string;
}

export function createInbox(options: InboxOptions): Inbox {
  const { store, logger, unreadable, sealer, now = Date.now, lease = LEASE_MILLISECONDS } = options;
  const run = randomUUID();
  const recent = new LRUCache<string, true>({ max: MOST_RECENT });
  /** Events that this process handles. */
  const inHand = new Set<string>();
  /** Events that the store could not be told of that they are done. */
  const undone = new Set<string>();
  /** Those of ended processes that were seen once: a process that had lost the store must have the time to say that it lives. */
  let suspects = new Set<string>();
  let living: Promise<void> | undefined;
  /** Until when others count this process as living, in milliseconds since 1970. */
  let livesUntil = 0;
  let timer: NodeJS.Timeout | undefined;
  let isEnded = false;

  const sayAlive = async (): Promise<void> => {
    const until = now() + lease;
    await store.set(ALIVE + run, '', lease);
    livesUntil = until;
  };
  /** Others must know that this process lives before they see an event of it. */
  const live = (): Promise<void> => {
    living ??= sayAlive().catch((error: unknown) => {
      living = undefined;
      throw error;
    });
    return living;
  };

  const claim = batched(async (records: readonly (readonly Claim[])[]) => {
    await live();
    return await store.claimAll(records.flat(), KEPT_MILLISECONDS);
  });
  const remove = batched((ids: readonly string[]) => store.deleteAll(ids.map((id) => PENDING + id)));

  const keep = async ({ id, kind, place, owner, content }: Incoming): Promise<boolean> => {
    const sealed = content === undefined ? undefined : (await sealer()).seal(content);
    const pending: Pending = { run, kind, place, at: now(), tries: 1, sealed };
    const free = await claim([
      { key: SEEN + id, value: '', owner },
      { key: PENDING + id, value: JSON.stringify(pending), owner },
    ]);
    if (free.has(SEEN + id)) return true;
    // Both are written at once, so this one was done before.
    if (free.has(PENDING + id)) await remove(id);
    return false;
  };

  const holds = async (id: string): Promise<boolean> => {
    if (!store.isShared || now() < livesUntil) return true;
    const value = await store.get(PENDING + id);
    return value !== undefined && readPending(value)?.run === run;
  };

  const mayAnswer = (id: string): Promise<boolean> => holds(id).catch(() => false);

  const finish = async (id: string): Promise<void> => {
    inHand.delete(id);
    try {
      // It is another's to finish where that one has taken it over.
      if (await holds(id)) await remove(id);
      undone.delete(id);
    } catch {
      // The store tells of itself.
      undone.add(id);
    }
  };

  /** Takes over the event of a process that has ended. @returns `undefined` where another process was quicker, or it is let go */
  const takeOver = async (key: string, value: string, pending: Pending): Promise<Incoming | undefined> => {
    const id = key.slice(PENDING.length);
    const { kind, place, sealed } = pending;
    inHand.add(id);
    const own: Pending = { ...pending, run, tries: pending.tries + 1 };
    if (!(await store.swap(key, value, JSON.stringify(own), KEPT_MILLISECONDS))) return undefined;
    const content = sealed === undefined ? undefined : (await sealer()).open(sealed);
    const isSpent = pending.tries >= MOST_TRIES || (sealed !== undefined && content === undefined);
    if (isSpent) logger.error('an event that was received is let go: it cannot be handled', { kind, place });
    if (!isSpent) return { id, kind, place, content };
    await finish(id);
    return undefined;
  };

  const isInHand = (key: string): boolean => {
    const id = key.slice(PENDING.length);
    return inHand.has(id) || undone.has(id);
  };

  const look = async (handle: TakeUp): Promise<void> => {
    await Promise.all([...undone].map(finish));
    if (isEnded) return;
    const found = await store.list(PENDING);
    const alive = new Set((await store.list(ALIVE)).map(([key]) => key.slice(ALIVE.length)));
    const before = suspects;
    suspects = new Set();
    const faults: unknown[] = [];
    const takeOne = async ([key, value]: readonly [key: string, value: string]): Promise<void> => {
      const pending = readPending(value);
      if (pending === undefined) {
        unreadable(key);
        return;
      }
      // One of this process's own that nobody handles was stored after it had been given up, and others know it as taken.
      const isHeld = pending.run === run ? isInHand(key) : alive.has(pending.run);
      if (isHeld) return;
      suspects.add(value);
      if (store.isShared && !before.has(value)) return;
      await live();
      const event = await takeOver(key, value, pending);
      if (event === undefined) return;
      logger.info('an event that was received before is taken up', { kind: event.kind, place: event.place });
      try {
        if ((await handle(event, pending.at)) && !isEnded) await finish(event.id);
      } catch (error) {
        setTimeout(() => inHand.delete(event.id), lease * 2 ** pending.tries).unref();
        throw error;
      }
    };
    await pMap(found, (one) => takeOne(one).catch((error: unknown) => faults.push(error)), {
      concurrency: MOST_AT_ONCE,
    });
    for (const error of faults) logger.warn('an event that was received could not be taken up', { error });
  };

  return {
    async take(event) {
      const { id } = event;
      if (recent.has(id)) return false;
      recent.set(id, true);
      inHand.add(id);
      let reason: unknown;
      try {
        const milliseconds = store.isShared ? SHARED_TAKE_MILLISECONDS : TAKE_MILLISECONDS;
        const isFirst = await pTimeout(keep(event), { milliseconds, fallback: () => undefined });
        if (isFirst === false) inHand.delete(id);
        if (isFirst !== undefined) return isFirst;
      } catch (error) {
        reason = error;
        logger.error('an event could not be stored', { error });
      }
      // A store of this process's own: it goes on by itself.
      if (!store.isShared) return true;
      recent.delete(id);
      inHand.delete(id);
      throw new Unkept(reason);
    },
    done: finish,
    holds: mayAnswer,
    async maySend(id, owner) {
      try {
        return (await claim([{ key: SENT + id, value: '', owner }])).has(SENT + id);
      } catch {
        // The store tells of itself.
        return await mayAnswer(id);
      }
    },
    takeUp(handle) {
      let isLooking = false;
      const again = (): void => {
        // Also while events are being taken up, which may take minutes. The store tells of itself.
        if (living !== undefined) void sayAlive().catch(() => undefined);
        if (isLooking) return;
        isLooking = true;
        void look(handle)
          .catch((error: unknown) => logger.warn('what was received before could not be read', { error }))
          .finally(() => (isLooking = false));
      };
      again();
      timer = setInterval(again, lease / 4);
      timer.unref();
      return async () => {
        isEnded = true;
        clearInterval(timer);
        await Promise.all([...undone].map(finish));
        await store.delete(ALIVE + run).catch(() => undefined);
      };
    },
  };
}

/** Collects what comes within a few milliseconds. @param write writes it at once; it gives, or rejects, the same for all of it */
function batched<Item, Result>(
  write: (items: readonly Item[]) => Promise<Result>,
): (item: Item) => Promise<Result> {
  let collected: Item[] = [];
  let writing: Promise<Result> | undefined;
  return async (item) => {
    collected.push(item);
    writing ??= pause(BATCH_MILLISECONDS).then(() => {
      const items = collected;
      collected = [];
      writing = undefined;
      return write(items);
    });
    return await writing;
  };
}

/** What reads a record, by the beginning of its key. */
export const INBOX_RECORDS = { [PENDING]: readPending } as const;

function readPending(text: string): Pending | undefined {
  return readJson(text, (value) => {
    if (!isRecord(value)) return undefined;
    const { run, kind, place, at, tries, sealed } = value;
    if (typeof run !== 'string' || typeof kind !== 'string' || typeof place !== 'string') return undefined;
    if (typeof at !== 'number' || typeof tries !== 'number') return undefined;
    return { run, kind, place, at, tries, sealed: typeof sealed === 'string' ? sealed : undefined };
  });
}
