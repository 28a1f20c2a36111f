/** What announcements have in common on every engine: who listens to which topic. */

import { EventEmitter } from 'node:events';
import type { Database } from './contract.js';

export interface Topics extends Pick<Database, 'announce' | 'listen'> {
  end(): void;
}

export interface Listeners {
  /** The topics that somebody listens to. */
  topics(): readonly string[];
  tell(topic: string): void;
  /**
   * @param isTold whether the listener is called once soon, as announcements may have been missed before
   * @param onLast called when the last listener has gone
   * @returns what takes the listener away
   */
  add(topic: string, listener: () => void, isTold: boolean, onLast: () => void): () => void;
}

export function createListeners(): Listeners {
  const emitter = new EventEmitter().setMaxListeners(0);
  return {
    topics: () => emitter.eventNames().map(String),
    tell: (topic) => void emitter.emit(topic),
    add(topic, listener, isTold, onLast) {
      // A function of its own for each call, as the same listener may listen twice.
      const call = (): void => listener();
      emitter.on(topic, call);
      if (isTold) {
        queueMicrotask(() => {
          if (emitter.listeners(topic).includes(call)) call();
        });
      }
      return () => {
        emitter.off(topic, call);
        if (emitter.eventNames().length === 0) onLast();
      };
    },
  };
}
