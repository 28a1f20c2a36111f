import { randomUUID } from 'node:crypto';
import { EventEmitter } from 'node:events';
import type { Store } from '../contract.js';
import type { Database } from './contract.js';

/** Milliseconds between two looks at what other processes have written. */
const POLL_MILLISECONDS = 1000;

/** The namespace of the announcements: a mark for each topic, new with each announcement. No adapter is called so. */
export const TOPICS = '/topics';

/** What polling reads, as the engine gives it; both throw when the file cannot be read. */
export interface Marks {
  /** A row that changes when another connection has written (https://www.sqlite.org/pragma.html#pragma_data_version). */
  version(): unknown;
  /** Rows of a topic and its mark. */
  read(): readonly unknown[];
}

export interface Topics extends Pick<Database, 'announce' | 'listen'> {
  end(): void;
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
      // Not to be told of our own announcement a second time. What another process announced before it is told along with it.
      const mark = randomUUID();
      known.set(topic, mark);
      try {
        await store.set(topic, mark);
      } finally {
        emitter.emit(topic);
      }
    },
    listen(topic, listener) {
      // What was announced before is known when the first begins to listen.
      if (timer === undefined) {
        attempt();
        timer = setInterval(() => {
          for (const changed of attempt()) emitter.emit(changed);
        }, POLL_MILLISECONDS);
        timer.unref();
      }
      // A function of its own for each call: the same listener may listen twice.
      const call = (): void => listener();
      emitter.on(topic, call);
      queueMicrotask(() => {
        if (emitter.listeners(topic).includes(call)) call();
      });
      return () => {
        emitter.off(topic, call);
        if (emitter.eventNames().length === 0) rest();
      };
    },
    end: rest,
  };
}
