import { LRUCache } from 'lru-cache';
import type { Language } from '../contract.js';
import type { ListIntent } from './intent.js';

/** What is remembered of a conversation. */
export interface Remembered {
  /** The last question that was about the knowledge. */
  readonly question?: string;
  /** Token of the last reply's explanation. */
  readonly why?: string;
  /** The language of the last reply. */
  readonly language?: Language;
  /** Id of the entry that was shown last. */
  readonly shown?: string;
  /** The last list, as long as no question came after it. */
  readonly list?: ListIntent;
}

/** After this long a new message is a new subject. Ten minutes is a guess at a busy channel's attention span. */
export const MEMORY_MILLISECONDS = 10 * 60 * 1000;
/** Places remembered at once; the least recently used goes first. */
export const MEMORY_PLACES = 2000;

export interface Memory {
  recall(place: string): Remembered;
  remember(place: string, what: Remembered): void;
}

/** The short memory of each place, in this process only. `now` gives milliseconds. */
export function createMemory(now: () => number): Memory {
  const places = new LRUCache<string, Remembered>({
    max: MEMORY_PLACES,
    ttl: MEMORY_MILLISECONDS,
    ttlResolution: 0,
    perf: { now },
  });
  return {
    recall: (place) => places.get(place) ?? {},
    remember: (place, what) => {
      places.set(place, what);
    },
  };
}
