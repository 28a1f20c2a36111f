import { randomUUID } from 'node:crypto';
import { EventEmitter } from 'node:events';
import { Client, type ClientConfig } from 'pg';
import { subscribe, type Topics } from './topics.js';

/** One channel for all topics; a notification holds who sent it, a space, and the topic. */
export const CHANNEL = 'qabot';

/** Milliseconds until a lost connection is opened again. */
const REOPEN_MILLISECONDS = 1000;
/** Milliseconds between two statements that test the connection, as one that only listens does not notice that it is dead. */
const HEARTBEAT_MILLISECONDS = 15_000;

/**
 * Announcements as notifications (https://www.postgresql.org/docs/current/sql-notify.html). A connection of their own receives
 * them; it is open while somebody listens, and opened again after a loss. Each time it is opened, every listener is called once.
 */
export function postgresTopics(config: ClientConfig, notify: (payload: string) => Promise<void>): Topics {
  const self = randomUUID();
  const emitter = new EventEmitter().setMaxListeners(0);
  /** Ends the connection, or the wait for the next one; `undefined` while nobody listens. */
  let end: (() => void) | undefined;
  /** Whether notifications arrive. */
  let active = false;

  const begin = (): void => {
    const client = new Client(config);
    let over = false;
    let timer: NodeJS.Timeout | undefined;
    const finish = (): void => {
      over = true;
      active = false;
      clearTimeout(timer);
      client.end().catch(() => undefined);
    };
    const lost = (): void => {
      if (over) return;
      finish();
      timer = setTimeout(begin, REOPEN_MILLISECONDS);
      timer.unref();
      end = () => clearTimeout(timer);
    };
    const beat = (): void => {
      timer = setTimeout(() => void client.query('select 1').then(beat, lost), HEARTBEAT_MILLISECONDS);
      timer.unref();
    };
    const listen = async (): Promise<void> => {
      await client.connect();
      await client.query(`listen ${CHANNEL}`);
      if (over) return;
      // pg's types leave out `unref`, which its own pool calls.
      if ('unref' in client && typeof client.unref === 'function') client.unref();
      active = true;
      beat();
      for (const topic of emitter.eventNames()) emitter.emit(topic);
    };
    end = finish;
    client.on('error', lost).on('end', lost);
    client.on('notification', ({ payload = '' }) => {
      const space = payload.indexOf(' ');
      // This process has told its own listeners already.
      if (payload.slice(0, space) !== self) emitter.emit(payload.slice(space + 1));
    });
    listen().catch(lost);
  };
  const rest = (): void => {
    end?.();
    end = undefined;
  };
  return {
    async announce(topic) {
      try {
        await notify(`${self} ${topic}`);
      } finally {
        emitter.emit(topic);
      }
    },
    listen(topic, listener) {
      if (end === undefined) begin();
      const unsubscribe = subscribe(emitter, topic, listener, active);
      return () => {
        unsubscribe();
        if (emitter.eventNames().length === 0) rest();
      };
    },
    end: rest,
  };
}
