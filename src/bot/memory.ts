import { createHash } from 'node:crypto';
import type { Language, Logger } from '../contract.js';
import type { ListIntent } from './intent/model.js';
import { createSharedCache, type Member, type SharedMemory } from './shared-cache.js';
import { readRemembered } from './stored-shapes.js';

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
  /** Ids of the entries that were offered for the question, to choose from. */
  readonly offered?: readonly string[];
  /** The question that they were offered for, where it says enough by itself. */
  readonly asked?: string;
  /** The last list, as long as no question came after it. */
  readonly list?: ListIntent;
}

/** After this long a new message is a new subject. Ten minutes is a guess at a busy channel's attention span. */
const MEMORY_MILLISECONDS = 10 * 60 * 1000;
/** Places remembered at once; the least recently used goes first. */
const MEMORY_PLACES = 2000;

export interface Memory {
  /** Reads what a replica may have written; to be awaited before a question or a press is understood. */
  load(place: string): Promise<void>;
  recall(place: string): Remembered;
  /** @param who asked what is remembered; absent: who asked before */
  remember(place: string, what: Remembered, who?: Member): void;
}

interface MemoryOptions extends SharedMemory {
  /** Milliseconds. */
  readonly now: () => number;
  readonly logger: Logger;
}

/** The short memory of each place. The store sees a digest of the place, which may hold a person's id. */
export function createMemory({ now, logger, store, ownerOf }: MemoryOptions): Memory {
  const places = createSharedCache<Remembered>({
    most: MEMORY_PLACES,
    time: MEMORY_MILLISECONDS,
    now,
    logger,
    store,
    ownerOf,
    prefix: 'memory/',
    read: readRemembered,
  });
  return {
    load: async (place) => void (await places.find(key(place))),
    recall: (place) => places.get(key(place)) ?? {},
    remember: (place, what, who) => places.set(key(place), what, who),
  };
}

function key(place: string): string {
  return createHash('sha256').update(place).digest('base64url');
}
