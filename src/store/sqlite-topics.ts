import { randomUUID } from 'node:crypto';
import { EventEmitter } from 'node:events';
import type { Store } from '../contract.js';
import { subscribe, type Topics } from './topics.js';

/** Milliseconds between two looks at what other processes have written. */
const POLL_MILLISECONDS = 1000;

/** The namespace of the announcements. Each topic has a mark there, and each announcement sets a new one. No adapter has this name. */
export const TOPICS = '/topics';

/** What polling reads. Both throw when the file cannot be read. */
interface Marks {
  /** A row that changes when another connection has written (https://www.sqlite.org/pragma.html#pragma_data_version). */
  version(): unknown;
  /** Rows of a topic and its mark. */
  read(): readonly unknown[];
}

/** Announcements through the file: written to `store`, looked for once a second while somebody listens. */
export function sqliteTopics(store: Store, marks: Marks): Topics {
  const emitter = new EventEmitter().setMaxListeners(0);
  const known = new Map<string, string>();
  let version: string | undefined;
  let timer: NodeJS.Timeout | undefined;

  /** The topics with another mark than before. */
  const look = (): readonly string[] => {
    const latest = String(marks.version());
    if (latest === version) return [];
    const changed = marks
      .read()
      .map((row) => (Array.isArray(row) ? row.map(String) : []))
      .filter(([topic = '', mark]) => known.get(topic) !== mark);
    version = latest;
    for (const [topic = '', mark = ''] of changed) known.set(topic, mark);
    return changed.map(([topic = '']) => topic);
  };
  const attempt = (): readonly string[] => {
    try {
      return look();
    } catch {
      // Nothing is lost: the marks are compared again at the next look.
      return [];
    }
  };
  const rest = (): void => {
    clearInterval(timer);
    timer = undefined;
    version = undefined;
  };
  return {
    async announce(topic) {
      // With the mark known, the next look does not tell of this announcement a second time.
      const mark = randomUUID();
      known.set(topic, mark);
      try {
        await store.set(topic, mark);
      } finally {
        emitter.emit(topic);
      }
    },
    listen(topic, listener) {
      // The first look notes the announcements before this listener, so that they are not passed on.
      if (timer === undefined) {
        attempt();
        timer = setInterval(() => {
          for (const changed of attempt()) emitter.emit(changed);
        }, POLL_MILLISECONDS);
        timer.unref();
      }
      const unsubscribe = subscribe(emitter, topic, listener, true);
      return () => {
        unsubscribe();
        if (emitter.eventNames().length === 0) rest();
      };
    },
    end: rest,
  };
}
