import type { EventEmitter } from 'node:events';
import type { Database } from './contract.js';

/** Announcements on one engine. */
export interface Topics extends Pick<Database, 'announce' | 'listen'> {
  end(): void;
}

/**
 * Adds a listener, and calls it once soon where `isTold`, as announcements may have been missed before.
 * @returns what removes the listener
 */
export function subscribe(
  emitter: EventEmitter,
  topic: string,
  listener: () => void,
  isTold: boolean,
): () => void {
  // A function of its own for each call, as the same listener may listen twice.
  const call = (): void => listener();
  emitter.on(topic, call);
  if (isTold) queueMicrotask(() => emitter.listeners(topic).includes(call) && call());
  return () => void emitter.off(topic, call);
}
